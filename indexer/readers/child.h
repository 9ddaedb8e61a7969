/* A program of somebody else's, run on a document: the document goes to its standard input, what it writes is
 * taken as it comes, and it is killed when it wants too much.
 *
 * It gets no shell, no environment, no file it may write to, and a process group of its own. Nothing but
 * fork, exec, pipes and limits is needed, so that it works where nothing can be written and no network is. */
#ifndef OSINT_READERS_CHILD_H
#define OSINT_READERS_CHILD_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    guint processor_seconds;
    guint seconds; /* by the clock, on which other processes take their time, too */
    gsize memory;  /* address space, bytes */
    gsize output;  /* bytes taken of its standard output */
} OsintChildLimits;

typedef enum {
    OSINT_CHILD_ENDED,    /* by itself, `status` is its exit status */
    OSINT_CHILD_CRASHED,  /* by a signal that is not ours; `status` is its number */
    OSINT_CHILD_TIMEOUT,  /* killed: it took too long */
    OSINT_CHILD_TOO_MUCH, /* killed: it wrote more than was wanted; all that was wanted has been taken */
    OSINT_CHILD_MISSING,  /* there is no such program */
    OSINT_CHILD_FAILED,   /* it could not be started */
} OsintChildEnd;

typedef struct {
    OsintChildEnd end;
    int status;
    char *complaint; /* the first 4 KiB of its standard error, valid UTF-8; never NULL, freed by the caller */
} OsintChildResult;

typedef void (*OsintChildOutputFunc)(const char *data, gsize length, gpointer user_data);

/* argv[0] is looked for in PATH. Returns when the program has ended; what it left running is killed. */
void osint_child_run(const char *const *argv, const char *input, gsize length, const OsintChildLimits *limits,
                     OsintChildOutputFunc output, gpointer user_data, OsintChildResult *result);

G_END_DECLS

#endif
