/* Why a mention is one: for --explain. */
#ifndef OSINT_SEARCH_EXPLAIN_H
#define OSINT_SEARCH_EXPLAIN_H

#include "search/engine.h"

G_BEGIN_DECLS

/* Adds to the explanations of a hit's passages the entities that they mention: what the article says, whom it
 * means, what speaks for it and which lists have the name. */
void osint_explain_mentions(OsintIndex *index, OsintHit *hit);

/* Which words of a passage nothing decides: "Tick" may be tick or tick-insect. NULL when there are none.
 * Freed by the caller. */
char *osint_explain_undecided(const OsintArticle *article, OsintSpan passage);

G_END_DECLS

#endif
