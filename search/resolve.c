/* Resolving entities of a query. */
#include "search/resolve.h"

#include "search/fields.h"

static GPtrArray *find_entity(const char *name, const char *type, gboolean exact, gpointer user_data)
{
    return osint_index_find_entities(user_data, name, type, exact);
}

static char *nearest_entity(const char *name, const char *type, gpointer user_data)
{
    return osint_index_nearest_entity(user_data, name, type);
}

static const OsintEntity *entity_of(OsintIndex *index, const char *id)
{
    const OsintEntityList *list = osint_index_entities(index, NULL);
    return list == NULL ? NULL : osint_entity_list_find(list, id);
}

static char *entity_type(const char *id, gpointer user_data)
{
    const OsintEntity *entity = entity_of(user_data, id);
    return entity == NULL ? NULL : g_strdup(entity->type);
}

/* Saved queries are kept by the program that asks, not by the index: a name is not known here. */
static char *saved_query(G_GNUC_UNUSED const char *name, G_GNUC_UNUSED gpointer user_data)
{
    return NULL;
}

/* An index that lacks what a filter asks about must not answer as if it had it. */
static gboolean are_available(const OsintNode *node, OsintSpan *place, GError **error)
{
    if (node->kind == OSINT_NODE_FIELD && !osint_field_is_available(node, error)) {
        if (place != NULL)
            *place = node->span;
        return FALSE;
    }
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (!are_available(g_ptr_array_index(node->children, i), place, error))
            return FALSE;
    return TRUE;
}

gboolean osint_resolve_query(OsintIndex *index, OsintQuery *query, gint64 now, OsintSpan *place,
                             GError **error)
{
    OsintQueryResolver resolver = {find_entity, nearest_entity, saved_query, entity_type, index};
    if (osint_index_entities(index, error) == NULL)
        return FALSE;
    return osint_query_check(query, &resolver, now, place, error) && are_available(query->root, place, error);
}

static void query_entity_free(gpointer data)
{
    OsintQueryEntity *entity = data;
    g_free(entity->id);
    g_free(entity->name);
    g_free(entity->matched_by);
    g_ptr_array_unref(entity->also_searched);
    g_free(entity);
}

static gboolean is_listed(const GPtrArray *entities, const char *id)
{
    for (guint i = 0; i < entities->len; i++)
        if (g_str_equal(((const OsintQueryEntity *)g_ptr_array_index(entities, i))->id, id))
            return TRUE;
    return FALSE;
}

/* Under which other names an entity is searched: all but the one asked by, which is its first name when it
 * was asked for by id; none when only that name is wanted. */
static void add_other_names(OsintQueryEntity *entity, const OsintEntity *known, const OsintNode *node)
{
    g_autofree char *asked = osint_entity_fold_name(node->text);
    g_autofree char *id = osint_entity_fold_name(known->id);
    gboolean by_id = g_str_equal(asked, id);
    for (guint i = 0; !node->exact && i < known->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(known->aliases, i);
        g_autofree char *folded = osint_entity_fold_name(alias->text);
        if (!g_str_equal(folded, asked) && !(by_id && i == 0))
            g_ptr_array_add(entity->also_searched, g_strdup(alias->text));
    }
}

static void add_entity(OsintIndex *index, const OsintNode *node, const char *id, GPtrArray *entities)
{
    const OsintEntity *known = entity_of(index, id);
    if (is_listed(entities, id))
        return;
    OsintQueryEntity *entity = g_new0(OsintQueryEntity, 1);
    entity->id = g_strdup(id);
    entity->name = g_strdup(known == NULL ? id : known->name);
    entity->matched_by = g_strdup(node->text);
    entity->also_searched = g_ptr_array_new_with_free_func(g_free);
    if (known != NULL)
        add_other_names(entity, known, node);
    g_ptr_array_add(entities, entity);
}

static void collect(OsintIndex *index, const OsintNode *node, GPtrArray *entities)
{
    for (guint i = 0; node->entities != NULL && i < node->entities->len; i++)
        add_entity(index, node, g_ptr_array_index(node->entities, i), entities);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        collect(index, g_ptr_array_index(node->children, i), entities);
}

GPtrArray *osint_resolve_entities(OsintIndex *index, const OsintQuery *query)
{
    GPtrArray *entities = g_ptr_array_new_with_free_func(query_entity_free);
    collect(index, query->root, entities);
    return entities;
}
