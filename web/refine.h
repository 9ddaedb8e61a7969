/* Changing a query by a link: adding a filter, excluding a value, taking a filter away, keeping to one name
 * of an entity.
 *
 * A query is parsed once, however many links are made of it; every filter that is put in is parsed before it
 * is offered, and a change that would not be read as meant is not made. */
#ifndef OSINT_WEB_REFINE_H
#define OSINT_WEB_REFINE_H

#include "search/query.h"

G_BEGIN_DECLS

/* A filter that the whole query stands under. */
typedef struct {
    char *text;        /* as it stands in the query: "NOT lang:ja" */
    char *rest;        /* the query without it; NULL when nothing is left */
    gboolean excludes; /* what it names is not wanted */
    OsintField field;
    char *type;        /* of an entity that actor:, unit: ... ask for; or NULL */
    char *value;       /* unquoted; of a date the range in canonical form */
    char *canonical;   /* the filter without its NOT: "lang:ja" */
    gint64 begin, end; /* of a date, as in OsintNode */
    OsintSpan span;    /* in the query */
} OsintFilter;

/* A query to be changed. */
typedef struct OsintRefine OsintRefine;
/* query may be NULL: everything; one that cannot be parsed has no filters and cannot be changed. */
OsintRefine *osint_refine_new(const char *query, gint64 now);
void osint_refine_free(OsintRefine *refine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRefine, osint_refine_free)
/* OsintFilter *, in order; owned by refine. */
const GPtrArray *osint_refine_filters(const OsintRefine *refine);
/* The query that keeps to a filter (field:value), or, if excludes, to what it does not find: where it says
 * the opposite now, that is turned round; where it has a longer period, the filter's comes in its place. NULL
 * when it does so already, or cannot be combined. Freed by the caller. */
char *osint_refine_with(OsintRefine *refine, const char *filter, gboolean excludes);
/* The query with its filter entity:matched_by replaced by one for that entity under this name only; NULL when
 * it has none or keeps to a name already. */
char *osint_refine_only_name(OsintRefine *refine, const char *matched_by, const char *name);
/* The other way round: entity:=name becomes entity:name. */
char *osint_refine_all_names(OsintRefine *refine, const char *name);

/* field:value, quoted where the language wants it. */
char *osint_refine_field(const char *field, const char *value);
/* osint_refine_with() of a query that is changed once. */
char *osint_refine_add(const char *query, const char *filter, gint64 now);
/* The periods that the query's dates mean now: equal as long as the query means the same. */
char *osint_refine_periods(const char *query, gint64 now);

G_END_DECLS

#endif
