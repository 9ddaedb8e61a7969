/* The web site: a request in, a response out. It reads the index and nothing else, and writes nothing. */
#ifndef OSINT_WEB_SITE_H
#define OSINT_WEB_SITE_H

#include "web/request.h"
#include "web/response.h"

G_BEGIN_DECLS

typedef struct OsintSite OsintSite;

/* The index is opened when a request first needs it. location: its directory, or NULL when it cannot be told,
 * and then problem says why. saved: saved queries, as in OsintSearchOptions, or NULL. */
OsintSite *osint_site_new(const char *location, GHashTable *saved, const char *problem);
/* Milliseconds that a server of a shard is waited for; 0, as without: the default. */
void osint_site_set_timeout(OsintSite *site, guint timeout);
/* What answers load of the program's own files: to be called before the sandbox is entered. request: that it
 * is to answer, or NULL: any. */
void osint_site_prepare(const OsintRequest *request);
/* Of the index, as it was given. */
const char *osint_site_location(const OsintSite *site);
void osint_site_free(OsintSite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintSite, osint_site_free)

/* now: Unix seconds. */
OsintResponse *osint_site_answer(OsintSite *site, const OsintRequest *request, gint64 now);

G_END_DECLS

#endif
