/* How the program and its worker processes speak: what is at which descriptor, what is asked, and how much
 * time and memory the answer may take. What is answered is in frames.h. */
#ifndef OSINT_WORKER_PROTOCOL_H
#define OSINT_WORKER_PROTOCOL_H

#include <glib.h>

#include "indexer/sandbox/limits.h"

G_BEGIN_DECLS

/* A worker process is the program started again under this name, with the number of its parent. */
#define OSINT_WORKER_NAME "osint-reader"

enum {
    OSINT_WORKER_SOCKET = 0,
    OSINT_WORKER_PROGRESS = 3, /* a file of OsintProgressPage */
};

/* The exit status of a worker that had no memory left. */
#define OSINT_WORKER_EXIT_MEMORY 65

/* Shared memory: what the worker is at, also when it died before it could say so. */
typedef struct {
    guint64 record; /* from 1; 0 when it is at none */
    guint64 offset; /* where that begins in the document */
} OsintProgressPage;

/* Recipes come before all documents, if at all, and are not answered. */
/* A document's deaths: after so many its rest is not read. */
#define OSINT_WORKER_MAX_DEATHS 8

typedef enum { OSINT_REQUEST_DOCUMENT, OSINT_REQUEST_LINES, OSINT_REQUEST_RECIPES } OsintRequestKind;

/* Behind it come the path, the sidecar and, unless a descriptor comes with it, the document. */
typedef struct {
    guint32 kind;
    guint32 path_length;
    guint64 bytes;
    gint64 sidecar_bytes; /* -1 without one */
    gint64 now;
    guint64 offset; /* of the first of the lines */
    guint32 line;
    guint32 articles;                             /* that the document has given already */
    guint64 first_record;                         /* those before it are left out */
    guint64 end_record;                           /* from this on likewise; 0: none */
    guint64 bad_records[OSINT_WORKER_MAX_DEATHS]; /* likewise; 0: none */
    char sha256[65];                              /* of the document, when it is known */
} OsintRequest;

/* Documents of up to so many bytes are sent, larger ones handed over as descriptors. */
#define OSINT_REQUEST_INLINE ((guint64)256 << 10)

#define OSINT_WORKER_MEMORY ((guint64)1 << 30) /* and the document, which is not copied */

/* Processor time in seconds: to get from one article or refusal to the next, and for a whole document. */
static inline guint64 osint_worker_step_seconds(guint64 bytes)
{
    return (8 + (bytes >> 24)) * (OSINT_SANITIZED ? 4 : 1);
}

static inline guint64 osint_worker_total_seconds(guint64 bytes)
{
    return (8 + (bytes >> 19)) * (OSINT_SANITIZED ? 4 : 1);
}

/* Time on the clock counts as so much processor time: the machine may be busy. */
#define OSINT_WORKER_PATIENCE 4

/* Bytes that a document may become. */
static inline guint64 osint_worker_output(guint64 bytes)
{
    return ((guint64)64 << 20) + bytes * 64;
}

G_END_DECLS

#endif
