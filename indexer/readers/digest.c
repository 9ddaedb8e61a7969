/* By libgcrypt, which uses the processor's wide registers: every byte of a corpus is hashed on every run, and
 * GLib's GChecksum takes twice as long. */
#include "indexer/readers/digest.h"

#include <gcrypt.h>

#define DIGEST_BYTES 32

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

static char *to_hex(const guchar digest[DIGEST_BYTES])
{
    static const char digits[] = "0123456789abcdef";
    char *hex = g_malloc(2 * DIGEST_BYTES + 1);
    for (gsize i = 0; i < DIGEST_BYTES; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * DIGEST_BYTES] = '\0';
    return hex;
}

char *osint_sha256(const OsintBytes *pieces, guint count)
{
    gcry_buffer_t buffers[OSINT_MAX_DIGEST_PIECES] = {0};
    guchar digest[DIGEST_BYTES];
    g_assert(count <= OSINT_MAX_DIGEST_PIECES);
    for (guint i = 0; i < count; i++) {
        buffers[i].len = pieces[i].length;
        buffers[i].data = (void *)(pieces[i].data != NULL ? pieces[i].data : "");
    }
    prepare_once();
    check(gcry_md_hash_buffers(GCRY_MD_SHA256, 0, digest, buffers, (int)count));
    return to_hex(digest);
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
char *osint_digest_text(const OsintDigest *digest)
{
    gcry_md_hd_t copy;
    check(gcry_md_copy(&copy, digest->state));
    char *hex = to_hex(gcry_md_read(copy, GCRY_MD_SHA256));
    gcry_md_close(copy);
    return hex;
}
