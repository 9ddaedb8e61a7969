/* Comparing: which documents are what the index was made from, by their content. */
#ifndef OSINT_COMPARE_H
#define OSINT_COMPARE_H

#include "indexer/pipeline.h"
#include "indexer/source.h"

G_BEGIN_DECLS

typedef struct {
    guint jobs;
    /* As in pipeline.h. apply() is called for each source, in order, when its digest and `unchanged` are set:
     * it is also unchanged when it cannot be read now. */
    gboolean (*apply)(OsintSource *source, gpointer user_data, GError **error);
    gboolean (*idle)(gpointer user_data);
    gpointer user_data;
} OsintComparison;

/* sources: OsintSource * that are known. */
OsintPipelineEnd osint_compare(const OsintComparison *comparison, GPtrArray *sources, GError **error);

G_END_DECLS

#endif
