/* An article's text as HTML, one part of it: paragraphs and headings, an anchor for each passage and its
 * place at the source, entities and words marked. The text content of all of it is the article's text,
 * unchanged: what is shown beside it comes from attributes. */
#ifndef OSINT_WEB_ARTICLE_TEXT_H
#define OSINT_WEB_ARTICLE_TEXT_H

#include "web/article-marks.h"

G_BEGIN_DECLS

/* Passage n has the id "pn". part: from 1 (parts.h). */
void osint_article_text(OsintHtml *html, const OsintArticle *article, OsintArticleMarks *marks, guint part);

G_END_DECLS

#endif
