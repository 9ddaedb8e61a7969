/* Article text as HTML: with the query's words marked, and with entities marked by their kind. */
#ifndef OSINT_WEB_MARKED_H
#define OSINT_WEB_MARKED_H

#include "indexer/article/article.h"
#include "web/html.h"

G_BEGIN_DECLS

/* text[span) with <mark> around highlights (OsintSpan, in order, not overlapping; NULL for none), which may
 * reach beyond the span. */
void osint_marked_text(OsintHtml *html, const char *text, OsintSpan span, const GArray *highlights);

/* Likewise from an article's text, with the outermost mentions marked too. The first mention of each entity
 * says its kind: seen (a set of ids, owned by the caller, which it must not outlive the article's mentions)
 * remembers which were. */
void osint_marked_article_text(OsintHtml *html, const OsintArticle *article, OsintSpan span,
                               const GArray *highlights, GHashTable *seen);

/* A lang attribute with a leading space, when the tag is one. */
void osint_marked_lang(OsintHtml *html, const char *language);

G_END_DECLS

#endif
