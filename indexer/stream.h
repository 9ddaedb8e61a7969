/* Standard input, perhaps compressed by gzip, in pieces of whole lines, as they come. */
#ifndef OSINT_STREAM_H
#define OSINT_STREAM_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct OsintStream OsintStream;

/* A line of more than max_line bytes is left out. */
OsintStream *osint_stream_new(int fd, gsize max_line);
void osint_stream_free(OsintStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintStream, osint_stream_free)

typedef enum {
    OSINT_STREAM_LINES,
    OSINT_STREAM_TOO_LONG, /* a line that is left out: its offset and number */
    OSINT_STREAM_END,
    OSINT_STREAM_FAILED,
} OsintStreamState;

typedef struct {
    GBytes *lines;  /* LINES: owned by the caller */
    guint64 offset; /* where they begin, bytes after decompression */
    guint line;     /* the number of the first, from 1 */
} OsintStreamPiece;

/* Waits for input only when no whole line is there. */
OsintStreamState osint_stream_next(OsintStream *stream, OsintStreamPiece *piece, GError **error);

G_END_DECLS

#endif
