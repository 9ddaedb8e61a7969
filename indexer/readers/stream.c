/* NDJSON from a stream. Each line is a document of its own: there is no whole to hash. */
#include "indexer/readers/readers.h"

#include "indexer/readers/document.h"
#include "indexer/readers/ndjson.h"

#include <string.h>

void osint_read_ndjson_lines(const char *path, GBytes *lines, guint64 offset, guint line,
                             const OsintReadOptions *options, const OsintReadSink *sink)
{
    OsintDocument document;
    gsize length;
    const char *data = g_bytes_get_data(lines, &length), *end = data + length;
    osint_document_init(&document, path, options, sink);
    document.media_type = "application/x-ndjson";
    for (const char *at = data; at < end; line++) {
        const char *stop = memchr(at, '\n', (gsize)(end - at));
        gsize width = (gsize)((stop != NULL ? stop : end) - at);
        if (width > 0) {
            osint_document_set_original(&document, at, width, NULL);
            osint_ndjson_read_line(&document, at, width, offset + (guint64)(at - data), line);
        }
        at += width + 1;
    }
    osint_document_clear(&document);
}
