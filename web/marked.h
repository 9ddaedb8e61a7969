/* Text with the query's words marked, and in which language it is. */
#ifndef OSINT_WEB_MARKED_H
#define OSINT_WEB_MARKED_H

#include "indexer/article/article.h"
#include "web/html.h"

G_BEGIN_DECLS

/* text[span) with <mark> around highlights (OsintSpan, in order, not overlapping; NULL for none), which may
 * reach beyond the span. */
void osint_marked_text(OsintHtml *html, const char *text, OsintSpan span, const GArray *highlights);

/* A lang attribute with a leading space, when the tag is one. */
void osint_marked_lang(OsintHtml *html, const char *language);

G_END_DECLS

#endif
