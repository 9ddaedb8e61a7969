/* Making names outlast a power cut: a file's own fsync(2) need not make its name last, its directory's does.
 */
#ifndef OSINT_STORE_DURABLE_H
#define OSINT_STORE_DURABLE_H

#include <glib.h>

G_BEGIN_DECLS

/* Makes the content of a file last. Fails with G_FILE_ERROR. */
gboolean osint_sync_file(const char *path, GError **error);

/* Makes what was created, renamed and removed in the directory last. Fails with G_FILE_ERROR. */
gboolean osint_sync_directory(const char *path, GError **error);

/* Makes the directory, and those above it that are missing; that it exists is no failure. Each lasts in the
 * one above it. Fails with G_FILE_ERROR. */
gboolean osint_make_directory(const char *path, GError **error);

G_END_DECLS

#endif
