/* An article's text as HTML: paragraphs and headings, an anchor for each passage, entities and words marked.
 */
#ifndef OSINT_WEB_ARTICLE_TEXT_H
#define OSINT_WEB_ARTICLE_TEXT_H

#include "indexer/article/article.h"
#include "web/html.h"

G_BEGIN_DECLS

/* highlights: OsintSpan in order, not overlapping; or NULL. Passage n has the id "pn". */
void osint_article_text(OsintHtml *html, const OsintArticle *article, const GArray *highlights);

G_END_DECLS

#endif
