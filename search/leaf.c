/* Compiling text leaves: words to stems, CJK runs to characters and pairs, wildcards and fuzzy words to terms
 * of the index. */
#include "search/leaf.h"

#include <math.h>
#include <string.h>

#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/words.h"
#include "search/cites.h"
#include "search/borders.h"

/* A run of so many CJK characters is read as a sentence whose parts may stand apart where no article has it
 * whole. */
#define LOOSE_RUN 5
/* Related words have all of a stem but its last two letters in common with the word, and four at least; a
 * word that is in no article is taken for a spelling of those within one edit, a long one within two. */
#define RELATED_ENDING 2
#define RELATED_BEGINNING 4
#define MISSPELT_WORD 5
#define MISSPELT_LONG_WORD 8

void osint_unit_free(OsintUnit *unit)
{
    if (unit == NULL)
        return;
    g_free(unit->label);
    g_ptr_array_unref(unit->terms);
    g_clear_pointer(&unit->entities, g_ptr_array_unref);
    g_free(unit);
}

void osint_leaf_free(OsintLeaf *leaf)
{
    if (leaf == NULL)
        return;
    g_array_unref(leaf->sequence);
    g_ptr_array_unref(leaf->units);
    g_free(leaf);
}

static OsintUnit *new_unit(const char *label, double factor)
{
    OsintUnit *unit = g_new0(OsintUnit, 1);
    unit->label = g_strdup(label);
    unit->terms = g_ptr_array_new_with_free_func(g_free);
    unit->factor = factor;
    unit->required = TRUE;
    return unit;
}

typedef struct {
    const OsintLeafContext *context;
    const OsintNode *node;
    OsintLeaf *leaf;
    const char *prefix; /* of terms */
} Compiler;

static const char *term_prefix(OsintField field)
{
    switch (field) {
    case OSINT_FIELD_TITLE:
        return OSINT_TERM_TITLE;
    case OSINT_FIELD_AUTHOR:
        return OSINT_TERM_AUTHOR;
    default:
        return "";
    }
}

static void add_term(Compiler *compiler, OsintUnit *unit, const char *term)
{
    g_ptr_array_add(unit->terms, osint_filter_term(compiler->prefix, term));
}

static void add_to_sequence(Compiler *compiler, guint atom, gboolean joined)
{
    OsintStep step = {atom, joined};
    g_array_append_val(compiler->leaf->sequence, step);
}

/* ---- plain words ---- */

static gboolean contains(const GPtrArray *strings, const char *string)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)strings, string, g_str_equal, NULL);
}

static void add_stem(GPtrArray *stems, const char *stem)
{
    if (stem != NULL && !contains(stems, stem))
        g_ptr_array_add(stems, g_strdup(stem));
}

/* The word's stems in every language of the index; authors' names are not stemmed. */
static GPtrArray *stems_of(const Compiler *compiler, const char *lower, const char *folded)
{
    GPtrArray *stems = g_ptr_array_new_with_free_func(g_free);
    if (compiler->node->field == OSINT_FIELD_AUTHOR) {
        g_ptr_array_add(stems, g_strdup(folded));
        return stems;
    }
    for (guint i = 0; i < compiler->context->stems->len; i++) {
        OsintWordTerms terms = osint_stems_word(g_ptr_array_index(compiler->context->stems, i), lower);
        add_stem(stems, terms.term);
        add_stem(stems, terms.accented);
    }
    return stems;
}

static gboolean is_in_index(const Compiler *compiler, const OsintUnit *unit)
{
    guint32 frequency = 0;
    for (guint i = 0; i < unit->terms->len && frequency == 0; i++)
        if (!xapc_db_collection_freq(osint_index_db(compiler->context->index),
                                     g_ptr_array_index(unit->terms, i), &frequency, NULL))
            return TRUE;
    return frequency > 0;
}

static gboolean is_plain_word(const Compiler *compiler, const char *folded)
{
    return compiler->node->kind == OSINT_NODE_WORD && compiler->node->field != OSINT_FIELD_AUTHOR &&
           strpbrk(folded, "0123456789") == NULL;
}

/* Words that ranking takes for related; they do not match. */
static void add_related(Compiler *compiler, OsintUnit *unit, const char *folded, const char *stem)
{
    OsintMatcher *matcher = compiler->context->matcher;
    glong length = g_utf8_strlen(stem, -1);
    if (compiler->context->weights->related == 0 || !is_plain_word(compiler, folded))
        return;
    if (length >= RELATED_BEGINNING) {
        g_autofree char *beginning =
            g_utf8_substring(stem, 0, MAX(length - RELATED_ENDING, RELATED_BEGINNING));
        unit->related[unit->related_count++] = osint_matcher_add_prefix(matcher, beginning);
    }
    if (length >= MISSPELT_WORD && !is_in_index(compiler, unit))
        unit->related[unit->related_count++] =
            osint_matcher_add_fuzzy(matcher, folded, length >= MISSPELT_LONG_WORD ? 2 : 1);
}

static void compile_plain(Compiler *compiler, const char *lower, const char *folded)
{
    g_autoptr(GPtrArray) stems = stems_of(compiler, lower, folded);
    OsintUnit *unit = new_unit(folded, 1.0);
    for (guint i = 0; i < stems->len; i++)
        add_term(compiler, unit, g_ptr_array_index(stems, i));
    unit->atoms[0] = osint_matcher_add_word(compiler->context->matcher, folded, stems);
    unit->atom_count = 1;
    add_related(compiler, unit, folded, g_ptr_array_index(stems, 0));
    add_to_sequence(compiler, unit->atoms[0], FALSE);
    g_ptr_array_add(compiler->leaf->units, unit);
}

/* ---- CJK ---- */

static gboolean is_hiragana(const char *character)
{
    gunichar c = g_utf8_get_char(character);
    return c >= 0x3041 && c <= 0x309F;
}

static double character_factor(const OsintWeights *weights, const char *character)
{
    return is_hiragana(character) ? weights->cjk_hiragana : weights->cjk_character;
}

static double pair_factor(const OsintWeights *weights, const char *first, const char *second)
{
    if (is_hiragana(first) != is_hiragana(second))
        return weights->cjk_mixed_pair;
    return is_hiragana(first) ? weights->cjk_hiragana_pair : 1.0;
}

static void add_cjk_unit(Compiler *compiler, const char *label, double factor, guint first, guint second,
                         guint count)
{
    OsintUnit *unit = new_unit(label, factor);
    add_term(compiler, unit, label);
    unit->atoms[0] = first;
    unit->atoms[1] = second;
    unit->atom_count = count;
    unit->joined = count == 2;
    g_ptr_array_add(compiler->leaf->units, unit);
}

/* A run of one character asks for it; a longer one for its pairs, its characters only adding weight. */
static void compile_cjk(Compiler *compiler, const char *text, guint32 start, guint32 end)
{
    const OsintWeights *weights = compiler->context->weights;
    g_autofree char *before = NULL;
    g_autoptr(GArray) borders = osint_word_borders(text, start, end);
    guint before_atom = 0, length = 0;
    gboolean alone = TRUE;
    for (guint32 at = start; at < end;) {
        g_autoptr(GString) character = g_string_new(NULL);
        double across = osint_is_word_border(borders, at) ? weights->cjk_border : 1.0;
        osint_cjk_next(text, &at, end, character);
        guint atom = osint_matcher_add_cjk(compiler->context->matcher, character->str);
        alone = alone && before == NULL && at >= end;
        add_to_sequence(compiler, atom, before != NULL);
        add_cjk_unit(compiler, character->str, alone ? 1.0 : character_factor(weights, character->str), atom,
                     0, 1);
        ((OsintUnit *)g_ptr_array_index(compiler->leaf->units, compiler->leaf->units->len - 1))->required =
            alone;
        length++;
        if (before != NULL) {
            g_autofree char *pair = g_strconcat(before, character->str, NULL);
            add_cjk_unit(compiler, pair, across * pair_factor(weights, before, character->str), before_atom,
                         atom, 2);
        }
        g_free(before);
        before = g_string_free(g_steal_pointer(&character), FALSE);
        before_atom = atom;
    }
    if (compiler->node->kind == OSINT_NODE_WORD && length >= LOOSE_RUN)
        compiler->leaf->loose = TRUE;
}

/* ---- wildcards and fuzzy words ---- */

static OsintExpansion *expand(const Compiler *compiler, const char *folded, GError **error)
{
    const OsintLeafContext *context = compiler->context;
    const OsintNode *node = compiler->node;
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    OsintExpandable word = {compiler->prefix, folded,
                            node->field == OSINT_FIELD_AUTHOR ? none : context->stems, FALSE};
    return node->kind == OSINT_NODE_PREFIX ? osint_expand_prefix(context->expander, &word, error)
                                           : osint_expand_fuzzy(context->expander, &word, node->edits, error);
}

/* What was left out is never left out in silence. */
static void note_cut(const Compiler *compiler, const OsintExpansion *expansion)
{
    g_autofree char *label = osint_node_print(compiler->node);
    const char *most = compiler->node->kind == OSINT_NODE_FUZZY ? "nearest" : "most frequent";
    if (expansion->stopped)
        g_ptr_array_add(
            compiler->context->notes,
            g_strdup_printf("%s stands for more words than can be looked through; it was searched "
                            "as the %u %s of the first %u",
                            label, expansion->terms->len, most, expansion->found));
    else if (expansion->found > expansion->terms->len)
        g_ptr_array_add(compiler->context->notes,
                        g_strdup_printf("%s stands for %u different words; the %u %s were searched", label,
                                        expansion->found, expansion->terms->len, most));
}

static gboolean compile_expanded(Compiler *compiler, const char *folded, GError **error)
{
    const OsintNode *node = compiler->node;
    OsintMatcher *matcher = compiler->context->matcher;
    g_autoptr(OsintExpansion) expansion = expand(compiler, folded, error);
    if (expansion == NULL)
        return FALSE;
    OsintUnit *unit = new_unit(folded, 1.0);
    unit->atoms[0] = node->kind == OSINT_NODE_PREFIX ? osint_matcher_add_prefix(matcher, folded)
                                                     : osint_matcher_add_fuzzy(matcher, folded, node->edits);
    unit->atom_count = 1;
    g_ptr_array_unref(unit->terms);
    unit->terms = g_ptr_array_ref(expansion->terms);
    add_to_sequence(compiler, unit->atoms[0], FALSE);
    g_ptr_array_add(compiler->leaf->units, unit);
    note_cut(compiler, expansion);
    return TRUE;
}

/* ---- leaves ---- */

/* Runs of CJK are looked for as they are: the end of a run is open anyway. */
static gboolean compile_words(Compiler *compiler, GError **error)
{
    const char *text = compiler->node->text;
    g_autoptr(GString) lower = g_string_new(NULL);
    g_autoptr(GString) folded = g_string_new(NULL);
    OsintWordIter iter;
    OsintWord word;
    guint words = 0, common = 0;
    gboolean expanded = compiler->node->kind == OSINT_NODE_PREFIX || compiler->node->kind == OSINT_NODE_FUZZY;
    osint_words_init(&iter, text, strlen(text));
    while (osint_words_next(&iter, &word)) {
        words++;
        if (word.kind == OSINT_WORD_CJK) {
            compile_cjk(compiler, text, word.start, word.end);
            continue;
        }
        g_string_truncate(lower, 0);
        g_string_truncate(folded, 0);
        osint_word_lower(text + word.start, word.end - word.start, lower);
        osint_word_fold(lower->str, lower->len, folded);
        if (osint_common_words_have(&compiler->context->common, text + word.start, word.end - word.start,
                                    folded->str))
            common++;
        if (!expanded)
            compile_plain(compiler, lower->str, folded->str);
        else if (!compile_expanded(compiler, folded->str, error))
            return FALSE;
    }
    compiler->leaf->stop = words > 0 && common == words && compiler->node->kind == OSINT_NODE_WORD;
    for (guint i = 0; i < compiler->leaf->units->len; i++) {
        OsintUnit *unit = g_ptr_array_index(compiler->leaf->units, i);
        unit->common = compiler->leaf->stop;
        unit->related_count = unit->common ? 0 : unit->related_count;
    }
    return TRUE;
}

OsintLeaf *osint_leaf_compile(const OsintLeafContext *context, const OsintNode *node, GError **error)
{
    OsintLeaf *leaf = g_new0(OsintLeaf, 1);
    leaf->node = node;
    leaf->sequence = g_array_new(FALSE, FALSE, sizeof(OsintStep));
    leaf->units = g_ptr_array_new_with_free_func((GDestroyNotify)osint_unit_free);
    leaf->exact =
        (node->kind == OSINT_NODE_PHRASE && (node->distance == 0 || node->field == OSINT_FIELD_AUTHOR)) ||
        (node->kind == OSINT_NODE_WORD && node->field == OSINT_FIELD_AUTHOR);
    Compiler compiler = {context, node, leaf, term_prefix(node->field)};
    if (!compile_words(&compiler, error)) {
        osint_leaf_free(leaf);
        return NULL;
    }
    return leaf;
}

/* ---- units ---- */

OsintUnit *osint_unit_for_entities(const OsintNode *node)
{
    OsintUnit *unit = new_unit(node->text, 1.0);
    unit->entities = g_ptr_array_new_with_free_func(g_free);
    if (node->field == OSINT_FIELD_CITES) {
        gboolean all;
        osint_cites_terms(node, unit->terms, &all);
        return unit;
    }
    for (guint i = 0; i < node->entities->len; i++) {
        const char *id = g_ptr_array_index(node->entities, i);
        g_ptr_array_add(unit->entities, g_strdup(id));
        osint_entity_terms(id, unit->terms);
    }
    return unit;
}

gboolean osint_unit_weigh(OsintUnit *unit, OsintIndex *index, GError **error)
{
    double passages = (double)osint_index_passages(index), with = 0;
    for (guint i = 0; i < unit->terms->len; i++) {
        guint32 frequency;
        if (!xapc_db_collection_freq(osint_index_db(index), g_ptr_array_index(unit->terms, i), &frequency,
                                     error))
            return FALSE;
        with += frequency;
    }
    with = MIN(with, passages);
    unit->rarity = log(1 + (passages - with + 0.5) / (with + 0.5));
    return TRUE;
}
