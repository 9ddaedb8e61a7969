/* Features of blocks. Sums over elements are made once, from the last element to the first. */
#include "indexer/readers/html/features.h"

#include "indexer/readers/clean.h"
#include "indexer/readers/html/bare.h"

#include <math.h>
#include <string.h>

/* Running text: so many columns, and no more than that share of links. */
#define RUNNING_COLUMNS 80
#define SURE_SCORE 1.0F

typedef struct {
    guint64 bytes, link_bytes;
    guint64 running; /* columns of running text */
    float sure;      /* columns of text by the first opinion, less those of the rest */
    guint64 sure_columns;
    OsintClues far; /* names of it and of what it stands in */
} Sum;

struct OsintHtmlFeatures {
    const OsintHtmlPage *page;
    Sum *sums;          /* of elements */
    GHashTable *styles; /* signature -> columns of running text */
    GHashTable *sure_styles;
    guint64 *running_before; /* of blocks: columns of running text before it */
    guint64 running;
    gboolean *repeated;
    guint title; /* block */
    float *scores;
    guint main;
    guint *sure_before, *sure_after; /* blocks since and until sure text; G_MAXUINT when there is none */
    guint64 sure;
};

static const OsintHtmlBlock *block_at(const OsintHtmlFeatures *features, guint index)
{
    return osint_html_page_block(features->page, index);
}

static const OsintHtmlNode *node_at(const OsintHtmlFeatures *features, guint index)
{
    return osint_html_page_node(features->page, index);
}

static guint block_length(const OsintHtmlBlock *block)
{
    return block->end - block->start;
}

static gboolean is_running(const OsintHtmlBlock *block)
{
    return block->columns >= RUNNING_COLUMNS && block->stops > 0 &&
           block->link_bytes * 3 < block_length(block);
}

static void add_style(GHashTable *styles, guint signature, guint columns)
{
    gpointer key = GUINT_TO_POINTER(signature);
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(styles, key));
    g_hash_table_insert(styles, key, GUINT_TO_POINTER(before + columns));
}

static guint style_share(GHashTable *styles, guint signature, guint64 total)
{
    guint columns = GPOINTER_TO_UINT(g_hash_table_lookup(styles, GUINT_TO_POINTER(signature)));
    return total > 0 ? (guint)(columns * 100ULL / total) : 0;
}

static void sum_up(OsintHtmlFeatures *features)
{
    const OsintHtmlPage *page = features->page;
    for (guint i = 0; i < page->blocks->len; i++) {
        const OsintHtmlBlock *block = block_at(features, i);
        Sum *sum = &features->sums[block->node];
        sum->bytes += block_length(block);
        sum->link_bytes += block->link_bytes;
        features->running_before[i] = features->running;
        if (is_running(block)) {
            sum->running += block->columns;
            features->running += block->columns;
            add_style(features->styles, node_at(features, block->node)->signature, block->columns);
        }
    }
    for (guint i = page->nodes->len; i-- > 1;) {
        Sum *sum = &features->sums[i], *up = &features->sums[node_at(features, i)->parent];
        up->bytes += sum->bytes;
        up->link_bytes += sum->link_bytes;
        up->running += sum->running;
    }
}

/* The names of an element that holds nearly the whole page say nothing of its parts, unless they praise it.
 */
static void gather_names(OsintHtmlFeatures *features)
{
    const OsintClues praise = OSINT_CLUE_BIT(OSINT_CLUE_ARTICLE) | OSINT_CLUE_BIT(OSINT_CLUE_ARTICLE_BODY) |
                              OSINT_CLUE_BIT(OSINT_CLUE_MAIN) | OSINT_CLUE_BIT(OSINT_CLUE_BODY);
    const guint64 all = features->sums[0].bytes;
    for (guint i = 1; i < features->page->nodes->len; i++) {
        const OsintHtmlNode *node = node_at(features, i);
        Sum *sum = &features->sums[i];
        OsintClues clues = node->element == OSINT_ELEMENT_BODY ? 0 : node->clues;
        if (sum->bytes * 10 > all * 8 || (features->running > 0 && sum->running * 10 > features->running * 9))
            clues &= praise;
        sum->far = features->sums[node->parent].far | clues;
    }
}

static void mark_repeated(OsintHtmlFeatures *features)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < features->page->blocks->len; i++) {
        const OsintHtmlBlock *block = block_at(features, i);
        char *text = g_strndup(features->page->text + block->start, block_length(block));
        guint before = GPOINTER_TO_UINT(g_hash_table_lookup(seen, text));
        if (before > 0)
            features->repeated[i] = features->repeated[before - 1] = TRUE;
        g_hash_table_insert(seen, text, GUINT_TO_POINTER(i + 1));
    }
}

/* The block that says the title: the first heading that does, else the first such block. */
static guint find_title(const OsintHtmlFeatures *features, const char *title)
{
    g_autofree char *wanted = title != NULL ? osint_html_bare(title, strlen(title)) : g_strdup("");
    gsize length = strlen(wanted);
    guint found = OSINT_NO_INDEX;
    for (guint i = 0; i < features->page->blocks->len && length >= 8; i++) {
        const OsintHtmlBlock *block = block_at(features, i);
        guint heading = osint_element_heading(node_at(features, block->node)->element);
        if (block->columns < 10 || block->columns > 400 || (heading == 0 && found != OSINT_NO_INDEX))
            continue;
        g_autofree char *text = osint_html_bare(features->page->text + block->start, block_length(block));
        gsize text_length = strlen(text);
        gboolean same = text_length * 2 > length && length * 2 > text_length &&
                        (strstr(wanted, text) != NULL || strstr(text, wanted) != NULL);
        if (same && heading == 1)
            return i;
        if (same && (found == OSINT_NO_INDEX ||
                     osint_element_heading(node_at(features, block_at(features, found)->node)->element) == 0))
            found = i;
    }
    return found;
}

OsintHtmlFeatures *osint_html_features_new(const OsintHtmlPage *page, const char *title)
{
    OsintHtmlFeatures *features = g_new0(OsintHtmlFeatures, 1);
    features->page = page;
    features->sums = g_new0(Sum, MAX(page->nodes->len, 1));
    features->styles = g_hash_table_new(NULL, NULL);
    features->sure_styles = g_hash_table_new(NULL, NULL);
    features->running_before = g_new0(guint64, page->blocks->len);
    features->repeated = g_new0(gboolean, page->blocks->len);
    features->sure_before = g_new(guint, page->blocks->len);
    features->sure_after = g_new(guint, page->blocks->len);
    features->main = OSINT_NO_INDEX;
    sum_up(features);
    gather_names(features);
    mark_repeated(features);
    features->title = find_title(features, title);
    return features;
}

void osint_html_features_free(OsintHtmlFeatures *features)
{
    if (features == NULL)
        return;
    g_free(features->sums);
    g_hash_table_unref(features->styles);
    g_hash_table_unref(features->sure_styles);
    g_free(features->running_before);
    g_free(features->repeated);
    g_free(features->sure_before);
    g_free(features->sure_after);
    g_free(features->scores);
    g_free(features);
}

/* The number of the range that a quantity is in; limits ascend. */
static guint range(guint64 value, const guint *limits, guint count)
{
    guint i = 0;
    while (i < count && value >= limits[i])
        i++;
    return i;
}

static void add(GArray *out, guint feature)
{
    guint16 value = (guint16)feature;
    g_array_append_val(out, value);
}

static void add_bits(GArray *out, guint group, guint64 bits)
{
    for (; bits != 0; bits &= bits - 1)
        add(out, group + (guint)__builtin_ctzll(bits));
}

static guint percent(guint64 part, guint64 whole)
{
    return whole > 0 ? (guint)(part * 100 / whole) : 0;
}

static guint share_range(guint share)
{
    static const guint limits[] = {1, 5, 20, 50, 80};
    return range(share, limits, G_N_ELEMENTS(limits));
}

static guint links_range(guint share)
{
    static const guint limits[] = {1, 15, 50, 90};
    return range(share, limits, G_N_ELEMENTS(limits));
}

static guint length3(const OsintHtmlBlock *block)
{
    static const guint limits[] = {40, 120};
    return range(block->columns, limits, G_N_ELEMENTS(limits));
}

static void add_shape(const OsintHtmlFeatures *features, const OsintHtmlBlock *block, GArray *out)
{
    static const guint limits[] = {10, 20, 35, 60, 100, 160, 300, 600};
    g_autofree char *text = g_strndup(features->page->text + block->start, block_length(block));
    guint length = length3(block);
    add(out, OSINT_FEATURE_LENGTH + range(block->columns, limits, G_N_ELEMENTS(limits)));
    add(out, OSINT_FEATURE_LINKS + length * 5 + links_range(percent(block->link_bytes, block_length(block))));
    add(out, OSINT_FEATURE_END + length * 2 + (osint_ends_sentence(text) ? 1 : 0));
}

/* Names of the elements from `from` up to, without, `to`. */
static OsintClues names_between(const OsintHtmlFeatures *features, guint from, guint to)
{
    OsintClues clues = 0;
    for (guint i = from; i != to && i != OSINT_NO_INDEX; i = node_at(features, i)->parent)
        if (node_at(features, i)->element != OSINT_ELEMENT_BODY)
            clues |= node_at(features, i)->clues;
    return clues;
}

static guint parent_of(const OsintHtmlFeatures *features, guint node)
{
    return node != OSINT_NO_INDEX ? node_at(features, node)->parent : OSINT_NO_INDEX;
}

static void add_place(const OsintHtmlFeatures *features, const OsintHtmlBlock *block, GArray *out)
{
    guint holder = block->node;
    guint parent = parent_of(features, holder), upper = parent_of(features, parent),
          top = parent_of(features, upper);
    add(out, OSINT_FEATURE_ELEMENT + node_at(features, holder)->element);
    add_bits(out, OSINT_FEATURE_INSIDE, node_at(features, block->inner)->inside);
    add_bits(out, OSINT_FEATURE_OWN, names_between(features, block->inner, parent));
    add_bits(out, OSINT_FEATURE_NEAR, names_between(features, parent, top));
    if (top != OSINT_NO_INDEX)
        add_bits(out, OSINT_FEATURE_FAR, features->sums[top].far);
    const Sum *beside = &features->sums[parent != OSINT_NO_INDEX ? parent : holder];
    const Sum *around = &features->sums[upper != OSINT_NO_INDEX ? upper : holder];
    add(out, OSINT_FEATURE_PARENT + share_range(percent(beside->running, features->running)));
    add(out, OSINT_FEATURE_GROUP + share_range(percent(around->running, features->running)));
    add(out, OSINT_FEATURE_GROUP_LINKS + links_range(percent(beside->link_bytes, beside->bytes)));
    add(out,
        OSINT_FEATURE_ALIKE + share_range(style_share(features->styles, node_at(features, holder)->signature,
                                                      features->running)));
}

static void add_order(const OsintHtmlFeatures *features, guint index, GArray *out)
{
    guint64 before = features->running_before[index];
    guint tenth = before == 0                   ? 0
                  : before == features->running ? 11
                                                : 1 + percent(before, features->running + 1) / 10;
    add(out, OSINT_FEATURE_POSITION + tenth);
    guint title = features->title, place = 0;
    if (title != OSINT_NO_INDEX)
        place = index < title ? 1 : index == title ? 2 : index - title <= 2 ? 3 : index - title <= 6 ? 4 : 5;
    add(out, OSINT_FEATURE_TITLE + place);
}

static guint neighbour(const OsintHtmlFeatures *features, guint index)
{
    static const guint limits[] = {20, 60, 140}, shares[] = {15, 60};
    if (index >= features->page->blocks->len)
        return 12;
    const OsintHtmlBlock *block = block_at(features, index);
    return range(block->columns, limits, 3) * 3 +
           range(percent(block->link_bytes, block_length(block)), shares, 2);
}

static void add_signs(const OsintHtmlFeatures *features, const OsintHtmlBlock *block, GArray *out)
{
    const char *text = features->page->text + block->start;
    gsize length = block_length(block);
    gunichar first = g_utf8_get_char(text);
    gboolean is_short = block->columns < 100;
    const gboolean signs[] = {
        is_short && block->digits > 0,
        is_short && block->digits * 4 > block->columns,
        memmem(text, length, "©", 2) != NULL,
        is_short && memchr(text, '@', length) != NULL,
        is_short && memchr(text, '|', length) != NULL,
        memchr(text, '?', MIN(length, 200)) != NULL,
        block->columns > 3 && block->capitals * 10 > block->columns * 6,
        g_unichar_islower(first),
        !g_unichar_isalnum(first),
        text[length - 1] == ':',
        block->stops * 100 < block->columns && !is_short,
        block->broken,
    };
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        if (signs[i])
            add(out, OSINT_FEATURE_SIGNS + i);
}

void osint_html_features_local(const OsintHtmlFeatures *features, guint index, GArray *out)
{
    const OsintHtmlBlock *block = block_at(features, index);
    add(out, OSINT_FEATURE_BIAS);
    add_shape(features, block, out);
    add_place(features, block, out);
    add_order(features, index, out);
    add(out, OSINT_FEATURE_BEFORE + neighbour(features, index - 1));
    add(out, OSINT_FEATURE_AFTER + neighbour(features, index + 1));
    add_signs(features, block, out);
    if (features->repeated[index])
        add(out, OSINT_FEATURE_REPEATED);
}

static gboolean is_sure(const OsintHtmlFeatures *features, guint index)
{
    return features->scores[index] > SURE_SCORE && block_at(features, index)->columns >= RUNNING_COLUMNS;
}

static void sum_scores(OsintHtmlFeatures *features)
{
    const OsintHtmlPage *page = features->page;
    for (guint i = 0; i < page->blocks->len; i++) {
        const OsintHtmlBlock *block = block_at(features, i);
        Sum *sum = &features->sums[block->node];
        float odds = expf(CLAMP(features->scores[i], -8.0F, 8.0F)), probability = odds / (1 + odds);
        sum->sure += (2 * probability - 1) * (float)MIN(block->columns, 600);
        if (is_sure(features, i)) {
            sum->sure_columns += block->columns;
            features->sure += block->columns;
            add_style(features->sure_styles, node_at(features, block->node)->signature, block->columns);
        }
    }
    for (guint i = page->nodes->len; i-- > 1;) {
        Sum *up = &features->sums[node_at(features, i)->parent];
        up->sure += features->sums[i].sure;
        up->sure_columns += features->sums[i].sure_columns;
    }
}

/* The element with the greatest sum: text in it counts for it, all else in it against it. Of equal ones the
 * innermost. */
static guint find_main(const OsintHtmlFeatures *features)
{
    guint best = OSINT_NO_INDEX;
    for (guint i = 0; i < features->page->nodes->len; i++)
        if (features->sums[i].sure > 0 &&
            (best == OSINT_NO_INDEX || features->sums[i].sure >= features->sums[best].sure))
            best = i;
    return best;
}

static void measure_gaps(OsintHtmlFeatures *features)
{
    guint count = features->page->blocks->len, gap = G_MAXUINT;
    for (guint i = 0; i < count; i++) {
        features->sure_before[i] = gap;
        gap = is_sure(features, i) ? 0 : gap == G_MAXUINT ? gap : gap + 1;
    }
    gap = G_MAXUINT;
    for (guint i = count; i-- > 0;) {
        features->sure_after[i] = gap;
        gap = is_sure(features, i) ? 0 : gap == G_MAXUINT ? gap : gap + 1;
    }
}

void osint_html_features_set_scores(OsintHtmlFeatures *features, const float *scores)
{
    g_free(features->scores);
    features->scores = g_memdup2(scores, features->page->blocks->len * sizeof *scores);
    sum_scores(features);
    features->main = find_main(features);
    measure_gaps(features);
}

static guint score_range(float score)
{
    static const float limits[] = {-4, -2.5F, -1.5F, -.5F, .5F, 1.5F, 2.5F, 4};
    guint i = 0;
    while (i < G_N_ELEMENTS(limits) && score >= limits[i])
        i++;
    return i;
}

static float score_at(const OsintHtmlFeatures *features, gint64 index)
{
    return index < 0 || index >= features->page->blocks->len ? -3 : features->scores[index];
}

static float score_around(const OsintHtmlFeatures *features, guint index)
{
    float sum = 0;
    for (gint64 i = (gint64)index - 4; i <= (gint64)index + 4; i++)
        if (i != index)
            sum += CLAMP(score_at(features, i), -5.0F, 5.0F);
    return sum / 8;
}

/* How far a block is from the main element: in it (directly, or how deep), or not. */
static guint main_range(const OsintHtmlFeatures *features, const OsintHtmlBlock *block)
{
    if (features->main == OSINT_NO_INDEX)
        return 5;
    guint levels = 0;
    for (guint i = block->node; i != OSINT_NO_INDEX && i >= features->main;
         i = node_at(features, i)->parent, levels++)
        if (i == features->main)
            return MIN(levels, 3);
    return 4;
}

static guint gap_range(guint gap)
{
    static const guint limits[] = {1, 2, 5, 15};
    return range(gap, limits, G_N_ELEMENTS(limits));
}

static guint sure_range(guint share)
{
    static const guint limits[] = {1, 10, 40, 75};
    return range(share, limits, G_N_ELEMENTS(limits));
}

void osint_html_features_around(const OsintHtmlFeatures *features, guint index, GArray *out)
{
    const OsintHtmlBlock *block = block_at(features, index);
    guint parent = parent_of(features, block->node);
    add(out, OSINT_FEATURE_SCORE + score_range(features->scores[index]));
    add(out, OSINT_FEATURE_SCORE_BEFORE + score_range(score_at(features, (gint64)index - 1)));
    add(out, OSINT_FEATURE_SCORE_AFTER + score_range(score_at(features, (gint64)index + 1)));
    add(out, OSINT_FEATURE_SCORE_AROUND + score_range(score_around(features, index)));
    add(out, OSINT_FEATURE_MAIN + main_range(features, block));
    guint before = features->sure_before[index], after = features->sure_after[index];
    add(out, OSINT_FEATURE_ORDER + (before == G_MAXUINT ? 0 : after == G_MAXUINT ? 2 : 1));
    add(out, OSINT_FEATURE_GAP + gap_range(before));
    add(out, OSINT_FEATURE_GAP + 5 + gap_range(after));
    add(out, OSINT_FEATURE_STYLE +
                 sure_range(style_share(features->sure_styles, node_at(features, block->node)->signature,
                                        features->sure)));
    guint64 beside = parent != OSINT_NO_INDEX ? features->sums[parent].sure_columns : 0;
    add(out, OSINT_FEATURE_SIBLINGS + sure_range(percent(beside, features->sure)));
}
