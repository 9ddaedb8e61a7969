/* The pipeline's threads.
 *
 * Every document being read has a lane, a bounded queue of its items; lanes are consumed in the documents'
 * order. Items to be prepared are also in one queue of tasks for all workers. A worker whose lane is full
 * works off tasks while it waits, so the lane at the head, which the consumer waits for, always moves on. */
#include "indexer/pipeline.h"

#define LANE_ITEMS 64
#define LANES_PER_WORKER 4
#define IDLE_MICROSECONDS (G_TIME_SPAN_SECOND / 10)
#define PATIENCE_MICROSECONDS G_TIME_SPAN_SECOND /* with workers that are to stop */

typedef struct Pipeline Pipeline;

typedef struct {
    gpointer item;
    gboolean ready;
} Slot;

struct OsintOutlet {
    Pipeline *pipeline;
    gpointer document;
    GQueue slots; /* Slot * */
    gboolean complete;
};

struct Pipeline {
    OsintPipelineWork work;
    GPtrArray *documents;
    GMutex lock;
    GCond work_there;   /* a task, a place in a lane, or a document to begin */
    GCond result_there; /* a slot is ready or a lane complete */
    GQueue tasks;       /* Slot *, in lanes too */
    GQueue lanes;       /* OsintOutlet *, in the documents' order */
    guint begun;        /* documents handed to a worker */
    guint max_lanes;
    guint workers; /* not yet ended */
    gboolean stopping;
    gint references;
};

static void pipeline_unref(Pipeline *pipeline)
{
    if (!g_atomic_int_dec_and_test(&pipeline->references))
        return;
    OsintOutlet *lane;
    while ((lane = g_queue_pop_head(&pipeline->lanes)) != NULL) {
        Slot *slot;
        while ((slot = g_queue_pop_head(&lane->slots)) != NULL) {
            pipeline->work.free_item(slot->item);
            g_free(slot);
        }
        g_free(lane);
    }
    g_queue_clear(&pipeline->tasks);
    g_mutex_clear(&pipeline->lock);
    g_cond_clear(&pipeline->work_there);
    g_cond_clear(&pipeline->result_there);
    g_free(pipeline);
}

/* With the lock held, which is given up while the task runs. FALSE when there is none. */
static gboolean run_task(Pipeline *pipeline)
{
    Slot *slot = g_queue_pop_head(&pipeline->tasks);
    if (slot == NULL)
        return FALSE;
    g_mutex_unlock(&pipeline->lock);
    pipeline->work.prepare(slot->item, pipeline->work.user_data);
    g_mutex_lock(&pipeline->lock);
    slot->ready = TRUE;
    g_cond_signal(&pipeline->result_there);
    return TRUE;
}

void osint_outlet_emit(OsintOutlet *outlet, gpointer item, gboolean needs_preparation)
{
    Pipeline *pipeline = outlet->pipeline;
    g_mutex_lock(&pipeline->lock);
    while (g_queue_get_length(&outlet->slots) >= LANE_ITEMS && !pipeline->stopping)
        if (!run_task(pipeline))
            g_cond_wait(&pipeline->work_there, &pipeline->lock);
    if (!g_queue_is_empty(&pipeline->tasks))
        g_cond_signal(&pipeline->work_there); /* the wake-up may have been meant for one of these */
    if (pipeline->stopping) {
        pipeline->work.free_item(item);
    } else {
        Slot *slot = g_new0(Slot, 1);
        slot->item = item;
        slot->ready = !needs_preparation;
        g_queue_push_tail(&outlet->slots, slot);
        if (needs_preparation) {
            g_queue_push_tail(&pipeline->tasks, slot);
            g_cond_signal(&pipeline->work_there);
        } else {
            g_cond_signal(&pipeline->result_there);
        }
    }
    g_mutex_unlock(&pipeline->lock);
}

static gboolean may_begin(const Pipeline *pipeline)
{
    return pipeline->begun < pipeline->documents->len && pipeline->lanes.length < pipeline->max_lanes;
}

/* With the lock held, which is given up while the document is read. */
static void read_next(Pipeline *pipeline)
{
    OsintOutlet *lane = g_new0(OsintOutlet, 1);
    lane->pipeline = pipeline;
    lane->document = g_ptr_array_index(pipeline->documents, pipeline->begun++);
    g_queue_push_tail(&pipeline->lanes, lane);
    g_mutex_unlock(&pipeline->lock);
    pipeline->work.read(lane->document, lane, pipeline->work.user_data);
    g_mutex_lock(&pipeline->lock);
    lane->complete = TRUE;
    g_cond_signal(&pipeline->result_there);
}

static gpointer worker_main(gpointer data)
{
    Pipeline *pipeline = data;
    g_mutex_lock(&pipeline->lock);
    while (!pipeline->stopping)
        if (!run_task(pipeline)) {
            if (may_begin(pipeline))
                read_next(pipeline);
            else
                g_cond_wait(&pipeline->work_there, &pipeline->lock);
        }
    pipeline->workers--;
    g_cond_signal(&pipeline->result_there);
    g_mutex_unlock(&pipeline->lock);
    pipeline_unref(pipeline);
    return NULL;
}

/* With the lock held: waits until the head lane has something to say. FALSE when idle() ended the run. */
static gboolean wait_for_head(Pipeline *pipeline)
{
    for (;;) {
        const OsintOutlet *head = g_queue_peek_head(&pipeline->lanes);
        const Slot *slot = head == NULL ? NULL : g_queue_peek_head((GQueue *)&head->slots);
        if (slot == NULL ? head != NULL && head->complete : slot->ready)
            return TRUE;
        gint64 until = g_get_monotonic_time() + IDLE_MICROSECONDS;
        if (g_cond_wait_until(&pipeline->result_there, &pipeline->lock, until))
            continue;
        g_mutex_unlock(&pipeline->lock);
        gboolean go_on = pipeline->work.idle(pipeline->work.user_data);
        g_mutex_lock(&pipeline->lock);
        if (!go_on)
            return FALSE;
    }
}

/* With the lock held, which is given up while the item is applied. */
static OsintPipelineEnd take_from_head(Pipeline *pipeline, GError **error)
{
    OsintOutlet *head = g_queue_peek_head(&pipeline->lanes);
    Slot *slot = g_queue_pop_head(&head->slots);
    if (slot == NULL) {
        g_free(g_queue_pop_head(&pipeline->lanes));
        g_cond_broadcast(&pipeline->work_there);
        return OSINT_PIPELINE_DONE;
    }
    if (g_queue_get_length(&head->slots) == LANE_ITEMS / 2)
        g_cond_broadcast(&pipeline->work_there);
    g_mutex_unlock(&pipeline->lock);
    gpointer item = slot->item;
    g_free(slot);
    gboolean applied = pipeline->work.apply(head->document, item, pipeline->work.user_data, error);
    gboolean go_on = applied && pipeline->work.idle(pipeline->work.user_data);
    g_mutex_lock(&pipeline->lock);
    return !applied ? OSINT_PIPELINE_FAILED : go_on ? OSINT_PIPELINE_DONE : OSINT_PIPELINE_STOPPED;
}

static OsintPipelineEnd consume(Pipeline *pipeline, GError **error)
{
    OsintPipelineEnd end = OSINT_PIPELINE_DONE;
    g_mutex_lock(&pipeline->lock);
    while (end == OSINT_PIPELINE_DONE &&
           (pipeline->lanes.length > 0 || pipeline->begun < pipeline->documents->len))
        end = wait_for_head(pipeline) ? take_from_head(pipeline, error) : OSINT_PIPELINE_STOPPED;
    g_mutex_unlock(&pipeline->lock);
    return end;
}

/* Whether all workers have ended: one that waits for standard input may not for a long time. */
static gboolean stop_workers(Pipeline *pipeline)
{
    gint64 until = g_get_monotonic_time() + PATIENCE_MICROSECONDS;
    g_mutex_lock(&pipeline->lock);
    pipeline->stopping = TRUE;
    g_cond_broadcast(&pipeline->work_there);
    while (pipeline->workers > 0 && g_cond_wait_until(&pipeline->result_there, &pipeline->lock, until))
        ;
    gboolean ended = pipeline->workers == 0;
    g_mutex_unlock(&pipeline->lock);
    return ended;
}

OsintPipelineEnd osint_pipeline_run(const OsintPipelineWork *work, GPtrArray *documents, guint workers,
                                    GError **error)
{
    g_assert(workers > 0);
    Pipeline *pipeline = g_new0(Pipeline, 1);
    pipeline->work = *work;
    pipeline->documents = documents;
    pipeline->max_lanes = workers * LANES_PER_WORKER;
    pipeline->workers = workers;
    pipeline->references = (gint)workers + 1;
    g_mutex_init(&pipeline->lock);
    g_cond_init(&pipeline->work_there);
    g_cond_init(&pipeline->result_there);

    g_autofree GThread **threads = g_new0(GThread *, workers);
    for (guint i = 0; i < workers; i++)
        threads[i] = g_thread_new("osint-reader", worker_main, pipeline);
    OsintPipelineEnd end = consume(pipeline, error);
    if (end == OSINT_PIPELINE_DONE && work->all_read != NULL)
        work->all_read(work->user_data);
    gboolean ended = stop_workers(pipeline) || end == OSINT_PIPELINE_DONE;
    for (guint i = 0; i < workers; i++)
        if (ended)
            g_thread_join(threads[i]);
        else
            g_thread_unref(threads[i]);
    pipeline_unref(pipeline);
    return end;
}
