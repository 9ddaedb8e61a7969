/* The manifest: read whole when the writer opens, written entry by entry with everything else. */
#include "indexer/store/manifest.h"

#include <string.h>

#include "indexer/store/schema.h"

#define ENTRY_TYPE "(ssas)" /* path, SHA-256 of the content, article ids */

struct OsintManifest {
    GHashTable *documents; /* path -> OsintDocument */
};

void osint_document_free(OsintDocument *document)
{
    if (document == NULL)
        return;
    g_free(document->path);
    g_free(document->sha256);
    g_ptr_array_unref(document->ids);
    g_free(document);
}

static OsintDocument *copy_document(const OsintDocument *document)
{
    OsintDocument *copy = g_new0(OsintDocument, 1);
    copy->path = g_strdup(document->path);
    copy->sha256 = g_strdup(document->sha256);
    copy->ids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < document->ids->len; i++)
        g_ptr_array_add(copy->ids, g_strdup(g_ptr_array_index(document->ids, i)));
    return copy;
}

/* Paths are of any length, keys are not. */
static char *entry_key(const char *path)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, path, -1);
    return g_strconcat(OSINT_META_DOCUMENT, hash, NULL);
}

static OsintDocument *decode(GBytes *bytes)
{
    g_autoptr(GVariant) entry =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(ENTRY_TYPE), bytes, FALSE));
    OsintDocument *document = g_new0(OsintDocument, 1);
    g_autoptr(GVariantIter) ids = NULL;
    char *id;
    document->ids = g_ptr_array_new_with_free_func(g_free);
    g_variant_get(entry, ENTRY_TYPE, &document->path, &document->sha256, &ids);
    while (g_variant_iter_next(ids, "s", &id))
        g_ptr_array_add(document->ids, id);
    return document;
}

static GBytes *encode(const OsintDocument *document)
{
    GVariantBuilder ids;
    g_variant_builder_init(&ids, G_VARIANT_TYPE("as"));
    for (guint i = 0; i < document->ids->len; i++)
        g_variant_builder_add(&ids, "s", g_ptr_array_index(document->ids, i));
    g_autoptr(GVariant) entry =
        g_variant_ref_sink(g_variant_new(ENTRY_TYPE, document->path, document->sha256, &ids));
    return g_variant_get_data_as_bytes(entry);
}

OsintManifest *osint_manifest_read(XapcDb *db, GError **error)
{
    OsintManifest *manifest = g_new0(OsintManifest, 1);
    manifest->documents =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)osint_document_free);
    g_autoptr(XapcTerms) keys = xapc_db_metadata_keys(db, OSINT_META_DOCUMENT, error);
    g_autoptr(GError) trouble = NULL;
    const char *key;
    while (keys != NULL && xapc_terms_next(keys, &key, &trouble)) {
        g_autoptr(GBytes) entry = xapc_db_metadata(db, key, &trouble);
        if (entry == NULL)
            break;
        OsintDocument *document = decode(entry);
        g_hash_table_replace(manifest->documents, document->path, document);
    }
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else if (keys != NULL)
        return manifest;
    osint_manifest_free(manifest);
    return NULL;
}

void osint_manifest_free(OsintManifest *manifest)
{
    if (manifest == NULL)
        return;
    g_hash_table_destroy(manifest->documents);
    g_free(manifest);
}

void osint_manifest_foreach(const OsintManifest *manifest, OsintDocumentFunc func, gpointer user_data)
{
    GHashTableIter iter;
    gpointer document;
    g_hash_table_iter_init(&iter, manifest->documents);
    while (g_hash_table_iter_next(&iter, NULL, &document))
        func(document, user_data);
}

OsintDocument *osint_writer_document(OsintWriter *writer, const char *path)
{
    const OsintDocument *known = g_hash_table_lookup(osint_writer_manifest(writer)->documents, path);
    return known == NULL ? NULL : copy_document(known);
}

gboolean osint_writer_set_document(OsintWriter *writer, const OsintDocument *document, GError **error)
{
    g_autofree char *key = entry_key(document->path);
    g_autoptr(GBytes) entry = encode(document);
    if (!xapc_db_set_metadata(osint_writer_db(writer), key, g_bytes_get_data(entry, NULL),
                              g_bytes_get_size(entry), error))
        return FALSE;
    OsintDocument *copy = copy_document(document);
    g_hash_table_replace(osint_writer_manifest(writer)->documents, copy->path, copy);
    return TRUE;
}

gboolean osint_writer_forget_document(OsintWriter *writer, const char *path, GError **error)
{
    g_autofree char *key = entry_key(path);
    if (!xapc_db_set_metadata(osint_writer_db(writer), key, "", 0, error))
        return FALSE;
    g_hash_table_remove(osint_writer_manifest(writer)->documents, path);
    return TRUE;
}

static gboolean is_below(const char *path, const char *prefix)
{
    gsize length = strlen(prefix);
    while (length > 0 && prefix[length - 1] == '/')
        length--;
    return strncmp(path, prefix, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *osint_writer_documents_below(OsintWriter *writer, const char *prefix)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, osint_writer_manifest(writer)->documents);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        if (is_below(path, prefix))
            g_ptr_array_add(paths, g_strdup(path));
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}
