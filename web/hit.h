/* One result: an article's head, its passages and its entities. */
#ifndef OSINT_WEB_HIT_H
#define OSINT_WEB_HIT_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

/* A list item. */
void osint_hit_append(OsintHtml *html, const OsintResults *results, const OsintHit *hit);
/* Publisher, date and language of an article in one line. */
void osint_hit_append_meta(OsintHtml *html, const OsintArticle *article);

G_END_DECLS

#endif
