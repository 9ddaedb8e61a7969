/* Writing and verifying the stored entity list: what its entries should be, and where they are not so. */
#include "indexer/store/entities.h"

#include <string.h>

#include "indexer/store/schema.h"

/* ---- the entries that a list gives: key -> GBytes ---- */

static GHashTable *entries_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
}

/* The list without its entities is kept with its type. */
static GBytes *list_entry(GVariant *list, const GPtrArray *ids)
{
    GVariant *order = g_variant_new_strv((const char *const *)ids->pdata, (gssize)ids->len);
    g_autoptr(GVariant) rest = osint_entities_set(list, order);
    g_autoptr(GVariant) boxed = g_variant_ref_sink(g_variant_new_variant(rest));
    return g_variant_get_data_as_bytes(boxed);
}

static void add_entities(GHashTable *entries, const OsintEntityList *list)
{
    g_autoptr(GVariant) variant = osint_entity_list_to_variant(list);
    g_autoptr(GVariant) tuples = g_variant_get_child_value(variant, OSINT_ENTITY_LIST_CHILD);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        g_autoptr(GVariant) tuple = g_variant_get_child_value(tuples, i);
        g_ptr_array_add(ids, osint_entity_list_get(list, i)->id);
        g_hash_table_insert(entries, osint_entities_key(osint_entity_list_get(list, i)->id),
                            g_variant_get_data_as_bytes(tuple));
    }
    if (ids->len > 0 || osint_entity_list_benign(list)->len > 0)
        g_hash_table_insert(entries, g_strdup(OSINT_META_ENTITIES), list_entry(variant, ids));
}

/* Folded id, uuid or name of an entity -> whether it is a name. */
static GHashTable *names_of(const OsintEntity *entity)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert(names, osint_entity_fold_name(entity->id), GINT_TO_POINTER(FALSE));
    for (guint i = 0; i < entity->uuids->len; i++)
        g_hash_table_insert(names, osint_entity_fold_name(g_ptr_array_index(entity->uuids, i)),
                            GINT_TO_POINTER(FALSE));
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        if (!alias->description)
            g_hash_table_insert(names, osint_entity_fold_name(alias->text), GINT_TO_POINTER(TRUE));
    }
    return names;
}

static void string_free(gpointer string)
{
    g_string_free(string, TRUE);
}

static void add_line(GHashTable *lines, const char *folded, gboolean is_name, const char *id)
{
    char *key = osint_entities_name_key(folded);
    GString *text = g_hash_table_lookup(lines, key);
    if (text == NULL) {
        text = g_string_new(NULL);
        g_hash_table_insert(lines, key, text);
    } else {
        g_free(key);
    }
    if (is_name)
        g_string_append_c(text, OSINT_ENTITIES_NAME_MARK);
    g_string_append_printf(text, "%s\n", id);
}

static void add_names(GHashTable *entries, const OsintEntityList *list)
{
    g_autoptr(GHashTable) lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, string_free);
    GHashTableIter iter;
    gpointer name, value;
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        g_autoptr(GHashTable) names = names_of(entity);
        g_hash_table_iter_init(&iter, names);
        while (g_hash_table_iter_next(&iter, &name, &value))
            if (*(const char *)name != '\0')
                add_line(lines, name, GPOINTER_TO_INT(value), entity->id);
    }
    g_hash_table_iter_init(&iter, lines);
    while (g_hash_table_iter_next(&iter, &name, &value)) {
        const GString *text = value;
        g_hash_table_insert(entries, g_strdup(name), g_bytes_new(text->str, text->len));
    }
}

/* Xapian's tree is filled fastest in the order of the keys. */
static GList *sorted_keys(GHashTable *entries)
{
    return g_list_sort(g_hash_table_get_keys(entries), (GCompareFunc)strcmp);
}

/* Shards tell by it whether they have the same list. */
static void add_digest(GHashTable *entries)
{
    g_autoptr(GChecksum) digest = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GList) keys = sorted_keys(entries);
    for (const GList *each = keys; each != NULL; each = each->next) {
        gsize length;
        const guchar *data = g_bytes_get_data(g_hash_table_lookup(entries, each->data), &length);
        g_checksum_update(digest, each->data, (gssize)strlen(each->data) + 1);
        g_checksum_update(digest, data, (gssize)length);
    }
    const char *text = g_checksum_get_string(digest);
    g_hash_table_insert(entries, g_strdup(OSINT_META_LIST), g_bytes_new(text, strlen(text)));
}

static GHashTable *entries_of(const OsintEntityList *list)
{
    GHashTable *entries = entries_new();
    add_entities(entries, list);
    add_names(entries, list);
    if (osint_entity_list_size(list) > 0)
        add_digest(entries);
    return entries;
}

/* ---- writing and verifying: the entries there are and those there should be ---- */

static const char *const prefixes[] = {OSINT_META_ENTITIES, OSINT_META_ENTITY, OSINT_META_LIST,
                                       OSINT_META_NAME};

/* Takes the entries that the database has as they are out of `entries`, and adds empty ones for those that it
 * should not have. */
static gboolean subtract_stored(XapcDb *db, const char *prefix, GHashTable *entries, GError **error)
{
    g_autoptr(XapcTerms) keys = xapc_db_metadata_keys(db, prefix, error);
    GError *trouble = NULL;
    const char *key;
    if (keys == NULL)
        return FALSE;
    while (xapc_terms_next(keys, &key, &trouble)) {
        GBytes *wanted = g_hash_table_lookup(entries, key);
        g_autoptr(GBytes) stored = wanted == NULL ? NULL : xapc_db_metadata(db, key, error);
        if (wanted == NULL)
            g_hash_table_insert(entries, g_strdup(key), g_bytes_new(NULL, 0));
        else if (stored == NULL)
            return FALSE;
        else if (g_bytes_equal(stored, wanted))
            g_hash_table_remove(entries, key);
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

/* What must be written for the database to have this list and no other. */
static GHashTable *differences(XapcDb *db, const OsintEntityList *list, GError **error)
{
    g_autoptr(GHashTable) entries = entries_of(list);
    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (!subtract_stored(db, prefixes[i], entries, error))
            return NULL;
    return g_steal_pointer(&entries);
}

gboolean osint_entities_write(XapcDb *db, const OsintEntityList *list, GError **error)
{
    g_autoptr(GHashTable) entries = differences(db, list, error);
    if (entries == NULL)
        return FALSE;
    g_autoptr(GList) keys = sorted_keys(entries);
    for (const GList *each = keys; each != NULL; each = each->next) {
        gsize length;
        gconstpointer data = g_bytes_get_data(g_hash_table_lookup(entries, each->data), &length);
        if (!xapc_db_set_metadata(db, each->data, data, length, error))
            return FALSE;
    }
    return TRUE;
}

gboolean osint_entities_verify(XapcDb *db, OsintEntitiesProblemFunc report, gpointer user_data,
                               GError **error)
{
    g_autoptr(GError) damage = NULL;
    g_autoptr(OsintEntityList) list = osint_entities_read(db, &damage);
    if (list == NULL && damage->domain != OSINT_ENTITIES_ERROR) {
        g_propagate_error(error, g_steal_pointer(&damage));
        return FALSE;
    }
    if (list == NULL) {
        report(damage->message, user_data);
        return TRUE;
    }
    g_autoptr(GHashTable) entries = differences(db, list, error);
    if (entries == NULL)
        return FALSE;
    g_autoptr(GList) keys = sorted_keys(entries);
    for (const GList *each = keys; each != NULL; each = each->next) {
        g_autofree char *problem =
            g_strdup_printf("the entry \"%s\" is not what the entity list gives", (const char *)each->data);
        report(problem, user_data);
    }
    return TRUE;
}
