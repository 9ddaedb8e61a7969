/* The opening of a run: its paths, its writer, and what a full build takes over. */
#ifndef OSINT_OPENING_H
#define OSINT_OPENING_H

#include "indexer/mirror.h"

G_BEGIN_DECLS

/* Before anything is created or locked. What an unmounted disk holds is kept by an update, but could not be
 * in an index that is built anew. */
gboolean osint_opening_check_paths(const OsintMirrorOptions *options, GError **error);
/* Always FALSE: sets the error of a run of whose paths none can be read. */
gboolean osint_opening_no_path(GError **error);

/* Waits for another run's lock in short turns, so that the wait can be broken off. */
OsintWriter *osint_opening_writer(const OsintMirrorOptions *options, GError **error);

/* The recipes of the index that a full build replaces; "" when they cannot be read, which is said of the
 * entities. */
char *osint_opening_replaced_recipes(const OsintMirrorOptions *options);

G_END_DECLS

#endif
