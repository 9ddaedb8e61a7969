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
#define OSINT_DIGEST_BYTES 32

/* Of the pieces one behind the other, at most OSINT_MAX_DIGEST_PIECES; 64 hex digits in lower case. */
char *osint_sha256(const OsintBytes *pieces, guint count);
void osint_sha256_bytes(const OsintBytes *pieces, guint count, guint8 digest[OSINT_DIGEST_BYTES]);

/* The bytes of a digest in hex digits; FALSE when it is none. */
gboolean osint_digest_from_text(const char *text, gsize length, guint8 digest[OSINT_DIGEST_BYTES]);
char *osint_digest_to_text(const guint8 digest[OSINT_DIGEST_BYTES]);

/* Piece by piece. */
typedef struct OsintDigest OsintDigest;
OsintDigest *osint_digest_new(void);
void osint_digest_free(OsintDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintDigest, osint_digest_free)
void osint_digest_add(OsintDigest *digest, const void *data, gsize length);
char *osint_digest_text(const OsintDigest *digest); /* of what was added so far, in the same form */
void osint_digest_bytes(const OsintDigest *digest, guint8 bytes[OSINT_DIGEST_BYTES]); /* likewise */

G_END_DECLS

#endif
