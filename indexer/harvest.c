/* The harvest: the intake and the preparation as work for the pipeline. */
#include "indexer/harvest.h"

#include <unistd.h>

#include "indexer/prepare.h"
#include "indexer/store/document.h"

typedef struct {
    OsintHarvest harvest;
    OsintPool *pool;
    GMutex lock;
    GPtrArray *makers; /* OsintDocumentMaker *: those that no worker is using */
} Work;

static Work *work_new(const OsintHarvest *harvest)
{
    Work *work = g_new0(Work, 1);
    work->harvest = *harvest;
    work->pool = osint_pool_new(harvest->recipes);
    work->makers = g_ptr_array_new_with_free_func((GDestroyNotify)osint_document_maker_free);
    g_mutex_init(&work->lock);
    return work;
}

static void work_free(Work *work)
{
    osint_pool_free(work->pool);
    g_ptr_array_unref(work->makers);
    g_mutex_clear(&work->lock);
    g_free(work);
}

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
        osint_intake_read(source->path, osint_source_sidecar(source), work->harvest.now, work->pool, emit,
                          outlet);
}

static OsintDocumentMaker *borrow_maker(Work *work)
{
    g_mutex_lock(&work->lock);
    OsintDocumentMaker *maker =
        work->makers->len > 0 ? g_ptr_array_steal_index_fast(work->makers, work->makers->len - 1) : NULL;
    g_mutex_unlock(&work->lock);
    return maker != NULL ? maker : osint_document_maker_new();
}

static void give_back(Work *work, OsintDocumentMaker *maker)
{
    g_mutex_lock(&work->lock);
    g_ptr_array_add(work->makers, maker);
    g_mutex_unlock(&work->lock);
}

/* What cannot be made is left to the writer, which says why. */
static void prepare_item(gpointer data, gpointer user_data)
{
    Work *work = user_data;
    OsintItem *item = data;
    osint_prepare_id(item->article, item->position);
    item->elsewhere = !osint_share_holds(&work->harvest.share, item->article->id);
    if (item->elsewhere)
        return;
    osint_prepare_article(item->article, item->position, work->harvest.tagger);
    if (!work->harvest.make_documents)
        return;
    OsintDocumentMaker *maker = borrow_maker(work);
    item->made = osint_document_make(maker, item->article, work->harvest.now, NULL);
    give_back(work, maker);
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
    Work *shared = work_new(harvest);
    OsintPipelineWork work = {.read = read_source,
                              .prepare = prepare_item,
                              .apply = apply_item,
                              .idle = idle,
                              .all_read = end_processes,
                              .free_item = osint_item_free,
                              .user_data = shared};
    OsintPipelineEnd end = osint_pipeline_run(&work, sources, harvest->jobs, error);
    if (end == OSINT_PIPELINE_DONE)
        work_free(shared);
    return end;
}
