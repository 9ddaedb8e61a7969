/* Facets: how the matching articles divide by entity, type, source, language, year and tag. */
#ifndef OSINT_SEARCH_FACETS_H
#define OSINT_SEARCH_FACETS_H

#include "search/engine.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_FACET_ENTITY,
    OSINT_FACET_TYPE, /* media type */
    OSINT_FACET_SOURCE,
    OSINT_FACET_LANGUAGE, /* primary subtag */
    OSINT_FACET_YEAR,
    OSINT_FACET_TAG, /* folded, as tag: compares them */
    OSINT_FACETS,    /* their number */
} OsintFacet;

typedef struct {
    char *value;
    char *name, *type; /* of an entity; NULL for other facets and for what no list has */
    guint64 articles;
} OsintFacetValue;

/* How many more entities of a type there are than those given. */
typedef struct {
    char *type; /* NULL: of what has none */
    guint64 values;
} OsintFacetRest;

typedef struct {
    GArray *values[OSINT_FACETS];   /* OsintFacetValue: the commonest first, years the latest first */
    guint64 left_out[OSINT_FACETS]; /* how many more values there are */
    GArray *entity_rests;           /* OsintFacetRest: of the entities among these */
    guint64 articles;               /* over which they were counted */
    gboolean exact;                 /* these are all that match */
} OsintFacets;

#define OSINT_FACETS_ALL ((1u << OSINT_FACETS) - 1)

/* Counts the wanted facets (bits 1 << OsintFacet), the others having no values, over all that match and not
 * only the page asked for. NULL without error when nothing matches but something comes close: counts of that
 * would mean nothing. */
OsintFacets *osint_facets_count(OsintSearch *search, guint wanted, GError **error);
/* The same with the commonest values alone, at most so many of a facet, of entities as many of each type; all
 * years. That is faster where values are many. */
OsintFacets *osint_facets_count_most(OsintSearch *search, guint wanted, guint most, GError **error);
OsintFacets *osint_facets_new(void); /* without any value */
void osint_facets_add(OsintFacets *facets, OsintFacet facet, const char *value, guint64 articles);
void osint_facets_free(OsintFacets *facets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintFacets, osint_facets_free)

const char *osint_facet_name(OsintFacet facet); /* "entity", as in JSON */
/* The filter that keeps to a value, as a query has it: lang:ja, source:"Sample Wire". */
char *osint_facet_filter(OsintFacet facet, const char *value);

G_END_DECLS

#endif
