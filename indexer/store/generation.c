/* Which generation of an index is in use. */
#include "indexer/store/generation.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "indexer/store/index.h"

char *osint_generation_current(const char *directory, GError **error)
{
    g_autofree char *link = g_build_filename(directory, OSINT_CURRENT, NULL);
    char name[256];
    ssize_t length = readlink(link, name, sizeof name - 1);
    if (length <= 0 && (errno == ENOENT || errno == ENOTDIR)) {
        g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING, "%s holds no index", directory);
        return NULL;
    }
    if (length <= 0) {
        g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING, "%s cannot be read: %s", link,
                    g_strerror(errno));
        return NULL;
    }
    name[length] = '\0';
    return g_build_filename(directory, name, NULL);
}
