/* The ledger: ids are claimed in the order of the documents. What a document had from earlier runs stays its
 * own unless the document changed, in which case another that comes first may take it: an article that moved
 * from one document to another keeps its id. */
#include "indexer/ledger.h"

#include <string.h>

#include "indexer/intake.h"

struct OsintLedger {
    OsintWriter *writer;
    GPtrArray *sources;  /* all, owned */
    GHashTable *by_path; /* path -> OsintSource */
    GPtrArray *present;
    GPtrArray *hidden;
    GPtrArray *gone;
    GHashTable *claims; /* id -> the source's path */
    char *answer;       /* the last taken_by that had to be read */
    const OsintSource *asking;
    GHashTable *own;     /* the ids that the asking source is known to have given */
    const char *recipes; /* the mark of this run's recipes, or NULL */
    gboolean empty;      /* the index was, when the run began */
};

static void add_source(OsintLedger *ledger, GPtrArray *where, OsintSource *source)
{
    source->recipes = ledger->recipes;
    g_ptr_array_add(ledger->sources, source);
    g_ptr_array_add(where, source);
    g_hash_table_insert(ledger->by_path, source->path, source);
}

static void add_known(OsintLedger *ledger, const OsintWalk *walk, OsintDocument *document)
{
    OsintSource *source = g_hash_table_lookup(ledger->by_path, document->path);
    if (source == NULL) {
        gboolean hidden = osint_walk_hides(walk, document->path);
        source = osint_source_new(document->path, NULL, 0);
        source->state = hidden ? OSINT_SOURCE_KEPT : OSINT_SOURCE_GONE;
        add_source(ledger, hidden ? ledger->hidden : ledger->gone, source);
    }
    osint_source_set_known(source, document);
}

static void add_known_below(OsintLedger *ledger, const OsintWalk *walk, const char *root)
{
    g_autoptr(GPtrArray) paths = osint_writer_documents_below(ledger->writer, root);
    for (guint i = 0; i < paths->len; i++) {
        OsintDocument *document = osint_writer_document(ledger->writer, g_ptr_array_index(paths, i));
        if (document != NULL)
            add_known(ledger, walk, document);
    }
}

static gboolean fill(OsintLedger *ledger, const OsintWalk *walk, GError **error)
{
    guint32 articles;
    if (!xapc_db_doc_count(osint_writer_db(ledger->writer), &articles, error))
        return FALSE;
    ledger->empty = articles == 0;
    for (guint i = 0; i < walk->files->len; i++) {
        const OsintWalkFile *file = g_ptr_array_index(walk->files, i);
        add_source(ledger, ledger->present, osint_source_new(file->path, file->sidecar, file->bytes));
    }
    for (guint i = 0; i < walk->roots->len; i++)
        add_known_below(ledger, walk, g_ptr_array_index(walk->roots, i));
    return TRUE;
}

OsintLedger *osint_ledger_new(OsintWriter *writer, const OsintWalk *walk, const char *recipes, GError **error)
{
    g_autoptr(OsintLedger) ledger = g_new0(OsintLedger, 1);
    ledger->writer = writer;
    ledger->recipes = recipes;
    ledger->sources = g_ptr_array_new_with_free_func(osint_source_free);
    ledger->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    ledger->present = g_ptr_array_new();
    ledger->hidden = g_ptr_array_new();
    ledger->gone = g_ptr_array_new();
    ledger->claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ledger->own = g_hash_table_new(g_str_hash, g_str_equal);
    return fill(ledger, walk, error) ? g_steal_pointer(&ledger) : NULL;
}

void osint_ledger_free(OsintLedger *ledger)
{
    if (ledger == NULL)
        return;
    g_hash_table_unref(ledger->by_path);
    g_hash_table_unref(ledger->claims);
    g_hash_table_unref(ledger->own);
    g_ptr_array_unref(ledger->present);
    g_ptr_array_unref(ledger->hidden);
    g_ptr_array_unref(ledger->gone);
    g_ptr_array_unref(ledger->sources);
    g_free(ledger->answer);
    g_free(ledger);
}

GPtrArray *osint_ledger_present(OsintLedger *ledger)
{
    return ledger->present;
}

GPtrArray *osint_ledger_hidden(OsintLedger *ledger)
{
    return ledger->hidden;
}

GPtrArray *osint_ledger_gone(OsintLedger *ledger)
{
    return ledger->gone;
}

/* Whether a document that is still to be read is going to be left as it is. */
static gboolean will_be_kept(const OsintSource *source)
{
    if (source->known == NULL)
        return FALSE;
    g_autofree char *hash = osint_intake_hash(source->path, source->sidecar);
    return hash == NULL || g_str_equal(hash, source->known->sha256) ||
           osint_source_known_refusals(source, hash) > 0;
}

/* Whether the document at path holds on to an article that the index has from it and nobody has claimed. */
static gboolean holds_on(const OsintLedger *ledger, const OsintSource *asking, const char *path)
{
    if (g_str_equal(path, "-") || g_str_equal(path, asking->path))
        return FALSE;
    const OsintSource *owner = g_hash_table_lookup(ledger->by_path, path);
    if (owner == NULL)
        return TRUE; /* not below the paths of this run */
    return owner->state == OSINT_SOURCE_KEPT || (owner->state == OSINT_SOURCE_PENDING && will_be_kept(owner));
}

/* Articles of one document are asked for one after the other. */
static gboolean is_own(OsintLedger *ledger, const OsintSource *source, const char *id)
{
    if (ledger->asking != source) {
        g_hash_table_remove_all(ledger->own);
        for (guint i = 0; source->known != NULL && i < source->known->ids->len; i++)
            g_hash_table_add(ledger->own, g_ptr_array_index(source->known->ids, i));
        ledger->asking = source;
    }
    return g_hash_table_contains(ledger->own, id);
}

/* TRUE with *stored NULL when there is none. */
static gboolean find_stored(OsintLedger *ledger, const char *id, OsintArticle **stored, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    *stored = osint_writer_get(ledger->writer, id, &trouble);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

gboolean osint_ledger_ask(OsintLedger *ledger, const OsintSource *source, const char *id, OsintClaim *claim,
                          GError **error)
{
    const char *claimed_by = g_hash_table_lookup(ledger->claims, id);
    gboolean known = claimed_by != NULL || is_own(ledger, source, id);
    *claim = (OsintClaim){.exists = known, .taken_by = claimed_by};
    if (known || ledger->empty)
        return TRUE;
    g_autoptr(OsintArticle) stored = NULL;
    if (!find_stored(ledger, id, &stored, error))
        return FALSE;
    claim->exists = stored != NULL;
    if (stored != NULL && holds_on(ledger, source, stored->path)) {
        g_free(ledger->answer);
        claim->taken_by = ledger->answer = g_strdup(stored->path);
    }
    return TRUE;
}

void osint_ledger_claim(OsintLedger *ledger, OsintSource *source, const char *id)
{
    g_hash_table_insert(ledger->claims, g_strdup(id), source->path);
    g_ptr_array_add(source->ids, g_strdup(id));
}

void osint_ledger_unclaim_all(OsintLedger *ledger, OsintSource *source)
{
    for (guint i = 0; i < source->ids->len; i++)
        g_hash_table_remove(ledger->claims, g_ptr_array_index(source->ids, i));
    g_ptr_array_set_size(source->ids, 0);
}

gboolean osint_ledger_is_claimed(const OsintLedger *ledger, const char *id)
{
    return g_hash_table_contains(ledger->claims, id);
}

static gboolean release_from(OsintLedger *ledger, const char *path, const char *id, GError **error)
{
    g_autoptr(OsintDocument) document = osint_writer_document(ledger->writer, path);
    guint index;
    if (document == NULL || !g_ptr_array_find_with_equal_func(document->ids, id, g_str_equal, &index))
        return TRUE;
    g_ptr_array_remove_index(document->ids, index);
    g_free(document->sha256);
    document->sha256 = g_strdup("");
    return osint_writer_set_document(ledger->writer, document, error);
}

gboolean osint_ledger_take_over(OsintLedger *ledger, const char *id, gboolean *existed, GError **error)
{
    gboolean claimed = osint_ledger_is_claimed(ledger, id);
    *existed = claimed;
    if (ledger->empty && !claimed)
        return TRUE;
    g_autoptr(OsintArticle) stored = NULL;
    if (!find_stored(ledger, id, &stored, error))
        return FALSE;
    *existed = stored != NULL;
    return stored == NULL || g_str_equal(stored->path, "-") || release_from(ledger, stored->path, id, error);
}
