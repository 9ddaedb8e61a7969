/* The query language in short, and the files that machines ask for. */
#ifndef OSINT_WEB_HELP_H
#define OSINT_WEB_HELP_H

#include "web/request.h"

G_BEGIN_DECLS

GString *osint_help_page(const OsintRequest *request);
/* The OpenSearch description, by which browsers add the page to their search box. */
GString *osint_opensearch_document(const OsintRequest *request);

G_END_DECLS

#endif
