/* What was refused in the runs before, so that --quiet says it once: the file `refused` in the index
 * directory. */
#ifndef OSINT_REFUSALS_H
#define OSINT_REFUSALS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct OsintRefusals OsintRefusals;

/* A file that is missing or cannot be read is an empty one. */
OsintRefusals *osint_refusals_read(const char *directory);
void osint_refusals_free(OsintRefusals *refusals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRefusals, osint_refusals_free)

/* Notes what is said of a path in this run, line being all of it as JSON; TRUE when the same was said before.
 * What is said of standard input is new every time. */
gboolean osint_refusals_note(OsintRefusals *refusals, const char *path, const char *line);
/* Keeps for the next run what was said in this one, and in earlier ones of paths that are neither of the
 * roots (char *, absolute) nor below one. Writes nothing when that is what the file has. */
gboolean osint_refusals_write(OsintRefusals *refusals, const GPtrArray *roots, GError **error);

G_END_DECLS

#endif
