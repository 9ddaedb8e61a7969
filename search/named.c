/* Runs of words beside each other are looked up in the entity list, the longest first. */
#include "search/named.h"

#include "search/query-internal.h"

#define LONGEST_NAME 6 /* words */
#define MOST_NAMED 10  /* entities of one query */

static gboolean is_plain(const OsintNode *node)
{
    return (node->kind == OSINT_NODE_WORD || node->kind == OSINT_NODE_PHRASE) &&
           node->field == OSINT_FIELD_TEXT;
}

/* Whether an entity has this name as one that needs no evidence. */
static gboolean has_safe_name(const OsintEntity *entity, const char *name)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        g_autofree char *known = osint_entity_fold_name(alias->text);
        if (g_str_equal(known, folded))
            return !alias->needs_context && !alias->description && !alias->reference &&
                   (!alias->exact_case || g_str_equal(alias->text, name));
    }
    return FALSE;
}

static const OsintEntity *entity_named(OsintIndex *index, const char *name)
{
    g_autoptr(GPtrArray) ids = osint_index_find_entities(index, name, NULL, FALSE, NULL);
    const OsintEntity *entity =
        ids != NULL && ids->len == 1 ? osint_index_entity(index, g_ptr_array_index(ids, 0), NULL) : NULL;
    return entity != NULL && has_safe_name(entity, name) ? entity : NULL;
}

static gboolean is_found(const GPtrArray *nodes, const char *id)
{
    for (guint i = 0; i < nodes->len; i++)
        if (g_str_equal(g_ptr_array_index(((const OsintNode *)g_ptr_array_index(nodes, i))->entities, 0), id))
            return TRUE;
    return FALSE;
}

static void add_node(GPtrArray *nodes, const OsintEntity *entity, const char *name, OsintSpan span)
{
    if (is_found(nodes, entity->id))
        return;
    OsintNode *node = osint_node_new(OSINT_NODE_FIELD, span);
    node->field = OSINT_FIELD_ENTITY;
    node->text = g_strdup(name);
    g_ptr_array_add(node->entities, g_strdup(entity->id));
    g_ptr_array_add(nodes, node);
}

/* The longest name that begins with the node of this number; returns how many nodes it takes, 0 for none. */
static guint add_longest(const OsintNode *const *run, guint count, OsintIndex *index, GPtrArray *nodes)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) name = g_string_new(NULL);
    for (guint i = 0; i < MIN(count, LONGEST_NAME) && is_plain(run[i]); i++) {
        g_string_append_printf(name, "%s%s", i > 0 ? " " : "", run[i]->text);
        g_ptr_array_add(names, g_strdup(name->str));
    }
    for (guint length = names->len; length > 0; length--) {
        const char *words = g_ptr_array_index(names, length - 1);
        const OsintEntity *entity = entity_named(index, words);
        if (entity == NULL)
            continue;
        add_node(nodes, entity, words, (OsintSpan){run[0]->span.start, run[length - 1]->span.end});
        return length;
    }
    return 0;
}

static void find(const OsintNode *node, OsintIndex *index, GPtrArray *nodes)
{
    if (is_plain(node)) {
        add_longest(&node, 1, index, nodes);
        return;
    }
    if (node->kind != OSINT_NODE_AND)
        return;
    const OsintNode *const *children = (const OsintNode *const *)node->children->pdata;
    for (guint i = 0; i < node->children->len && nodes->len < MOST_NAMED;)
        i += MAX(add_longest(children + i, node->children->len - i, index, nodes), 1);
}

static void node_free(gpointer node)
{
    osint_node_free(node);
}

GPtrArray *osint_named_find(const OsintNode *root, OsintIndex *index)
{
    GPtrArray *nodes = g_ptr_array_new_with_free_func(node_free);
    find(root, index, nodes);
    return nodes;
}
