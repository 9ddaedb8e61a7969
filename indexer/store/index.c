/* The index for reading: opening, its facts, its articles. */
#include "indexer/store/index.h"

#include <string.h>

#include "indexer/store/entities.h"
#include "indexer/store/lookup.h"
#include "indexer/store/record.h"
#include "indexer/store/schema.h"
#include "indexer/store/shard.h"
#include "indexer/store/terms.h"
#include "indexer/text/stems.h"

G_DEFINE_QUARK(osint - index - error - quark, osint_index_error)

#define MOST_ATTEMPTS 4
#define TIMEOUT 3000 /* milliseconds */

struct OsintIndex {
    char *location;
    guint timeout;
    GPtrArray *places; /* OsintShardPlace * */
    GPtrArray *shards; /* OsintShard * */
    GPtrArray *open;   /* those of them that are searched */
    GPtrArray *notes;  /* char * */
    XapcDb *joined;    /* NULL when only one is searched */
    guint32 size;
    guint64 passages;
    GPtrArray *stemmers; /* char *, NULL-terminated */
    char *revision;
    GHashTable *entities; /* id -> OsintEntity: those that were asked for */
};

/* ---- what the shards have together ---- */

static OsintShard *open_shard(const OsintIndex *index, guint number)
{
    return g_ptr_array_index(index->open, number);
}

static void note_missing(OsintIndex *index, const OsintShard *shard)
{
    gboolean silent = g_error_matches(shard->trouble, XAPC_ERROR, XAPC_ERROR_NETWORK_TIMEOUT);
    g_autofree char *reason = silent ? g_strdup_printf("no answer within %g s", index->timeout / 1000.0)
                                     : g_strdup(shard->trouble->message);
    g_ptr_array_add(index->notes, g_strdup_printf("the shard %s is left out: %s; what it has is missing here",
                                                  shard->place->name, reason));
}

static int by_articles(gconstpointer a, gconstpointer b)
{
    const OsintLanguageUse *left = a, *right = b;
    if (left->articles != right->articles)
        return left->articles < right->articles ? 1 : -1;
    return strcmp(left->stemmer, right->stemmer);
}

static void gather_stemmers(OsintIndex *index)
{
    g_autoptr(GArray) uses = g_array_new(FALSE, FALSE, sizeof(OsintLanguageUse));
    for (guint i = 0; i < index->open->len; i++) {
        const GArray *languages = open_shard(index, i)->languages;
        for (guint j = 0; j < languages->len; j++) {
            const OsintLanguageUse *use = &g_array_index(languages, OsintLanguageUse, j);
            osint_language_uses_add(uses, use->stemmer, use->articles);
        }
    }
    osint_language_uses_add(uses, osint_stems_language(NULL), 0);
    g_array_sort(uses, by_articles);
    for (guint i = 0; i < uses->len; i++)
        g_ptr_array_add(index->stemmers, (gpointer)g_array_index(uses, OsintLanguageUse, i).stemmer);
    g_ptr_array_add(index->stemmers, NULL);
}

/* Those that are searched and those that are not are told apart by their number. */
static void gather_revision(OsintIndex *index)
{
    if (index->shards->len == 1) {
        index->revision = g_strdup(open_shard(index, 0)->revision);
        return;
    }
    g_autoptr(GChecksum) digest = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < index->shards->len; i++) {
        const OsintShard *shard = g_ptr_array_index(index->shards, i);
        const char *revision = shard->db != NULL ? shard->revision : "-";
        g_checksum_update(digest, (const guchar *)revision, (gssize)strlen(revision) + 1);
    }
    index->revision = g_strdup(g_checksum_get_string(digest));
}

/* A different list is worth a note; none at all is one that has not been stored yet. */
static void compare_lists(OsintIndex *index)
{
    const char *first = NULL;
    for (guint i = 0; i < index->open->len; i++) {
        const char *list = open_shard(index, i)->entities;
        if (first != NULL && *list != '\0' && !g_str_equal(first, list)) {
            g_ptr_array_add(index->notes,
                            g_strdup("the shards have different entity lists; names are those of "
                                     "the first one"));
            return;
        }
        first = first == NULL && *list != '\0' ? list : first;
    }
}

static gboolean join(OsintIndex *index, GError **error)
{
    g_autoptr(GPtrArray) dbs = g_ptr_array_new();
    for (guint i = 0; i < index->open->len; i++)
        g_ptr_array_add(dbs, open_shard(index, i)->db);
    if (dbs->len > 1)
        index->joined = xapc_db_join((XapcDb *const *)dbs->pdata, dbs->len, error);
    return dbs->len == 1 || index->joined != NULL;
}

/* With none left, what the first one's trouble is. */
static gboolean gather(OsintIndex *index, GError **error)
{
    for (guint i = 0; i < index->shards->len; i++) {
        OsintShard *shard = g_ptr_array_index(index->shards, i);
        if (shard->db == NULL) {
            note_missing(index, shard);
            continue;
        }
        g_ptr_array_add(index->open, shard);
        index->size += shard->size;
        index->passages += shard->passages;
    }
    if (index->open->len == 0) {
        OsintShard *first = g_ptr_array_index(index->shards, 0);
        g_propagate_error(error, g_steal_pointer(&first->trouble));
        return FALSE;
    }
    gather_stemmers(index);
    gather_revision(index);
    compare_lists(index);
    return join(index, error);
}

/* ---- opening ---- */

static OsintIndex *index_new(const char *location, guint timeout)
{
    OsintIndex *index = g_new0(OsintIndex, 1);
    index->location = g_strdup(location);
    index->timeout = timeout;
    index->open = g_ptr_array_new();
    index->notes = g_ptr_array_new_with_free_func(g_free);
    index->stemmers = g_ptr_array_new();
    index->entities = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)osint_entity_free);
    return index;
}

gboolean osint_index_is_many(const char *location)
{
    return osint_shard_places_are_many(location);
}

OsintIndex *osint_index_open_within(const char *location, guint timeout, GError **error)
{
    g_autoptr(OsintIndex) index = index_new(location, timeout == 0 ? TIMEOUT : timeout);
    index->places = osint_shard_places_read(location, error);
    if (index->places == NULL)
        return NULL;
    index->shards = osint_shards_open(index->places, index->timeout);
    return gather(index, error) ? g_steal_pointer(&index) : NULL;
}

OsintIndex *osint_index_open(const char *location, GError **error)
{
    return osint_index_open_within(location, 0, error);
}

void osint_index_free(OsintIndex *index)
{
    if (index == NULL)
        return;
    xapc_db_free(index->joined);
    g_ptr_array_unref(index->open);
    g_clear_pointer(&index->shards, g_ptr_array_unref);
    g_clear_pointer(&index->places, g_ptr_array_unref);
    g_ptr_array_unref(index->notes);
    g_hash_table_unref(index->entities);
    g_ptr_array_unref(index->stemmers);
    g_free(index->location);
    g_free(index->revision);
    g_free(index);
}

/* ---- opening again ---- */

static void exchange(OsintIndex *index, OsintIndex *newest)
{
    OsintIndex state = *index;
    *index = *newest;
    *newest = state;
}

gboolean osint_index_reopen(OsintIndex *index, GError **error)
{
    g_autoptr(OsintIndex) newest = osint_index_open_within(index->location, index->timeout, error);
    if (newest == NULL)
        return FALSE;
    exchange(index, newest);
    return TRUE;
}

static gboolean is_of_network(const GError *error)
{
    return g_error_matches(error, XAPC_ERROR, XAPC_ERROR_NETWORK) ||
           g_error_matches(error, XAPC_ERROR, XAPC_ERROR_NETWORK_TIMEOUT);
}

/* Whether a shard was left out before, or is the one that trouble is with: Xapian's messages name it. */
static gboolean stays_out(const OsintShard *shard, const GError *trouble)
{
    g_autofree char *address = g_strdup_printf("(%s)", shard->place->name);
    return shard->db == NULL || (shard->place->host != NULL && is_of_network(trouble) &&
                                 strstr(trouble->message, address) != NULL);
}

/* The others are opened anew: their connections, too, are in the middle of what was interrupted. */
static gboolean open_rest(OsintIndex *index, const GError *trouble, GError **error)
{
    g_autoptr(OsintIndex) newest = index_new(index->location, index->timeout);
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    newest->places = g_ptr_array_ref(index->places);
    newest->shards = g_ptr_array_new_with_free_func((GDestroyNotify)osint_shard_free);
    for (guint i = 0; i < index->shards->len; i++) {
        OsintShard *shard = g_ptr_array_index(index->shards, i);
        if (!stays_out(shard, trouble))
            g_ptr_array_add(wanted, shard->place);
    }
    g_autoptr(GPtrArray) opened = osint_shards_open(wanted, index->timeout);
    for (guint i = 0, next = 0; i < index->shards->len; i++) {
        OsintShard *shard = g_ptr_array_index(index->shards, i);
        gboolean out = stays_out(shard, trouble);
        g_ptr_array_add(
            newest->shards,
            out ? osint_shard_without(shard->place, shard->trouble != NULL ? shard->trouble : trouble)
                : g_steal_pointer(&opened->pdata[next++]));
    }
    if (!gather(newest, error))
        return FALSE;
    exchange(index, newest);
    return TRUE;
}

gboolean osint_index_recover(OsintIndex *index, guint attempt, GError *trouble, GError **error)
{
    g_autoptr(GError) taken = trouble;
    gboolean modified = g_error_matches(taken, XAPC_ERROR, XAPC_ERROR_DATABASE_MODIFIED);
    guint most = modified ? MOST_ATTEMPTS : MOST_ATTEMPTS + index->shards->len;
    if (attempt < most && (modified || is_of_network(taken)))
        return open_rest(index, taken, error);
    g_propagate_error(error, g_steal_pointer(&taken));
    return FALSE;
}

/* ---- facts ---- */

XapcDb *osint_index_db(OsintIndex *index)
{
    return index->joined != NULL ? index->joined : open_shard(index, 0)->db;
}

XapcDb *osint_index_facts(OsintIndex *index)
{
    for (guint i = 0; i < index->open->len; i++)
        if (*open_shard(index, i)->entities != '\0')
            return open_shard(index, i)->db;
    return open_shard(index, 0)->db;
}

gboolean osint_index_is_remote(const OsintIndex *index)
{
    for (guint i = 0; i < index->open->len; i++)
        if (open_shard(index, i)->place->host != NULL)
            return TRUE;
    return FALSE;
}

gboolean osint_index_is_one(const OsintIndex *index)
{
    return index->open->len == 1 && open_shard(index, 0)->generation != NULL;
}

const char *osint_index_directory(const OsintIndex *index)
{
    return index->location;
}

const GPtrArray *osint_index_notes(const OsintIndex *index)
{
    return index->notes;
}

guint32 osint_index_size(const OsintIndex *index)
{
    return index->size;
}

guint64 osint_index_passages(const OsintIndex *index)
{
    return index->passages;
}

const char *const *osint_index_stemmers(const OsintIndex *index)
{
    return (const char *const *)index->stemmers->pdata;
}

/* They may come a moment later than the commit that they are of. */
const OsintColumns *osint_index_columns(OsintIndex *index)
{
    OsintShard *shard = open_shard(index, 0);
    if (!osint_index_is_one(index))
        return NULL;
    if (shard->columns == NULL)
        shard->columns = osint_columns_open(shard->generation, shard->revision);
    return shard->columns;
}

const char *osint_index_revision(const OsintIndex *index)
{
    return index->revision;
}

/* ---- articles ---- */

typedef OsintArticle *(*DecodeFunc)(GBytes *bytes, GError **error);

static OsintArticle *read_added(OsintIndex *index, guint32 docid, DecodeFunc decode, gint64 *added,
                                GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(osint_index_db(index), docid, error);
    g_autoptr(GBytes) value = document == NULL ? NULL : xapc_doc_value(document, OSINT_SLOT_ADDED, error);
    g_autoptr(GBytes) data = value == NULL ? NULL : xapc_doc_data(document, error);
    OsintArticle *article = data == NULL ? NULL : decode(data, error);
    if (article != NULL)
        *added = (gint64)xapc_number_decode(g_bytes_get_data(value, NULL), g_bytes_get_size(value));
    return article;
}

OsintArticle *osint_index_article_added(OsintIndex *index, guint32 docid, gint64 *added, GError **error)
{
    return read_added(index, docid, osint_record_decode, added, error);
}

OsintArticle *osint_index_article_origin(OsintIndex *index, guint32 docid, gint64 *added, GError **error)
{
    return read_added(index, docid, osint_record_decode_origin, added, error);
}

OsintArticle *osint_index_article(OsintIndex *index, guint32 docid, GError **error)
{
    gint64 added;
    return osint_index_article_added(index, docid, &added, error);
}

OsintArticle *osint_index_article_words(OsintIndex *index, guint32 docid, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(osint_index_db(index), docid, error);
    g_autoptr(GBytes) data = document == NULL ? NULL : xapc_doc_data(document, error);
    return data == NULL ? NULL : osint_record_decode_words(data, error);
}

OsintArticle *osint_index_article_mentions(OsintIndex *index, guint32 docid, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(osint_index_db(index), docid, error);
    g_autoptr(GBytes) data = document == NULL ? NULL : xapc_doc_data(document, error);
    return data == NULL ? NULL : osint_record_decode_mentions(data, error);
}

static OsintArticle *read_by_id(OsintIndex *index, const char *id, GError **error)
{
    g_autofree char *term = osint_id_term(id);
    guint32 docid;
    if (!osint_first_docid(osint_index_db(index), term, &docid, error) || docid == 0)
        return NULL;
    return osint_index_article(index, docid, error);
}

OsintArticle *osint_index_article_by_id(OsintIndex *index, const char *id, GError **error)
{
    for (guint attempt = 1;; attempt++) {
        GError *trouble = NULL;
        OsintArticle *article = read_by_id(index, id, &trouble);
        if (trouble == NULL || !osint_index_recover(index, attempt, trouble, error))
            return article;
    }
}

/* ---- recipes ---- */

char *osint_recipes_read(XapcDb *db, GError **error)
{
    return osint_metadata_text(db, OSINT_META_RECIPES, error);
}

char *osint_index_recipes(OsintIndex *index, GError **error)
{
    return osint_recipes_read(osint_index_facts(index), error);
}

/* ---- entities ---- */

OsintEntityList *osint_index_entities(OsintIndex *index, GError **error)
{
    return osint_entities_read(osint_index_facts(index), error);
}

const OsintEntity *osint_index_entity(OsintIndex *index, const char *id, GError **error)
{
    OsintEntity *entity = g_hash_table_lookup(index->entities, id);
    if (entity == NULL)
        entity = osint_entities_read_one(osint_index_facts(index), id, error);
    if (entity != NULL && !g_hash_table_contains(index->entities, id))
        g_hash_table_insert(index->entities, entity->id, entity);
    return entity;
}
