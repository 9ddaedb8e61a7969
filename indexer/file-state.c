/* States of files. */
#include "indexer/file-state.h"

#include <linux/magic.h>

#define NANOSECONDS G_GINT64_CONSTANT(1000000000)
#define TICK_SECONDS 2

/* Not in <linux/magic.h> of every kernel. */
#define ZFS_MAGIC 0x2FC12FC1L
#define BCACHEFS_MAGIC 0xCA451A4EL
#define XFS_MAGIC 0x58465342L

/* Neither those of other machines, whose clocks are their own, nor FAT and its kin, which keep no change
 * times, nor what a program in user space serves. */
gboolean osint_file_system_is_reliable(long magic)
{
    switch ((guint32)magic) {
    case EXT4_SUPER_MAGIC:
    case (guint32)XFS_MAGIC:
    case (guint32)BTRFS_SUPER_MAGIC:
    case (guint32)F2FS_SUPER_MAGIC:
    case TMPFS_MAGIC:
    case OVERLAYFS_SUPER_MAGIC:
    case (guint32)ZFS_MAGIC:
    case (guint32)BCACHEFS_MAGIC:
        return TRUE;
    default:
        return FALSE;
    }
}

static gint64 nanoseconds(struct timespec time)
{
    return (gint64)time.tv_sec * NANOSECONDS + time.tv_nsec;
}

OsintFileState osint_file_state(const struct stat *info)
{
    return (OsintFileState){.device = (guint64)info->st_dev,
                            .inode = (guint64)info->st_ino,
                            .bytes = (guint64)info->st_size,
                            .modified = nanoseconds(info->st_mtim),
                            .changed = nanoseconds(info->st_ctim)};
}

gboolean osint_file_state_equal(const OsintFileState *a, const OsintFileState *b)
{
    return a->device == b->device && a->inode == b->inode && a->bytes == b->bytes &&
           a->modified == b->modified && a->changed == b->changed;
}

gboolean osint_file_state_is_settled(const OsintFileState *state, gint64 now)
{
    return state->changed > 0 && state->changed / NANOSECONDS < now - TICK_SECONDS;
}
