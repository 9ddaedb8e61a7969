/* FastCGI: one process answers requests, one after the other, from a socket that it was given as standard
 * input. */
#ifndef OSINT_WEB_FASTCGI_H
#define OSINT_WEB_FASTCGI_H

#include "web/site.h"

G_BEGIN_DECLS

/* A worker ends after so many requests, or once it has used so much memory (KiB), so that neither a leak nor
 * one very long article stays for ever. */
#define OSINT_FASTCGI_REQUESTS 10000
#define OSINT_FASTCGI_MEMORY (256 << 10)

/* Whether standard input is such a socket. */
gboolean osint_fastcgi_is_asked(void);

/* Until SIGTERM, after the request that is being answered, one of the limits, or an index that cannot be
 * read. Returns an exit status: 0 when a worker in its place can go on. */
int osint_fastcgi_serve(OsintSite *site);

G_END_DECLS

#endif
