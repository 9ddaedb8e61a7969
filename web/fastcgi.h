/* FastCGI: one process answers requests, one after the other, from a socket that it was given as standard
 * input. */
#ifndef OSINT_WEB_FASTCGI_H
#define OSINT_WEB_FASTCGI_H

#include "web/site.h"

G_BEGIN_DECLS

/* A worker ends after so many requests, or once it has used so much memory (KiB) or processor time (seconds),
 * so that neither a leak nor one very long article stays for ever. */
#define OSINT_FASTCGI_REQUESTS 10000
#define OSINT_FASTCGI_MEMORY (256 << 10)
#define OSINT_FASTCGI_CPU 1800

/* Whether standard input is such a socket. */
gboolean osint_fastcgi_is_asked(void);

/* What needs more than the sandbox leaves: to be called before it is entered. FALSE when it fails. */
gboolean osint_fastcgi_prepare(void);

/* A worker without an index ends so soon (seconds) as well: the sandbox does not let it see one that comes.
 */
#define OSINT_FASTCGI_WITHOUT_INDEX 1

/* Until SIGTERM, after the request that is being answered, one of the limits, or an index that cannot be
 * read: a worker in its place can then go on. Returns an exit status. */
int osint_fastcgi_serve(OsintSite *site);

G_END_DECLS

#endif
