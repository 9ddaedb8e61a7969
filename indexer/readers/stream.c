/* NDJSON from a stream, line by line. Each line is a document of its own: there is no whole to hash. */
#include "indexer/readers/readers.h"

#include "indexer/readers/document.h"
#include "indexer/readers/ndjson.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 65536

typedef struct {
    OsintDocument document;
    GString *line;
    guint64 offset; /* of the line */
    guint number;
    gboolean skipping; /* the line is too long and has been refused */
} Stream;

static void end_line(Stream *stream, gsize consumed)
{
    if (!stream->skipping && stream->line->len > 0) {
        osint_document_set_original(&stream->document, stream->line->str, stream->line->len, NULL);
        osint_ndjson_read_line(&stream->document, stream->line->str, stream->line->len, stream->offset,
                               stream->number);
    }
    stream->offset += consumed;
    stream->number++;
    stream->skipping = FALSE;
    g_string_set_size(stream->line, 0);
}

static void add_piece(Stream *stream, const char *data, gsize length)
{
    if (stream->skipping)
        return;
    if (stream->line->len + length <= stream->document.max_bytes) {
        g_string_append_len(stream->line, data, (gssize)length);
        return;
    }
    osint_document_refuse(&stream->document, stream->offset, stream->number, "too-large",
                          "the line is longer than %" G_GSIZE_FORMAT " bytes", stream->document.max_bytes);
    stream->skipping = TRUE;
    g_string_set_size(stream->line, 0);
}

/* *width counts the bytes of the open line so far. */
static void take_chunk(Stream *stream, const char *data, gsize length, gsize *width)
{
    while (length > 0) {
        const char *stop = memchr(data, '\n', length);
        gsize piece = stop != NULL ? (gsize)(stop - data) : length;
        add_piece(stream, data, piece);
        *width += piece + (stop != NULL);
        if (stop != NULL) {
            end_line(stream, *width);
            *width = 0;
            piece++;
        }
        data += piece;
        length -= piece;
    }
}

gboolean osint_read_ndjson_stream(int fd, const char *path, const OsintReadOptions *options,
                                  const OsintReadSink *sink, GError **error)
{
    Stream stream = {.line = g_string_new(NULL), .number = 1};
    osint_document_init(&stream.document, path, options, sink);
    stream.document.media_type = "application/x-ndjson";
    g_autofree char *buffer = g_malloc(CHUNK);
    gsize width = 0;
    gboolean good = TRUE;
    for (;;) {
        ssize_t got = read(fd, buffer, CHUNK);
        if (got > 0) {
            take_chunk(&stream, buffer, (gsize)got, &width);
        } else if (got == 0) {
            break;
        } else if (errno != EINTR) {
            int reason = errno;
            g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(reason), "%s: cannot read: %s",
                        path, g_strerror(reason));
            good = FALSE;
            break;
        }
    }
    if (good && width > 0)
        end_line(&stream, width);
    osint_document_clear(&stream.document);
    g_string_free(stream.line, TRUE);
    return good;
}
