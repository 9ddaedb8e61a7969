/* "Did you mean": another spelling of a query, from the words and names that the index has. */
#ifndef OSINT_SEARCH_SUGGEST_H
#define OSINT_SEARCH_SUGGEST_H

#include "search/plan.h"

G_BEGIN_DECLS

/* The text of a query in which words that no article has are replaced by near words that articles have, as
 * those write them, or by an entity's name; and words that hardly any article has, by a word one letter away
 * that many have. Everything else stays as it was typed. NULL without error when there is nothing to replace.
 * Whether the new query finds anything is not looked at. */
char *osint_suggest(OsintIndex *index, const OsintPlan *plan, const char *text, GError **error);

G_END_DECLS

#endif
