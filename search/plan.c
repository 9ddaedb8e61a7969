/* From the tree to what is looked for and what must be read. */
#include "search/plan.h"

#include <string.h>

#include "indexer/article/language.h"
#include "search/fields.h"
#include "search/named.h"
#include "search/pairs.h"
#include "search/query-internal.h"
#include "search/wide.h"

/* How many words, but for common ones, make a query more a question than a condition; fewer do where there
 * are common words among them, as in a sentence. */
#define LONG_QUERY 5
#define LONG_SENTENCE 3

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
gboolean osint_plan_asks_for_words(const OsintNode *node)
{
    if (node->kind == OSINT_NODE_NOT)
        return FALSE;
    if (is_leaf(node))
        return TRUE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (osint_plan_asks_for_words(g_ptr_array_index(node->children, i)))
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

static gboolean count_postings(Compiler *compiler, OsintUnit *unit)
{
    for (guint i = 0; i < unit->terms->len; i++) {
        guint32 articles;
        if (!xapc_db_term_freq(osint_index_db(compiler->context->index), g_ptr_array_index(unit->terms, i),
                               &articles, compiler->error))
            return FALSE;
        unit->postings += articles;
    }
    return TRUE;
}

static gboolean add_unit(Compiler *compiler, OsintUnit *unit)
{
    if (!g_hash_table_add(compiler->plan->known_units, unit))
        return TRUE;
    g_ptr_array_add(compiler->plan->units, unit);
    compiler->plan->postings += unit->postings;
    return osint_unit_weigh(unit, compiler->context->index, compiler->error);
}

static gboolean compile_leaf(Compiler *compiler, const OsintNode *node, gboolean positive)
{
    OsintPlan *plan = compiler->plan;
    OsintLeaf *leaf = osint_leaf_compile(compiler->context, node, compiler->error);
    if (leaf == NULL)
        return FALSE;
    g_hash_table_insert(plan->reading.leaves, (gpointer)node, leaf);
    OsintPairTest *pairs = osint_index_is_remote(compiler->context->index) ? NULL : osint_pair_test_new(node);
    if (pairs != NULL)
        g_hash_table_insert(plan->pair_tests, (gpointer)node, pairs);
    plan->reading.reads_authors = plan->reading.reads_authors || node->field == OSINT_FIELD_AUTHOR;
    for (guint i = 0; i < leaf->units->len; i++)
        if (!count_postings(compiler, g_ptr_array_index(leaf->units, i)))
            return FALSE;
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
    if (!positive || (node->field != OSINT_FIELD_ENTITY && node->field != OSINT_FIELD_MENTIONS &&
                      node->field != OSINT_FIELD_CITES))
        return TRUE;
    OsintUnit *unit = osint_unit_for_entities(node);
    g_ptr_array_add(plan->own_units, unit);
    g_ptr_array_add(plan->asked, (gpointer)node);
    return count_postings(compiler, unit) && add_unit(compiler, unit);
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

/* ---- names ---- */

static gboolean is_asked(const OsintPlan *plan, const char *id)
{
    for (guint i = 0; i < plan->asked->len; i++) {
        const OsintNode *node = g_ptr_array_index(plan->asked, i);
        if (g_ptr_array_find_with_equal_func(node->entities, id, g_str_equal, NULL))
            return TRUE;
    }
    return FALSE;
}

static gboolean add_named(Compiler *compiler, OsintNode *take_node)
{
    OsintPlan *plan = compiler->plan;
    const char *id = g_ptr_array_index(take_node->entities, 0);
    OsintUnit *unit = osint_unit_for_entities(take_node);
    guint32 frequency = 0;
    g_ptr_array_add(plan->named, take_node);
    g_ptr_array_add(plan->own_units, unit);
    if (!xapc_db_collection_freq(osint_index_db(compiler->context->index), g_ptr_array_index(unit->terms, 0),
                                 &frequency, compiler->error))
        return FALSE;
    if (frequency == 0 || is_asked(plan, id))
        return TRUE;
    unit->named = TRUE;
    unit->factor = plan->weights->named;
    g_ptr_array_add(plan->asked, take_node);
    g_ptr_array_add(compiler->context->notes,
                    g_strdup_printf("\"%s\" also ranks passages about entity:%s, under all its names",
                                    take_node->text, id));
    return count_postings(compiler, unit) && add_unit(compiler, unit);
}

static gboolean compile_named(Compiler *compiler, const OsintNode *root)
{
    g_autoptr(GPtrArray) found = osint_named_find(root, compiler->context->index);
    for (guint i = 0; i < found->len; i++)
        if (!add_named(compiler, g_steal_pointer(&found->pdata[i])))
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
    return one_term && (!leaf->exact || length == 0 || node->kind == OSINT_NODE_WORD) &&
           node->kind != OSINT_NODE_PREFIX && node->kind != OSINT_NODE_FUZZY &&
           node->field != OSINT_FIELD_BODY;
}

/* Whether the strict query of a node finds just the articles that match it. */
gboolean osint_plan_is_exact(const OsintPlan *plan, const OsintNode *node)
{
    if (is_leaf(node))
        return leaf_is_exact(g_hash_table_lookup(plan->reading.leaves, node));
    if (node->kind == OSINT_NODE_FIELD)
        return osint_field_is_exact(node);
    if (is_proximity(node))
        return FALSE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (!osint_plan_is_exact(plan, child_of(node, i)))
            return FALSE;
    return TRUE;
}

static gboolean has_filters(const OsintNode *node)
{
    if (node->kind == OSINT_NODE_FIELD || node->kind == OSINT_NODE_NOT)
        return TRUE;
    for (guint i = 0; !is_proximity(node) && node->children != NULL && i < node->children->len; i++)
        if (has_filters(child_of(node, i)))
            return TRUE;
    return FALSE;
}

/* The same for the filters and exclusions of a node alone. Alternatives inside an AND are only wished for
 * where words are among them, with their filters. */
static gboolean filters_are_exact(const OsintPlan *plan, const OsintNode *node)
{
    if (is_leaf(node) || is_proximity(node))
        return TRUE;
    if (node->kind == OSINT_NODE_OR && node != plan->reading.root && osint_plan_asks_for_words(node) &&
        has_filters(node))
        return FALSE;
    if (node->kind == OSINT_NODE_FIELD || node->kind == OSINT_NODE_NOT)
        return osint_plan_is_exact(plan, node);
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
        others = others || (osint_plan_asks_for_words(child) && !is_common(plan, child));
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

static void node_free(gpointer node)
{
    osint_node_free(node);
}

static void prepare_stems(OsintPlan *plan, OsintIndex *index, GPtrArray *list)
{
    for (const char *const *stemmer = osint_index_stemmers(index); *stemmer != NULL; stemmer++) {
        OsintStems *stems = osint_stems_new(*stemmer);
        g_hash_table_insert(plan->stems, (gpointer)*stemmer, stems);
        g_ptr_array_add(list, stems);
    }
}

OsintPlan *osint_plan_new(OsintIndex *index, const OsintNode *root, const OsintWeights *weights,
                          GPtrArray *notes, OsintSpan *place, GError **error)
{
    g_autoptr(OsintPlan) plan = g_new0(OsintPlan, 1);
    plan->weights = weights;
    plan->reading.root = root;
    plan->reading.leaves = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)osint_leaf_free);
    plan->reading.optional = g_hash_table_new(NULL, NULL);
    plan->reading.matcher = osint_matcher_new();
    plan->positive = g_ptr_array_new();
    plan->asked = g_ptr_array_new();
    plan->units = g_ptr_array_new();
    plan->known_units = g_hash_table_new(unit_hash, unit_equal);
    plan->pair_tests = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)osint_pair_test_free);
    plan->named = g_ptr_array_new_with_free_func(node_free);
    plan->own_units = g_ptr_array_new_with_free_func((GDestroyNotify)osint_unit_free);
    plan->stems = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)osint_stems_free);
    g_autoptr(GPtrArray) stems = g_ptr_array_new();
    prepare_stems(plan, index, stems);
    OsintExpander expander;
    OsintLeafContext context = {index,
                                weights,
                                plan->reading.matcher,
                                stems,
                                &expander,
                                notes,
                                osint_common_words_judge(root, osint_index_stemmers(index))};
    osint_expander_init(&expander, osint_index_db(index), count_expanded(root));
    Compiler compiler = {plan, &context, error};
    if (!compile(&compiler, root, TRUE) || !compile_named(&compiler, root) ||
        !osint_wide_check(plan, place, error))
        return NULL;
    osint_wide_lighten(plan);
    g_autoptr(GString) names = g_string_new(NULL);
    find_optional(plan, root, names);
    plan->needs_words_only = needs_words_only(root);
    plan->needs_reading = !osint_plan_is_exact(plan, root);
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
    g_ptr_array_unref(plan->named);
    g_hash_table_destroy(plan->stems);
    g_free(plan);
}

OsintStems *osint_plan_stems(const OsintPlan *plan, const char *language)
{
    g_autofree char *primary = language == NULL ? NULL : osint_language_primary(language);
    OsintStems *stems = g_hash_table_lookup(plan->stems, osint_stems_language(primary));
    return stems != NULL ? stems : g_hash_table_lookup(plan->stems, osint_stems_language(NULL));
}

gboolean osint_plan_is_long(const OsintPlan *plan)
{
    const OsintNode *root = plan->reading.root;
    guint words = 0, common = 0;
    for (guint i = 0; root->kind == OSINT_NODE_AND && i < root->children->len; i++) {
        const OsintNode *child = child_of(root, i);
        if (child->kind == OSINT_NODE_FIELD || child->kind == OSINT_NODE_NOT)
            continue;
        if (child->kind != OSINT_NODE_WORD || child->field != OSINT_FIELD_TEXT)
            return FALSE;
        if (is_common(plan, child))
            common++;
        else
            words++;
    }
    return words >= LONG_QUERY || (words >= LONG_SENTENCE && common > 0);
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
