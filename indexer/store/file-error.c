/* Errors of files name the file first. */
#include "indexer/store/file-error.h"

#include <errno.h>

gboolean osint_file_error(GError **error, const char *path)
{
    int code = errno;
    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "%s: %s", path, g_strerror(code));
    return FALSE;
}
