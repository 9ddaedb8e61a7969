/* From the tree to queries. */
#include "search/plan.h"

#include <string.h>

#include "indexer/article/language.h"
#include "search/fields.h"

/* ---- the tree ---- */

static gboolean is_leaf(const OsintNode *node)
{
    return node->kind == OSINT_NODE_WORD || node->kind == OSINT_NODE_PHRASE ||
           node->kind == OSINT_NODE_PREFIX || node->kind == OSINT_NODE_FUZZY;
}

static gboolean is_proximity(const OsintNode *node)
{
    return node->kind == OSINT_NODE_NEAR || node->kind == OSINT_NODE_ADJ ||
           node->kind == OSINT_NODE_SAME_SENTENCE || node->kind == OSINT_NODE_SAME_PASSAGE;
}

/* Whether words are asked for anywhere below, other than to be absent. */
static gboolean asks_for_words(const OsintNode *node)
{
    if (node->kind == OSINT_NODE_NOT)
        return FALSE;
    if (is_leaf(node))
        return TRUE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (asks_for_words(g_ptr_array_index(node->children, i)))
            return TRUE;
    return FALSE;
}

/* Its wildcards and fuzzy words. */
static guint count_expanded(const OsintNode *node)
{
    guint count = node->kind == OSINT_NODE_PREFIX || node->kind == OSINT_NODE_FUZZY ? 1 : 0;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        count += count_expanded(g_ptr_array_index(node->children, i));
    return count;
}

static const OsintNode *child_of(const OsintNode *node, guint number)
{
    return g_ptr_array_index(node->children, number);
}

/* ---- compiling ---- */

typedef struct {
    OsintPlan *plan;
    const OsintLeafContext *context;
    GError **error;
} Compiler;

static gboolean unit_is_known(const GPtrArray *units, const OsintUnit *unit)
{
    for (guint i = 0; i < units->len; i++) {
        const OsintUnit *known = g_ptr_array_index(units, i);
        if (known->atom_count == unit->atom_count &&
            memcmp(known->atoms, unit->atoms, sizeof unit->atoms) == 0 && unit->atom_count > 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean add_unit(Compiler *compiler, OsintUnit *unit)
{
    if (unit_is_known(compiler->plan->units, unit))
        return TRUE;
    g_ptr_array_add(compiler->plan->units, unit);
    return osint_unit_weigh(unit, compiler->context->index, compiler->error);
}

static gboolean compile_leaf(Compiler *compiler, const OsintNode *node, gboolean positive)
{
    OsintPlan *plan = compiler->plan;
    OsintLeaf *leaf = osint_leaf_compile(compiler->context, node, compiler->error);
    if (leaf == NULL)
        return FALSE;
    g_hash_table_insert(plan->reading.leaves, (gpointer)node, leaf);
    plan->reading.reads_authors = plan->reading.reads_authors || node->field == OSINT_FIELD_AUTHOR;
    if (!positive)
        return TRUE;
    g_ptr_array_add(plan->positive, leaf);
    for (guint i = 0; i < leaf->units->len; i++)
        if (!add_unit(compiler, g_ptr_array_index(leaf->units, i)))
            return FALSE;
    return TRUE;
}

static gboolean compile_field(Compiler *compiler, const OsintNode *node, gboolean positive)
{
    OsintPlan *plan = compiler->plan;
    if (!positive || (node->field != OSINT_FIELD_ENTITY && node->field != OSINT_FIELD_MENTIONS))
        return TRUE;
    OsintUnit *unit = osint_unit_for_entities(node);
    g_ptr_array_add(plan->own_units, unit);
    g_ptr_array_add(plan->asked, (gpointer)node);
    return add_unit(compiler, unit);
}

static gboolean compile(Compiler *compiler, const OsintNode *node, gboolean positive)
{
    if (is_leaf(node))
        return compile_leaf(compiler, node, positive);
    if (node->kind == OSINT_NODE_FIELD)
        return compile_field(compiler, node, positive);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (!compile(compiler, child_of(node, i), positive && node->kind != OSINT_NODE_NOT))
            return FALSE;
    return TRUE;
}

/* ---- what must be read ---- */

/* A single word, character or pair is a term; whatever is longer, in quotes or expanded is only narrowed to.
 */
static gboolean leaf_is_exact(const OsintLeaf *leaf)
{
    const OsintNode *node = leaf->node;
    guint length = leaf->sequence->len;
    gboolean one_term = length <= 1 || (length == 2 && leaf->units->len == 3);
    return one_term && (!leaf->exact || length == 0) && node->kind != OSINT_NODE_PREFIX &&
           node->kind != OSINT_NODE_FUZZY && node->field != OSINT_FIELD_BODY;
}

/* Whether the strict query of a node finds just the articles that match it. */
static gboolean is_exact(const OsintPlan *plan, const OsintNode *node)
{
    if (is_leaf(node))
        return leaf_is_exact(g_hash_table_lookup(plan->reading.leaves, node));
    if (node->kind == OSINT_NODE_FIELD)
        return osint_field_is_exact(node);
    if (is_proximity(node))
        return FALSE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (!is_exact(plan, child_of(node, i)))
            return FALSE;
    return TRUE;
}

/* The same for the filters and exclusions of a node alone. */
static gboolean filters_are_exact(const OsintPlan *plan, const OsintNode *node)
{
    if (is_leaf(node) || is_proximity(node))
        return TRUE;
    if (node->kind == OSINT_NODE_FIELD || node->kind == OSINT_NODE_NOT)
        return is_exact(plan, node);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (!filters_are_exact(plan, child_of(node, i)))
            return FALSE;
    return TRUE;
}

/* ---- common words ---- */

static gboolean is_common(const OsintPlan *plan, const OsintNode *node)
{
    const OsintLeaf *leaf = is_leaf(node) ? g_hash_table_lookup(plan->reading.leaves, node) : NULL;
    return leaf != NULL && leaf->stop && node->field == OSINT_FIELD_TEXT;
}

/* Common words beside other words are wished for, not required. */
static void find_optional(OsintPlan *plan, const OsintNode *node, GString *names)
{
    gboolean others = FALSE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
        const OsintNode *child = child_of(node, i);
        others = others || (asks_for_words(child) && !is_common(plan, child));
        find_optional(plan, child, names);
    }
    for (guint i = 0; others && node->kind == OSINT_NODE_AND && i < node->children->len; i++) {
        const OsintNode *child = child_of(node, i);
        if (!is_common(plan, child))
            continue;
        g_hash_table_add(plan->reading.optional, (gpointer)child);
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", child->text);
    }
}

/* ---- making a plan ---- */

static void prepare_stems(OsintPlan *plan, OsintIndex *index, GPtrArray *list)
{
    for (const char *const *stemmer = osint_index_stemmers(index); *stemmer != NULL; stemmer++) {
        OsintStems *stems = osint_stems_new(*stemmer);
        g_hash_table_insert(plan->stems, (gpointer)*stemmer, stems);
        g_ptr_array_add(list, stems);
    }
}

OsintPlan *osint_plan_new(OsintIndex *index, const OsintNode *root, GPtrArray *notes, GError **error)
{
    g_autoptr(OsintPlan) plan = g_new0(OsintPlan, 1);
    plan->reading.root = root;
    plan->reading.leaves = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)osint_leaf_free);
    plan->reading.optional = g_hash_table_new(NULL, NULL);
    plan->reading.matcher = osint_matcher_new();
    plan->positive = g_ptr_array_new();
    plan->asked = g_ptr_array_new();
    plan->units = g_ptr_array_new();
    plan->own_units = g_ptr_array_new_with_free_func((GDestroyNotify)osint_unit_free);
    plan->stems = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)osint_stems_free);
    g_autoptr(GPtrArray) stems = g_ptr_array_new();
    prepare_stems(plan, index, stems);
    OsintExpander expander;
    OsintLeafContext context = {index, plan->reading.matcher, stems, &expander, notes};
    osint_expander_init(&expander, osint_index_db(index), count_expanded(root));
    Compiler compiler = {plan, &context, error};
    if (!compile(&compiler, root, TRUE))
        return NULL;
    g_autoptr(GString) names = g_string_new(NULL);
    find_optional(plan, root, names);
    plan->needs_reading = !is_exact(plan, root);
    plan->filters_need_reading = !filters_are_exact(plan, root);
    if (names->len > 0)
        g_ptr_array_add(notes, g_strdup_printf("common words are not required: %s", names->str));
    return g_steal_pointer(&plan);
}

void osint_plan_free(OsintPlan *plan)
{
    if (plan == NULL)
        return;
    g_hash_table_destroy(plan->reading.leaves);
    g_hash_table_destroy(plan->reading.optional);
    osint_matcher_free(plan->reading.matcher);
    g_ptr_array_unref(plan->positive);
    g_ptr_array_unref(plan->asked);
    g_ptr_array_unref(plan->units);
    g_ptr_array_unref(plan->own_units);
    g_hash_table_destroy(plan->stems);
    g_free(plan);
}

OsintStems *osint_plan_stems(const OsintPlan *plan, const char *language)
{
    g_autofree char *primary = language == NULL ? NULL : osint_language_primary(language);
    OsintStems *stems = g_hash_table_lookup(plan->stems, osint_stems_language(primary));
    return stems != NULL ? stems : g_hash_table_lookup(plan->stems, osint_stems_language(NULL));
}

/* ---- queries ---- */

/* A list of queries that is combined and freed; a NULL among them means that making it failed. */
typedef struct {
    GPtrArray *queries;
    gboolean failed;
} QueryList;

static QueryList query_list_new(void)
{
    return (QueryList){g_ptr_array_new_with_free_func((GDestroyNotify)xapc_query_free), FALSE};
}

static void query_list_add(QueryList *list, XapcQuery *take_query)
{
    if (take_query == NULL)
        list->failed = TRUE;
    else
        g_ptr_array_add(list->queries, take_query);
}

static XapcQuery *query_list_combine(QueryList *list, XapcOp op, GError **error)
{
    XapcQuery *combined = list->failed ? NULL
                                       : xapc_query_combine(op, (XapcQuery *const *)list->queries->pdata,
                                                            list->queries->len, 0, error);
    g_ptr_array_unref(list->queries);
    return combined;
}

static XapcQuery *unit_query(const OsintUnit *unit, GError **error)
{
    QueryList terms = query_list_new();
    for (guint i = 0; i < unit->terms->len; i++)
        query_list_add(&terms, xapc_query_term(g_ptr_array_index(unit->terms, i), 1, 0, error));
    g_autoptr(XapcQuery) any = query_list_combine(&terms, XAPC_OR, error);
    if (any == NULL || unit->factor == 1.0)
        return g_steal_pointer(&any);
    return xapc_query_scale(any, unit->factor, error);
}

/* A leaf's required units must all be there; a loose one's need not where the closest are asked for. */
static XapcQuery *leaf_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error)
{
    const OsintLeaf *leaf = g_hash_table_lookup(plan->reading.leaves, node);
    gboolean whole = strict || !leaf->loose;
    QueryList units = query_list_new();
    if (leaf->units->len == 0) {
        query_list_add(&units, xapc_query_all(error));
        return query_list_combine(&units, XAPC_OR, error);
    }
    for (guint i = 0; i < leaf->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(leaf->units, i);
        if (unit->required || !whole)
            query_list_add(&units, unit_query(unit, error));
    }
    return query_list_combine(&units, whole ? XAPC_AND : XAPC_OR, error);
}

static XapcQuery *node_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error);

static XapcQuery *field_query(const OsintNode *node, GError **error)
{
    if (node->field != OSINT_FIELD_ENTITY || node->exact)
        return osint_field_query(node, error);
    g_autoptr(OsintUnit) unit = osint_unit_for_entities(node);
    return unit_query(unit, error);
}

static gboolean asks_for_entity(const OsintNode *node)
{
    return node->kind == OSINT_NODE_FIELD &&
           (node->field == OSINT_FIELD_ENTITY || node->field == OSINT_FIELD_MENTIONS);
}

/* What must hold, what is wished for, what must not be (where excluding is exact: else reading decides): AND
 * in the strict query; in the other, words are only wished for: one of them is enough, and an entity asked
 * for is, too. */
static XapcQuery *and_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error)
{
    QueryList required = query_list_new(), wished = query_list_new(), excluded = query_list_new();
    gboolean any_required = FALSE, any_entity = FALSE;
    for (guint i = 0; i < node->children->len; i++) {
        const OsintNode *child = child_of(node, i);
        gboolean optional = g_hash_table_contains(plan->reading.optional, child);
        if (child->kind == OSINT_NODE_NOT) {
            if (is_exact(plan, child))
                query_list_add(&excluded, node_query(plan, child_of(child, 0), TRUE, error));
            continue;
        }
        gboolean wish = optional || (!strict && asks_for_words(child));
        any_required = any_required || !wish;
        any_entity = any_entity || asks_for_entity(child);
        query_list_add(wish ? &wished : &required, node_query(plan, child, strict, error));
    }
    gboolean any_wished = wished.queries->len > 0, any_excluded = excluded.queries->len > 0;
    g_autoptr(XapcQuery) must = query_list_combine(&required, XAPC_AND, error);
    g_autoptr(XapcQuery) may = query_list_combine(&wished, XAPC_OR, error);
    g_autoptr(XapcQuery) not = query_list_combine(&excluded, XAPC_OR, error);
    g_autoptr(XapcQuery) all = xapc_query_all(error);
    if (must == NULL || may == NULL || not == NULL || all == NULL)
        return NULL;
    XapcQuery *base = any_required ? must : any_wished ? may : all;
    g_autoptr(XapcQuery) positive =
        any_required && any_wished
            ? xapc_query_pair(strict || any_entity ? XAPC_AND_MAYBE : XAPC_AND, base, may, error)
            : xapc_query_ref(base);
    if (positive == NULL || !any_excluded)
        return g_steal_pointer(&positive);
    return xapc_query_pair(XAPC_AND_NOT, positive, not, error);
}

static XapcQuery *children_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, XapcOp op,
                                 GError **error)
{
    QueryList queries = query_list_new();
    for (guint i = 0; i < node->children->len; i++)
        query_list_add(&queries, node_query(plan, child_of(node, i), strict, error));
    return query_list_combine(&queries, op, error);
}

/* Excluding what Xapian only narrows to would lose articles: all of them stay, and reading decides. */
static XapcQuery *not_query(const OsintPlan *plan, const OsintNode *node, GError **error)
{
    g_autoptr(XapcQuery) all = xapc_query_all(error);
    if (all == NULL || !is_exact(plan, node))
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
        return field_query(node, error);
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

XapcQuery *osint_plan_strict(const OsintPlan *plan, GError **error)
{
    return node_query(plan, plan->reading.root, TRUE, error);
}

XapcQuery *osint_plan_closest(const OsintPlan *plan, GError **error)
{
    return node_query(plan, plan->reading.root, FALSE, error);
}

gboolean osint_plan_has_closest(const OsintPlan *plan)
{
    guint wishes = plan->asked->len;
    for (guint i = 0; i < plan->positive->len; i++) {
        const OsintLeaf *leaf = g_ptr_array_index(plan->positive, i);
        if (leaf->loose)
            return TRUE;
        wishes += leaf->stop || leaf->sequence->len == 0 ? 0 : 1;
    }
    return plan->positive->len > 0 && wishes > 1;
}
