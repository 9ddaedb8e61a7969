/* Web archives (WARC, ARC): each page that was fetched is read as a document. */
#ifndef OSINT_READERS_ARCHIVE_ARCHIVE_H
#define OSINT_READERS_ARCHIVE_ARCHIVE_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Reads an archive of any size, compressed or not; its records are limited in size. */
void osint_archive_read(OsintDocument *document, const char *data, gsize length);

/* The media type of the web archive that data (its first 4 KiB are enough), compressed or not, begins; NULL
 * when it begins none. */
const char *osint_archive_media_type(const char *data, gsize length);

G_END_DECLS

#endif
