/* Links that leave the site. */
#ifndef OSINT_WEB_OUTWARD_H
#define OSINT_WEB_OUTWARD_H

#include "web/html.h"

G_BEGIN_DECLS

/* An address as a link, which tells the other site nothing; plain text when it is none for http or https. */
void osint_outward_link(OsintHtml *html, const char *url);

G_END_DECLS

#endif
