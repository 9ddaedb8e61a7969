/* The entities of a result: those that are asked for, with what the article calls them, and others, by each
 * of which the search can be narrowed. */
#ifndef OSINT_WEB_CHIPS_H
#define OSINT_WEB_CHIPS_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

/* A line of the entities that the query asks for and the article mentions: "Tick as BRONZE BUTLER"; nothing
 * when there is none. */
void osint_chips_append_asked(OsintHtml *html, const OsintResults *results, const OsintArticle *article);
/* A list of the others, the most mentioned first, each with a link that adds it to the query and one to its
 * card. */
void osint_chips_append_others(OsintHtml *html, const OsintResults *results, const OsintArticle *article);

G_END_DECLS

#endif
