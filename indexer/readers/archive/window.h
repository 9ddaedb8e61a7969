/* A view of an archive that moves forward over it, gzip (also one member a record) taken off on the way: what
 * has passed is dropped, so that memory is bounded by what is asked to be in view. */
#ifndef OSINT_READERS_ARCHIVE_WINDOW_H
#define OSINT_READERS_ARCHIVE_WINDOW_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct OsintWindow OsintWindow;

/* data must outlive the window. */
OsintWindow *osint_window_new(const void *data, gsize length);
void osint_window_free(OsintWindow *window);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintWindow, osint_window_free)

/* Brings the next `wanted` bytes into view, fewer where the data ends or breaks; returns how many are in
 * view, which may be more. */
gsize osint_window_fill(OsintWindow *window, gsize wanted);
/* The bytes in view; valid until the next call that is not this one. */
const char *osint_window_data(const OsintWindow *window);
/* Whether all of the data is in view at once, because it is not compressed. */
gboolean osint_window_is_flat(const OsintWindow *window);
/* Moves on, past what is in view as well; returns how far, which is less where the data ends or breaks. */
guint64 osint_window_skip(OsintWindow *window, guint64 count);
/* Where the next byte is in the file; in gzip: where its member begins. */
guint64 osint_window_offset(const OsintWindow *window);

/* Why there is nothing behind what is in view: NULL at the end of the data, else a code ("gzip-corrupt",
 * "gzip-truncated", "too-large", "file-unreadable") with *reason set to a literal, or a string of the
 * window's. */
const char *osint_window_broken(const OsintWindow *window, const char **reason);
/* Drops what is in view and goes on behind the break, at the next gzip member that begins with a record.
 * FALSE when there is none. */
gboolean osint_window_resume(OsintWindow *window);

G_END_DECLS

#endif
