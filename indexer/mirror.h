/* The mirror: makes the index hold what the documents below some paths say, and nothing that they no longer
 * say. */
#ifndef OSINT_MIRROR_H
#define OSINT_MIRROR_H

#include "indexer/pipeline.h"
#include "indexer/report.h"
#include "indexer/retag.h"

G_BEGIN_DECLS

typedef struct OsintMirrorOptions {
    const char *index;           /* its directory */
    const char *const *paths;    /* files and directories, NULL-terminated */
    gboolean standard_input;     /* NDJSON from there too, after the paths */
    const char *const *entities; /* entity list files; NULL for the list that is stored */
    const char *recipes;         /* a recipe file; NULL for what is stored */
    const char *share;           /* "K/N"; NULL for what is stored */
    gboolean full;               /* a new generation from nothing */
    gboolean rehash;             /* compare every document, whatever the file system says of it */
    guint jobs;
    gsize memory; /* bytes for articles that are not written yet */
    guint wait_seconds;
    gint64 now; /* Unix seconds */
    OsintReport *report;
    OsintProgress *progress;
    gboolean (*stop)(void); /* asked often: TRUE ends the run */
} OsintMirrorOptions;

typedef struct {
    OsintRetagCounts retag;
} OsintMirrorResult;

/* Everything is committed in one step at the end; a run that failed or was stopped leaves the index as it
 * was. Then a worker may still be at work: nothing that was passed in may be freed. */
OsintPipelineEnd osint_mirror_run(const OsintMirrorOptions *options, OsintMirrorResult *result,
                                  GError **error);

G_END_DECLS

#endif
