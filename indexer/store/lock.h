/* One writer at a time: a lock on the index directory that dies with its process. */
#ifndef OSINT_STORE_LOCK_H
#define OSINT_STORE_LOCK_H

#include <glib.h>

G_BEGIN_DECLS

/* Takes the lock of an existing directory, waiting up to wait_seconds; returns a file descriptor to close, or
 * -1 (OSINT_INDEX_ERROR_LOCKED when another process holds it). */
int osint_lock_take(const char *directory, guint wait_seconds, GError **error);

G_END_DECLS

#endif
