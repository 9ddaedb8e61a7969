/* The manifest: which documents the index was made from, in the index's own metadata. */
#ifndef OSINT_STORE_MANIFEST_H
#define OSINT_STORE_MANIFEST_H

#include "indexer/store/writer.h"

G_BEGIN_DECLS

/* Calls func with every document, in no order. */
typedef void (*OsintDocumentFunc)(const OsintDocument *document, gpointer user_data);
gboolean osint_manifest_foreach(XapcDb *db, OsintDocumentFunc func, gpointer user_data, GError **error);

G_END_DECLS

#endif
