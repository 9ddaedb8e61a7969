/* Pieces of a stream: what has come up to its last line feed. A stream that begins as gzip does is
 * decompressed as it comes. */
#include "indexer/stream.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "indexer/readers/gzip.h"

#define CHUNK ((guint)64 << 10)

/* What has come of compressed input and waits to be inflated. */
typedef struct {
    z_stream zlib;
    guint8 bytes[CHUNK];
    gboolean within; /* a member, which has not ended */
} Packed;

struct OsintStream {
    int fd;
    gboolean begun;
    Packed *packed; /* NULL when the stream is not compressed */
    gsize max_line;
    GByteArray *open; /* the line that has not ended, as far as it has come */
    gboolean leaving_out;
    gboolean ended;
    guint64 offset; /* of the open line */
    guint line;
};

OsintStream *osint_stream_new(int fd, gsize max_line)
{
    OsintStream *stream = g_new0(OsintStream, 1);
    stream->fd = fd;
    stream->max_line = max_line;
    stream->open = g_byte_array_new();
    stream->line = 1;
    return stream;
}

void osint_stream_free(OsintStream *stream)
{
    if (stream->packed != NULL)
        inflateEnd(&stream->packed->zlib);
    g_free(stream->packed);
    g_byte_array_unref(stream->open);
    g_free(stream);
}

static ssize_t read_chunk(int fd, void *buffer, GError **error)
{
    ssize_t got;
    do
        got = read(fd, buffer, CHUNK);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "%s", g_strerror(errno));
    return got;
}

static ssize_t receive_plain(OsintStream *stream, GError **error)
{
    guint before = stream->open->len;
    g_byte_array_set_size(stream->open, before + CHUNK);
    ssize_t got = read_chunk(stream->fd, stream->open->data + before, error);
    g_byte_array_set_size(stream->open, before + (guint)MAX(got, 0));
    return got;
}

/* Adds what a call of zlib gives; what follows the end of a member is another one, or is ignored. */
static gboolean inflate_some(OsintStream *stream, GError **error)
{
    Packed *packed = stream->packed;
    guint before = stream->open->len;
    g_byte_array_set_size(stream->open, before + CHUNK);
    packed->zlib.next_out = stream->open->data + before;
    packed->zlib.avail_out = CHUNK;
    int result = inflate(&packed->zlib, Z_NO_FLUSH);
    g_byte_array_set_size(stream->open, before + CHUNK - packed->zlib.avail_out);
    packed->within = result != Z_STREAM_END;
    if (result == Z_STREAM_END && packed->zlib.avail_in > 0 && *packed->zlib.next_in == 0x1F)
        inflateReset(&packed->zlib);
    else if (result == Z_STREAM_END)
        packed->zlib.avail_in = 0;
    if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR)
        return TRUE;
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "the gzip data is corrupt");
    return FALSE;
}

static ssize_t receive_packed(OsintStream *stream, GError **error)
{
    Packed *packed = stream->packed;
    guint before = stream->open->len;
    while (stream->open->len == before) {
        if (packed->zlib.avail_in == 0) {
            ssize_t got = read_chunk(stream->fd, packed->bytes, error);
            if (got == 0 && packed->within)
                g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                                    "the gzip data ends in the middle");
            if (got <= 0)
                return got == 0 && packed->within ? -1 : got;
            if (!packed->within && packed->bytes[0] != 0x1F)
                return 0;
            if (!packed->within)
                inflateReset(&packed->zlib);
            packed->zlib.next_in = packed->bytes;
            packed->zlib.avail_in = (uInt)got;
        }
        if (!inflate_some(stream, error))
            return -1;
    }
    return stream->open->len - before;
}

/* The first bytes tell whether the stream is compressed. */
static ssize_t begin(OsintStream *stream, GError **error)
{
    ssize_t got = 1;
    while (got > 0 && stream->open->len < 3)
        got = receive_plain(stream, error);
    stream->begun = TRUE;
    if (got < 0 || !osint_is_gzip(stream->open->data, stream->open->len))
        return got < 0 ? got : stream->open->len;
    Packed *packed = stream->packed = g_new0(Packed, 1);
    int result = inflateInit2(&packed->zlib, 16 + MAX_WBITS);
    g_assert(result == Z_OK);
    memcpy(packed->bytes, stream->open->data, MIN(stream->open->len, CHUNK));
    packed->zlib.next_in = packed->bytes;
    packed->zlib.avail_in = MIN(stream->open->len, CHUNK);
    packed->within = TRUE;
    g_byte_array_set_size(stream->open, 0);
    return receive_packed(stream, error);
}

/* 0 at the end, -1 when it cannot be read. */
static ssize_t receive(OsintStream *stream, GError **error)
{
    if (!stream->begun)
        return begin(stream, error);
    return stream->packed != NULL ? receive_packed(stream, error) : receive_plain(stream, error);
}

static guint count_lines(const guint8 *data, gsize length)
{
    guint lines = 0;
    const guint8 *end = data + length, *stop;
    for (; (stop = memchr(data, '\n', (gsize)(end - data))) != NULL; data = stop + 1)
        lines++;
    return lines;
}

/* Gives away the first bytes of what is open. */
static void cut(OsintStream *stream, guint length, OsintStreamPiece *piece)
{
    *piece = (OsintStreamPiece){g_bytes_new(stream->open->data, length), stream->offset, stream->line};
    stream->offset += length;
    stream->line += count_lines(stream->open->data, length);
    g_byte_array_remove_range(stream->open, 0, length);
}

/* Forgets what has come of a line that is left out; TRUE when its end was there. */
static gboolean leave_out(OsintStream *stream)
{
    const guint8 *stop = stream->open->len > 0 ? memchr(stream->open->data, '\n', stream->open->len) : NULL;
    guint length = stop != NULL ? (guint)(stop - stream->open->data) + 1 : stream->open->len;
    stream->offset += length;
    stream->line += stop != NULL;
    g_byte_array_remove_range(stream->open, 0, length);
    stream->leaving_out = stop == NULL;
    return stop != NULL;
}

/* searched: how much of what is open is known to be one line. */
static gboolean cut_lines(OsintStream *stream, guint searched, OsintStreamPiece *piece)
{
    const guint8 *data = stream->open->data;
    if (stream->open->len == searched)
        return FALSE;
    const guint8 *last = memrchr(data + searched, '\n', stream->open->len - searched);
    if (last == NULL)
        return FALSE;
    cut(stream, (guint)(last - data) + 1, piece);
    return TRUE;
}

OsintStreamState osint_stream_next(OsintStream *stream, OsintStreamPiece *piece, GError **error)
{
    while (!stream->ended) {
        guint searched = stream->open->len;
        ssize_t got = receive(stream, error);
        if (got < 0)
            return OSINT_STREAM_FAILED;
        stream->ended = got == 0;
        if (stream->leaving_out && !leave_out(stream))
            continue;
        if (cut_lines(stream, MIN(searched, stream->open->len), piece))
            return OSINT_STREAM_LINES;
        if (stream->open->len > stream->max_line) {
            *piece = (OsintStreamPiece){NULL, stream->offset, stream->line};
            leave_out(stream);
            return OSINT_STREAM_TOO_LONG;
        }
    }
    if (stream->open->len == 0)
        return OSINT_STREAM_END;
    cut(stream, stream->open->len, piece);
    return OSINT_STREAM_LINES;
}
