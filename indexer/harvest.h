/* The harvest: all sources through the intake and the preparation, in parallel, applied in order. */
#ifndef OSINT_HARVEST_H
#define OSINT_HARVEST_H

#include "indexer/entities/tagger.h"
#include "indexer/intake.h"
#include "indexer/pipeline.h"
#include "indexer/share.h"
#include "indexer/source.h"

G_BEGIN_DECLS

typedef struct {
    const OsintTagger *tagger;
    const char *recipes; /* a recipe file's text; NULL or "" without one */
    guint jobs;
    gboolean make_documents; /* the index's, of prepared articles: item->made */
    OsintShare share;        /* articles of others are only named: item->elsewhere */
    gint64 now;              /* Unix seconds */
    gboolean (*apply)(OsintSource *source, OsintItem *item, gpointer user_data, GError **error);
    gboolean (*idle)(gpointer user_data); /* FALSE stops */
    gpointer user_data;
} OsintHarvest;

/* sources: OsintSource *. apply() does not own the item. As osint_pipeline_run(), unless it is done nothing
 * that was passed in may be freed afterwards: a worker may still be at it. */
OsintPipelineEnd osint_harvest_run(const OsintHarvest *harvest, GPtrArray *sources, GError **error);

G_END_DECLS

#endif
