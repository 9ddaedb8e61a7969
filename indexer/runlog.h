/* The log of runs: one line of JSON each, also for those that fail. */
#ifndef OSINT_RUNLOG_H
#define OSINT_RUNLOG_H

#include <jansson.h>

#include "indexer/report.h"

G_BEGIN_DECLS

typedef struct OsintRunLog OsintRunLog;

/* Opens the file to append to; created when missing. Fails when it cannot be opened. */
OsintRunLog *osint_runlog_open(const char *file, GError **error);
void osint_runlog_close(OsintRunLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRunLog, osint_runlog_close)

typedef struct {
    gint64 began;        /* microseconds since 1970 */
    gint64 microseconds; /* it took */
    const char *index;   /* its directory */
    gboolean full;
    const OsintCounts *counts; /* NULL when it did not come to counting */
    guint64 retagged;
    guint64 bytes;     /* of the documents gone through */
    guint64 memory;    /* at most, bytes */
    int status;        /* with which it exits */
    const char *error; /* NULL when there was none */
} OsintRun;

/* One line in one write. What the index is after the run is looked up. */
gboolean osint_runlog_write(OsintRunLog *log, const OsintRun *run, GError **error);

/* The last line of a file that is about this index; NULL when there is none near its end. */
json_t *osint_runlog_last(const char *file, const char *index);

G_END_DECLS

#endif
