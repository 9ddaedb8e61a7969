/* Which indicators point at nothing bad: by standard, by a list, because the article only refers to them. */
#ifndef OSINT_ENTITIES_INDICATORS_BENIGN_H
#define OSINT_ENTITIES_INDICATORS_BENIGN_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct OsintBenign OsintBenign;

/* entries: char *, domains (with all below them), URLs (with all that begin so), addresses, networks
 * ("10.0.0.0/8"), e-mail addresses, digests; in any spelling. Others never match. */
OsintBenign *osint_benign_new(const GPtrArray *entries);
void osint_benign_free(OsintBenign *benign);

/* kind and value as ids have them ("ipv4", "192.0.2.1"). Why it is benign, for people; NULL when nothing says
 * that it is. */
const char *osint_benign_why(const OsintBenign *benign, const char *kind, const char *value);

/* The host of a normal URL without user, port and brackets; its length in *length. */
const char *osint_benign_url_host(const char *url, gsize *length);

G_END_DECLS

#endif
