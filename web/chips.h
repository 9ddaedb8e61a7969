/* The entities of a result: those that are asked for, with what the article calls them, and others, by each
 * of which the search can be narrowed. */
#ifndef OSINT_WEB_CHIPS_H
#define OSINT_WEB_CHIPS_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

/* Whether a query is so long that links which narrow it, a dozen in each result, would be most of the page:
 * then the facets alone have them. */
gboolean osint_chips_is_long(const OsintAsk *ask);
/* A line of the entities that the query asks for and the article mentions: "Tick as BRONZE BUTLER"; nothing
 * when there is none. */
void osint_chips_append_asked(OsintHtml *html, const OsintResults *results, const OsintArticle *article);
/* A list of the others, the most mentioned first, each with a link that adds it to the query, if that is
 * short, and one to its card. */
void osint_chips_append_others(OsintHtml *html, const OsintResults *results, const OsintArticle *article);

G_END_DECLS

#endif
