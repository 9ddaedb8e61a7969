/* The ledger: ids are claimed in the order of the documents. What a document had from earlier runs stays its
 * own unless the document changed, in which case another that comes first may take it: an article that moved
 * from one document to another keeps its id. */
#include "indexer/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/owners.h"

typedef enum { FATE_KEPT, FATE_DROPPED, FATE_STALE } Fate;

struct OsintLedger {
    OsintWriter *writer;
    const OsintWalk *walk;
    const OsintSeenList *known;
    guint8 *fates; /* Fate of each that is known, where the walk did not find it or it is taken from */
    GPtrArray *present;
    GPtrArray *gone;
    guint64 kept;
    OsintOwners *claims; /* id -> OsintSource * */
    char *answer;        /* the last taken_by that had to be read */
    const OsintSource *asked;
    OsintDocument *asked_entry; /* of the manifest, or NULL */
    GHashTable *asked_ids;      /* its ids */
    gboolean empty;             /* the index was, when the run began */
};

/* ---- what there is ---- */

static gboolean is_seen(const OsintSeen *known, const OsintWalkFile *file)
{
    static const OsintFileState none = {0};
    return !known->stale && known->refusals == 0 && known->document.changed != 0 &&
           osint_file_state_equal(&known->document, &file->state) &&
           osint_file_state_equal(&known->sidecar, file->sidecar != NULL ? &file->sidecar->state : &none);
}

static void add_source(GPtrArray *where, const char *path, const OsintWalkFile *file, const OsintSeen *known)
{
    OsintSource *source = osint_source_new(path, file);
    source->known = known;
    g_ptr_array_add(where, source);
}

static void add_missing(OsintLedger *ledger, guint index)
{
    const OsintSeen *known = osint_seen_get(ledger->known, index);
    if (!osint_path_is_below_any(known->path, ledger->walk->roots))
        return;
    if (osint_walk_hides(ledger->walk, known->path)) {
        ledger->kept += known->articles;
        return;
    }
    add_source(ledger->gone, known->path, NULL, known);
    ((OsintSource *)g_ptr_array_index(ledger->gone, ledger->gone->len - 1))->state = OSINT_SOURCE_GONE;
    ledger->fates[index] = FATE_DROPPED;
}

static void add_found(OsintLedger *ledger, const OsintWalkFile *file, const OsintSeen *known, gboolean trust)
{
    if (trust && known != NULL && is_seen(known, file))
        ledger->kept += known->articles;
    else
        add_source(ledger->present, file->path, file, known);
}

/* Both are in the order of their paths. */
static void join(OsintLedger *ledger, gboolean trust)
{
    guint found = 0, known = 0;
    while (found < ledger->walk->files->len || known < osint_seen_count(ledger->known)) {
        const OsintWalkFile *file =
            found < ledger->walk->files->len ? osint_walk_file(ledger->walk, found) : NULL;
        const OsintSeen *seen =
            known < osint_seen_count(ledger->known) ? osint_seen_get(ledger->known, known) : NULL;
        int order = file == NULL ? 1 : seen == NULL ? -1 : strcmp(file->path, seen->path);
        if (order > 0)
            add_missing(ledger, known);
        else
            add_found(ledger, file, order == 0 ? seen : NULL, trust);
        found += order <= 0;
        known += order >= 0;
    }
}

OsintLedger *osint_ledger_new(OsintWriter *writer, const OsintWalk *walk, const OsintSeenList *known,
                              gboolean trust, GError **error)
{
    guint32 articles;
    if (!xapc_db_doc_count(osint_writer_db(writer), &articles, error))
        return NULL;
    OsintLedger *ledger = g_new0(OsintLedger, 1);
    ledger->writer = writer;
    ledger->walk = walk;
    ledger->known = known;
    ledger->empty = articles == 0;
    ledger->fates = g_malloc0(MAX(osint_seen_count(known), 1));
    ledger->present = g_ptr_array_new_with_free_func(osint_source_free);
    ledger->gone = g_ptr_array_new_with_free_func(osint_source_free);
    ledger->claims = osint_owners_new();
    ledger->asked_ids = g_hash_table_new(g_str_hash, g_str_equal);
    join(ledger, trust);
    return ledger;
}

void osint_ledger_free(OsintLedger *ledger)
{
    if (ledger == NULL)
        return;
    osint_owners_free(ledger->claims);
    g_hash_table_unref(ledger->asked_ids);
    osint_document_free(ledger->asked_entry);
    g_ptr_array_unref(ledger->present);
    g_ptr_array_unref(ledger->gone);
    g_free(ledger->fates);
    g_free(ledger->answer);
    g_free(ledger);
}

GPtrArray *osint_ledger_present(OsintLedger *ledger)
{
    return ledger->present;
}

GPtrArray *osint_ledger_gone(OsintLedger *ledger)
{
    return ledger->gone;
}

guint64 osint_ledger_kept(const OsintLedger *ledger)
{
    return ledger->kept;
}

/* ---- what the index has from a source ---- */

/* Articles of one document are asked for one after the other. */
static gboolean look_up(OsintLedger *ledger, const OsintSource *source, GError **error)
{
    if (ledger->asked == source)
        return TRUE;
    ledger->asked = NULL;
    g_hash_table_remove_all(ledger->asked_ids);
    g_clear_pointer(&ledger->asked_entry, osint_document_free);
    if (source->known != NULL &&
        !osint_writer_document(ledger->writer, source->path, &ledger->asked_entry, error))
        return FALSE;
    if (ledger->asked_entry == NULL) {
        ledger->asked_entry = g_new0(OsintDocument, 1);
        ledger->asked_entry->ids = g_ptr_array_new();
    }
    for (guint i = 0; i < ledger->asked_entry->ids->len; i++)
        g_hash_table_add(ledger->asked_ids, g_ptr_array_index(ledger->asked_entry->ids, i));
    ledger->asked = source;
    return TRUE;
}

GPtrArray *osint_ledger_known_ids(OsintLedger *ledger, const OsintSource *source, GError **error)
{
    return look_up(ledger, source, error) ? ledger->asked_entry->ids : NULL;
}

/* ---- claims ---- */

static OsintSource *find_in(const GPtrArray *sources, const char *path)
{
    guint low = 0, high = sources->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        OsintSource *source = g_ptr_array_index(sources, middle);
        int order = strcmp(source->path, path);
        if (order == 0)
            return source;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Whether the document at path holds on to an article that the index has from it and nobody has claimed. */
static gboolean holds_on(const OsintLedger *ledger, const OsintSource *asking, const char *path)
{
    if (g_str_equal(path, "-") || g_str_equal(path, asking->path))
        return FALSE;
    const OsintSource *owner = find_in(ledger->present, path);
    if (owner != NULL)
        return owner->state == OSINT_SOURCE_KEPT ||
               (owner->state == OSINT_SOURCE_PENDING && owner->unchanged);
    return find_in(ledger->gone, path) == NULL; /* unchanged, or not below the paths of this run */
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

guint64 osint_ledger_mark(const OsintArticle *article)
{
    const char *const parts[] = {article->title,     article->text,    article->url,
                                 article->published, article->updated, article->publisher};
    g_autoptr(OsintDigest) digest = osint_digest_new();
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] != NULL)
            osint_digest_add(digest, parts[i], strlen(parts[i]) + 1);
        else
            osint_digest_add(digest, "\1", 1);
    g_autofree char *text = osint_digest_text(digest);
    text[16] = '\0';
    return g_ascii_strtoull(text, NULL, 16) | 1;
}

gboolean osint_ledger_ask(OsintLedger *ledger, const OsintSource *source, const OsintArticle *article,
                          OsintClaim *claim, GError **error)
{
    const char *id = article->id;
    const OsintSource *owner = osint_owners_get(ledger->claims, id);
    if (!look_up(ledger, source, error))
        return FALSE;
    gboolean known = owner != NULL || g_hash_table_contains(ledger->asked_ids, id);
    *claim = (OsintClaim){.exists = known, .taken_by = owner != NULL ? owner->path : NULL};
    if (owner != NULL)
        claim->same = owner != source && osint_owners_mark(ledger->claims, id) == osint_ledger_mark(article);
    if (known || ledger->empty)
        return TRUE;
    g_autoptr(OsintArticle) stored = NULL;
    if (!find_stored(ledger, id, &stored, error))
        return FALSE;
    claim->exists = stored != NULL;
    if (stored != NULL && holds_on(ledger, source, stored->path)) {
        g_free(ledger->answer);
        claim->taken_by = ledger->answer = g_strdup(stored->path);
        claim->same = osint_ledger_mark(stored) == osint_ledger_mark(article);
    }
    return TRUE;
}

void osint_ledger_claim(OsintLedger *ledger, OsintSource *source, const char *id, const OsintArticle *article)
{
    osint_owners_set(ledger->claims, id, source, article != NULL ? osint_ledger_mark(article) : 0);
    osint_source_add_id(source, id);
}

static void give_up(OsintLedger *ledger, const OsintSource *source, const GPtrArray *ids)
{
    for (guint i = 0; i < ids->len; i++)
        if (osint_owners_get(ledger->claims, g_ptr_array_index(ids, i)) == source)
            osint_owners_set(ledger->claims, g_ptr_array_index(ids, i), NULL, 0);
}

void osint_ledger_unclaim_all(OsintLedger *ledger, OsintSource *source)
{
    if (source->ids != NULL)
        give_up(ledger, source, source->ids);
    g_clear_pointer(&source->ids, g_ptr_array_unref);
}

gboolean osint_ledger_is_claimed(const OsintLedger *ledger, const char *id)
{
    return osint_owners_get(ledger->claims, id) != NULL;
}

/* ---- what other documents have, too ---- */

static int compare_to_file(const void *path, const void *file)
{
    return strcmp(path, ((const OsintWalkFile *)file)->path);
}

static int compare_sources(gconstpointer a, gconstpointer b)
{
    const OsintSource *const *left = a;
    const OsintSource *const *right = b;
    return strcmp((*left)->path, (*right)->path);
}

static void note_stale(OsintLedger *ledger, const char *path)
{
    OsintSource *source = find_in(ledger->present, path);
    gint64 known = osint_seen_find(ledger->known, path);
    if (source != NULL)
        source->stale = TRUE;
    if (known >= 0)
        ledger->fates[known] = FATE_STALE;
}

/* The next run reads the document again. */
static gboolean spoil(OsintLedger *ledger, OsintDocument *document, GError **error)
{
    g_free(document->sha256);
    document->sha256 = g_strdup("");
    note_stale(ledger, document->path);
    return osint_writer_set_document(ledger->writer, document, error);
}

/* One that was taken for unchanged has no source yet. */
static OsintSource *source_at(OsintLedger *ledger, const char *path, guint64 *kept)
{
    const OsintWalkFile *file = bsearch(path, ledger->walk->files->data, ledger->walk->files->len,
                                        sizeof(OsintWalkFile), compare_to_file);
    gint64 known = osint_seen_find(ledger->known, path);
    OsintSource *source = find_in(ledger->present, path);
    *kept = source != NULL && source->state == OSINT_SOURCE_KEPT && source->known != NULL
                ? source->known->articles
                : 0;
    if (source != NULL || file == NULL)
        return source;
    *kept = known >= 0 ? osint_seen_get(ledger->known, (guint)known)->articles : 0;
    add_source(ledger->present, file->path, file,
               known >= 0 ? osint_seen_get(ledger->known, (guint)known) : NULL);
    source = g_ptr_array_index(ledger->present, ledger->present->len - 1);
    source->state = OSINT_SOURCE_KEPT;
    g_ptr_array_sort(ledger->present, compare_sources);
    return source;
}

gboolean osint_ledger_recall(OsintLedger *ledger, const char *path, OsintSource **recalled, guint64 *kept,
                             GError **error)
{
    *recalled = NULL;
    *kept = 0;
    if (find_in(ledger->gone, path) != NULL)
        return TRUE;
    OsintSource *source = source_at(ledger, path, kept);
    g_autoptr(OsintDocument) entry = NULL;
    if ((source != NULL && source->state == OSINT_SOURCE_PENDING) ||
        !osint_writer_document(ledger->writer, path, &entry, error))
        return source != NULL && source->state == OSINT_SOURCE_PENDING;
    if (source == NULL)
        return entry == NULL || spoil(ledger, entry, error);
    if (entry != NULL)
        give_up(ledger, source, entry->ids);
    source->state = OSINT_SOURCE_PENDING;
    source->unchanged = source->forgotten = FALSE;
    source->refusals = 0;
    ledger->asked = NULL;
    *recalled = source;
    return TRUE;
}

/* ---- standard input ---- */

static gboolean release_from(OsintLedger *ledger, const char *path, const char *id, GError **error)
{
    g_autoptr(OsintDocument) document = NULL;
    guint index;
    if (!osint_writer_document(ledger->writer, path, &document, error))
        return FALSE;
    if (document == NULL || !g_ptr_array_find_with_equal_func(document->ids, id, g_str_equal, &index))
        return TRUE;
    g_ptr_array_remove_index(document->ids, index);
    return spoil(ledger, document, error);
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

/* ---- what is known in the next run ---- */

static void add_states(OsintSeen *seen, const OsintWalkFile *file, gint64 now)
{
    const OsintWalkSidecar *sidecar = file->sidecar;
    gboolean settled =
        file->reliable && osint_file_state_is_settled(&file->state, now) &&
        (sidecar == NULL || (sidecar->reliable && osint_file_state_is_settled(&sidecar->state, now)));
    static const OsintFileState none = {0};
    seen->document = settled ? file->state : none;
    seen->sidecar = settled && sidecar != NULL ? sidecar->state : none;
}

/* FALSE when the manifest has no entry of it. */
static gboolean seen_of(const OsintSource *source, gint64 now, OsintSeen *seen)
{
    if (source->state == OSINT_SOURCE_KEPT && source->known != NULL) {
        memcpy(seen, source->known, sizeof *seen);
        if (source->unchanged)
            add_states(seen, source->file, now);
        else
            memset(&seen->document, 0, sizeof seen->document);
    } else if (source->state == OSINT_SOURCE_READ && !source->forgotten) {
        *seen = (OsintSeen){.articles = source->articles, .refusals = source->refusals};
        memcpy(seen->digest, source->digest, sizeof seen->digest);
        add_states(seen, source->file, now);
    } else {
        return FALSE;
    }
    seen->stale = seen->stale || source->stale;
    return TRUE;
}

gboolean osint_ledger_has_settled(const OsintLedger *ledger, gint64 now)
{
    OsintSeen seen;
    for (guint i = 0; i < ledger->present->len; i++) {
        const OsintSource *source = g_ptr_array_index(ledger->present, i);
        if (source->state == OSINT_SOURCE_KEPT && source->unchanged && source->known->refusals == 0 &&
            seen_of(source, now, &seen) && seen.document.changed != 0)
            return TRUE;
    }
    return FALSE;
}

static void write_known(const OsintLedger *ledger, guint index, OsintSeenFile *file)
{
    OsintSeen seen;
    memcpy(&seen, osint_seen_get(ledger->known, index), sizeof seen);
    seen.stale = seen.stale || ledger->fates[index] == FATE_STALE;
    if (ledger->fates[index] != FATE_DROPPED)
        osint_seen_file_add(file, &seen, osint_seen_get(ledger->known, index)->path);
}

static void write_source(const OsintSource *source, gint64 now, OsintSeenFile *file)
{
    OsintSeen seen;
    if (seen_of(source, now, &seen))
        osint_seen_file_add(file, &seen, source->path);
}

void osint_ledger_write_seen(const OsintLedger *ledger, gint64 now, OsintSeenFile *file)
{
    guint next = 0, known = 0;
    while (next < ledger->present->len || known < osint_seen_count(ledger->known)) {
        const OsintSource *source =
            next < ledger->present->len ? g_ptr_array_index(ledger->present, next) : NULL;
        const OsintSeen *seen =
            known < osint_seen_count(ledger->known) ? osint_seen_get(ledger->known, known) : NULL;
        int order = source == NULL ? 1 : seen == NULL ? -1 : strcmp(source->path, seen->path);
        if (order > 0)
            write_known(ledger, known, file);
        else
            write_source(source, now, file);
        next += order <= 0;
        known += order >= 0;
    }
}
