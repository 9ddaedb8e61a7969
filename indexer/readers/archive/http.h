/* An HTTP message as an archive keeps it: its header, and its body with transfer and content coding undone.
 */
#ifndef OSINT_READERS_ARCHIVE_HTTP_H
#define OSINT_READERS_ARCHIVE_HTTP_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    guint status;       /* of a response; 0 for a request */
    char *content_type; /* as written, NULL when missing */
    const char *body;   /* in the message, or in `decoded` */
    gsize length;
    GByteArray *decoded;
    gboolean cut;  /* the body is not whole: its coding ends in the middle, or is larger than the limit */
    char *unknown; /* the coding that could not be undone, NULL when there is none */
} OsintHttp;

/* FALSE when data is no HTTP message. What is declared but not so (chunks that are no chunks, gzip that was
 * undone before) is taken as it is. */
gboolean osint_http_parse(const char *data, gsize length, gsize max_body, OsintHttp *http);
void osint_http_clear(OsintHttp *http);

G_END_DECLS

#endif
