/* Resolving entities of a query. */
#include "search/resolve.h"

#include <string.h>

#include "search/asked.h"
#include "search/values.h"
#include "search/saved.h"

/* What names are looked up in. */
typedef struct {
    OsintIndex *index;
    GHashTable *saved;
    GError *error; /* of the index, the first */
} Names;

static void keep_error(Names *names, GError *error)
{
    if (names->error == NULL)
        names->error = error;
    else
        g_error_free(error);
}

static GPtrArray *find_entity(const char *name, const char *type, gboolean exact, gpointer user_data)
{
    Names *names = user_data;
    GError *error = NULL;
    GPtrArray *ids = osint_index_find_entities(names->index, name, type, exact, &error);
    if (ids != NULL)
        return ids;
    keep_error(names, error);
    return g_ptr_array_new();
}

static char *nearest_entity(const char *name, const char *type, gpointer user_data)
{
    return osint_index_nearest_entity(((Names *)user_data)->index, name, type, G_MAXUINT);
}

static char *entity_type(const char *id, gpointer user_data)
{
    const OsintEntity *entity = osint_index_entity(((Names *)user_data)->index, id, NULL);
    return entity == NULL ? NULL : g_strdup(entity->type);
}

static char *saved_query(const char *name, gpointer user_data)
{
    GHashTable *saved = ((Names *)user_data)->saved;
    return saved == NULL ? NULL : g_strdup(g_hash_table_lookup(saved, name));
}

static char *nearest_query(const char *name, gpointer user_data)
{
    GHashTable *saved = ((Names *)user_data)->saved;
    return saved == NULL ? NULL : osint_saved_nearest(saved, name);
}

/* Each looks through the index's term list; words two edits away are many more than those one away. */
#define MOST_EXPANDED 20

/* The wildcard or fuzzy word that is one too many, or NULL. */
static const OsintNode *one_too_many(const OsintNode *node, guint *expanded)
{
    const OsintNode *found = NULL;
    if (node->kind == OSINT_NODE_PREFIX || node->kind == OSINT_NODE_FUZZY) {
        *expanded += MAX(node->edits, 1);
        found = *expanded > MOST_EXPANDED ? node : NULL;
    }
    for (guint i = 0; found == NULL && node->children != NULL && i < node->children->len; i++)
        found = one_too_many(g_ptr_array_index(node->children, i), expanded);
    return found;
}

static gboolean are_few(const OsintNode *root, OsintSpan *place, GError **error)
{
    guint expanded = 0;
    const OsintNode *excess = one_too_many(root, &expanded);
    if (excess == NULL)
        return TRUE;
    if (place != NULL)
        *place = excess->span;
    g_set_error(error, OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_LIMIT,
                "a query takes at most %d wildcards and fuzzy words (~2 counts as two); this is one more",
                MOST_EXPANDED);
    return FALSE;
}

gboolean osint_resolve_query(OsintIndex *index, GHashTable *saved, OsintQuery *query, gint64 now,
                             OsintSpan *place, GError **error)
{
    Names names = {index, saved, NULL};
    g_autoptr(GError) trouble = NULL;
    OsintQueryResolver resolver = {.find_entity = find_entity,
                                   .nearest_entity = nearest_entity,
                                   .saved_query = saved_query,
                                   .nearest_query = nearest_query,
                                   .entity_type = entity_type,
                                   .user_data = &names};
    gboolean checked = osint_query_check(query, &resolver, now, place, &trouble);
    if (!checked || names.error != NULL) {
        g_propagate_error(error, names.error != NULL ? names.error : g_steal_pointer(&trouble));
        return FALSE;
    }
    if (!are_few(query->root, place, error) || !osint_values_check(index, query->root, place, error))
        return FALSE;
    return TRUE;
}

static void query_entity_free(gpointer entity)
{
    osint_asked_free(entity);
}

static gboolean is_listed(const GPtrArray *entities, const char *id)
{
    for (guint i = 0; i < entities->len; i++)
        if (g_str_equal(((const OsintQueryEntity *)g_ptr_array_index(entities, i))->id, id))
            return TRUE;
    return FALSE;
}

static void add_entity(OsintIndex *index, const OsintNode *node, const char *id, GPtrArray *entities)
{
    if (!is_listed(entities, id))
        g_ptr_array_add(entities, osint_asked_new(index, node, id));
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
