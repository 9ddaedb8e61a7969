/* The harvest: the intake and the preparation as work for the pipeline. */
#include "indexer/harvest.h"

#include <unistd.h>

#include "indexer/prepare.h"

static void emit(OsintItem *item, gpointer outlet)
{
    osint_outlet_emit(outlet, item, item->kind == OSINT_ITEM_ARTICLE);
}

static void read_source(gpointer data, OsintOutlet *outlet, gpointer user_data)
{
    const OsintHarvest *harvest = user_data;
    const OsintSource *source = data;
    if (osint_source_is_stream(source))
        osint_intake_read_stream(STDIN_FILENO, harvest->now, emit, outlet);
    else
        osint_intake_read(source->path, source->sidecar, source->known != NULL ? source->known->sha256 : NULL,
                          harvest->now, emit, outlet);
}

static void prepare_item(gpointer data, gpointer user_data)
{
    const OsintHarvest *harvest = user_data;
    OsintItem *item = data;
    osint_prepare_article(item->article, item->position, harvest->tagger);
}

static gboolean apply_item(gpointer source, gpointer item, gpointer user_data, GError **error)
{
    const OsintHarvest *harvest = user_data;
    gboolean applied = harvest->apply(source, item, harvest->user_data, error);
    osint_item_free(item);
    return applied;
}

static gboolean idle(gpointer user_data)
{
    const OsintHarvest *harvest = user_data;
    return harvest->idle(harvest->user_data);
}

OsintPipelineEnd osint_harvest_run(const OsintHarvest *harvest, GPtrArray *sources, GError **error)
{
    OsintHarvest *shared = g_memdup2(harvest, sizeof *harvest);
    OsintPipelineWork work = {.read = read_source,
                              .prepare = prepare_item,
                              .apply = apply_item,
                              .idle = idle,
                              .free_item = osint_item_free,
                              .user_data = shared};
    OsintPipelineEnd end = osint_pipeline_run(&work, sources, harvest->jobs, error);
    if (end == OSINT_PIPELINE_DONE)
        g_free(shared);
    return end;
}
