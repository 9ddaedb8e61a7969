/* Articles as JSON: one object, an array of them, or one a line. */
#ifndef OSINT_READERS_NDJSON_H
#define OSINT_READERS_NDJSON_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* A whole document. A document that turns out to hold several objects is read as NDJSON. */
void osint_json_read(OsintDocument *document, const char *data, gsize length);
/* One article a line; every line that is none is refused by itself. In UTF-16 offsets count
 * the bytes of the same text in UTF-8. */
void osint_ndjson_read(OsintDocument *document, const char *data, gsize length);
/* One line; offset and line say where it is. */
void osint_ndjson_read_line(OsintDocument *document, const char *data, gsize length, guint64 offset,
                            guint line);

G_END_DECLS

#endif
