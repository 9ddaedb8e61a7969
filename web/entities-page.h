/* The entities of an answer as a table. */
#ifndef OSINT_WEB_ENTITIES_PAGE_H
#define OSINT_WEB_ENTITIES_PAGE_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

#define OSINT_ENTITIES_PAGE_SIZE 50u

/* results: with entity_counts, of all of which one page is shown. */
void osint_entities_append(OsintHtml *html, const OsintResults *results);

G_END_DECLS

#endif
