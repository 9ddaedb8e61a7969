/* gzip: whole documents in memory, within a bound. */
#ifndef OSINT_READERS_GZIP_H
#define OSINT_READERS_GZIP_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_GZIP_ERROR (osint_gzip_error_quark())
GQuark osint_gzip_error_quark(void);
typedef enum {
    OSINT_GZIP_ERROR_TRUNCATED,
    OSINT_GZIP_ERROR_CORRUPT,
    OSINT_GZIP_ERROR_TOO_LARGE
} OsintGzipError;

gboolean osint_is_gzip(const void *data, gsize length);

/* All members of a gzip file, one after the other; zero padding and foreign bytes after them are ignored, as
 * gzip does. NULL when it is broken or larger than max_bytes. */
GBytes *osint_gunzip(const void *data, gsize length, gsize max_bytes, GError **error);

G_END_DECLS

#endif
