/* Landlock: what a process and its children may still open, for good. The kernel may have none, or an older
 * version that restricts less. */
#ifndef OSINT_SANDBOX_LANDLOCK_H
#define OSINT_SANDBOX_LANDLOCK_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum { OSINT_PATH_READ, OSINT_PATH_RUN, OSINT_PATH_READ_AND_WRITE } OsintPathUse;

/* A file, or a directory with all below it; one that does not exist is left out. */
typedef struct {
    const char *path;
    OsintPathUse use; /* to run is to read, too; to write is no right to create */
} OsintPathRule;

/* No path but these; no TCP unless tcp; no signals to others. The process must have given up new privileges.
 * FALSE when the kernel does not do it. */
gboolean osint_landlock_restrict(const OsintPathRule *rules, gsize count, gboolean tcp);

G_END_DECLS

#endif
