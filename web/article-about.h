/* Beside an article: its entities, which are the legend of its marks, whom it cites, and where it came from.
 */
#ifndef OSINT_WEB_ARTICLE_ABOUT_H
#define OSINT_WEB_ARTICLE_ABOUT_H

#include "web/article-page.h"
#include "web/html.h"

G_BEGIN_DECLS

void osint_article_about(OsintHtml *html, const OsintArticleView *view);

G_END_DECLS

#endif
