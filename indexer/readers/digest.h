/* SHA-256 of whole documents. */
#ifndef OSINT_READERS_DIGEST_H
#define OSINT_READERS_DIGEST_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    const void *data; /* may be NULL when length is 0 */
    gsize length;
} OsintBytes;

#define OSINT_MAX_DIGEST_PIECES 4

/* Of the pieces one behind the other, at most OSINT_MAX_DIGEST_PIECES; 64 hex digits in lower case. */
char *osint_sha256(const OsintBytes *pieces, guint count);

G_END_DECLS

#endif
