/* Decompression with a ceiling, so that a small file cannot fill the memory. */
#include "indexer/readers/gzip.h"

#include <string.h>
#include <zlib.h>

#define CHUNK ((gsize)1 << 16)

G_DEFINE_QUARK(osint - gzip - error - quark, osint_gzip_error)

gboolean osint_is_gzip(const void *data, gsize length)
{
    const guchar *bytes = data;
    return length >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8;
}

static gboolean fail(OsintGzipError code, const char *reason, GError **error)
{
    g_set_error_literal(error, OSINT_GZIP_ERROR, (int)code, reason);
    return FALSE;
}

/* Offers the stream more input; zlib counts in 32 bits. */
static void feed(z_stream *stream, const guchar *data, gsize length)
{
    gsize used = (gsize)(stream->next_in - data);
    stream->avail_in = (uInt)MIN(length - used, (gsize)1 << 30);
}

/* Inflates one member, from its header to its checksum. */
static gboolean inflate_member(z_stream *stream, const guchar *data, gsize length, GByteArray *out,
                               gsize max_bytes, GError **error)
{
    guchar buffer[CHUNK];
    int result = Z_OK;
    while (result != Z_STREAM_END) {
        feed(stream, data, length);
        stream->next_out = buffer;
        stream->avail_out = CHUNK;
        result = inflate(stream, Z_NO_FLUSH);
        gsize produced = CHUNK - stream->avail_out;
        if (out->len + produced > max_bytes)
            return fail(OSINT_GZIP_ERROR_TOO_LARGE, "it is larger than the limit when decompressed", error);
        g_byte_array_append(out, buffer, (guint)produced);
        if (result == Z_BUF_ERROR || (result == Z_OK && produced == 0 && stream->avail_in == 0))
            return fail(OSINT_GZIP_ERROR_TRUNCATED, "the gzip data ends in the middle", error);
        if (result != Z_OK && result != Z_STREAM_END)
            return fail(OSINT_GZIP_ERROR_CORRUPT,
                        stream->msg != NULL ? stream->msg : "the gzip data is corrupt", error);
    }
    return TRUE;
}

GBytes *osint_gunzip(const void *data, gsize length, gsize max_bytes, GError **error)
{
    z_stream stream = {.next_in = (z_const Bytef *)data};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) {
        fail(OSINT_GZIP_ERROR_CORRUPT, "zlib cannot start", error);
        return NULL;
    }
    g_autoptr(GByteArray) out = g_byte_array_new();
    gsize limit = MIN(max_bytes, (gsize)G_MAXINT32);
    gboolean more = TRUE;
    while (more && inflate_member(&stream, data, length, out, limit, error)) {
        gsize used = (gsize)(stream.next_in - (const guchar *)data);
        more = osint_is_gzip(stream.next_in, length - used);
        if (!more) {
            inflateEnd(&stream);
            return g_byte_array_free_to_bytes(g_steal_pointer(&out));
        }
        inflateReset(&stream);
    }
    inflateEnd(&stream);
    return NULL;
}
