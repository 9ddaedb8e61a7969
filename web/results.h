/* The page of a search: what was understood, what was found, where to go on from here. */
#ifndef OSINT_WEB_RESULTS_H
#define OSINT_WEB_RESULTS_H

#include "search/entities-view.h"
#include "search/facets.h"
#include "search/network.h"
#include "search/timeline.h"
#include "web/ask.h"
#include "web/refine.h"

G_BEGIN_DECLS

/* What there would be without a filter. */
typedef struct {
    guint64 total;
    gboolean exact;
} OsintWithout;

/* Everything the page shows; nothing is owned. */
typedef struct {
    const OsintAsk *ask; /* with a query */
    gint64 now;
    OsintRefine *refine; /* of the query; osint_results_page() makes it */
    const char *read_as;
    const OsintNode *tree;     /* what was executed; NULL: nothing is said of it */
    const GPtrArray *notes;    /* char * */
    const GPtrArray *entities; /* OsintQueryEntity * */
    guint64 total;
    gboolean exact;
    guint64 folded; /* copies of results, likewise exact or not */
    gboolean closest;
    const char *suggestion;        /* or NULL */
    const GPtrArray *hits;         /* OsintHit *, of this page */
    const OsintFacets *facets;     /* or NULL */
    const OsintTimeline *timeline; /* likewise */
    gboolean more;                 /* there is a next page */
    const GArray *without;         /* OsintWithout, of the query's first filters, when nothing is found */
    /* What the view shows in place of hits; NULL in any other. */
    const OsintEntityCounts *entity_counts;
    const OsintNetwork *network;
} OsintResults;

GString *osint_results_page(const OsintResults *results);

G_END_DECLS

#endif
