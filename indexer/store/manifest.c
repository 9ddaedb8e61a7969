/* The manifest: an entry of metadata a document, read and written one by one with everything else.
 *
 * An entry is the path, the hash and the ids of the articles, each ended by a NUL. */
#include "indexer/store/manifest.h"

#include <string.h>

#include "indexer/store/schema.h"

#define KEY_DIGITS 32 /* of the SHA-256 of the path */

void osint_document_free(OsintDocument *document)
{
    if (document == NULL)
        return;
    g_free(document->path);
    g_free(document->sha256);
    g_ptr_array_unref(document->ids);
    g_free(document);
}

/* Paths are of any length, keys are not. */
static char *key_of(const char *prefix, const char *name)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
    hash[KEY_DIGITS] = '\0';
    return g_strconcat(prefix, hash, NULL);
}

static char *entry_key(const char *path)
{
    return key_of(OSINT_META_DOCUMENT, path);
}

/* The next string of an entry; NULL at its end. */
static const char *next_string(const char **at, const char *end)
{
    const char *string = *at;
    const char *stop = string < end ? memchr(string, '\0', (gsize)(end - string)) : NULL;
    if (stop == NULL)
        return NULL;
    *at = stop + 1;
    return string;
}

/* What is missing in a damaged entry is empty: such a document is read again. */
static OsintDocument *decode(GBytes *bytes)
{
    gsize length;
    const char *at = g_bytes_get_data(bytes, &length);
    const char *end = at + length;
    OsintDocument *document = g_new0(OsintDocument, 1);
    document->path = g_strdup(next_string(&at, end));
    document->sha256 = g_strdup(next_string(&at, end));
    document->ids = g_ptr_array_new_with_free_func(g_free);
    for (const char *id; (id = next_string(&at, end)) != NULL;)
        g_ptr_array_add(document->ids, g_strdup(id));
    if (document->path == NULL)
        document->path = g_strdup("");
    if (document->sha256 == NULL)
        document->sha256 = g_strdup("");
    return document;
}

static void append_string(GString *entry, const char *string)
{
    g_string_append_len(entry, string, (gssize)strlen(string) + 1);
}

static GString *encode(const OsintDocument *document)
{
    GString *entry = g_string_new(NULL);
    append_string(entry, document->path);
    append_string(entry, document->sha256);
    for (guint i = 0; i < document->ids->len; i++)
        append_string(entry, g_ptr_array_index(document->ids, i));
    return entry;
}

gboolean osint_manifest_foreach(XapcDb *db, OsintDocumentFunc func, gpointer user_data, GError **error)
{
    g_autoptr(XapcTerms) keys = xapc_db_metadata_keys(db, OSINT_META_DOCUMENT, error);
    g_autoptr(GError) trouble = NULL;
    const char *key;
    if (keys == NULL)
        return FALSE;
    while (xapc_terms_next(keys, &key, &trouble)) {
        g_autoptr(GBytes) entry = xapc_db_metadata(db, key, &trouble);
        if (entry == NULL)
            break;
        g_autoptr(OsintDocument) document = decode(entry);
        func(document, user_data);
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

gboolean osint_writer_document(OsintWriter *writer, const char *path, OsintDocument **document,
                               GError **error)
{
    g_autofree char *key = entry_key(path);
    g_autoptr(GBytes) entry = xapc_db_metadata(osint_writer_db(writer), key, error);
    *document = entry != NULL && g_bytes_get_size(entry) > 0 ? decode(entry) : NULL;
    return entry != NULL;
}

gboolean osint_writer_set_document(OsintWriter *writer, const OsintDocument *document, GError **error)
{
    g_autofree char *key = entry_key(document->path);
    GString *entry = encode(document);
    gboolean set = xapc_db_set_metadata(osint_writer_db(writer), key, entry->str, entry->len, error);
    g_string_free(entry, TRUE);
    return set;
}

gboolean osint_writer_forget_document(OsintWriter *writer, const char *path, GError **error)
{
    g_autofree char *key = entry_key(path);
    return xapc_db_set_metadata(osint_writer_db(writer), key, "", 0, error);
}

GPtrArray *osint_writer_sharers(OsintWriter *writer, const char *id, GError **error)
{
    g_autofree char *key = key_of(OSINT_META_SHARED, id);
    g_autoptr(GBytes) entry = xapc_db_metadata(osint_writer_db(writer), key, error);
    if (entry == NULL)
        return NULL;
    gsize length;
    const char *at = g_bytes_get_data(entry, &length);
    const char *end = at + length;
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    for (const char *path; (path = next_string(&at, end)) != NULL;)
        g_ptr_array_add(paths, g_strdup(path));
    return paths;
}

gboolean osint_writer_set_sharers(OsintWriter *writer, const char *id, const GPtrArray *paths, GError **error)
{
    g_autofree char *key = key_of(OSINT_META_SHARED, id);
    GString *entry = g_string_new(NULL);
    for (guint i = 0; i < paths->len; i++)
        append_string(entry, g_ptr_array_index(paths, i));
    gboolean set = xapc_db_set_metadata(osint_writer_db(writer), key, entry->str, entry->len, error);
    g_string_free(entry, TRUE);
    return set;
}
