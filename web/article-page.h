/* The page of one stored article: its text with marks, its entities, where it came from, and the ways to
 * other matches and other results. */
#ifndef OSINT_WEB_ARTICLE_PAGE_H
#define OSINT_WEB_ARTICLE_PAGE_H

#include "search/engine.h"
#include "web/ask.h"

G_BEGIN_DECLS

/* Another result of the query. */
typedef struct {
    const OsintHit *before, *after; /* NULL: there is none */
    guint64 total;                  /* results; 0: not known */
    gboolean exact;
} OsintArticleNeighbours;

typedef struct {
    const OsintAsk *ask; /* the query whose words are marked; its query may be NULL */
    const OsintArticle *article;
    const GArray *highlights;       /* OsintSpan in the text, in order, not overlapping; or NULL */
    const GArray *title_highlights; /* likewise, in the title */
    const OsintHit *hit; /* of the article: when it was indexed, its copies; NULL when that is not known */
    OsintArticleNeighbours neighbours;
} OsintArticleView;

GString *osint_article_page(const OsintArticleView *view);

G_END_DECLS

#endif
