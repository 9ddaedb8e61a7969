/* The writer's lock: flock(2) on a file of its own, so that a killed writer leaves nothing behind that
 * matters. */
#include "indexer/store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "indexer/store/file-error.h"
#include "indexer/store/index.h"

#define POLL_MICROSECONDS 50000

static gboolean take(int fd, gint64 deadline)
{
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return FALSE;
        if (g_get_monotonic_time() >= deadline) {
            errno = EWOULDBLOCK;
            return FALSE;
        }
        g_usleep(POLL_MICROSECONDS);
    }
    return TRUE;
}

int osint_lock_take(const char *directory, guint wait_seconds, GError **error)
{
    g_autofree char *path = g_build_filename(directory, "lock", NULL);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        osint_file_error(error, path);
        return -1;
    }
    if (take(fd, g_get_monotonic_time() + (gint64)wait_seconds * G_USEC_PER_SEC))
        return fd;
    if (errno == EWOULDBLOCK)
        g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_LOCKED, "another run is writing %s",
                    directory);
    else
        osint_file_error(error, path);
    close(fd);
    return -1;
}
