/* The check of a tree against an index: which entities are meant, what saved queries stand for. */
#include "search/query-internal.h"

#include <string.h>

#include "indexer/entities/indicators/normal.h"

#define MAX_SAVED_DEPTH 16u
#define MAX_TREE_DEPTH 800u /* brackets of the query and of its saved queries together */

typedef struct {
    OsintQueryInput in; /* text is the query's own */
    const OsintQueryResolver *resolver;
    GPtrArray *saved; /* char *: names of the saved queries being read, outermost first */
    guint depth;
} Check;

static OsintNode *check_node(Check *check, OsintNode *node);

/* ---- entities ---- */

static gboolean refuse_type(Check *check, const OsintNode *node, const char *id)
{
    const OsintQueryResolver *resolver = check->resolver;
    g_autofree char *type = resolver->entity_type ? resolver->entity_type(id, resolver->user_data) : NULL;
    if (type)
        return osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_ENTITY,
                                "no %s is called \"%s\"; \"%s\" is of type %s", node->type, node->text, id,
                                type);
    return osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_ENTITY,
                            "no %s is called \"%s\"; \"%s\" is of another type", node->type, node->text, id);
}

static gboolean refuse_entity(Check *check, const OsintNode *node)
{
    const OsintQueryResolver *resolver = check->resolver;
    const char *kind = node->type ? node->type : "entity";
    g_autoptr(GPtrArray) others = NULL;
    if (node->exact)
        others = resolver->find_entity(node->text, node->type, FALSE, resolver->user_data);
    if (others && others->len > 0)
        return osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_ENTITY,
                                "no %s has exactly the name \"%s\"; without \"=\" it is \"%s\"", kind,
                                node->text, (const char *)others->pdata[0]);
    g_clear_pointer(&others, g_ptr_array_unref);
    if (node->type)
        others = resolver->find_entity(node->text, NULL, node->exact, resolver->user_data);
    if (others && others->len > 0)
        return refuse_type(check, node, others->pdata[0]);
    g_autofree char *nearest = resolver->nearest_entity
                                   ? resolver->nearest_entity(node->text, node->type, resolver->user_data)
                                   : NULL;
    if (nearest)
        return osint_query_fail_near(&check->in, node->span, OSINT_QUERY_ERROR_ENTITY, nearest,
                                     "no %s is called \"%s\"; did you mean \"%s\"?", kind, node->text,
                                     nearest);
    return osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_ENTITY, "no %s is called \"%s\"", kind,
                            node->text);
}

/* An indicator by its field, or by a type that the text itself names as results do ("ipv4:192.0.2.1"). */
static char *indicator_of(const OsintNode *node)
{
    return node->type ? osint_query_indicator(node->type, node->text)
                      : osint_query_indicator_typed(node->text);
}

static gboolean refuse_indicator(Check *check, const OsintNode *node)
{
    static const struct {
        const char *type, *what;
    } kinds[] = {
        {"ip", "an IP address"},
        {"domain", "a domain name"},
        {"url", "a URL"},
        {"email", "an e-mail address"},
        {"hash", "an MD5, SHA-1, SHA-256 or SHA-512 digest"},
    };
    const char *what = "an indicator";
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i].type, node->type))
            what = kinds[i].what;
    return osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_ENTITY, "\"%s\" is not %s", node->text,
                            what);
}

/* What is executed is shown in the normal form; a name that must be as asked stays so. */
static void take_indicator(OsintNode *node, char *take_id)
{
    const char *value = take_id;
    if (node->type)
        osint_indicator_type(take_id, &value);
    if (!node->exact) {
        g_free(node->text);
        node->text = g_strdup(value);
    }
    g_ptr_array_add(node->entities, take_id);
}

static gboolean check_entity(Check *check, OsintNode *node)
{
    char *indicator = indicator_of(node);
    if (indicator) {
        take_indicator(node, indicator);
        return TRUE;
    }
    if (osint_query_indicator_family(node->type))
        return refuse_indicator(check, node);
    const OsintQueryResolver *resolver = check->resolver;
    GPtrArray *ids = resolver->find_entity(node->text, node->type, node->exact, resolver->user_data);
    if (ids->len == 0) {
        g_ptr_array_unref(ids);
        return refuse_entity(check, node);
    }
    g_ptr_array_unref(node->entities);
    node->entities = ids;
    return TRUE;
}

/* ---- saved queries ---- */

/* The spans of a saved query's tree would point into a text that nobody sees. */
static void move_spans(OsintNode *node, OsintSpan span)
{
    node->span = span;
    for (guint i = 0; i < node->children->len; i++)
        move_spans(node->children->pdata[i], span);
}

static void take_notes(Check *check, const char *name, const GPtrArray *notes)
{
    for (guint i = 0; i < notes->len; i++)
        osint_query_note(&check->in, "in the saved query \"%s\": %s", name, (const char *)notes->pdata[i]);
}

static void refuse_inside(Check *check, const OsintNode *node, GError *take_error)
{
    osint_query_fail(&check->in, node->span, (OsintQueryErrorCode)take_error->code,
                     "in the saved query \"%s\": %s", node->text, take_error->message);
    g_error_free(take_error);
}

static OsintNode *read_saved(Check *check, const OsintNode *node, const char *text)
{
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    gsize length = MIN(strlen(text), (gsize)OSINT_QUERY_MAX_BYTES + 1);
    OsintQueryInput in = {.text = text,
                          .length = (guint32)length,
                          .now = check->in.now,
                          .notes = notes,
                          .terms = check->in.terms};
    OsintNode *tree = osint_query_tree(&in);
    check->in.terms = in.terms;
    if (!tree) {
        refuse_inside(check, node, in.error);
        return NULL;
    }
    take_notes(check, node->text, notes);
    move_spans(tree, node->span);
    return tree;
}

static gboolean may_read_saved(Check *check, const OsintNode *node)
{
    if (g_ptr_array_find_with_equal_func(check->saved, node->text, g_str_equal, NULL))
        return osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_LIMIT,
                                "the saved query \"%s\" contains itself", node->text);
    if (check->saved->len >= MAX_SAVED_DEPTH)
        return osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_LIMIT,
                                "saved queries are nested more than %u deep", MAX_SAVED_DEPTH);
    return TRUE;
}

static void refuse_saved(Check *check, const OsintNode *node)
{
    const OsintQueryResolver *resolver = check->resolver;
    g_autofree char *nearest =
        resolver->nearest_query ? resolver->nearest_query(node->text, resolver->user_data) : NULL;
    if (nearest)
        osint_query_fail_near(&check->in, node->span, OSINT_QUERY_ERROR_FIELD, nearest,
                              "no saved query is called \"%s\"; did you mean \"%s\"?", node->text, nearest);
    else
        osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_FIELD, "no saved query is called \"%s\"",
                         node->text);
}

/* Takes the node that names a saved query, returns that query's checked tree. */
static OsintNode *check_saved(Check *check, OsintNode *take_node)
{
    g_autoptr(OsintNode) node = take_node;
    const OsintQueryResolver *resolver = check->resolver;
    if (!may_read_saved(check, node))
        return NULL;
    g_autofree char *text =
        resolver->saved_query ? resolver->saved_query(node->text, resolver->user_data) : NULL;
    if (!text) {
        refuse_saved(check, node);
        return NULL;
    }
    OsintNode *tree = read_saved(check, node, text);
    if (!tree)
        return NULL;
    g_ptr_array_add(check->saved, node->text);
    tree = check_node(check, tree);
    if (!tree && check->in.error->code != OSINT_QUERY_ERROR_LIMIT)
        refuse_inside(check, node, g_steal_pointer(&check->in.error));
    g_ptr_array_remove_index(check->saved, check->saved->len - 1);
    return tree;
}

/* ---- the tree ---- */

static OsintNode *check_leaf(Check *check, OsintNode *leaf)
{
    g_autoptr(OsintNode) node = leaf;
    if (node->kind != OSINT_NODE_FIELD)
        return g_steal_pointer(&node);
    if (node->field == OSINT_FIELD_QUERY)
        return check_saved(check, g_steal_pointer(&node));
    if (node->field != OSINT_FIELD_ENTITY && node->field != OSINT_FIELD_MENTIONS)
        return g_steal_pointer(&node);
    return check_entity(check, node) ? g_steal_pointer(&node) : NULL;
}

static gboolean check_children(Check *check, OsintNode *node)
{
    gsize count;
    gboolean good = TRUE;
    g_autofree gpointer *children = g_ptr_array_steal(node->children, &count);
    for (gsize i = 0; i < count; i++) {
        OsintNode *child = good ? check_node(check, children[i]) : children[i];
        good = good && child;
        if (child)
            g_ptr_array_add(node->children, child);
    }
    return good;
}

/* Takes a node, returns what stands for it once checked; NULL on failure. */
static OsintNode *check_node(Check *check, OsintNode *take_node)
{
    g_autoptr(OsintNode) node = take_node;
    if (osint_node_is_leaf(node))
        return check_leaf(check, g_steal_pointer(&node));
    if (check->depth >= MAX_TREE_DEPTH) {
        osint_query_fail(&check->in, node->span, OSINT_QUERY_ERROR_LIMIT,
                         "the query is nested too deep with its saved queries");
        return NULL;
    }
    check->depth++;
    gboolean good = check_children(check, node);
    check->depth--;
    return good ? osint_node_settle(g_steal_pointer(&node)) : NULL;
}

/* Filters and words, as they are counted while a query is read. */
static guint count_terms(const OsintNode *node)
{
    guint count = osint_node_is_leaf(node) ? 1 : 0;
    if (count == 1 && node->kind != OSINT_NODE_FIELD && node->text != NULL)
        count = osint_query_count_words(node->text);
    for (guint i = 0; i < node->children->len; i++)
        count += count_terms(node->children->pdata[i]);
    return count;
}

gboolean osint_query_check(OsintQuery *query, const OsintQueryResolver *resolver, gint64 now,
                           OsintSpan *place, GError **error)
{
    g_autoptr(GPtrArray) saved = g_ptr_array_new();
    Check check = {
        .in = {.text = query->text, .now = now, .notes = query->notes, .terms = count_terms(query->root)},
        .resolver = resolver,
        .saved = saved,
    };
    query->root = check_node(&check, g_steal_pointer(&query->root));
    if (query->root)
        return TRUE;
    if (place)
        *place = check.in.place;
    g_propagate_error(error, check.in.error);
    return FALSE;
}
