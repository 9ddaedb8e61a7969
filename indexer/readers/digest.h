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

/* Piece by piece. */
typedef struct OsintDigest OsintDigest;
OsintDigest *osint_digest_new(void);
void osint_digest_free(OsintDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintDigest, osint_digest_free)
void osint_digest_add(OsintDigest *digest, const void *data, gsize length);
char *osint_digest_text(const OsintDigest *digest); /* of what was added so far, in the same form */

G_END_DECLS

#endif
