/* Links that leave the site. */
#ifndef OSINT_WEB_OUTWARD_H
#define OSINT_WEB_OUTWARD_H

#include "web/html.h"

G_BEGIN_DECLS

/* What such links say of themselves: an attribute with a leading space. */
#define OSINT_OUTWARD_REL " rel=\"noreferrer noopener nofollow external\""

/* Whether a link may lead there: to http or https. url may be NULL. */
gboolean osint_outward_allowed(const char *url);
/* An address as a link, which tells the other site nothing; plain text when it is none for http or https. */
void osint_outward_link(OsintHtml *html, const char *url);

G_END_DECLS

#endif
