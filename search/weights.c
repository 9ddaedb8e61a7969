/* The weights as tuned; ARCHITECTURE.md has the figures. */
#include "search/weights.h"

const OsintWeights osint_weights = {
    .ineb2_c = 1.5,
    .article_common = 0.2,
    .article = 0.8,
    .k1 = 1.2,
    .b = 0.5,
    .common = 0.1,
    .exact = 0.3,
    .related = 0.6,
    .pair = 0.15,
    .title = 1.0,
    .sentence = 0.3,
    .coverage = 0.3,
    .named = 1.0,
    .cjk_character = 0.6,
    .cjk_hiragana = 0.09,
    .cjk_hiragana_pair = 0.25,
    .cjk_mixed_pair = 0.5,
    .cjk_border = 0.5,
};

static const struct {
    const char *name;
    gsize offset;
} places[] = {
    {"ineb2_c", G_STRUCT_OFFSET(OsintWeights, ineb2_c)},
    {"article_common", G_STRUCT_OFFSET(OsintWeights, article_common)},
    {"article", G_STRUCT_OFFSET(OsintWeights, article)},
    {"k1", G_STRUCT_OFFSET(OsintWeights, k1)},
    {"b", G_STRUCT_OFFSET(OsintWeights, b)},
    {"common", G_STRUCT_OFFSET(OsintWeights, common)},
    {"exact", G_STRUCT_OFFSET(OsintWeights, exact)},
    {"related", G_STRUCT_OFFSET(OsintWeights, related)},
    {"pair", G_STRUCT_OFFSET(OsintWeights, pair)},
    {"title", G_STRUCT_OFFSET(OsintWeights, title)},
    {"sentence", G_STRUCT_OFFSET(OsintWeights, sentence)},
    {"coverage", G_STRUCT_OFFSET(OsintWeights, coverage)},
    {"named", G_STRUCT_OFFSET(OsintWeights, named)},
    {"cjk_character", G_STRUCT_OFFSET(OsintWeights, cjk_character)},
    {"cjk_hiragana", G_STRUCT_OFFSET(OsintWeights, cjk_hiragana)},
    {"cjk_hiragana_pair", G_STRUCT_OFFSET(OsintWeights, cjk_hiragana_pair)},
    {"cjk_border", G_STRUCT_OFFSET(OsintWeights, cjk_border)},
    {"cjk_mixed_pair", G_STRUCT_OFFSET(OsintWeights, cjk_mixed_pair)},
};

G_STATIC_ASSERT(sizeof(OsintWeights) == G_N_ELEMENTS(places) * sizeof(double));

const char *osint_weights_get(const OsintWeights *weights, guint number, double *value)
{
    if (number >= G_N_ELEMENTS(places))
        return NULL;
    *value = G_STRUCT_MEMBER(double, weights, places[number].offset);
    return places[number].name;
}

gboolean osint_weights_set(OsintWeights *weights, const char *name, double value)
{
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        if (!g_str_equal(places[i].name, name))
            continue;
        G_STRUCT_MEMBER(double, weights, places[i].offset) = value;
        return TRUE;
    }
    return FALSE;
}
