/* The index directory: `current` is a symbolic link to the generation in use, gen-N. */
#ifndef OSINT_STORE_GENERATION_H
#define OSINT_STORE_GENERATION_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_CURRENT "current"

/* The path of the generation in use; NULL with OSINT_INDEX_ERROR_MISSING when the directory holds no index.
 */
char *osint_generation_current(const char *directory, GError **error);

G_END_DECLS

#endif
