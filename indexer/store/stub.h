/* Which databases a location names: a directory, several joined by ":", or a stub, which is a file that lists
 * databases in Xapian's own form. */
#ifndef OSINT_STORE_STUB_H
#define OSINT_STORE_STUB_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *name; /* the directory, or host:port */
    char *host; /* NULL: the shard is a directory of this machine */
    guint port;
} OsintShardPlace;
void osint_shard_place_free(OsintShardPlace *place);

/* OsintShardPlace *, at least one. Directories need not exist. Fails with OSINT_INDEX_ERROR_MISSING, naming
 * file and line, when a stub cannot be read. */
GPtrArray *osint_shard_places_read(const char *location, GError **error);
/* Whether it names more than one directory of this machine, as far as can be told without opening any. */
gboolean osint_shard_places_are_many(const char *location);

G_END_DECLS

#endif
