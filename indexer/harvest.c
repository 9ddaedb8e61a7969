/* The harvest: the intake and the preparation as work for the pipeline. */
#include "indexer/harvest.h"

#include <unistd.h>

#include "indexer/prepare.h"

typedef struct {
    OsintHarvest harvest;
    OsintPool *pool;
} Work;

static void emit(OsintItem *item, gpointer outlet)
{
    osint_outlet_emit(outlet, item, item->kind == OSINT_ITEM_ARTICLE);
}

static void read_source(gpointer data, OsintOutlet *outlet, gpointer user_data)
{
    const Work *work = user_data;
    const OsintSource *source = data;
    if (osint_source_is_stream(source))
        osint_intake_read_stream(STDIN_FILENO, work->harvest.now, work->pool, emit, outlet);
    else
        osint_intake_read(source->path, source->sidecar, source->known != NULL ? source->known->sha256 : NULL,
                          work->harvest.now, work->pool, emit, outlet);
}

static void prepare_item(gpointer data, gpointer user_data)
{
    const Work *work = user_data;
    OsintItem *item = data;
    osint_prepare_article(item->article, item->position, work->harvest.tagger);
}

static gboolean apply_item(gpointer source, gpointer item, gpointer user_data, GError **error)
{
    const Work *work = user_data;
    gboolean applied = work->harvest.apply(source, item, work->harvest.user_data, error);
    osint_item_free(item);
    return applied;
}

static gboolean idle(gpointer user_data)
{
    const Work *work = user_data;
    return work->harvest.idle(work->harvest.user_data);
}

/* Before the threads that started them end: the processes would be killed with these. */
static void end_processes(gpointer user_data)
{
    const Work *work = user_data;
    osint_pool_drain(work->pool);
}

OsintPipelineEnd osint_harvest_run(const OsintHarvest *harvest, GPtrArray *sources, GError **error)
{
    Work *shared = g_new0(Work, 1);
    shared->harvest = *harvest;
    shared->pool = osint_pool_new(harvest->recipes);
    OsintPipelineWork work = {.read = read_source,
                              .prepare = prepare_item,
                              .apply = apply_item,
                              .idle = idle,
                              .all_read = end_processes,
                              .free_item = osint_item_free,
                              .user_data = shared};
    OsintPipelineEnd end = osint_pipeline_run(&work, sources, harvest->jobs, error);
    if (end == OSINT_PIPELINE_DONE) {
        osint_pool_free(shared->pool);
        g_free(shared);
    }
    return end;
}
