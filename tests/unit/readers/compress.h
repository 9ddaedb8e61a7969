/* Makes gzip files for tests. */
#ifndef OSINT_TESTS_READERS_COMPRESS_H
#define OSINT_TESTS_READERS_COMPRESS_H

#include <glib.h>
#include <zlib.h>

static inline GByteArray *compress_gzip(const char *data, gsize length)
{
    z_stream stream = {.next_in = (z_const Bytef *)data, .avail_in = (uInt)length};
    g_assert_true(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    GByteArray *out = g_byte_array_new();
    g_byte_array_set_size(out, (guint)deflateBound(&stream, length) + 64);
    stream.next_out = out->data;
    stream.avail_out = out->len;
    g_assert_true(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    g_byte_array_set_size(out, (guint)stream.total_out);
    deflateEnd(&stream);
    return out;
}

#endif
