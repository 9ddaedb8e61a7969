/* The manifest: which documents the index was made from, in the index's own metadata. */
#ifndef OSINT_STORE_MANIFEST_H
#define OSINT_STORE_MANIFEST_H

#include "indexer/store/writer.h"

G_BEGIN_DECLS

typedef struct OsintManifest OsintManifest;

OsintManifest *osint_manifest_read(XapcDb *db, GError **error);
void osint_manifest_free(OsintManifest *manifest);
/* Every document, in no order. */
typedef void (*OsintDocumentFunc)(const OsintDocument *document, gpointer user_data);
void osint_manifest_foreach(const OsintManifest *manifest, OsintDocumentFunc func, gpointer user_data);
OsintManifest *osint_writer_manifest(OsintWriter *writer); /* owned by the writer */

G_END_DECLS

#endif
