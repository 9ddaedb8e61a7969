/* Changing a query by a link: adding a filter, taking one away, keeping to one name of an entity.
 *
 * Every changed query is parsed before it is offered; one that would not be read as meant is not made. */
#ifndef OSINT_WEB_REFINE_H
#define OSINT_WEB_REFINE_H

#include "search/query.h"

G_BEGIN_DECLS

typedef struct {
    char *text; /* as it stands in the query: "lang:ja" */
    char *rest; /* the query without it; NULL when nothing is left */
} OsintFilter;
void osint_filter_free(OsintFilter *filter);

/* field:value, quoted where the language wants it. */
char *osint_refine_field(const char *field, const char *value);
/* The query and a filter as well. query may be NULL. NULL when it cannot be combined. */
char *osint_refine_add(const char *query, const char *filter, gint64 now);
/* The filters that the whole query stands under: OsintFilter *, in order; owned by the caller. */
GPtrArray *osint_refine_filters(const char *query, gint64 now);
/* The query with its filter entity:matched_by replaced by one for that entity under this name only; NULL when
 * it has none or keeps to a name already. */
char *osint_refine_only_name(const char *query, const char *matched_by, const char *name, gint64 now);
/* The periods that the query's dates mean now: equal as long as the query means the same. */
char *osint_refine_periods(const char *query, gint64 now);

G_END_DECLS

#endif
