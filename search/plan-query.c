/* From the plan to Xapian's queries. */
#include "search/fields.h"
#include "search/pairs.h"
#include "search/plan.h"

static const OsintNode *child_of(const OsintNode *node, guint number)
{
    return g_ptr_array_index(node->children, number);
}

static GPtrArray *query_list_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)xapc_query_free);
}

/* FALSE for the NULL of a query that could not be made. */
static gboolean query_list_add(GPtrArray *list, XapcQuery *take_query)
{
    if (take_query != NULL)
        g_ptr_array_add(list, take_query);
    return take_query != NULL;
}

static XapcQuery *combine(const GPtrArray *list, XapcOp op, GError **error)
{
    return xapc_query_combine(op, (XapcQuery *const *)list->pdata, list->len, 0, error);
}

/* What is not there, NULL without an error, is what the other is joined with. */
static XapcQuery *join(XapcOp op, XapcQuery *left, XapcQuery *right, GError **error)
{
    if (left == NULL || right == NULL)
        return xapc_query_ref(left != NULL ? left : right);
    return xapc_query_pair(op, left, right, error);
}

static gboolean combine_some(const GPtrArray *list, XapcOp op, XapcQuery **combined, GError **error)
{
    *combined = list->len > 0 ? combine(list, op, error) : NULL;
    return list->len == 0 || *combined != NULL;
}

static XapcQuery *unit_query(const OsintPlan *plan, const OsintUnit *unit, GError **error)
{
    g_autoptr(GPtrArray) terms = query_list_new();
    for (guint i = 0; i < unit->terms->len; i++)
        if (!query_list_add(terms, xapc_query_term(g_ptr_array_index(unit->terms, i), 1, 0, error)))
            return NULL;
    g_autoptr(XapcQuery) any = combine(terms, XAPC_OR, error);
    double factor = unit->factor * (unit->common ? plan->weights->article_common : 1);
    if (any == NULL || factor == 1.0)
        return g_steal_pointer(&any);
    return xapc_query_scale(any, factor, error);
}

/* A leaf's required units must all be there; a loose one's need not where the closest are asked for. */
static XapcQuery *units_query(const OsintPlan *plan, const OsintLeaf *leaf, GError **error)
{
    g_autoptr(GPtrArray) units = query_list_new();
    if (leaf->units->len == 0)
        return xapc_query_all(error);
    for (guint i = 0; i < leaf->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(leaf->units, i);
        if (unit->required && !query_list_add(units, unit_query(plan, unit, error)))
            return NULL;
    }
    return combine(units, XAPC_AND, error);
}

/* Of a sentence written without spaces one pair of characters is enough, but not one of endings and
 * particles. */
static XapcQuery *loose_query(const OsintPlan *plan, const OsintLeaf *leaf, GError **error)
{
    g_autoptr(GPtrArray) wished = query_list_new(), weighed = query_list_new();
    g_autoptr(XapcQuery) one = NULL;
    g_autoptr(XapcQuery) may = NULL;
    for (guint i = 0; i < leaf->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(leaf->units, i);
        gboolean says_something = unit->required && unit->factor > plan->weights->cjk_hiragana_pair;
        if (!unit->light && !query_list_add(says_something ? wished : weighed, unit_query(plan, unit, error)))
            return NULL;
    }
    if (!combine_some(wished, XAPC_OR, &one, error) || !combine_some(weighed, XAPC_OR, &may, error))
        return NULL;
    return join(XAPC_AND_MAYBE, one, may, error);
}

static gboolean is_light(const OsintLeaf *leaf)
{
    return leaf->units->len == 1 && ((const OsintUnit *)g_ptr_array_index(leaf->units, 0))->light;
}

static XapcQuery *leaf_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error)
{
    const OsintLeaf *leaf = g_hash_table_lookup(plan->reading.leaves, node);
    if (!strict && is_light(leaf))
        return xapc_query_nothing(error);
    OsintPairTest *pairs = strict ? g_hash_table_lookup(plan->pair_tests, node) : NULL;
    g_autoptr(XapcQuery) units =
        strict || !leaf->loose ? units_query(plan, leaf, error) : loose_query(plan, leaf, error);
    if (units == NULL || pairs == NULL)
        return g_steal_pointer(&units);
    g_autoptr(XapcQuery) neighbours = osint_pair_test_query(pairs, error);
    return neighbours == NULL ? NULL : xapc_query_pair(XAPC_FILTER, units, neighbours, error);
}

static XapcQuery *node_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error);

static XapcQuery *field_query(const OsintPlan *plan, const OsintNode *node, GError **error)
{
    if (node->field != OSINT_FIELD_ENTITY || node->exact)
        return osint_field_query(node, error);
    g_autoptr(OsintUnit) unit = osint_unit_for_entities(node);
    return unit_query(plan, unit, error);
}

static gboolean asks_for_entity(const OsintNode *node)
{
    return node->kind == OSINT_NODE_FIELD &&
           (node->field == OSINT_FIELD_ENTITY || node->field == OSINT_FIELD_MENTIONS);
}

/* The children of an AND: what must hold, of what one is enough, what only adds weight, what must not be. */
typedef struct {
    GPtrArray *required, *wished, *weighed, *excluded; /* XapcQuery * */
    gboolean any_entity;                               /* among those required */
} Parts;

/* In the strict query all but common words is required; in the other, words are wished for. What Xapian
 * cannot exclude exactly is left to reading. */
static gboolean add_part(const OsintPlan *plan, const OsintNode *child, gboolean strict, Parts *parts,
                         GError **error)
{
    if (child->kind == OSINT_NODE_NOT)
        return !osint_plan_is_exact(plan, child) ||
               query_list_add(parts->excluded, node_query(plan, child_of(child, 0), TRUE, error));
    GPtrArray *part = parts->required;
    if (g_hash_table_contains(plan->reading.optional, child))
        part = parts->weighed;
    else if (!strict && osint_plan_asks_for_words(child))
        part = parts->wished;
    parts->any_entity = parts->any_entity || asks_for_entity(child);
    return query_list_add(part, node_query(plan, child, strict && part != parts->weighed, error));
}

/* An entity asked for is enough; else one of the words is needed. */
static XapcQuery *wanted(const Parts *parts, GError **error)
{
    g_autoptr(XapcQuery) must = NULL;
    g_autoptr(XapcQuery) one = NULL;
    g_autoptr(XapcQuery) may = NULL;
    if (!combine_some(parts->required, XAPC_AND, &must, error) ||
        !combine_some(parts->wished, XAPC_OR, &one, error) ||
        !combine_some(parts->weighed, XAPC_OR, &may, error))
        return NULL;
    if (must == NULL && one == NULL)
        return may != NULL ? g_steal_pointer(&may) : xapc_query_all(error);
    g_autoptr(XapcQuery) needed = join(parts->any_entity ? XAPC_AND_MAYBE : XAPC_AND, must, one, error);
    return needed == NULL ? NULL : join(XAPC_AND_MAYBE, needed, may, error);
}

/* The entities that the words name. */
static gboolean add_named_queries(const OsintPlan *plan, GPtrArray *queries, GError **error)
{
    for (guint i = 0; i < plan->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(plan->units, i);
        if (unit->named && !query_list_add(queries, unit_query(plan, unit, error)))
            return FALSE;
    }
    return TRUE;
}

static XapcQuery *and_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error)
{
    g_autoptr(GPtrArray) required = query_list_new(), wished = query_list_new(), weighed = query_list_new(),
                         excluded = query_list_new();
    Parts parts = {required, wished, weighed, excluded, FALSE};
    for (guint i = 0; i < node->children->len; i++)
        if (!add_part(plan, child_of(node, i), strict, &parts, error))
            return NULL;
    if (node == plan->reading.root && !add_named_queries(plan, strict ? weighed : wished, error))
        return NULL;
    g_autoptr(XapcQuery) positive = wanted(&parts, error);
    if (positive == NULL || excluded->len == 0)
        return g_steal_pointer(&positive);
    g_autoptr(XapcQuery) not = combine(excluded, XAPC_OR, error);
    return not == NULL ? NULL : xapc_query_pair(XAPC_AND_NOT, positive, not, error);
}

static XapcQuery *children_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, XapcOp op,
                                 GError **error)
{
    g_autoptr(GPtrArray) queries = query_list_new();
    for (guint i = 0; i < node->children->len; i++)
        if (!query_list_add(queries, node_query(plan, child_of(node, i), strict, error)))
            return NULL;
    return combine(queries, op, error);
}

/* Excluding what Xapian only narrows to would lose articles: all of them stay, and reading decides. */
static XapcQuery *not_query(const OsintPlan *plan, const OsintNode *node, GError **error)
{
    g_autoptr(XapcQuery) all = xapc_query_all(error);
    if (all == NULL || !osint_plan_is_exact(plan, node))
        return g_steal_pointer(&all);
    g_autoptr(XapcQuery) child = node_query(plan, child_of(node, 0), TRUE, error);
    return child == NULL ? NULL : xapc_query_pair(XAPC_AND_NOT, all, child, error);
}

static XapcQuery *node_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error)
{
    switch (node->kind) {
    case OSINT_NODE_ALL:
        return xapc_query_all(error);
    case OSINT_NODE_WORD:
    case OSINT_NODE_PHRASE:
    case OSINT_NODE_PREFIX:
    case OSINT_NODE_FUZZY:
        return leaf_query(plan, node, strict, error);
    case OSINT_NODE_FIELD:
        return field_query(plan, node, error);
    case OSINT_NODE_AND:
        return and_query(plan, node, strict, error);
    case OSINT_NODE_OR:
        return children_query(plan, node, strict, XAPC_OR, error);
    case OSINT_NODE_NOT:
        return not_query(plan, node, error);
    case OSINT_NODE_NEAR:
    case OSINT_NODE_ADJ:
    case OSINT_NODE_SAME_SENTENCE:
    case OSINT_NODE_SAME_PASSAGE:
        return children_query(plan, node, strict, strict ? XAPC_AND : XAPC_OR, error);
    }
    g_assert_not_reached();
}

/* A root that is an AND sees to the named entities itself, beside its filters. */
static XapcQuery *root_query(const OsintPlan *plan, gboolean strict, GError **error)
{
    const OsintNode *root = plan->reading.root;
    g_autoptr(XapcQuery) query = node_query(plan, root, strict, error);
    g_autoptr(GPtrArray) named = query_list_new();
    if (query == NULL || !add_named_queries(plan, named, error))
        return NULL;
    if (root->kind == OSINT_NODE_AND || named->len == 0)
        return g_steal_pointer(&query);
    g_autoptr(XapcQuery) any = combine(named, XAPC_OR, error);
    return any == NULL ? NULL : xapc_query_pair(strict ? XAPC_AND_MAYBE : XAPC_OR, query, any, error);
}

XapcQuery *osint_plan_strict(const OsintPlan *plan, GError **error)
{
    return root_query(plan, TRUE, error);
}

XapcQuery *osint_plan_closest(const OsintPlan *plan, GError **error)
{
    return root_query(plan, FALSE, error);
}
