/* The page of one stored article: its text with marks, its entities, where it came from. */
#ifndef OSINT_WEB_ARTICLE_PAGE_H
#define OSINT_WEB_ARTICLE_PAGE_H

#include "indexer/article/article.h"
#include "web/ask.h"

G_BEGIN_DECLS

typedef struct {
    const OsintAsk *ask; /* the query whose words are marked; its query may be NULL */
    const OsintArticle *article;
    const GArray *highlights; /* OsintSpan in the text, in order, not overlapping; or NULL */
} OsintArticleView;

GString *osint_article_page(const OsintArticleView *view);

G_END_DECLS

#endif
