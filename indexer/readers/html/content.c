/* Choosing text. Each block has log-odds, the sum of the weights of its features (boilerplate detection with
 * shallow text features, Kohlschuetter, Fankhauser and Nejdl 2010); first by itself, then again with the
 * first opinion on all the others at hand. The best run of keeping and leaving out is found for the page as a
 * whole (a chain of two states, as in Web2Text, Vogels, Ganea and Eickhoff 2018). */
#include "indexer/readers/html/content.h"

#include "indexer/readers/html/article-body.h"
#include "indexer/readers/html/weights.h"

/* A page that has hardly any text is asked again, with more patience each time. */
#define MIN_SHARE 14
#define SMALL_PAGE 600 /* bytes */
#define SMALL_PAGE_SHARE 95
#define BIAS_STEP 1.0F
#define MAX_BIAS 8.0F
#define MIN_RUNNING 45 /* columns */
#define MAX_LINK 160   /* columns */
#define LEVELLING .9F
#define HIDDEN_BIAS -2.0F

static float weigh(const GArray *features, const float *weights)
{
    float sum = 0;
    for (guint i = 0; i < features->len; i++)
        sum += weights[g_array_index(features, guint16, i)];
    return sum;
}

float *osint_html_content_scores(const OsintHtmlPage *page, OsintHtmlFeatures *features)
{
    g_autofree float *first = g_new(float, page->blocks->len + 1);
    float *second = g_new(float, page->blocks->len + 1);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(guint16));
    for (guint i = 0; i < page->blocks->len; i++) {
        g_array_set_size(list, 0);
        osint_html_features_local(features, i, list);
        first[i] = weigh(list, osint_html_weights_local);
        second[i] = weigh(list, osint_html_weights_all);
    }
    osint_html_features_set_scores(features, first);
    for (guint i = 0; i < page->blocks->len; i++) {
        g_array_set_size(list, 0);
        osint_html_features_around(features, i, list);
        second[i] += weigh(list, osint_html_weights_all);
    }
    return second;
}

typedef struct {
    float sum, columns;
} Style;

/* Paragraphs that are styled alike, in elements that are, are mostly alike in being text. */
static guint style_of(const OsintHtmlPage *page, const OsintHtmlBlock *block)
{
    const OsintHtmlNode *node = osint_html_page_node(page, block->node);
    guint parent = node->parent != OSINT_NO_INDEX ? osint_html_page_node(page, node->parent)->signature : 0;
    return node->signature * 31 + parent;
}

static gboolean is_running(const OsintHtmlBlock *block)
{
    return block->columns >= MIN_RUNNING && block->link_bytes * 3 < block->end - block->start;
}

/* Moves the scores of such paragraphs towards their mean, by length. */
static void level(const OsintHtmlPage *page, float *scores)
{
    g_autoptr(GHashTable) styles = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < page->blocks->len; i++) {
        const OsintHtmlBlock *block = osint_html_page_block(page, i);
        if (!is_running(block))
            continue;
        gpointer key = GUINT_TO_POINTER(style_of(page, block));
        Style *style = g_hash_table_lookup(styles, key);
        if (style == NULL)
            g_hash_table_insert(styles, key, style = g_new0(Style, 1));
        float columns = (float)MIN(block->columns, 400);
        style->sum += columns * CLAMP(scores[i], -4.0F, 4.0F);
        style->columns += columns;
    }
    for (guint i = 0; i < page->blocks->len; i++) {
        const OsintHtmlBlock *block = osint_html_page_block(page, i);
        if (!is_running(block))
            continue;
        const Style *style = g_hash_table_lookup(styles, GUINT_TO_POINTER(style_of(page, block)));
        scores[i] += LEVELLING * (style->sum / style->columns - scores[i]);
    }
}

/* What changing between keeping and leaving out costs, in log-odds: inside an element more than at its
 * borders. */
static float cost_of_change(const OsintHtmlPage *page, guint before, guint after)
{
    const OsintHtmlNode *first = osint_html_page_node(page, osint_html_page_block(page, before)->node);
    const OsintHtmlNode *second = osint_html_page_node(page, osint_html_page_block(page, after)->node);
    return first->parent == second->parent ? 0.6F : 0.3F;
}

/* Whether patience is not for a block: what is never the article of a page that has one. */
static gboolean is_aside(const OsintHtmlPage *page, guint index)
{
    const guint64 bits = OSINT_ELEMENT_BIT(OSINT_ELEMENT_NAV) | OSINT_ELEMENT_BIT(OSINT_ELEMENT_FOOTER) |
                         OSINT_ELEMENT_BIT(OSINT_ELEMENT_FORM) | OSINT_ELEMENT_BIT(OSINT_ELEMENT_BUTTON) |
                         OSINT_ELEMENT_BIT(OSINT_ELEMENT_DIALOG) | OSINT_ELEMENT_BIT(OSINT_ELEMENT_HIDDEN);
    return (osint_html_page_node(page, osint_html_page_block(page, index)->inner)->inside & bits) != 0;
}

/* What a bias means for one block. What is not shown is kept only when there is nothing else at all. */
static float patience_for(const OsintHtmlPage *page, guint index, float bias)
{
    const OsintHtmlNode *node = osint_html_page_node(page, osint_html_page_block(page, index)->inner);
    if (bias > MAX_BIAS)
        return bias;
    if ((node->inside & OSINT_ELEMENT_BIT(OSINT_ELEMENT_HIDDEN)) != 0)
        return HIDDEN_BIAS;
    return is_aside(page, index) ? 0 : bias;
}

/* The best run: of every two, to stay or to change. */
static void choose_run(const OsintHtmlPage *page, const float *scores, float bias, gboolean *kept)
{
    guint count = page->blocks->len;
    g_autofree guint8 *stays =
        g_new0(guint8, count + 1); /* bit 0: out came from out; bit 1: in came from in */
    float out = 0, in = 0;
    for (guint i = 0; i < count; i++) {
        float cost = i > 0 ? cost_of_change(page, i - 1, i) : 0;
        float to_out = MAX(out, in - cost), to_in = MAX(in, out - cost);
        stays[i] = (guint8)((out >= in - cost ? 1 : 0) | (in >= out - cost ? 2 : 0));
        out = to_out;
        in = to_in + scores[i] + patience_for(page, i, bias);
    }
    gboolean keep = in > out;
    for (guint i = count; i-- > 0;) {
        kept[i] = keep;
        keep = (stays[i] & (keep ? 2 : 1)) != 0 ? keep : !keep;
    }
}

/* Whether what is kept is next to nothing beside the text that the page has outside of links. */
static gboolean is_too_little(const OsintHtmlPage *page, const gboolean *kept)
{
    guint64 all = 0, chosen = 0;
    for (guint i = 0; i < page->blocks->len; i++) {
        if (is_aside(page, i) && !kept[i])
            continue;
        const OsintHtmlBlock *block = osint_html_page_block(page, i);
        guint bytes = block->end - block->start - MIN(block->link_bytes, block->end - block->start);
        all += bytes;
        chosen += kept[i] ? bytes : 0;
    }
    return chosen == 0 || chosen * 100 < all * (all < SMALL_PAGE ? SMALL_PAGE_SHARE : MIN_SHARE);
}

/* What a text begins with is no link to elsewhere. */
static void drop_leading_links(const OsintHtmlPage *page, gboolean *kept)
{
    guint first = 0;
    while (first < page->blocks->len) {
        const OsintHtmlBlock *block = osint_html_page_block(page, first);
        if (kept[first] &&
            (block->columns > MAX_LINK || block->link_bytes * 10 < (block->end - block->start) * 9))
            break;
        first++;
    }
    for (guint i = 0; i < first && first < page->blocks->len; i++)
        kept[i] = FALSE;
}

gboolean *osint_html_content_choose(const OsintHtmlPage *page, const char *title, const char *body)
{
    gboolean *kept = g_new0(gboolean, page->blocks->len + 1);
    g_autoptr(OsintHtmlFeatures) features = osint_html_features_new(page, title);
    g_autofree float *scores = osint_html_content_scores(page, features);
    level(page, scores);
    if (body != NULL)
        osint_html_article_body_weigh(body, page, scores);
    float bias = 0;
    choose_run(page, scores, bias, kept);
    while (bias <= MAX_BIAS && is_too_little(page, kept)) {
        bias += BIAS_STEP;
        choose_run(page, scores, bias, kept);
    }
    drop_leading_links(page, kept);
    return kept;
}

gboolean *osint_html_content_shown(const OsintHtmlPage *page)
{
    const guint64 bits = OSINT_ELEMENT_BIT(OSINT_ELEMENT_HIDDEN) | OSINT_ELEMENT_BIT(OSINT_ELEMENT_NAV) |
                         OSINT_ELEMENT_BIT(OSINT_ELEMENT_BUTTON) | OSINT_ELEMENT_BIT(OSINT_ELEMENT_TEMPLATE) |
                         OSINT_ELEMENT_BIT(OSINT_ELEMENT_NOSCRIPT);
    gboolean *kept = g_new0(gboolean, page->blocks->len + 1);
    for (guint i = 0; i < page->blocks->len; i++)
        kept[i] = (osint_html_page_node(page, osint_html_page_block(page, i)->inner)->inside & bits) == 0;
    return kept;
}
