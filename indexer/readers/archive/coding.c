/* zlib and brotli with a ceiling. */
#include "indexer/readers/archive/coding.h"

#include <brotli/decode.h>
#include <zlib.h>

#define CHUNK ((gsize)1 << 15)
#define SAMPLE ((gsize)64)

/* Whatever the data has in front decides between gzip and zlib; `bits` are zlib's. */
static OsintCoding inflate_all(int bits, const char *data, gsize length, gsize max_length, GByteArray *plain)
{
    z_stream stream = {.next_in = (z_const Bytef *)data, .avail_in = (uInt)MIN(length, G_MAXUINT32)};
    guchar buffer[CHUNK];
    int result = inflateInit2(&stream, bits);
    while (result == Z_OK && plain->len <= max_length) {
        stream.next_out = buffer;
        stream.avail_out = (uInt)CHUNK;
        result = inflate(&stream, Z_NO_FLUSH);
        g_byte_array_append(plain, buffer, (guint)(CHUNK - stream.avail_out));
    }
    inflateEnd(&stream);
    if (plain->len > max_length)
        g_byte_array_set_size(plain, (guint)max_length);
    else if (result == Z_STREAM_END)
        return OSINT_CODING_DONE;
    return plain->len > 0 ? OSINT_CODING_CUT : OSINT_CODING_ABSENT;
}

/* "deflate" should be zlib's form, and is often bare. */
static OsintCoding undo_deflate(const char *data, gsize length, gsize max_length, GByteArray *plain)
{
    OsintCoding end = inflate_all(32 + MAX_WBITS, data, length, max_length, plain);
    return end != OSINT_CODING_ABSENT ? end : inflate_all(-MAX_WBITS, data, length, max_length, plain);
}

static OsintCoding undo_brotli(const char *data, gsize length, gsize max_length, GByteArray *plain)
{
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    const uint8_t *in = (const uint8_t *)data;
    guchar buffer[CHUNK];
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && plain->len <= max_length) {
        uint8_t *out = buffer;
        size_t room = CHUNK;
        result = BrotliDecoderDecompressStream(state, &length, &in, &room, &out, NULL);
        g_byte_array_append(plain, buffer, (guint)(CHUNK - room));
    }
    BrotliDecoderDestroyInstance(state);
    if (plain->len > max_length)
        g_byte_array_set_size(plain, (guint)max_length);
    else if (result == BROTLI_DECODER_RESULT_SUCCESS)
        return OSINT_CODING_DONE;
    return plain->len > 0 ? OSINT_CODING_CUT : OSINT_CODING_ABSENT;
}

/* Any bytes are some brotli or bare deflate for a while; what is text was decoded before it was kept. */
static gboolean is_plain(const char *data, gsize length)
{
    const char *end;
    gsize sample = MIN(length, SAMPLE);
    for (gsize i = 0; i < sample; i++)
        if (g_ascii_iscntrl(data[i]) && !g_ascii_isspace(data[i]))
            return FALSE;
    return g_utf8_validate(data, (gssize)sample, &end) || end - data + 4 > (gssize)sample;
}

OsintCoding osint_coding_undo(const char *name, const char *data, gsize length, gsize max_length,
                              GByteArray **plain)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    OsintCoding end = OSINT_CODING_ABSENT;
    if (*name == '\0' || g_ascii_strcasecmp(name, "identity") == 0 || is_plain(data, length))
        return OSINT_CODING_ABSENT;
    if (g_ascii_strcasecmp(name, "gzip") == 0 || g_ascii_strcasecmp(name, "x-gzip") == 0)
        end = inflate_all(32 + MAX_WBITS, data, length, max_length, out);
    else if (g_ascii_strcasecmp(name, "deflate") == 0)
        end = undo_deflate(data, length, max_length, out);
    else if (g_ascii_strcasecmp(name, "br") == 0)
        end = undo_brotli(data, length, max_length, out);
    else
        return OSINT_CODING_UNKNOWN;
    if (end != OSINT_CODING_ABSENT)
        *plain = g_steal_pointer(&out);
    return end;
}
