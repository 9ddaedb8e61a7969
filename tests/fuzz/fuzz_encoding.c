/* Encodings: whatever the bytes and whatever is declared, valid UTF-8 comes out, and repairing it once leaves
 * nothing that is no text. */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "indexer/readers/clean.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/encoding/mojibake.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What stands before the first zero byte is the declaration, where that is short. */
static gsize take_declaration(const char *bytes, gsize size, char **declared)
{
    const char *zero = size > 0 ? memchr(bytes, '\0', MIN(size, 30)) : NULL;
    if (zero == NULL)
        return 0;
    *declared = g_strdup(bytes);
    return (gsize)(zero - bytes) + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = g_memdup2(data, MIN(size, LONGEST));
    g_autofree char *declared = NULL;
    gsize length = MIN(size, LONGEST), skipped = take_declaration(bytes, length, &declared);
    if (length == 0)
        return 0;
    OsintDecoded decoded;
    osint_decode(bytes + skipped, length - skipped, declared, &decoded);
    g_assert(g_utf8_validate_len(decoded.text, decoded.length, NULL) ||
             memchr(decoded.text, 0, decoded.length));
    g_assert(decoded.text[decoded.length] == '\0' && decoded.encoding != NULL);
    OsintMojibake found;
    gsize repaired_length = 0;
    g_autofree char *repaired = osint_mojibake_repair(decoded.text, decoded.length, &repaired_length, &found);
    g_assert((repaired != NULL) == (found.repaired > 0));
    const char *text = repaired != NULL ? repaired : decoded.text;
    g_autofree char *clean = osint_clean_text(text, repaired != NULL ? repaired_length : decoded.length);
    g_assert(g_utf8_validate(clean, -1, NULL));
    g_autofree char *named = osint_encoding_declared(bytes, length);
    g_assert(named == NULL || *named != '\0');
    g_free(decoded.text);
    g_free(decoded.encoding);
    return 0;
}
