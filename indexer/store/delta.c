/* What is put goes to runs, which are in the order of putting; of the base, documents are noted that are
 * gone. An id that is put twice, or removed after it was put, is settled at the end: the last document stays.
 */
#include "indexer/store/delta.h"

#include <string.h>

#include "indexer/store/document.h"
#include "indexer/store/generation-write.h"
#include "indexer/store/lookup.h"
#include "indexer/store/runs.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"

#define BIG_SHARE 10 /* a delta of a tenth of the base is quicker merged than applied */
#define BIG_RUNS 4   /* but not when it is small */

struct OsintDelta {
    char *directory;
    XapcDb *base;
    OsintCopies *copies;
    guint32 base_size;
    guint threads;
    gsize memory;
    OsintRuns *runs;
    GHashTable *numbers;  /* hash of an id -> number of the last document put with it, from 1 */
    GHashTable *gone;     /* docids of the base */
    GHashTable *repeated; /* id -> whether it is there in the end */
    gint64 superseded;    /* passages of documents that were put and replaced before they were written */
};

static OsintRuns *runs_new(const OsintDelta *delta)
{
    g_autofree char *path = g_build_filename(delta->directory, OSINT_BUILDING, NULL);
    return osint_runs_new(path, delta->threads, delta->memory);
}

OsintDelta *osint_delta_new(const char *directory, XapcDb *base, OsintCopies *copies, guint threads,
                            gsize memory)
{
    OsintDelta *delta = g_new0(OsintDelta, 1);
    delta->directory = g_strdup(directory);
    delta->base = base;
    delta->copies = copies;
    xapc_db_doc_count(base, &delta->base_size, NULL);
    delta->threads = threads;
    delta->memory = memory;
    delta->runs = runs_new(delta);
    delta->numbers = g_hash_table_new(NULL, NULL);
    delta->gone = g_hash_table_new(NULL, NULL);
    delta->repeated = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return delta;
}

OsintDelta *osint_delta_renew(const OsintDelta *delta, XapcDb *base)
{
    return osint_delta_new(delta->directory, base, delta->copies, delta->threads, delta->memory);
}

void osint_delta_free(OsintDelta *delta)
{
    if (delta == NULL)
        return;
    osint_runs_free(delta->runs);
    g_hash_table_unref(delta->numbers);
    g_hash_table_unref(delta->gone);
    g_hash_table_unref(delta->repeated);
    g_free(delta->directory);
    g_free(delta);
}

/* ---- finding ---- */

/* FNV-1a. Ids with the same hash only make more work in the end. */
static gpointer hash_id(const char *id)
{
    guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325);
    for (const char *byte = id; *byte != '\0'; byte++)
        hash = (hash ^ (guchar)*byte) * G_GUINT64_CONSTANT(0x100000001b3);
    return (gpointer)(gsize)hash;
}

/* The first document with a term; 0 when there is none. */
/* Whether the id was put and not removed again. */
static gboolean is_put(const OsintDelta *delta, const char *id)
{
    gpointer present;
    if (g_hash_table_lookup_extended(delta->repeated, id, NULL, &present))
        return GPOINTER_TO_INT(present);
    return g_hash_table_contains(delta->numbers, hash_id(id));
}

gboolean osint_delta_find(OsintDelta *delta, const char *id, OsintDeltaBase *found, GError **error)
{
    *found = (OsintDeltaBase){.exists = is_put(delta, id)};
    if (delta->base_size == 0)
        return TRUE;
    g_autofree char *term = osint_id_term(id);
    if (!osint_first_docid(delta->base, term, &found->docid, error))
        return FALSE;
    if (found->docid == 0)
        return TRUE;
    g_autoptr(XapcDoc) document = xapc_db_document(delta->base, found->docid, error);
    if (document == NULL)
        return FALSE;
    found->gone = g_hash_table_contains(delta->gone, GUINT_TO_POINTER(found->docid));
    found->exists = found->exists || !found->gone;
    found->added = (gint64)osint_document_number(document, OSINT_SLOT_ADDED);
    found->passages = found->gone ? 0 : (gint64)osint_document_number(document, OSINT_SLOT_PASSAGES);
    return TRUE;
}

GBytes *osint_delta_data(OsintDelta *delta, const char *id, GError **error)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(delta->numbers, hash_id(id)));
    if (is_put(delta, id))
        return osint_runs_data(delta->runs, number - 1, error);
    OsintDeltaBase found;
    if (!osint_delta_find(delta, id, &found, error) || found.docid == 0 || found.gone)
        return NULL;
    g_autoptr(XapcDoc) document = xapc_db_document(delta->base, found.docid, error);
    return document == NULL ? NULL : xapc_doc_data(document, error);
}

/* ---- collecting ---- */

static char *id_term_of(XapcDoc *document, GError **error)
{
    const char *term;
    g_autoptr(XapcTerms) terms = xapc_doc_terms(document, error);
    if (terms == NULL || !xapc_terms_skip_to(terms, OSINT_TERM_ID, error) ||
        !xapc_terms_next(terms, &term, error))
        return NULL;
    return g_strdup(term);
}

static void leave(OsintDelta *delta, const OsintDeltaBase *found)
{
    if (found->docid != 0)
        g_hash_table_add(delta->gone, GUINT_TO_POINTER(found->docid));
}

/* The document of an id in the run that is being filled; NULL when there is none. */
static XapcDoc *find_held(const OsintDelta *delta, const char *id, guint *number)
{
    guint last = GPOINTER_TO_UINT(g_hash_table_lookup(delta->numbers, hash_id(id)));
    XapcDoc *held = last > 0 ? osint_runs_held(delta->runs, last - 1) : NULL;
    if (held == NULL)
        return NULL;
    g_autofree char *term = osint_id_term(id);
    g_autofree char *its_term = id_term_of(held, NULL);
    *number = last - 1;
    return g_strcmp0(term, its_term) == 0 ? held : NULL;
}

/* It was first indexed when the one that it replaces was. */
static gboolean replace_held(OsintDelta *delta, const char *id, guint number, XapcDoc *document,
                             GError **error)
{
    XapcDoc *held = osint_runs_held(delta->runs, number);
    gint64 added = (gint64)osint_document_number(held, OSINT_SLOT_ADDED);
    gboolean good = osint_document_set_added(document, added, error);
    delta->superseded += (gint64)osint_document_number(held, OSINT_SLOT_PASSAGES);
    osint_runs_replace(delta->runs, number, document);
    if (g_hash_table_contains(delta->repeated, id))
        g_hash_table_insert(delta->repeated, g_strdup(id), GINT_TO_POINTER(TRUE));
    return good;
}

gboolean osint_delta_put(OsintDelta *delta, const char *id, XapcDoc *document, gsize bytes,
                         const OsintDeltaBase *found, GError **error)
{
    gpointer hash = hash_id(id);
    guint number;
    leave(delta, found);
    if (find_held(delta, id, &number) != NULL)
        return replace_held(delta, id, number, document, error);
    if (g_hash_table_contains(delta->numbers, hash))
        g_hash_table_insert(delta->repeated, g_strdup(id), GINT_TO_POINTER(TRUE));
    gboolean good = osint_runs_add(delta->runs, document, bytes, error);
    g_hash_table_insert(delta->numbers, hash, GUINT_TO_POINTER(osint_runs_documents(delta->runs)));
    return good;
}

void osint_delta_remove(OsintDelta *delta, const char *id, const OsintDeltaBase *found)
{
    leave(delta, found);
    if (g_hash_table_contains(delta->numbers, hash_id(id)))
        g_hash_table_insert(delta->repeated, g_strdup(id), GINT_TO_POINTER(FALSE));
}

/* ---- applying and merging ---- */

gboolean osint_delta_is_big(const OsintDelta *delta)
{
    guint runs = osint_runs_written(delta->runs);
    if (delta->base_size == 0)
        return runs > 0;
    return runs >= BIG_RUNS && osint_runs_documents(delta->runs) >= delta->base_size / BIG_SHARE;
}

static gboolean delete_docid(const OsintDelta *delta, XapcDb *db, guint32 docid, gint64 *passages,
                             GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(db, docid, error);
    if (document == NULL)
        return FALSE;
    *passages += (gint64)osint_document_number(document, OSINT_SLOT_PASSAGES);
    return osint_copies_remove(delta->copies, db, docid, error);
}

/* Deletes all documents with the term but, when one is to be there, the last. */
static gboolean settle(const OsintDelta *delta, XapcDb *db, const char *term, gboolean keep_last,
                       gint64 *passages, GError **error)
{
    g_autoptr(GArray) docids = osint_all_docids(db, term, error);
    if (docids == NULL)
        return FALSE;
    for (guint i = 0; i + (keep_last ? 1 : 0) < docids->len; i++)
        if (!delete_docid(delta, db, g_array_index(docids, guint32, i), passages, error))
            return FALSE;
    return TRUE;
}

/* The same state whatever the order in the table. */
static gboolean settle_repeated(const OsintDelta *delta, XapcDb *db, gint64 *passages, GError **error)
{
    GHashTableIter iter;
    gpointer id, present;
    g_hash_table_iter_init(&iter, delta->repeated);
    while (g_hash_table_iter_next(&iter, &id, &present)) {
        g_autofree char *term = osint_id_term(id);
        if (!settle(delta, db, term, GPOINTER_TO_INT(present), passages, error))
            return FALSE;
    }
    return TRUE;
}

static int compare_docids(gconstpointer a, gconstpointer b)
{
    guint left = GPOINTER_TO_UINT(a), right = GPOINTER_TO_UINT(b);
    return (left > right) - (left < right);
}

/* From all that are gone, each moved down by `shift`. */
static gboolean delete_gone(const OsintDelta *delta, XapcDb *db, guint32 shift, GError **error)
{
    g_autoptr(GList) docids = g_list_sort(g_hash_table_get_keys(delta->gone), compare_docids);
    for (const GList *each = docids; each != NULL; each = each->next)
        if (!osint_copies_remove(delta->copies, db, GPOINTER_TO_UINT(each->data) - shift, error))
            return FALSE;
    return TRUE;
}

/* ---- applying ---- */

static void empty(OsintDelta *delta)
{
    osint_runs_free(delta->runs);
    delta->runs = runs_new(delta);
    g_hash_table_remove_all(delta->numbers);
    g_hash_table_remove_all(delta->gone);
    g_hash_table_remove_all(delta->repeated);
    delta->superseded = 0;
    xapc_db_doc_count(delta->base, &delta->base_size, NULL);
}

/* In the place of the one that it replaces: that is quicker where most terms are the same. */
static gboolean apply_document(XapcDoc *document, gpointer user_data, GError **error)
{
    OsintDelta *delta = user_data;
    g_autofree char *term = g_hash_table_size(delta->gone) > 0 ? id_term_of(document, error) : NULL;
    guint32 docid = 0;
    if (term != NULL && !osint_first_docid(delta->base, term, &docid, error))
        return FALSE;
    if (docid == 0 || !g_hash_table_remove(delta->gone, GUINT_TO_POINTER(docid)))
        return xapc_db_add_document(delta->base, document, &docid, error) &&
               osint_copies_note(delta->copies, docid, NULL, error);
    return osint_copies_replace(delta->copies, delta->base, docid, document, error);
}

gboolean osint_delta_apply(OsintDelta *delta, gint64 *passages, GError **error)
{
    *passages = delta->superseded;
    if (!osint_runs_foreach(delta->runs, apply_document, delta, error) ||
        !delete_gone(delta, delta->base, 0, error) || !settle_repeated(delta, delta->base, passages, error))
        return FALSE;
    empty(delta);
    return TRUE;
}

/* ---- merging ---- */

static gboolean copy_metadata(XapcDb *from, XapcDb *to, GError **error)
{
    g_autoptr(XapcTerms) keys = xapc_db_metadata_keys(from, "", error);
    g_autoptr(GError) trouble = NULL;
    const char *key;
    while (keys != NULL && xapc_terms_next(keys, &key, &trouble)) {
        gsize length;
        g_autoptr(GBytes) value = xapc_db_metadata(from, key, &trouble);
        gconstpointer data = value == NULL ? NULL : g_bytes_get_data(value, &length);
        if (data == NULL || !xapc_db_set_metadata(to, key, data, length, &trouble))
            break;
    }
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else if (keys != NULL)
        return TRUE;
    return FALSE;
}

/* Of the same key in several databases, merging takes the first's value: the base's as it is now. */
static gboolean write_metadata(const OsintDelta *delta, const char *path, GError **error)
{
    g_autoptr(XapcDb) db =
        xapc_db_open_writable(path, XAPC_CREATE_OR_OVERWRITE, XAPC_DB_DANGEROUS | XAPC_DB_NO_SYNC, error);
    return db != NULL && copy_metadata(delta->base, db, error) && xapc_db_close(db, error);
}

/* Metadata that the generation has and the base has no longer. */
static gboolean drop_metadata(const OsintDelta *delta, XapcDb *db, GError **error)
{
    g_autoptr(GPtrArray) stale = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(XapcTerms) keys = xapc_db_metadata_keys(db, "", error);
    g_autoptr(GError) trouble = NULL;
    const char *key;
    while (keys != NULL && xapc_terms_next(keys, &key, &trouble)) {
        g_autoptr(GBytes) value = xapc_db_metadata(delta->base, key, &trouble);
        if (value == NULL)
            break;
        if (g_bytes_get_size(value) == 0)
            g_ptr_array_add(stale, g_strdup(key));
    }
    for (guint i = 0; trouble == NULL && i < stale->len; i++)
        xapc_db_set_metadata(db, g_ptr_array_index(stale, i), "", 0, &trouble);
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else if (keys != NULL)
        return TRUE;
    return FALSE;
}

/* Merging moves a database's documents down when its first ones were deleted. */
static gboolean find_shift(const char *generation, guint32 *shift, GError **error)
{
    g_autoptr(XapcDb) db = xapc_db_open(generation, error);
    guint32 first;
    if (db == NULL || !osint_first_docid(db, "", &first, error))
        return FALSE;
    *shift = first > 0 ? first - 1 : 0;
    return TRUE;
}

static gboolean merge_all(OsintDelta *delta, const char *generation, const char *target, GError **error)
{
    g_autofree char *metadata = g_build_filename(delta->directory, OSINT_BUILDING, "metadata", NULL);
    g_autoptr(GPtrArray) runs = osint_runs_finish(delta->runs, error);
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    if (runs == NULL || !write_metadata(delta, metadata, error))
        return FALSE;
    g_ptr_array_add(sources, metadata);
    if (generation != NULL)
        g_ptr_array_add(sources, (gpointer)generation);
    g_ptr_array_extend(sources, runs, NULL, NULL);
    return xapc_compact((const char *const *)sources->pdata, sources->len, target, FALSE, error);
}

XapcDb *osint_delta_merge(OsintDelta *delta, const char *generation, const char *target, gint64 *passages,
                          GError **error)
{
    guint32 shift = 0;
    *passages = delta->superseded;
    osint_copies_note_all(delta->copies);
    if (!merge_all(delta, generation, target, error) ||
        (generation != NULL && !find_shift(generation, &shift, error)))
        return NULL;
    g_autoptr(XapcDb) db = xapc_db_open_writable(target, XAPC_OPEN, XAPC_DB_NONE, error);
    if (db == NULL || !xapc_db_begin(db, error) || (generation != NULL && !drop_metadata(delta, db, error)) ||
        !delete_gone(delta, db, shift, error) || !settle_repeated(delta, db, passages, error))
        return NULL;
    return g_steal_pointer(&db);
}
