/* What a query's names mean in an index. */
#ifndef OSINT_SEARCH_RESOLVE_H
#define OSINT_SEARCH_RESOLVE_H

#include "search/engine.h"

G_BEGIN_DECLS

/* osint_query_check() against an index; indicators become phrases of their parts, which is how the index has
 * them. saved: as in OsintSearchOptions. */
gboolean osint_resolve_query(OsintIndex *index, GHashTable *saved, OsintQuery *query, gint64 now,
                             OsintSpan *place, GError **error);

/* The entities that the query asks for: OsintQueryEntity *, each once. Never NULL. */
GPtrArray *osint_resolve_entities(OsintIndex *index, const OsintQuery *query);

G_END_DECLS

#endif
