/* What the file system says of a file, to tell whether it can have changed since. */
#ifndef OSINT_FILE_STATE_H
#define OSINT_FILE_STATE_H

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Times are nanoseconds since 1970. All zero: unknown, or of no use. */
typedef struct {
    guint64 device;
    guint64 inode;
    guint64 bytes;
    gint64 modified;
    gint64 changed; /* the inode's change time, which no program can set */
} OsintFileState;

/* Whether the file systems' change times can be relied on: those of the common local ones are set by the
 * kernel's own clock. magic: f_type of statfs(2). */
gboolean osint_file_system_is_reliable(long magic);

OsintFileState osint_file_state(const struct stat *info);
gboolean osint_file_state_equal(const OsintFileState *a, const OsintFileState *b);

/* Whether the state was old when a run began, at `now` in Unix seconds, so that any change after that must
 * give another one: the file system's clock ticks at least every two seconds. That is what git calls not
 * "racily clean" (its Documentation/technical/racy-git.txt). */
gboolean osint_file_state_is_settled(const OsintFileState *state, gint64 now);

G_END_DECLS

#endif
