/* Pieces of a stream: what has come up to its last line feed. */
#include "indexer/stream.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK ((guint)64 << 10)

struct OsintStream {
    int fd;
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
    g_byte_array_unref(stream->open);
    g_free(stream);
}

/* 0 at the end, -1 when it cannot be read. */
static ssize_t receive(OsintStream *stream)
{
    guint before = stream->open->len;
    g_byte_array_set_size(stream->open, before + CHUNK);
    ssize_t got;
    do
        got = read(stream->fd, stream->open->data + before, CHUNK);
    while (got < 0 && errno == EINTR);
    g_byte_array_set_size(stream->open, before + (guint)MAX(got, 0));
    return got;
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
        ssize_t got = receive(stream);
        if (got < 0) {
            g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "%s", g_strerror(errno));
            return OSINT_STREAM_FAILED;
        }
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
