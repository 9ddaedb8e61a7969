/* Entries are metadata. An entity's is its tuple of the serialised list, a name's the ids of the entities
 * that have it, a line each, and the list's is that list with ids in the place of the entities. */
#include "indexer/store/entities.h"

#include <string.h>

#include "indexer/store/schema.h"
#include "indexer/store/terms.h"

char *osint_entities_key(const char *id)
{
    return osint_filter_term(OSINT_META_ENTITY, id);
}

char *osint_entities_name_key(const char *folded)
{
    return osint_filter_term(OSINT_META_NAME, folded);
}

GVariant *osint_entities_set(GVariant *list, GVariant *entities)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func((GDestroyNotify)g_variant_unref);
    for (gsize i = 0; i < g_variant_n_children(list); i++)
        g_ptr_array_add(parts, i == OSINT_ENTITY_LIST_CHILD ? g_variant_ref_sink(entities)
                                                            : g_variant_get_child_value(list, i));
    return g_variant_ref_sink(g_variant_new_tuple((GVariant *const *)parts->pdata, parts->len));
}

/* TRUE with *tuple NULL when there is none. */
static gboolean read_tuple(XapcDb *db, const char *id, GVariant **tuple, GError **error)
{
    g_autofree char *key = osint_entities_key(id);
    g_autoptr(GBytes) data = xapc_db_metadata(db, key, error);
    if (data == NULL)
        return FALSE;
    *tuple = g_bytes_get_size(data) == 0
                 ? NULL
                 : g_variant_ref_sink(g_variant_new_from_bytes(osint_entity_variant_type(), data, FALSE));
    return TRUE;
}

OsintEntity *osint_entities_read_one(XapcDb *db, const char *id, GError **error)
{
    g_autoptr(GVariant) tuple = NULL;
    if (!read_tuple(db, id, &tuple, error) || tuple == NULL)
        return NULL;
    return osint_entity_from_variant(tuple, error);
}

static GVariant *read_tuples(XapcDb *db, GVariant *ids, GError **error)
{
    g_auto(GVariantBuilder) builder;
    g_autoptr(GVariantType) type = g_variant_type_new_array(osint_entity_variant_type());
    g_variant_builder_init(&builder, type);
    for (gsize i = 0; i < g_variant_n_children(ids); i++) {
        const char *id;
        g_autoptr(GVariant) tuple = NULL;
        g_variant_get_child(ids, i, "&s", &id);
        if (!read_tuple(db, id, &tuple, error))
            return NULL;
        if (tuple == NULL) {
            g_set_error(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                        "the stored entity list lacks its entity %s", id);
            return NULL;
        }
        g_variant_builder_add_value(&builder, tuple);
    }
    return g_variant_builder_end(&builder);
}

/* The list with ids in the place of the entities; NULL when it has another form. What is taken out of a
 * variant that was found to be of normal form is not checked again, which would take each child the time of
 * all before. */
static GVariant *unboxed(GBytes *data)
{
    g_autoptr(GVariant) boxed =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE_VARIANT, data, FALSE));
    if (!g_variant_is_normal_form(boxed))
        return NULL;
    g_autoptr(GVariant) list = g_variant_get_variant(boxed);
    if (!g_variant_is_of_type(list, G_VARIANT_TYPE_TUPLE) ||
        g_variant_n_children(list) <= OSINT_ENTITY_LIST_CHILD)
        return NULL;
    g_autoptr(GVariant) ids = g_variant_get_child_value(list, OSINT_ENTITY_LIST_CHILD);
    return g_variant_is_of_type(ids, G_VARIANT_TYPE_STRING_ARRAY) ? g_steal_pointer(&list) : NULL;
}

OsintEntityList *osint_entities_read(XapcDb *db, GError **error)
{
    g_autoptr(GBytes) data = xapc_db_metadata(db, OSINT_META_ENTITIES, error);
    if (data == NULL)
        return NULL;
    if (g_bytes_get_size(data) == 0)
        return osint_entity_list_new();
    g_autoptr(GVariant) list = unboxed(data);
    if (list == NULL) {
        g_set_error_literal(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                            "the stored entity list is not in a form this version reads");
        return NULL;
    }
    g_autoptr(GVariant) ids = g_variant_get_child_value(list, OSINT_ENTITY_LIST_CHILD);
    GVariant *tuples = read_tuples(db, ids, error);
    if (tuples == NULL)
        return NULL;
    g_autoptr(GVariant) whole = osint_entities_set(list, tuples);
    return osint_entity_list_from_variant(whole, error);
}

static void named_clear(gpointer data)
{
    g_free(((OsintNamed *)data)->id);
}

GArray *osint_entities_named(XapcDb *db, const char *folded, GError **error)
{
    g_autofree char *key = osint_entities_name_key(folded);
    g_autoptr(GBytes) data = *folded == '\0' ? g_bytes_new(NULL, 0) : xapc_db_metadata(db, key, error);
    if (data == NULL)
        return NULL;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(OsintNamed));
    g_array_set_clear_func(found, named_clear);
    gsize length;
    const char *at = g_bytes_get_data(data, &length), *end = at == NULL ? NULL : at + length;
    while (at < end) {
        const char *newline = memchr(at, '\n', (gsize)(end - at));
        const char *stop = newline != NULL ? newline : end;
        gboolean is_name = *at == OSINT_ENTITIES_NAME_MARK;
        OsintNamed named = {g_strndup(at + is_name, (gsize)(stop - at) - (gsize)is_name), is_name};
        g_array_append_val(found, named);
        at = stop + 1;
    }
    return found;
}
