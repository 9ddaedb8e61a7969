/* Making names outlast a power cut. */
#include "indexer/store/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "indexer/store/file-error.h"

static gboolean sync_path(const char *path, int kind, GError **error)
{
    int fd = open(path, O_RDONLY | kind | O_CLOEXEC);
    if (fd < 0)
        return osint_file_error(error, path);
    gboolean good = fsync(fd) == 0 || osint_file_error(error, path);
    close(fd);
    return good;
}

gboolean osint_sync_file(const char *path, GError **error)
{
    return sync_path(path, 0, error);
}

gboolean osint_sync_directory(const char *path, GError **error)
{
    return sync_path(path, O_DIRECTORY, error);
}

/* Who may write into a directory need not be allowed to read it, which syncing takes. */
static gboolean sync_parent(const char *parent, GError **error)
{
    return g_access(parent, R_OK) != 0 || osint_sync_directory(parent, error);
}

static gboolean make_one(const char *path, const char *parent, GError **error)
{
    if (g_mkdir(path, 0777) == 0)
        return sync_parent(parent, error);
    int code = errno;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return TRUE;
    errno = code == EEXIST ? ENOTDIR : code;
    return osint_file_error(error, path);
}

gboolean osint_make_directory(const char *path, GError **error)
{
    g_autofree char *parent = g_path_get_dirname(path);
    if (!g_file_test(parent, G_FILE_TEST_EXISTS) && !osint_make_directory(parent, error))
        return FALSE;
    return make_one(path, parent, error);
}
