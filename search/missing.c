/* The tree is followed to the words that keep the article from matching. */
#include "search/missing.h"

static gboolean is_wish(const OsintReadingPlan *plan, const OsintNode *node)
{
    return node->kind != OSINT_NODE_NOT && node->kind != OSINT_NODE_FIELD && node->kind != OSINT_NODE_ALL &&
           !g_hash_table_contains(plan->optional, node);
}

/* Words as they were typed; what is more than a word, in the language's spelling. */
static void append(const OsintNode *node, GPtrArray *missing)
{
    gboolean word = node->kind == OSINT_NODE_WORD && node->field == OSINT_FIELD_TEXT;
    g_autofree char *label = word ? g_strdup(node->text) : osint_node_print(node);
    if (!g_ptr_array_find_with_equal_func(missing, label, g_str_equal, NULL))
        g_ptr_array_add(missing, g_steal_pointer(&label));
}

/* Whether anything of the node is missing. */
static gboolean follow(OsintReading *reading, const OsintReadingPlan *plan, const OsintNode *node,
                       GPtrArray *missing)
{
    if (!is_wish(plan, node) || osint_reading_matches_node(reading, node))
        return FALSE;
    gboolean inside = FALSE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        inside = follow(reading, plan, g_ptr_array_index(node->children, i), missing) || inside;
    if (!inside)
        append(node, missing);
    return TRUE;
}

void osint_missing_append(OsintReading *reading, const OsintReadingPlan *plan, GPtrArray *missing)
{
    follow(reading, plan, plan->root, missing);
}
