/* The files by which browsers and crawlers learn about the site. */
#ifndef OSINT_WEB_DISCOVERY_H
#define OSINT_WEB_DISCOVERY_H

#include "web/request.h"

G_BEGIN_DECLS

/* The OpenSearch description (1.1, draft 6), by which browsers add the page to their search box. */
GString *osint_opensearch_document(const OsintRequest *request);
/* Asks crawlers to stay away (RFC 9309). */
GString *osint_robots_document(const OsintRequest *request);

G_END_DECLS

#endif
