/* --analyze: how a query was read. */
#ifndef OSINT_SEARCH_ANALYZE_H
#define OSINT_SEARCH_ANALYZE_H

#include "search/render.h"

G_BEGIN_DECLS

/* Appends what was asked, its canonical spelling, notes, entities with the names they are searched by, and
 * the tree. `now` is that of the search. Fails with OSINT_QUERY_ERROR when the query's text cannot be read.
 */
gboolean osint_analyze_append(GString *out, const OsintSearch *search, const OsintRenderOptions *options,
                              gint64 now, GError **error);

G_END_DECLS

#endif
