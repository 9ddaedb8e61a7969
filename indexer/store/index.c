/* The index for reading: opening, its facts, its articles. */
#include "indexer/store/index.h"

#include <string.h>

#include "indexer/store/entities.h"
#include "indexer/store/generation.h"
#include "indexer/store/record.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/stems.h"

G_DEFINE_QUARK(osint - index - error - quark, osint_index_error)

#define MOST_ATTEMPTS 3

struct OsintIndex {
    char *directory;
    XapcDb *db;
    guint32 size;
    guint64 passages;
    GPtrArray *stemmers; /* char *, NULL-terminated */
    char *revision;
    GHashTable *entities; /* id -> OsintEntity: those that were asked for */
};

/* ---- opening ---- */

static gboolean has_metadata(XapcDb *db, const char *key, const char *expected, const char *path,
                             GError **error)
{
    g_autoptr(GBytes) value = xapc_db_metadata(db, key, error);
    if (value == NULL)
        return FALSE;
    gsize length;
    const char *data = g_bytes_get_data(value, &length);
    if (length == strlen(expected) && memcmp(data, expected, length) == 0)
        return TRUE;
    g_set_error(
        error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_FORMAT,
        "%s was written by another version (%s is \"%.*s\", this version reads \"%s\"); build it anew with "
        "osint-index --full",
        path, key, (int)MIN(length, 60), data == NULL ? "" : data, expected);
    return FALSE;
}

/* Xapian's errors of a database that is not whole name neither the index nor what it means for it. */
static void set_open_error(GError **error, const char *generation, GError *trouble)
{
    if (g_error_matches(trouble, XAPC_ERROR, XAPC_ERROR_DATABASE_NOT_FOUND) ||
        g_error_matches(trouble, XAPC_ERROR, XAPC_ERROR_DATABASE_CORRUPT))
        g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_DAMAGED,
                    "%s is damaged (%s); build it anew with osint-index --full", generation,
                    trouble->message);
    else
        g_set_error(error, trouble->domain, trouble->code, "%s: %s", generation, trouble->message);
}

/* A generation that was switched away between the look and the opening is looked for once more. */
static XapcDb *open_current(const char *directory, char **path, GError **error)
{
    for (int attempt = 0;; attempt++) {
        g_autofree char *generation = osint_generation_current(directory, error);
        if (generation == NULL)
            return NULL;
        g_autoptr(GError) trouble = NULL;
        XapcDb *db = xapc_db_open(generation, &trouble);
        if (db != NULL) {
            *path = g_steal_pointer(&generation);
            return db;
        }
        if (attempt == MOST_ATTEMPTS) {
            set_open_error(error, generation, trouble);
            return NULL;
        }
    }
}

typedef struct {
    const char *stemmer;
    guint64 articles;
} StemmerUse;

static int by_articles(gconstpointer a, gconstpointer b)
{
    guint64 left = ((const StemmerUse *)a)->articles, right = ((const StemmerUse *)b)->articles;
    return (left < right) - (left > right);
}

static void count_stemmer(GArray *uses, const char *stemmer, guint64 articles)
{
    for (guint i = 0; i < uses->len; i++) {
        StemmerUse *use = &g_array_index(uses, StemmerUse, i);
        if (g_str_equal(use->stemmer, stemmer)) {
            use->articles += articles;
            return;
        }
    }
    StemmerUse use = {stemmer, articles};
    g_array_append_val(uses, use);
}

static gboolean read_stemmers(OsintIndex *index, GError **error)
{
    g_autoptr(GArray) uses = g_array_new(FALSE, FALSE, sizeof(StemmerUse));
    g_autoptr(XapcTerms) languages = xapc_db_terms(index->db, OSINT_TERM_LANGUAGE, error);
    g_autoptr(GError) trouble = NULL;
    const char *term;
    if (languages == NULL)
        return FALSE;
    while (xapc_terms_next(languages, &term, &trouble)) {
        guint32 articles;
        if (strchr(term, '-') != NULL || !xapc_terms_freq(languages, &articles, &trouble))
            continue;
        count_stemmer(uses, osint_stems_language(term + strlen(OSINT_TERM_LANGUAGE)), articles);
    }
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    count_stemmer(uses, osint_stems_language(NULL), 0);
    g_array_sort(uses, by_articles);
    g_ptr_array_set_size(index->stemmers, 0);
    for (guint i = 0; i < uses->len; i++)
        g_ptr_array_add(index->stemmers, (gpointer)g_array_index(uses, StemmerUse, i).stemmer);
    g_ptr_array_add(index->stemmers, NULL);
    return TRUE;
}

static gboolean read_passage_count(OsintIndex *index, GError **error)
{
    g_autoptr(GBytes) value = xapc_db_metadata(index->db, OSINT_META_PASSAGES, error);
    if (value == NULL)
        return FALSE;
    g_autofree char *number = g_strndup(g_bytes_get_data(value, NULL), g_bytes_get_size(value));
    index->passages = g_ascii_strtoull(number, NULL, 10);
    return TRUE;
}

static gboolean read_facts(OsintIndex *index, const char *path, GError **error)
{
    guint64 revision;
    if (!has_metadata(index->db, OSINT_META_FORMAT, OSINT_SCHEMA_FORMAT, path, error) ||
        !has_metadata(index->db, OSINT_META_TERMS, osint_terms_version(), path, error) ||
        !xapc_db_doc_count(index->db, &index->size, error) ||
        !xapc_db_revision(index->db, &revision, error) || !read_stemmers(index, error) ||
        !read_passage_count(index, error))
        return FALSE;
    g_autofree char *uuid = xapc_db_uuid(index->db, error);
    if (uuid == NULL)
        return FALSE;
    g_free(index->revision);
    index->revision = g_strdup_printf("%s-%" G_GUINT64_FORMAT, uuid, revision);
    return TRUE;
}

/* Commits of a writer that overtake the reading of the facts make it begin again. */
static gboolean open_state(OsintIndex *index, GError **error)
{
    for (int attempt = 0;; attempt++) {
        g_autofree char *path = NULL;
        g_autoptr(GError) trouble = NULL;
        g_clear_pointer(&index->db, xapc_db_free);
        index->db = open_current(index->directory, &path, error);
        if (index->db == NULL)
            return FALSE;
        if (read_facts(index, path, &trouble))
            return TRUE;
        if (attempt == MOST_ATTEMPTS || !g_error_matches(trouble, XAPC_ERROR, XAPC_ERROR_DATABASE_MODIFIED)) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
    }
}

OsintIndex *osint_index_open(const char *directory, GError **error)
{
    g_autoptr(OsintIndex) index = g_new0(OsintIndex, 1);
    index->directory = g_strdup(directory);
    index->stemmers = g_ptr_array_new();
    index->entities = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)osint_entity_free);
    return open_state(index, error) ? g_steal_pointer(&index) : NULL;
}

gboolean osint_index_reopen(OsintIndex *index, GError **error)
{
    g_autoptr(OsintIndex) newest = osint_index_open(index->directory, error);
    if (newest == NULL)
        return FALSE;
    OsintIndex state = *index;
    *index = *newest;
    *newest = state;
    newest->directory = index->directory;
    index->directory = state.directory;
    return TRUE;
}

void osint_index_free(OsintIndex *index)
{
    if (index == NULL)
        return;
    xapc_db_free(index->db);
    g_hash_table_unref(index->entities);
    g_ptr_array_unref(index->stemmers);
    g_free(index->directory);
    g_free(index->revision);
    g_free(index);
}

/* ---- facts ---- */

XapcDb *osint_index_db(OsintIndex *index)
{
    return index->db;
}

const char *osint_index_directory(const OsintIndex *index)
{
    return index->directory;
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

const char *osint_index_revision(const OsintIndex *index)
{
    return index->revision;
}

/* ---- articles ---- */

typedef OsintArticle *(*DecodeFunc)(GBytes *bytes, GError **error);

static OsintArticle *read_added(OsintIndex *index, guint32 docid, DecodeFunc decode, gint64 *added,
                                GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(index->db, docid, error);
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
    g_autoptr(XapcDoc) document = xapc_db_document(index->db, docid, error);
    g_autoptr(GBytes) data = document == NULL ? NULL : xapc_doc_data(document, error);
    return data == NULL ? NULL : osint_record_decode_words(data, error);
}

OsintArticle *osint_index_article_mentions(OsintIndex *index, guint32 docid, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(index->db, docid, error);
    g_autoptr(GBytes) data = document == NULL ? NULL : xapc_doc_data(document, error);
    return data == NULL ? NULL : osint_record_decode_mentions(data, error);
}

OsintArticle *osint_index_article_by_id(OsintIndex *index, const char *id, GError **error)
{
    g_autofree char *term = osint_id_term(id);
    g_autoptr(XapcPostings) postings = xapc_db_postings(index->db, term, error);
    guint32 docid;
    if (postings == NULL || !xapc_postings_next(postings, &docid, error))
        return NULL;
    return osint_index_article(index, docid, error);
}

/* ---- recipes ---- */

char *osint_recipes_read(XapcDb *db, GError **error)
{
    g_autoptr(GBytes) data = xapc_db_metadata(db, OSINT_META_RECIPES, error);
    if (data == NULL)
        return NULL;
    gsize length;
    const char *text = g_bytes_get_data(data, &length);
    return length > 0 ? g_strndup(text, length) : g_strdup("");
}

char *osint_index_recipes(OsintIndex *index, GError **error)
{
    return osint_recipes_read(index->db, error);
}

/* ---- entities ---- */

OsintEntityList *osint_index_entities(OsintIndex *index, GError **error)
{
    return osint_entities_read(index->db, error);
}

const OsintEntity *osint_index_entity(OsintIndex *index, const char *id, GError **error)
{
    OsintEntity *entity = g_hash_table_lookup(index->entities, id);
    if (entity == NULL)
        entity = osint_entities_read_one(index->db, id, error);
    if (entity != NULL && !g_hash_table_contains(index->entities, id))
        g_hash_table_insert(index->entities, entity->id, entity);
    return entity;
}
