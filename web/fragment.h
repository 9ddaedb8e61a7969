/* The way to a passage where the article came from. */
#ifndef OSINT_WEB_FRAGMENT_H
#define OSINT_WEB_FRAGMENT_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

/* The address of a passage at the source: by a text directive (WICG, URL Fragment Text Directives),
 * "url#:~:text=start,end"; by page in a PDF, "url#page=3" (RFC 8118). NULL when the article is from no web
 * address. Freed by the caller. */
char *osint_fragment_of_passage(const OsintArticle *article, OsintSpan passage);

G_END_DECLS

#endif
