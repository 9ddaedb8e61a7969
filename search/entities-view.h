/* The entities that the matching articles mention, counted over all of them. */
#ifndef OSINT_SEARCH_ENTITIES_VIEW_H
#define OSINT_SEARCH_ENTITIES_VIEW_H

#include "search/facets.h"

G_BEGIN_DECLS

/* Mentions that are known to be benign do not count. An article that is only tagged with an entity counts,
 * with no mention. */
typedef struct {
    char *id, *type, *name;
    guint64 articles, mentions;
    guint64 undecided;  /* of the mentions: several entities have the name, and nothing decides */
    char *first, *last; /* dates of the earliest and the latest article, as known; NULL when none has one */
    gint64 begin, end;  /* their first and last second, while counting */
    guint64 article;    /* the one read last, likewise */
    gboolean is_copy;   /* a copy of it was counted before, likewise */
} OsintEntityCount;

typedef struct {
    GArray *rows;      /* OsintEntityCount: those in most articles first, then by mentions, then by id */
    guint64 articles;  /* that were counted */
    gboolean exact;    /* they are all that match */
    gboolean is_short; /* only articles are counted, and only the commonest entities of each type given; */
    GArray *rests;     /* OsintFacetRest: how many more there are; else NULL */
} OsintEntityCounts;

/* type: only entities of it; NULL for all. most: in so many articles at most, spread evenly over all that
 * match; 0 for all. */
OsintEntityCounts *osint_entity_counts_new(OsintSearch *search, const char *type, guint most, GError **error);
/* The entities of facets: without reading any article, so that there may be very many. */
OsintEntityCounts *osint_entity_counts_of(const OsintFacets *facets);
void osint_entity_counts_free(OsintEntityCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintEntityCounts, osint_entity_counts_free)

G_END_DECLS

#endif
