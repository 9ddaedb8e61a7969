/* The tree is the one that is executed: saved queries are put in, dates are periods, entities have ids. */
#include "search/analyze.h"

#include <string.h>

#include "indexer/article/date.h"
#include "indexer/text/words.h"
#include "search/plan.h"
#include "search/typeset.h"

#define LABEL_COLUMNS 10
#define TREE_STEP 2
#define TERMS_SHOWN 12u

static void put(OsintTypeset *set, const char *label, const char *text)
{
    osint_typeset_text(set, label, OSINT_INK_FAINT);
    osint_typeset_hang(set, LABEL_COLUMNS);
    osint_typeset_text(set, text, OSINT_INK_PLAIN);
    osint_typeset_end_line(set);
    set->indent = 0;
}

static void put_entity(OsintTypeset *set, const OsintQueryEntity *entity)
{
    g_autoptr(GString) text = g_string_new(entity->name);
    g_string_append_printf(text, " (%s)", entity->id);
    if (entity->matched_by != NULL)
        g_string_append_printf(text, ", asked for as %s", entity->matched_by);
    for (guint i = 0; i < entity->also_searched->len; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "; also searched as " : ", ",
                               (const char *)g_ptr_array_index(entity->also_searched, i));
    put(set, "entity", text->str);
}

static const char *kind_of_leaf(OsintNodeKind kind)
{
    switch (kind) {
    case OSINT_NODE_ALL:
        return "all";
    case OSINT_NODE_PHRASE:
        return "phrase";
    case OSINT_NODE_PREFIX:
        return "prefix";
    case OSINT_NODE_FUZZY:
        return "fuzzy";
    case OSINT_NODE_FIELD:
        return "filter";
    default:
        return "word";
    }
}

static char *name_of_operator(const OsintNode *node)
{
    switch (node->kind) {
    case OSINT_NODE_AND:
        return g_strdup("AND");
    case OSINT_NODE_OR:
        return g_strdup("OR");
    case OSINT_NODE_NOT:
        return g_strdup("NOT");
    case OSINT_NODE_NEAR:
        return g_strdup_printf("NEAR/%u", node->distance);
    case OSINT_NODE_ADJ:
        return g_strdup_printf("ADJ/%u", node->distance);
    case OSINT_NODE_SAME_SENTENCE:
        return g_strdup("SAME/s");
    case OSINT_NODE_SAME_PASSAGE:
        return g_strdup("SAME/p");
    default:
        return NULL;
    }
}

/* ---- what a leaf is looked up by ---- */

static void append_moment(GString *text, gint64 second)
{
    g_autofree char *moment = osint_second_format(second);
    g_string_append_printf(text, "%.10s %.5s UTC", moment, moment + strlen("2021-04-20T"));
}

static char *period_text(const OsintNode *node)
{
    GString *text = g_string_new(NULL);
    if (node->begin != G_MININT64) {
        g_string_append(text, "from ");
        append_moment(text, node->begin);
    }
    if (node->end != G_MAXINT64) {
        g_string_append(text, text->len > 0 ? ", before " : "before ");
        append_moment(text, node->end);
    }
    return g_string_free(text, FALSE);
}

static void append_limited(GString *text, const char *lead, const GPtrArray *items)
{
    for (guint i = 0; i < items->len && i < TERMS_SHOWN; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? lead : ", ", (char *)g_ptr_array_index(items, i));
    if (items->len > TERMS_SHOWN)
        g_string_append_printf(text, " and %u more", items->len - TERMS_SHOWN);
}

/* "stems attack (en, sv), attacke (de)": what each stemmer of the index makes of a word. */
static char *stems_text(const OsintPlan *plan, const char *word)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    g_autoptr(GList) languages = g_list_sort(g_hash_table_get_keys(plan->stems), (GCompareFunc)strcmp);
    g_autoptr(GPtrArray) stems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);
    osint_word_fold(word, strlen(word), folded);
    for (const GList *each = languages; each != NULL; each = each->next) {
        const char *stem = osint_stems_term(g_hash_table_lookup(plan->stems, each->data), folded->str);
        guint known;
        if (!g_ptr_array_find_with_equal_func(stems, stem, g_str_equal, &known)) {
            known = stems->len;
            g_ptr_array_add(stems, g_strdup(stem));
            g_ptr_array_add(items, g_strdup_printf("%s (%s", stem, (char *)each->data));
        } else {
            char *longer = g_strdup_printf("%s, %s", (char *)items->pdata[known], (char *)each->data);
            g_free(items->pdata[known]);
            items->pdata[known] = longer;
        }
    }
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < items->len; i++)
        g_string_append_printf(text, "%s%s)", i == 0 ? "stem " : ", ", (char *)items->pdata[i]);
    return g_string_free(text, FALSE);
}

static gboolean is_plain_word(const OsintNode *node, const OsintLeaf *leaf)
{
    const OsintUnit *unit = leaf->units->len == 1 ? g_ptr_array_index(leaf->units, 0) : NULL;
    return node->kind == OSINT_NODE_WORD && node->field != OSINT_FIELD_AUTHOR && unit != NULL &&
           unit->atom_count == 1 && !osint_char_is_cjk(g_utf8_get_char(node->text));
}

static char *terms_text(const OsintLeaf *leaf)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new();
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < leaf->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(leaf->units, i);
        for (guint j = 0; j < unit->terms->len; j++) {
            char *term = g_ptr_array_index(unit->terms, j);
            if (!g_ptr_array_find_with_equal_func(terms, term, g_str_equal, NULL))
                g_ptr_array_add(terms, term);
        }
    }
    append_limited(text, "terms ", terms);
    return g_string_free(text, FALSE);
}

/* NULL: nothing beyond what the leaf itself says. */
static char *detail_of(const OsintPlan *plan, const OsintNode *node)
{
    const OsintLeaf *leaf = g_hash_table_lookup(plan->reading.leaves, node);
    if (node->kind == OSINT_NODE_FIELD &&
        (node->field == OSINT_FIELD_DATE || node->field == OSINT_FIELD_ADDED))
        return period_text(node);
    if (node->kind == OSINT_NODE_FIELD && node->entities->len > 0) {
        GString *text = g_string_new(NULL);
        append_limited(text, node->exact ? "only under this name: " : "under any name: ", node->entities);
        return g_string_free(text, FALSE);
    }
    if (g_hash_table_contains(plan->reading.optional, node))
        return g_strdup("a common word: not required");
    if (leaf == NULL || leaf->units->len == 0)
        return NULL;
    return is_plain_word(node, leaf) ? stems_text(plan, node->text) : terms_text(leaf);
}

/* ---- the tree ---- */

static void put_leaf(OsintTypeset *set, const OsintPlan *plan, const OsintNode *node)
{
    g_autofree char *text = osint_node_print(node);
    g_autofree char *detail = detail_of(plan, node);
    osint_typeset_text(set, kind_of_leaf(node->kind), OSINT_INK_FAINT);
    osint_typeset_hang(set, set->indent + (guint)strlen("filter "));
    osint_typeset_text(set, text, OSINT_INK_PLAIN);
    if (detail == NULL || *detail == '\0')
        return;
    guint column = set->indent;
    osint_typeset_end_line(set);
    osint_typeset_hang(set, column);
    osint_typeset_text(set, detail, OSINT_INK_FAINT);
}

static void put_tree(OsintTypeset *set, const OsintPlan *plan, const OsintNode *node, guint depth)
{
    g_autofree char *name = name_of_operator(node);
    osint_typeset_text(set, depth == 0 ? "tree" : "", OSINT_INK_FAINT);
    osint_typeset_hang(set, LABEL_COLUMNS + depth * TREE_STEP);
    if (name == NULL)
        put_leaf(set, plan, node);
    else
        osint_typeset_text(set, name, OSINT_INK_STRONG);
    osint_typeset_end_line(set);
    set->indent = 0;
    for (guint i = 0; name != NULL && i < node->children->len; i++)
        put_tree(set, plan, g_ptr_array_index(node->children, i), depth + 1);
}

static const char *work_of(const OsintPlan *plan)
{
    return plan->needs_reading ? "the index gives candidates; each is read to see whether it matches"
                               : "the index alone knows what matches";
}

void osint_analyze_append(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    const OsintPlan *plan = osint_search_plan(search);
    g_auto(OsintTypeset) set;
    osint_typeset_init(&set, out, options->width, options->color);
    if (options->name != NULL)
        put(&set, "name", options->name);
    put(&set, "query", osint_search_text(search));
    put(&set, "read as", osint_search_read_as(search));
    const GPtrArray *notes = osint_search_notes(search), *entities = osint_search_entities(search);
    for (guint i = 0; i < notes->len; i++)
        put(&set, "note", g_ptr_array_index(notes, i));
    for (guint i = 0; i < entities->len; i++)
        put_entity(&set, g_ptr_array_index(entities, i));
    put_tree(&set, plan, osint_search_tree(search), 0);
    put(&set, "work", work_of(plan));
    if (osint_search_suggestion(search) != NULL)
        put(&set, "nearest", osint_search_suggestion(search));
}
