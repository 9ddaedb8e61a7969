/* From the tree to queries. */
#include "search/plan.h"

#include <string.h>

#include "indexer/article/language.h"
#include "search/fields.h"
#include "search/pairs.h"

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

static guint unit_hash(gconstpointer key)
{
    const OsintUnit *unit = key;
    return unit->atoms[0] * 31 + unit->atoms[1] * 7919 + unit->atom_count;
}

/* Entities are never the same. */
static gboolean unit_equal(gconstpointer a, gconstpointer b)
{
    const OsintUnit *left = a, *right = b;
    return left == right || (left->atom_count > 0 && left->atom_count == right->atom_count &&
                             memcmp(left->atoms, right->atoms, sizeof left->atoms) == 0);
}

static gboolean count_postings(Compiler *compiler, const OsintUnit *unit)
{
    for (guint i = 0; i < unit->terms->len; i++) {
        guint32 articles;
        if (!xapc_db_term_freq(osint_index_db(compiler->context->index), g_ptr_array_index(unit->terms, i),
                               &articles, compiler->error))
            return FALSE;
        compiler->plan->postings += articles;
    }
    return TRUE;
}

static gboolean add_unit(Compiler *compiler, OsintUnit *unit)
{
    if (!g_hash_table_add(compiler->plan->known_units, unit))
        return TRUE;
    g_ptr_array_add(compiler->plan->units, unit);
    return osint_unit_weigh(unit, compiler->context->index, compiler->error) &&
           count_postings(compiler, unit);
}

static gboolean compile_leaf(Compiler *compiler, const OsintNode *node, gboolean positive)
{
    OsintPlan *plan = compiler->plan;
    OsintLeaf *leaf = osint_leaf_compile(compiler->context, node, compiler->error);
    if (leaf == NULL)
        return FALSE;
    g_hash_table_insert(plan->reading.leaves, (gpointer)node, leaf);
    OsintPairTest *pairs = osint_pair_test_new(node);
    if (pairs != NULL)
        g_hash_table_insert(plan->pair_tests, (gpointer)node, pairs);
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

/* Filters look at what else is known of an article, SAME at its sentences and passages. */
static gboolean needs_words_only(const OsintNode *node)
{
    if (node->kind == OSINT_NODE_FIELD || node->kind == OSINT_NODE_SAME_SENTENCE ||
        node->kind == OSINT_NODE_SAME_PASSAGE)
        return FALSE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (!needs_words_only(child_of(node, i)))
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
    plan->known_units = g_hash_table_new(unit_hash, unit_equal);
    plan->pair_tests = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)osint_pair_test_free);
    plan->own_units = g_ptr_array_new_with_free_func((GDestroyNotify)osint_unit_free);
    plan->stems = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)osint_stems_free);
    g_autoptr(GPtrArray) stems = g_ptr_array_new();
    prepare_stems(plan, index, stems);
    OsintExpander expander;
    OsintLeafContext context = {index, plan->reading.matcher,
                                stems, &expander,
                                notes, osint_common_words_judge(root, osint_index_stemmers(index))};
    osint_expander_init(&expander, osint_index_db(index), count_expanded(root));
    Compiler compiler = {plan, &context, error};
    if (!compile(&compiler, root, TRUE))
        return NULL;
    g_autoptr(GString) names = g_string_new(NULL);
    find_optional(plan, root, names);
    plan->needs_words_only = needs_words_only(root);
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
    g_hash_table_destroy(plan->known_units);
    g_hash_table_destroy(plan->pair_tests);
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

static XapcQuery *unit_query(const OsintUnit *unit, GError **error)
{
    g_autoptr(GPtrArray) terms = query_list_new();
    for (guint i = 0; i < unit->terms->len; i++)
        if (!query_list_add(terms, xapc_query_term(g_ptr_array_index(unit->terms, i), 1, 0, error)))
            return NULL;
    g_autoptr(XapcQuery) any = combine(terms, XAPC_OR, error);
    if (any == NULL || unit->factor == 1.0)
        return g_steal_pointer(&any);
    return xapc_query_scale(any, unit->factor, error);
}

/* A leaf's required units must all be there; a loose one's need not where the closest are asked for. */
static XapcQuery *units_query(const OsintLeaf *leaf, gboolean whole, GError **error)
{
    g_autoptr(GPtrArray) units = query_list_new();
    if (leaf->units->len == 0)
        return xapc_query_all(error);
    for (guint i = 0; i < leaf->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(leaf->units, i);
        if ((unit->required || !whole) && !query_list_add(units, unit_query(unit, error)))
            return NULL;
    }
    return combine(units, whole ? XAPC_AND : XAPC_OR, error);
}

static XapcQuery *leaf_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error)
{
    const OsintLeaf *leaf = g_hash_table_lookup(plan->reading.leaves, node);
    OsintPairTest *pairs = strict ? g_hash_table_lookup(plan->pair_tests, node) : NULL;
    g_autoptr(XapcQuery) units = units_query(leaf, strict || !leaf->loose, error);
    if (units == NULL || pairs == NULL)
        return g_steal_pointer(&units);
    g_autoptr(XapcQuery) neighbours = osint_pair_test_query(pairs, error);
    return neighbours == NULL ? NULL : xapc_query_pair(XAPC_FILTER, units, neighbours, error);
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

/* The children of an AND: what must hold, what is wished for, what must not be. */
typedef struct {
    GPtrArray *required, *wished, *excluded; /* XapcQuery * */
    gboolean any_entity;                     /* among those required */
} Parts;

/* What Xapian cannot exclude exactly is left to reading. */
static gboolean add_part(const OsintPlan *plan, const OsintNode *child, gboolean strict, Parts *parts,
                         GError **error)
{
    if (child->kind == OSINT_NODE_NOT)
        return !is_exact(plan, child) ||
               query_list_add(parts->excluded, node_query(plan, child_of(child, 0), TRUE, error));
    gboolean optional = g_hash_table_contains(plan->reading.optional, child);
    gboolean wish = optional || (!strict && asks_for_words(child));
    parts->any_entity = parts->any_entity || asks_for_entity(child);
    return query_list_add(wish ? parts->wished : parts->required, node_query(plan, child, strict, error));
}

/* In the strict query all that is required; in the other, words are only wished for: one of them is enough,
 * and an entity asked for is, too. */
static XapcQuery *wanted(const Parts *parts, gboolean strict, GError **error)
{
    if (parts->required->len == 0 && parts->wished->len == 0)
        return xapc_query_all(error);
    if (parts->required->len == 0)
        return combine(parts->wished, XAPC_OR, error);
    g_autoptr(XapcQuery) must = combine(parts->required, XAPC_AND, error);
    if (must == NULL || parts->wished->len == 0)
        return g_steal_pointer(&must);
    g_autoptr(XapcQuery) may = combine(parts->wished, XAPC_OR, error);
    return may == NULL
               ? NULL
               : xapc_query_pair(strict || parts->any_entity ? XAPC_AND_MAYBE : XAPC_AND, must, may, error);
}

static XapcQuery *and_query(const OsintPlan *plan, const OsintNode *node, gboolean strict, GError **error)
{
    g_autoptr(GPtrArray) required = query_list_new(), wished = query_list_new(), excluded = query_list_new();
    Parts parts = {required, wished, excluded, FALSE};
    for (guint i = 0; i < node->children->len; i++)
        if (!add_part(plan, child_of(node, i), strict, &parts, error))
            return NULL;
    g_autoptr(XapcQuery) positive = wanted(&parts, strict, error);
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
