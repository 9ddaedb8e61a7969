/* Runs: documents that are put one after the other are written in the background as many small databases, to
 * be merged. Xapian's in-memory maps outgrow the processor's cache, so that small databases that are merged
 * take less time than one that grows, and several can be written at a time.
 *
 * Which document is in which run depends on their order and sizes alone. Runs are not synced: they are thrown
 * away after a crash. */
#ifndef OSINT_STORE_RUNS_H
#define OSINT_STORE_RUNS_H

#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

typedef struct OsintRuns OsintRuns;

/* directory: of the runs' own; it is created with the first run, and removed with what is in it by
 * osint_runs_free(). threads: how many runs are written at a time. memory: bytes that documents may take
 * before osint_runs_add() waits for runs to be written. */
OsintRuns *osint_runs_new(const char *directory, guint threads, gsize memory);
void osint_runs_free(OsintRuns *runs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRuns, osint_runs_free)

/* Takes the document, of about so many bytes in memory. Fails with what happened to an earlier run. */
gboolean osint_runs_add(OsintRuns *runs, XapcDoc *document, gsize bytes, GError **error);
guint osint_runs_documents(const OsintRuns *runs); /* added so far; they are numbered from 0 */
/* A document of the run that is being filled, to be changed or (taking the other one) replaced; NULL when it
 * is in an earlier run. */
XapcDoc *osint_runs_held(const OsintRuns *runs, guint number);
void osint_runs_replace(OsintRuns *runs, guint number, XapcDoc *document);
/* The number of runs but for the last, which is held in memory. */
guint osint_runs_written(const OsintRuns *runs);

/* The data of a document, from wherever it is. */
GBytes *osint_runs_data(OsintRuns *runs, guint number, GError **error);
/* Calls func with every document in order; it may fail, which ends it. */
typedef gboolean (*OsintRunsFunc)(XapcDoc *document, gpointer user_data, GError **error);
gboolean osint_runs_foreach(OsintRuns *runs, OsintRunsFunc func, gpointer user_data, GError **error);

/* Writes all that is left and waits. The paths of databases that hold all documents in order: a bounded
 * number for any that can be indexed; char *, the caller's. Nothing can be added any more. */
GPtrArray *osint_runs_finish(OsintRuns *runs, GError **error);

G_END_DECLS

#endif
