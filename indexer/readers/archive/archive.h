/* Web archives (WARC, ARC): each page that was fetched is read as a document. */
#ifndef OSINT_READERS_ARCHIVE_ARCHIVE_H
#define OSINT_READERS_ARCHIVE_ARCHIVE_H

#include "indexer/readers/archive/window.h"
#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Reads an archive in memory, compressed or not. */
void osint_archive_read(OsintDocument *document, const char *data, gsize length);
/* Reads one of any size through a window. */
void osint_archive_read_window(OsintDocument *document, OsintWindow *window);

/* The media type of the web archive that data (its first 4 KiB are enough), compressed or not, begins; NULL
 * when it begins none. */
const char *osint_archive_media_type(const char *data, gsize length);

G_END_DECLS

#endif
