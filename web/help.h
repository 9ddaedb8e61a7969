/* The query language in short. */
#ifndef OSINT_WEB_HELP_H
#define OSINT_WEB_HELP_H

#include "web/request.h"

G_BEGIN_DECLS

GString *osint_help_page(const OsintRequest *request);

G_END_DECLS

#endif
