/* --analyze: how a query was read. */
#ifndef OSINT_SEARCH_ANALYZE_H
#define OSINT_SEARCH_ANALYZE_H

#include "search/render.h"

G_BEGIN_DECLS

/* Appends what was asked, its canonical spelling, notes, entities with the names they are searched by, the
 * tree that is executed, with what each of its leaves is looked up by, and the work that finding takes. */
void osint_analyze_append(GString *out, const OsintSearch *search, const OsintRenderOptions *options);

G_END_DECLS

#endif
