/* A worker process from the outside: started, given one document at a time, and watched. */
#ifndef OSINT_WORKER_PROCESS_H
#define OSINT_WORKER_PROCESS_H

#include "indexer/worker/frames.h"
#include "indexer/worker/protocol.h"

G_BEGIN_DECLS

typedef struct OsintProcess OsintProcess;

/* Starts one, waits until it is ready and gives it the text of a recipe file; "" without one. */
OsintProcess *osint_process_start(const char *recipes, GError **error);
void osint_process_free(OsintProcess *process); /* ends it; NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintProcess, osint_process_free)

typedef struct {
    const char *path;
    GBytes *content; /* the document, or NULL: */
    int descriptor;  /* open for reading it */
    guint64 bytes;
    const char *sha256; /* of the document, or NULL when each line has its own */
    GBytes *sidecar;    /* or NULL */
    gint64 now;
    gboolean lines; /* content are lines of a stream: */
    guint64 offset; /* where they begin in it */
    guint line;
} OsintTask;

/* Which of a document's records are read, when processes before this one died of some. */
typedef struct {
    guint64 first_record;                         /* 0 for all */
    guint64 end_record;                           /* from this on all are left out; 0 for none */
    guint64 bad_records[OSINT_WORKER_MAX_DEATHS]; /* left out too; 0 for none */
    guint articles;                               /* that came before */
} OsintResumption;

typedef enum {
    OSINT_VERDICT_DONE,
    OSINT_VERDICT_CRASHED,
    OSINT_VERDICT_TIMEOUT,
    OSINT_VERDICT_MEMORY,
    OSINT_VERDICT_OUTPUT, /* too much, or no frames */
} OsintVerdict;

/* Takes the message's content if it wants it. */
typedef void (*OsintMessageFunc)(OsintMessage *message, gpointer user_data);

/* Has a document read: what the worker says of it goes to func. Unless it is DONE the process has ended,
 * *reason (owned by the caller) says why, and *place at what. */
OsintVerdict osint_process_read(OsintProcess *process, const OsintTask *task,
                                const OsintResumption *resumption, OsintMessageFunc func, gpointer user_data,
                                char **reason, OsintProgressPage *place);

/* How many documents it has been given. */
guint osint_process_served(const OsintProcess *process);

G_END_DECLS

#endif
