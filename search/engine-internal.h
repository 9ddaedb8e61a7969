/* A search, for the engine's own files. */
#ifndef OSINT_SEARCH_ENGINE_INTERNAL_H
#define OSINT_SEARCH_ENGINE_INTERNAL_H

#include "search/candidates.h"
#include "search/engine.h"
#include "search/rank.h"

G_BEGIN_DECLS

/* Another spelling, which is looked for when somebody asks. */
typedef struct {
    gboolean known;
    char *text; /* or NULL */
} Suggestion;

struct OsintSearch {
    OsintIndex *index;
    OsintSearchOptions options;
    OsintQuery *query;
    char *read_as;
    Suggestion *suggestion;
    gint64 now;
    gboolean probing; /* only whether anything is found is asked */
    GPtrArray *notes;
    GPtrArray *entities;
    OsintPlan *plan;
    OsintReading *reading;
    OsintRanker *ranker;
    OsintGroups *groups; /* of copies that are folded; NULL: none */
    OsintCandidates *candidates;
    OsintCandidates *filling; /* the closest, behind the candidates; NULL when the page is not to be filled */
    GArray *fill;             /* guint64: the numbers of those of them that are no candidates themselves */
    gboolean closest;
    guint64 total, folded;
    gboolean total_exact;
    GPtrArray *block;    /* OsintHit * of the block at hand, ranked; NULL where given out */
    guint64 block_start; /* the rank (from 0) of its first */
    guint64 next;        /* the rank (from 0) to give out next */
    OsintSpan place;     /* of what the plan refuses */
};

G_END_DECLS

#endif
