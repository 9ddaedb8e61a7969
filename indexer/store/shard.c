/* A shard is opened by itself: Xapian's own stubs fail as a whole when one of their databases does. */
#include "indexer/store/shard.h"

#include <string.h>

#include "indexer/store/entities.h"
#include "indexer/store/generation.h"
#include "indexer/store/index.h"
#include "indexer/store/schema.h"
#include "indexer/store/lookup.h"
#include "indexer/store/terms.h"
#include "indexer/text/stems.h"

#define MOST_ATTEMPTS 3

/* ---- facts ---- */

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

void osint_language_uses_add(GArray *uses, const char *stemmer, guint64 articles)
{
    for (guint i = 0; i < uses->len; i++) {
        OsintLanguageUse *use = &g_array_index(uses, OsintLanguageUse, i);
        if (g_str_equal(use->stemmer, stemmer)) {
            use->articles += articles;
            return;
        }
    }
    OsintLanguageUse use = {stemmer, articles};
    g_array_append_val(uses, use);
}

static gboolean read_languages(OsintShard *shard, GError **error)
{
    g_autoptr(XapcTerms) languages = xapc_db_terms(shard->db, OSINT_TERM_LANGUAGE, error);
    g_autoptr(GError) trouble = NULL;
    const char *term;
    if (languages == NULL)
        return FALSE;
    g_array_set_size(shard->languages, 0);
    while (xapc_terms_next(languages, &term, &trouble)) {
        guint32 articles;
        if (strchr(term, '-') != NULL || !xapc_terms_freq(languages, &articles, &trouble))
            continue;
        osint_language_uses_add(shard->languages, osint_stems_language(term + strlen(OSINT_TERM_LANGUAGE)),
                                articles);
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* A server tells neither the revision nor anything else that grows with every commit, but what commits change
 * nearly always. */
static char *read_revision(OsintShard *shard, GError **error)
{
    guint64 number;
    guint32 last;
    if (shard->place->host == NULL)
        return osint_database_revision(shard->db, error);
    g_autofree char *uuid = xapc_db_uuid(shard->db, error);
    if (uuid == NULL)
        return NULL;
    return xapc_db_total_length(shard->db, &number, error) && xapc_db_last_docid(shard->db, &last, error)
               ? g_strdup_printf("%s-%u-%u-%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, uuid, shard->size, last,
                                 number, shard->passages)
               : NULL;
}

static gboolean read_facts(OsintShard *shard, const char *path, GError **error)
{
    if (!has_metadata(shard->db, OSINT_META_FORMAT, OSINT_SCHEMA_FORMAT, path, error) ||
        !has_metadata(shard->db, OSINT_META_TERMS, osint_terms_version(), path, error) ||
        !xapc_db_doc_count(shard->db, &shard->size, error) || !read_languages(shard, error))
        return FALSE;
    g_autofree char *passages = osint_metadata_text(shard->db, OSINT_META_PASSAGES, error);
    if (passages == NULL)
        return FALSE;
    shard->passages = g_ascii_strtoull(passages, NULL, 10);
    g_free(shard->revision);
    shard->revision = read_revision(shard, error);
    g_free(shard->entities);
    shard->entities = osint_metadata_text(shard->db, OSINT_META_LIST, error);
    return shard->revision != NULL && shard->entities != NULL;
}

/* ---- opening ---- */

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

/* A copy made by xapian-replicate, or a generation itself. */
static gboolean is_database(const char *directory)
{
    g_autofree char *replica = g_build_filename(directory, "XAPIANDB", NULL);
    g_autofree char *glass = g_build_filename(directory, "iamglass", NULL);
    return g_file_test(replica, G_FILE_TEST_EXISTS) || g_file_test(glass, G_FILE_TEST_EXISTS);
}

/* A generation that was switched away between the look and the opening is looked for once more. */
static XapcDb *open_current(const char *directory, char **path, GError **error)
{
    for (int attempt = 0;; attempt++) {
        g_autoptr(GError) trouble = NULL;
        g_autofree char *generation =
            is_database(directory) ? g_strdup(directory) : osint_generation_current(directory, error);
        if (generation == NULL)
            return NULL;
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

static XapcDb *open_place(const OsintShard *shard, char **path, GError **error)
{
    const OsintShardPlace *place = shard->place;
    if (place->host == NULL)
        return open_current(place->name, path, error);
    *path = g_strdup(place->name);
    return xapc_db_open_remote(place->host, place->port, shard->timeout, shard->timeout, error);
}

/* Commits of a writer that overtake the reading of the facts make it begin again. */
static gboolean open_state(OsintShard *shard, GError **error)
{
    for (int attempt = 0;; attempt++) {
        g_autofree char *path = NULL;
        g_autoptr(GError) trouble = NULL;
        shard->db = open_place(shard, &path, error);
        if (shard->db == NULL)
            return FALSE;
        if (read_facts(shard, path, &trouble)) {
            shard->generation = shard->place->host == NULL ? g_steal_pointer(&path) : NULL;
            return TRUE;
        }
        g_clear_pointer(&shard->db, xapc_db_free);
        if (attempt == MOST_ATTEMPTS || !g_error_matches(trouble, XAPC_ERROR, XAPC_ERROR_DATABASE_MODIFIED)) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
    }
}

static gpointer open_shard(gpointer data)
{
    OsintShard *shard = data;
    open_state(shard, &shard->trouble);
    return NULL;
}

static OsintShard *shard_new(OsintShardPlace *place, guint timeout)
{
    OsintShard *shard = g_new0(OsintShard, 1);
    shard->place = place;
    shard->timeout = timeout;
    shard->languages = g_array_new(FALSE, FALSE, sizeof(OsintLanguageUse));
    return shard;
}

/* Several servers that do not answer cost no more time than one: each is waited for in a thread. */
GPtrArray *osint_shards_open(const GPtrArray *places, guint timeout)
{
    GPtrArray *shards = g_ptr_array_new_with_free_func((GDestroyNotify)osint_shard_free);
    g_autoptr(GPtrArray) threads = g_ptr_array_new();
    for (guint i = 0; i < places->len; i++) {
        OsintShard *shard = shard_new(g_ptr_array_index(places, i), timeout);
        g_ptr_array_add(shards, shard);
        if (shard->place->host != NULL)
            g_ptr_array_add(threads, g_thread_new("shard", open_shard, shard));
        else
            open_shard(shard);
    }
    for (guint i = 0; i < threads->len; i++)
        g_thread_join(g_ptr_array_index(threads, i));
    return shards;
}

OsintShard *osint_shard_without(OsintShardPlace *place, const GError *trouble)
{
    OsintShard *shard = shard_new(place, 0);
    shard->trouble = g_error_copy(trouble);
    return shard;
}

void osint_shard_free(OsintShard *shard)
{
    if (shard == NULL)
        return;
    xapc_db_free(shard->db);
    g_clear_error(&shard->trouble);
    g_array_unref(shard->languages);
    osint_columns_free(shard->columns);
    g_free(shard->generation);
    g_free(shard->revision);
    g_free(shard->entities);
    g_free(shard);
}
