/* Generations on disk: making, removing and switching to them. */
#ifndef OSINT_STORE_GENERATION_WRITE_H
#define OSINT_STORE_GENERATION_WRITE_H

#include <glib.h>

G_BEGIN_DECLS

/* Where runs are built and thrown away, in the index's directory. */
#define OSINT_BUILDING "building"

/* A path of an index directory that no generation has yet. */
char *osint_generation_next(const char *directory);
/* Removes a Xapian database; what is not Xapian's stays, and its directory with it. */
void osint_generation_remove(const char *path);
/* The same with all databases in a directory, and with it. */
void osint_generation_remove_below(const char *path);
/* All generations but one (its path), and what a run that was killed has left. Readers that have one open
 * keep its files until they close them. */
void osint_generation_remove_others(const char *directory, const char *own);
/* Writes all of a generation out: merging does not. */
gboolean osint_generation_sync(const char *generation, GError **error);
/* Makes a generation the current one: a new link renamed over the old. */
gboolean osint_generation_switch(const char *directory, const char *generation, GError **error);

G_END_DECLS

#endif
