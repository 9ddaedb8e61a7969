/* The dry run: prints every article as it would be indexed, and writes nothing. */
#ifndef OSINT_DRYRUN_H
#define OSINT_DRYRUN_H

#include "indexer/pipeline.h"
#include "indexer/report.h"

G_BEGIN_DECLS

typedef struct {
    const char *index; /* where stored entity lists are taken from, when there is one */
    const char *const *paths;
    gboolean standard_input;
    const char *const *entities; /* files; NULL for the stored list */
    const char *recipes;         /* a file; NULL for what is stored */
    gboolean json;               /* one object a line, else a summary a line */
    guint jobs;
    gint64 now; /* Unix seconds */
    FILE *output;
    OsintReport *report;
    OsintProgress *progress;
    gboolean (*stop)(void);
} OsintDryRunOptions;

/* As osint_mirror_run(). */
OsintPipelineEnd osint_dry_run(const OsintDryRunOptions *options, GError **error);

G_END_DECLS

#endif
