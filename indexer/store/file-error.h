/* What the system says about a file, as an error. */
#ifndef OSINT_STORE_FILE_ERROR_H
#define OSINT_STORE_FILE_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

/* Sets G_FILE_ERROR with "PATH: " and what errno means. Always FALSE. */
gboolean osint_file_error(GError **error, const char *path);

G_END_DECLS

#endif
