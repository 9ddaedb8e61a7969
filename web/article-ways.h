/* From an article to the results it is one of, to the next of them, to the next match, to its other parts. */
#ifndef OSINT_WEB_ARTICLE_WAYS_H
#define OSINT_WEB_ARTICLE_WAYS_H

#include "web/article-page.h"
#include "web/html.h"

G_BEGIN_DECLS

/* Keys with which browsers follow a link (HTML, 6.6.2: the accesskey attribute). */
#define OSINT_KEY_NEXT_MATCH "n"
#define OSINT_KEY_PREVIOUS_MATCH "p"
#define OSINT_KEY_NEXT_RESULT "j"
#define OSINT_KEY_PREVIOUS_RESULT "k"

/* Back to the results; the results before and after. Nothing without a query. */
void osint_article_results(OsintHtml *html, const OsintArticleView *view);
/* Which match the reader is at, the ones before and after, and the passages that have any. matches:
 * OsintSpan, in order. */
void osint_article_matches(OsintHtml *html, const OsintArticleView *view, const GArray *matches);
/* The other parts of a long article; part: the one that is shown, from 1. landmark: where a page has the list
 * twice, one of them. */
void osint_article_parts(OsintHtml *html, const OsintArticleView *view, guint part, gboolean landmark);

G_END_DECLS

#endif
