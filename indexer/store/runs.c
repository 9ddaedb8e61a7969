/* Runs are written by a pool of threads; groups of them are merged as soon as they are complete, so that the
 * last merge has few databases open. */
#include "indexer/store/runs.h"

#include <glib/gstdio.h>

#include "indexer/store/file-error.h"
#include "indexer/store/generation-write.h"

#define MOST_DOCUMENTS 1000 /* in a run */
#define MOST_BYTES ((gsize)64 << 20)
#define GROUP 100 /* runs; each database takes three files to read */

/* A database: a run, or a group of them merged. */
typedef struct {
    guint first; /* its first document's number */
    guint number;
    char *path;
    GPtrArray *documents; /* XapcDoc *, what a run is made of; NULL when it is written */
    gsize bytes;
    GPtrArray *merged; /* Part *, what a group is made of; not owned */
    gboolean done;
} Part;

struct OsintRuns {
    char *directory;
    gsize memory;
    GPtrArray *current; /* XapcDoc *: the run that is being filled */
    gsize current_bytes;
    guint documents;
    GPtrArray *parts; /* Part *: runs, in order */
    GThreadPool *threads;
    /* with the lock: */
    GMutex lock;
    GCond changed;
    GPtrArray *groups; /* Part *, in order; those that are not complete yet are NULL */
    guint at_work;
    gsize bytes_at_work;
    GError *trouble; /* the first */
    gboolean abandoned;
};

static void part_free(gpointer data)
{
    Part *part = data;
    if (part == NULL)
        return;
    g_clear_pointer(&part->documents, g_ptr_array_unref);
    g_clear_pointer(&part->merged, g_ptr_array_unref);
    g_free(part->path);
    g_free(part);
}

/* ---- in the background ---- */

static gboolean write_documents(XapcDb *db, GPtrArray *documents, GError **error)
{
    for (guint i = 0; i < documents->len; i++) {
        if (!xapc_db_add_document(db, g_ptr_array_index(documents, i), NULL, error))
            return FALSE;
        xapc_doc_free(g_steal_pointer(&g_ptr_array_index(documents, i)));
    }
    return xapc_db_close(db, error);
}

static gboolean write_run(const Part *part, GError **error)
{
    g_autoptr(XapcDb) db = xapc_db_open_writable(part->path, XAPC_CREATE_OR_OVERWRITE,
                                                 XAPC_DB_DANGEROUS | XAPC_DB_NO_SYNC, error);
    return db != NULL && write_documents(db, part->documents, error);
}

static gboolean merge_group(const Part *group, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    for (guint i = 0; i < group->merged->len; i++)
        g_ptr_array_add(paths, ((const Part *)g_ptr_array_index(group->merged, i))->path);
    if (!xapc_compact((const char *const *)paths->pdata, paths->len, group->path, FALSE, error))
        return FALSE;
    for (guint i = 0; i < paths->len; i++)
        osint_generation_remove(g_ptr_array_index(paths, i));
    return TRUE;
}

static void begin(OsintRuns *runs, Part *part)
{
    runs->at_work++;
    runs->bytes_at_work += part->bytes;
    g_thread_pool_push(runs->threads, part, NULL);
}

/* With the lock held: a group all of whose runs are written is merged. */
static void merge_complete(OsintRuns *runs, const Part *part)
{
    guint number = part->number / GROUP, first = number * GROUP;
    if (runs->parts->len < first + GROUP)
        return;
    for (guint i = 0; i < GROUP; i++)
        if (!((const Part *)g_ptr_array_index(runs->parts, first + i))->done)
            return;
    Part *group = g_new0(Part, 1);
    group->number = number;
    group->first = ((const Part *)g_ptr_array_index(runs->parts, first))->first;
    group->path = g_strdup_printf("%s/group-%u", runs->directory, number);
    group->merged = g_ptr_array_new();
    for (guint i = 0; i < GROUP; i++)
        g_ptr_array_add(group->merged, g_ptr_array_index(runs->parts, first + i));
    if (runs->groups->len <= number)
        g_ptr_array_set_size(runs->groups, (gint)number + 1);
    g_ptr_array_index(runs->groups, number) = group;
    begin(runs, group);
}

/* With the lock held. */
static void end(OsintRuns *runs, Part *part, GError *trouble)
{
    runs->at_work--;
    runs->bytes_at_work -= part->bytes;
    part->done = trouble == NULL && !runs->abandoned;
    if (trouble != NULL && runs->trouble == NULL)
        runs->trouble = trouble;
    else
        g_clear_error(&trouble);
    if (part->done && part->merged == NULL)
        merge_complete(runs, part);
    g_cond_broadcast(&runs->changed);
}

static void work_on(gpointer data, gpointer user_data)
{
    Part *part = data;
    OsintRuns *runs = user_data;
    GError *trouble = NULL;
    g_mutex_lock(&runs->lock);
    gboolean wanted = runs->trouble == NULL && !runs->abandoned;
    g_mutex_unlock(&runs->lock);
    if (wanted && part->merged != NULL)
        merge_group(part, &trouble);
    else if (wanted)
        write_run(part, &trouble);
    g_clear_pointer(&part->documents, g_ptr_array_unref);
    g_mutex_lock(&runs->lock);
    end(runs, part, trouble);
    g_mutex_unlock(&runs->lock);
}

/* ---- filling ---- */

OsintRuns *osint_runs_new(const char *directory, guint threads, gsize memory)
{
    OsintRuns *runs = g_new0(OsintRuns, 1);
    runs->directory = g_strdup(directory);
    runs->memory = memory;
    runs->current = g_ptr_array_new_with_free_func((GDestroyNotify)xapc_doc_free);
    runs->parts = g_ptr_array_new_with_free_func(part_free);
    runs->groups = g_ptr_array_new_with_free_func(part_free);
    runs->threads = g_thread_pool_new(work_on, runs, (gint)threads, FALSE, NULL);
    g_mutex_init(&runs->lock);
    g_cond_init(&runs->changed);
    return runs;
}

void osint_runs_free(OsintRuns *runs)
{
    if (runs == NULL)
        return;
    g_mutex_lock(&runs->lock);
    runs->abandoned = TRUE;
    while (runs->at_work > 0)
        g_cond_wait(&runs->changed, &runs->lock);
    g_mutex_unlock(&runs->lock);
    g_thread_pool_free(runs->threads, FALSE, TRUE);
    osint_generation_remove_below(runs->directory);
    g_ptr_array_unref(runs->current);
    g_ptr_array_unref(runs->groups);
    g_ptr_array_unref(runs->parts);
    g_clear_error(&runs->trouble);
    g_mutex_clear(&runs->lock);
    g_cond_clear(&runs->changed);
    g_free(runs->directory);
    g_free(runs);
}

/* With the lock held. */
static gboolean has_failed(OsintRuns *runs, GError **error)
{
    if (runs->trouble != NULL)
        g_propagate_error(error, g_error_copy(runs->trouble));
    return runs->trouble != NULL;
}

static guint first_held(const OsintRuns *runs)
{
    return runs->documents - runs->current->len;
}

/* Hands the current run over, when there is room for it. */
static gboolean spill(OsintRuns *runs, GError **error)
{
    Part *part = g_new0(Part, 1);
    part->number = runs->parts->len;
    part->first = first_held(runs);
    part->path = g_strdup_printf("%s/run-%u", runs->directory, part->number);
    part->documents = g_steal_pointer(&runs->current);
    part->bytes = runs->current_bytes;
    runs->current = g_ptr_array_new_with_free_func((GDestroyNotify)xapc_doc_free);
    runs->current_bytes = 0;
    g_mutex_lock(&runs->lock);
    while (runs->bytes_at_work > 0 && runs->bytes_at_work + part->bytes > runs->memory)
        g_cond_wait(&runs->changed, &runs->lock);
    gboolean good = !has_failed(runs, error);
    g_ptr_array_add(runs->parts, part);
    if (good)
        begin(runs, part);
    g_mutex_unlock(&runs->lock);
    return good;
}

static gboolean make_directory(OsintRuns *runs, GError **error)
{
    if (g_mkdir_with_parents(runs->directory, 0777) == 0)
        return TRUE;
    return osint_file_error(error, runs->directory);
}

gboolean osint_runs_add(OsintRuns *runs, XapcDoc *document, gsize bytes, GError **error)
{
    gsize most = MIN(MOST_BYTES, runs->memory / 4);
    gboolean full = runs->current->len == MOST_DOCUMENTS || runs->current_bytes + bytes > most;
    gboolean good = !full || runs->current->len == 0 || (make_directory(runs, error) && spill(runs, error));
    g_ptr_array_add(runs->current, document);
    runs->current_bytes += bytes;
    runs->documents++;
    return good;
}

guint osint_runs_documents(const OsintRuns *runs)
{
    return runs->documents;
}

guint osint_runs_written(const OsintRuns *runs)
{
    return runs->parts->len;
}

XapcDoc *osint_runs_held(const OsintRuns *runs, guint number)
{
    return number < first_held(runs) ? NULL : g_ptr_array_index(runs->current, number - first_held(runs));
}

void osint_runs_replace(OsintRuns *runs, guint number, XapcDoc *document)
{
    gpointer *held = &g_ptr_array_index(runs->current, number - first_held(runs));
    xapc_doc_free(*held);
    *held = document;
}

/* ---- reading ---- */

static gboolean wait_for_all(OsintRuns *runs, GError **error)
{
    g_mutex_lock(&runs->lock);
    while (runs->at_work > 0)
        g_cond_wait(&runs->changed, &runs->lock);
    gboolean good = !has_failed(runs, error);
    g_mutex_unlock(&runs->lock);
    return good;
}

/* The databases there are: groups, and the runs that are in none. Part *. */
static GPtrArray *written(const OsintRuns *runs)
{
    GPtrArray *parts = g_ptr_array_new();
    for (guint i = 0; i < runs->groups->len; i++)
        g_ptr_array_add(parts, g_ptr_array_index(runs->groups, i));
    for (guint i = runs->groups->len * GROUP; i < runs->parts->len; i++)
        g_ptr_array_add(parts, g_ptr_array_index(runs->parts, i));
    return parts;
}

static GBytes *read_data(const Part *part, guint number, GError **error)
{
    g_autoptr(XapcDb) db = xapc_db_open(part->path, error);
    g_autoptr(XapcDoc) document = db == NULL ? NULL : xapc_db_document(db, number - part->first + 1, error);
    return document == NULL ? NULL : xapc_doc_data(document, error);
}

GBytes *osint_runs_data(OsintRuns *runs, guint number, GError **error)
{
    XapcDoc *held = osint_runs_held(runs, number);
    if (held != NULL)
        return xapc_doc_data(held, error);
    if (!wait_for_all(runs, error))
        return NULL;
    g_autoptr(GPtrArray) parts = written(runs);
    guint i = parts->len;
    while (i > 1 && ((const Part *)g_ptr_array_index(parts, i - 1))->first > number)
        i--;
    return read_data(g_ptr_array_index(parts, i - 1), number, error);
}

static gboolean read_part(const Part *part, OsintRunsFunc func, gpointer user_data, GError **error)
{
    guint32 last;
    g_autoptr(XapcDb) db = xapc_db_open(part->path, error);
    if (db == NULL || !xapc_db_last_docid(db, &last, error))
        return FALSE;
    for (guint32 docid = 1; docid <= last; docid++) {
        g_autoptr(XapcDoc) document = xapc_db_document(db, docid, error);
        if (document == NULL || !func(document, user_data, error))
            return FALSE;
    }
    return TRUE;
}

gboolean osint_runs_foreach(OsintRuns *runs, OsintRunsFunc func, gpointer user_data, GError **error)
{
    if (!wait_for_all(runs, error))
        return FALSE;
    g_autoptr(GPtrArray) parts = written(runs);
    for (guint i = 0; i < parts->len; i++)
        if (!read_part(g_ptr_array_index(parts, i), func, user_data, error))
            return FALSE;
    for (guint i = 0; i < runs->current->len; i++)
        if (!func(g_ptr_array_index(runs->current, i), user_data, error))
            return FALSE;
    return TRUE;
}

GPtrArray *osint_runs_finish(OsintRuns *runs, GError **error)
{
    gboolean good = runs->current->len == 0 || (make_directory(runs, error) && spill(runs, error));
    if (!good || !wait_for_all(runs, error))
        return NULL;
    g_autoptr(GPtrArray) parts = written(runs);
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < parts->len; i++)
        g_ptr_array_add(paths, g_strdup(((const Part *)g_ptr_array_index(parts, i))->path));
    return paths;
}
