/* The timeline of an answer: a picture, what it leaves out in words, and the numbers in a table. */
#ifndef OSINT_WEB_TIMELINE_H
#define OSINT_WEB_TIMELINE_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

/* results: with a timeline. Each period leads to its articles. */
void osint_timeline_append(OsintHtml *html, const OsintResults *results);
/* The same in small, to stand above results. */
void osint_timeline_append_strip(OsintHtml *html, const OsintResults *results);

G_END_DECLS

#endif
