/* Scoring: what every passage of an article brings for a query, and what the article brings beside its best
 * one. */
#ifndef OSINT_SEARCH_SCORE_H
#define OSINT_SEARCH_SCORE_H

#include "search/plan.h"

G_BEGIN_DECLS

typedef struct OsintScorer OsintScorer;

OsintScorer *osint_scorer_new(const OsintPlan *plan); /* plan must outlive it */
void osint_scorer_free(OsintScorer *scorer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintScorer, osint_scorer_free)

/* Scores the passages of the article that reading has just read; everything below is about it. explain: keep
 * a line for every passage that says why. closest: the article need not have all that was asked for. */
void osint_scorer_score(OsintScorer *scorer, OsintReading *reading, const OsintArticle *article,
                        gboolean closest, gboolean explain);

double osint_scorer_passage(const OsintScorer *scorer, guint passage); /* counted from 0 */
/* Whether the passage has something of what was asked for, not only related words. */
gboolean osint_scorer_matches(const OsintScorer *scorer, guint passage);
double osint_scorer_title(const OsintScorer *scorer);    /* what the title brings */
double osint_scorer_coverage(const OsintScorer *scorer); /* what having much of the query does */
const char *osint_scorer_explanation(const OsintScorer *scorer, guint passage); /* with explain */

G_END_DECLS

#endif
