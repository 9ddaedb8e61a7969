/* The pool: worker processes for any number of threads, and reading that goes on whatever becomes of them. */
#ifndef OSINT_WORKER_POOL_H
#define OSINT_WORKER_POOL_H

#include "indexer/readers/readers.h"
#include "indexer/worker/process.h"

G_BEGIN_DECLS

typedef struct OsintPool OsintPool;

/* Starts nothing yet. recipes: the text of a recipe file for every process; NULL or "" without one. */
OsintPool *osint_pool_new(const char *recipes);
void osint_pool_free(OsintPool *pool);
/* Ends all processes that nobody uses. */
void osint_pool_drain(OsintPool *pool);

/* Reads a document in a process of the pool, as osint_read_document() or osint_read_ndjson_lines() would. A
 * record of it, or the document when it has none, that the process dies of is refused as `reader-crashed`,
 * `reader-timeout`, `reader-memory` or `reader-output`, and the records behind it are read by another
 * process. The articles' path, sha256 and bytes are the task's.
 *
 * Fails, before or after the sink was given something, when no process can be started. */
gboolean osint_pool_read(OsintPool *pool, const OsintTask *task, const OsintReadSink *sink, GError **error);

G_END_DECLS

#endif
