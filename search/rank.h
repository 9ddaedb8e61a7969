/* Ranking: every passage of an article scored by what reading sees in it, and the highlights. */
#ifndef OSINT_SEARCH_RANK_H
#define OSINT_SEARCH_RANK_H

#include "search/engine.h"
#include "search/plan.h"

G_BEGIN_DECLS

typedef struct OsintRanker OsintRanker;

OsintRanker *osint_ranker_new(const OsintPlan *plan); /* plan must outlive it */
void osint_ranker_free(OsintRanker *ranker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRanker, osint_ranker_free)

/* Makes the hit of an article that reading has just read: its best passages (at most options->passages), its
 * score from them and weight, the article's weight by Xapian. closest: the article need not have all the
 * words. Takes the article. */
OsintHit *osint_rank(OsintRanker *ranker, OsintReading *reading, OsintArticle *article, double weight,
                     gboolean closest, const OsintSearchOptions *options);

G_END_DECLS

#endif
