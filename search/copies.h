/* The copies of an article: the other articles of its group. */
#ifndef OSINT_SEARCH_COPIES_H
#define OSINT_SEARCH_COPIES_H

#include "search/engine.h"
#include "search/plan.h"

G_BEGIN_DECLS

/* Fills in what a hit says of copies: its copies and copies_more, and whether it is the earliest. Changes
 * what reading has read. */
gboolean osint_copies_find(OsintIndex *index, const OsintPlan *plan, OsintReading *reading, OsintHit *hit,
                           GError **error);
void osint_copy_free(OsintCopy *copy);

G_END_DECLS

#endif
