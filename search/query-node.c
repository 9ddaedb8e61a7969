/* The nodes of a query's tree: their life, their one simple form, their equality. */
#include "search/query-internal.h"

static void free_node(gpointer node)
{
    osint_node_free(node);
}

OsintNode *osint_node_new(OsintNodeKind kind, OsintSpan span)
{
    OsintNode *node = g_new0(OsintNode, 1);
    node->kind = kind;
    node->span = span;
    node->maximum = G_MAXUINT;
    node->begin = G_MININT64;
    node->end = G_MAXINT64;
    node->entities = g_ptr_array_new_with_free_func(g_free);
    node->children = g_ptr_array_new_with_free_func(free_node);
    return node;
}

void osint_node_free(OsintNode *node)
{
    if (!node)
        return;
    g_free(node->text);
    g_free(node->type);
    g_ptr_array_unref(node->entities);
    g_ptr_array_unref(node->children);
    g_free(node);
}

void osint_query_free(OsintQuery *query)
{
    if (!query)
        return;
    g_free(query->text);
    osint_node_free(query->root);
    g_ptr_array_unref(query->notes);
    g_free(query);
}

gboolean osint_node_is_leaf(const OsintNode *node)
{
    return node->kind <= OSINT_NODE_FIELD;
}

void osint_node_take_child(OsintNode *parent, OsintNode *child)
{
    g_ptr_array_add(parent->children, child);
    parent->span.start = MIN(parent->span.start, child->span.start);
    parent->span.end = MAX(parent->span.end, child->span.end);
}

static OsintNode *steal_only_child(OsintNode *node)
{
    OsintNode *child = g_ptr_array_steal_index(node->children, 0);
    osint_node_free(node);
    return child;
}

/* (a SAME/s b) SAME/s c asks the same as a SAME/s b SAME/s c; of NEAR and ADJ that is not true. */
static gboolean flattens(OsintNodeKind kind)
{
    return kind == OSINT_NODE_AND || kind == OSINT_NODE_OR || kind == OSINT_NODE_SAME_SENTENCE ||
           kind == OSINT_NODE_SAME_PASSAGE;
}

static void add_flattened(GPtrArray *children, OsintNode *child, OsintNodeKind parent_kind)
{
    if (child->kind != parent_kind || !flattens(parent_kind)) {
        g_ptr_array_add(children, child);
        return;
    }
    gsize count;
    g_autofree gpointer *grandchildren = g_ptr_array_steal(child->children, &count);
    for (gsize i = 0; i < count; i++)
        g_ptr_array_add(children, grandchildren[i]);
    osint_node_free(child);
}

OsintNode *osint_node_settle(OsintNode *node)
{
    if (osint_node_is_leaf(node))
        return node;
    gsize count;
    g_autofree gpointer *children = g_ptr_array_steal(node->children, &count);
    for (gsize i = 0; i < count; i++)
        add_flattened(node->children, children[i], node->kind);
    if (node->kind == OSINT_NODE_NOT) {
        const OsintNode *child = g_ptr_array_index(node->children, 0);
        return child->kind == OSINT_NODE_NOT ? steal_only_child(steal_only_child(node)) : node;
    }
    return node->children->len == 1 ? steal_only_child(node) : node;
}

static gboolean same_leaf(const OsintNode *a, const OsintNode *b)
{
    return a->field == b->field && g_strcmp0(a->text, b->text) == 0 && g_strcmp0(a->type, b->type) == 0 &&
           a->quoted == b->quoted && a->exact == b->exact && a->edits == b->edits &&
           a->minimum == b->minimum && a->maximum == b->maximum && a->begin == b->begin && a->end == b->end;
}

gboolean osint_node_equal(const OsintNode *a, const OsintNode *b)
{
    if (a->kind != b->kind || a->distance != b->distance || !same_leaf(a, b) ||
        a->children->len != b->children->len)
        return FALSE;
    for (guint i = 0; i < a->children->len; i++)
        if (!osint_node_equal(a->children->pdata[i], b->children->pdata[i]))
            return FALSE;
    return TRUE;
}
