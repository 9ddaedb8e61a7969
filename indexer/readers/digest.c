/* By libgcrypt, which uses the processor's wide registers: every byte of a corpus is hashed on every run, and
 * GLib's GChecksum takes twice as long. */
#include "indexer/readers/digest.h"

#include <gcrypt.h>

/* No secrets here, so no locked memory for them. */
static gpointer prepare(gpointer unused G_GNUC_UNUSED)
{
    if (gcry_check_version(GCRYPT_VERSION) == NULL)
        g_error("libgcrypt is older than " GCRYPT_VERSION);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    return NULL;
}

static void check(gcry_error_t failure)
{
    if (failure != 0)
        g_error("SHA-256: %s", gcry_strerror(failure));
}

static void prepare_once(void)
{
    static GOnce prepared = G_ONCE_INIT;
    g_once(&prepared, prepare, NULL);
}

char *osint_digest_to_text(const guint8 digest[OSINT_DIGEST_BYTES])
{
    static const char digits[] = "0123456789abcdef";
    char *hex = g_malloc(2 * OSINT_DIGEST_BYTES + 1);
    for (gsize i = 0; i < OSINT_DIGEST_BYTES; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * OSINT_DIGEST_BYTES] = '\0';
    return hex;
}

void osint_sha256_bytes(const OsintBytes *pieces, guint count, guint8 digest[OSINT_DIGEST_BYTES])
{
    gcry_buffer_t buffers[OSINT_MAX_DIGEST_PIECES] = {0};
    g_assert(count <= OSINT_MAX_DIGEST_PIECES);
    for (guint i = 0; i < count; i++) {
        buffers[i].len = pieces[i].length;
        buffers[i].data = (void *)(pieces[i].data != NULL ? pieces[i].data : "");
    }
    prepare_once();
    check(gcry_md_hash_buffers(GCRY_MD_SHA256, 0, digest, buffers, (int)count));
}

char *osint_sha256(const OsintBytes *pieces, guint count)
{
    guint8 digest[OSINT_DIGEST_BYTES];
    osint_sha256_bytes(pieces, count, digest);
    return osint_digest_to_text(digest);
}

gboolean osint_digest_from_text(const char *text, gsize length, guint8 digest[OSINT_DIGEST_BYTES])
{
    if (length != 2 * OSINT_DIGEST_BYTES)
        return FALSE;
    for (gsize i = 0; i < OSINT_DIGEST_BYTES; i++) {
        int high = g_ascii_xdigit_value(text[2 * i]);
        int low = g_ascii_xdigit_value(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return FALSE;
        digest[i] = (guint8)(high << 4 | low);
    }
    return TRUE;
}

struct OsintDigest {
    gcry_md_hd_t state;
};

OsintDigest *osint_digest_new(void)
{
    OsintDigest *digest = g_new0(OsintDigest, 1);
    prepare_once();
    check(gcry_md_open(&digest->state, GCRY_MD_SHA256, 0));
    return digest;
}

void osint_digest_free(OsintDigest *digest)
{
    gcry_md_close(digest->state);
    g_free(digest);
}

void osint_digest_add(OsintDigest *digest, const void *data, gsize length)
{
    if (length > 0)
        gcry_md_write(digest->state, data, length);
}

/* Reading a state ends it. */
void osint_digest_bytes(const OsintDigest *digest, guint8 bytes[OSINT_DIGEST_BYTES])
{
    gcry_md_hd_t copy;
    check(gcry_md_copy(&copy, digest->state));
    memcpy(bytes, gcry_md_read(copy, GCRY_MD_SHA256), OSINT_DIGEST_BYTES);
    gcry_md_close(copy);
}

char *osint_digest_text(const OsintDigest *digest)
{
    guint8 bytes[OSINT_DIGEST_BYTES];
    osint_digest_bytes(digest, bytes);
    return osint_digest_to_text(bytes);
}
