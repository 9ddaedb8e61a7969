/* The text of an article as linked data (JSON-LD, articleBody) repeats it for search engines. */
#ifndef OSINT_READERS_HTML_ARTICLE_BODY_H
#define OSINT_READERS_HTML_ARTICLE_BODY_H

#include "indexer/article/article.h"
#include "indexer/readers/html/blocks.h"

G_BEGIN_DECLS

/* The longest one in the scripts of a page, paragraphs separated by empty lines where it has any; NULL when
 * there is none, or only the beginning of one. */
char *osint_html_article_body(const OsintHtmlPage *page);

/* Makes it the article's text: every line a paragraph. */
void osint_html_article_body_fill(OsintArticle *article, const char *body);

/* Raises the log-odds of blocks that stand in the body and lowers those of others. */
void osint_html_article_body_weigh(const char *body, const OsintHtmlPage *page, float *scores);

G_END_DECLS

#endif
