/* "Name: value" lines, as WARC and HTTP have them before an empty line. */
#ifndef OSINT_READERS_ARCHIVE_FIELDS_H
#define OSINT_READERS_ARCHIVE_FIELDS_H

#include <glib.h>

G_BEGIN_DECLS

/* Names in lower case to values (trimmed, folded lines joined, valid UTF-8). Of fields of one name the first
 * counts; lines that are no field are passed over. */
GHashTable *osint_fields_parse(const char *data, gsize length);

/* Where the empty line that ends a header is: the number of bytes up to the text behind it. 0 when there is
 * none. */
gsize osint_fields_end(const char *data, gsize length);

/* Of "text/html; charset=utf-8": the type in lower case, NULL when there is none. */
char *osint_fields_media_type(const char *value);
/* A parameter's value without its quotes; NULL likewise. */
char *osint_fields_parameter(const char *value, const char *name);

G_END_DECLS

#endif
