/* Whether the article that was read matches: the truth of the query's tree, and the places that make it so.
 */
#include <string.h>

#include "search/fields.h"
#include "search/places.h"

static gboolean evaluate(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                         GArray *places);

/* Common words that need not be there are not shown where they are, either: they stand in every line. */
static gboolean evaluate_and(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                             GArray *places)
{
    guint before = places->len;
    for (guint i = 0; i < node->children->len; i++) {
        const OsintNode *child = g_ptr_array_index(node->children, i);
        if (!g_hash_table_contains(reading->plan->optional, child) &&
            !evaluate(reading, child, region, places)) {
            g_array_set_size(places, before);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean evaluate_or(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                            GArray *places)
{
    gboolean any = FALSE;
    for (guint i = 0; i < node->children->len; i++)
        any = evaluate(reading, g_ptr_array_index(node->children, i), region, places) || any;
    return any;
}

static gboolean evaluate_not(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                             GArray *places)
{
    guint before = places->len;
    gboolean matched = evaluate(reading, g_ptr_array_index(node->children, 0), region, places);
    g_array_set_size(places, before);
    return !matched;
}

static int by_number(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

/* The first or the last positions of places, in order. */
static GArray *edges_of(const GArray *places, gboolean last)
{
    GArray *edges = g_array_sized_new(FALSE, FALSE, sizeof(guint32), places->len);
    for (guint i = 0; i < places->len; i++) {
        const OsintPlace *place = &g_array_index(places, OsintPlace, i);
        guint32 edge = last ? place->last : place->first;
        g_array_append_val(edges, edge);
    }
    g_array_sort(edges, by_number);
    return edges;
}

static gboolean any_between(const GArray *edges, guint32 from, guint32 to)
{
    guint low = 0, high = edges->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(edges, guint32, middle) < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < edges->len && g_array_index(edges, guint32, low) <= to;
}

/* Keeps of a list the places that another list has one near of: before them for ADJ (after them, when going
 * backwards), on either side for NEAR. Zones are further apart than any distance. */
static void keep_near(const GArray *others, GArray *places, const OsintNode *node, gboolean backwards)
{
    g_autoptr(GArray) firsts = edges_of(others, FALSE);
    g_autoptr(GArray) lasts = edges_of(others, TRUE);
    gboolean either = node->kind == OSINT_NODE_NEAR;
    guint kept = 0;
    for (guint i = 0; node->distance > 0 && i < places->len; i++) {
        OsintPlace place = g_array_index(places, OsintPlace, i);
        guint32 from = place.first - MIN(place.first, node->distance);
        gboolean after =
            (either || !backwards) && place.first > 0 && any_between(lasts, from, place.first - 1);
        if (after ||
            ((either || backwards) && any_between(firsts, place.last + 1, place.last + node->distance)))
            g_array_index(places, OsintPlace, kept++) = place;
    }
    g_array_set_size(places, kept);
}

static void proximity_child(const OsintReading *reading, const OsintNode *child, const OsintRegion *region,
                            GArray *places)
{
    if (child->kind == OSINT_NODE_FIELD)
        osint_places_of_mentions(reading, child, region, TRUE, places);
    else if (child->kind == OSINT_NODE_OR)
        for (guint i = 0; i < child->children->len; i++)
            proximity_child(reading, g_ptr_array_index(child->children, i), region, places);
    else
        evaluate(reading, child, region, places);
}

/* A chain: each child within distance of the one before it. */
static gboolean evaluate_near(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                              GArray *places)
{
    guint count = node->children->len;
    g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < count; i++) {
        GArray *list = g_array_new(FALSE, FALSE, sizeof(OsintPlace));
        g_ptr_array_add(lists, list);
        proximity_child(reading, g_ptr_array_index(node->children, i), region, list);
        if (i > 0)
            keep_near(g_ptr_array_index(lists, i - 1), list, node, FALSE);
        if (list->len == 0)
            return FALSE;
    }
    for (guint i = count - 1; i > 0; i--)
        keep_near(g_ptr_array_index(lists, i), g_ptr_array_index(lists, i - 1), node, TRUE);
    for (guint i = 0; i < count; i++) {
        const GArray *list = g_ptr_array_index(lists, i);
        g_array_append_vals(places, list->data, list->len);
    }
    return TRUE;
}

static gboolean all_in_region(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                              GArray *places)
{
    guint before = places->len;
    for (guint i = 0; i < node->children->len; i++) {
        if (!evaluate(reading, g_ptr_array_index(node->children, i), region, places)) {
            g_array_set_size(places, before);
            return FALSE;
        }
    }
    return TRUE;
}

/* The title is a sentence and a passage of its own. */
static gboolean evaluate_same(const OsintReading *reading, const OsintNode *node, const OsintRegion *outer,
                              GArray *places)
{
    const OsintArticle *article = reading->article;
    const GArray *spans = node->kind == OSINT_NODE_SAME_SENTENCE ? article->sentences : article->passages;
    gboolean any = FALSE;
    if (article->title != NULL && (outer->whole || outer->zone == OSINT_ZONE_TITLE)) {
        OsintRegion title = {FALSE, OSINT_ZONE_TITLE, {0, (guint32)strlen(article->title)}};
        any = all_in_region(reading, node, &title, places);
    }
    for (guint i = osint_region_first(outer, spans); i < spans->len; i++) {
        OsintRegion region = {FALSE, OSINT_ZONE_BODY, g_array_index(spans, OsintSpan, i)};
        OsintPlace probe = {.span = region.span, .zone = OSINT_ZONE_BODY};
        if (!outer->whole && region.span.start >= outer->span.end)
            break;
        if (osint_region_holds(outer, &probe))
            any = all_in_region(reading, node, &region, places) || any;
    }
    return any;
}

static gboolean evaluate_field(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                               GArray *places)
{
    guint before = places->len;
    if (node->field == OSINT_FIELD_ENTITY || node->field == OSINT_FIELD_MENTIONS ||
        node->field == OSINT_FIELD_CITES)
        osint_places_of_mentions(reading, node, region, FALSE, places);
    if (node->field == OSINT_FIELD_CITES)
        return places->len > before;
    if (node->field == OSINT_FIELD_ENTITY)
        return places->len > before || (region->whole && osint_field_is_tagged(node, reading->article));
    if (osint_field_matches(node, reading->article, reading->added))
        return TRUE;
    g_array_set_size(places, before);
    return FALSE;
}

static gboolean evaluate_leaf(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                              GArray *places)
{
    guint before = places->len;
    const OsintLeaf *leaf = g_hash_table_lookup(reading->plan->leaves, node);
    osint_places_of_leaf(reading, leaf, region, places);
    return places->len > before || leaf->sequence->len == 0;
}

static gboolean evaluate(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                         GArray *places)
{
    switch (node->kind) {
    case OSINT_NODE_ALL:
        return TRUE;
    case OSINT_NODE_WORD:
    case OSINT_NODE_PHRASE:
    case OSINT_NODE_PREFIX:
    case OSINT_NODE_FUZZY:
        return evaluate_leaf(reading, node, region, places);
    case OSINT_NODE_FIELD:
        return evaluate_field(reading, node, region, places);
    case OSINT_NODE_AND:
        return evaluate_and(reading, node, region, places);
    case OSINT_NODE_OR:
        return evaluate_or(reading, node, region, places);
    case OSINT_NODE_NOT:
        return evaluate_not(reading, node, region, places);
    case OSINT_NODE_NEAR:
    case OSINT_NODE_ADJ:
        return evaluate_near(reading, node, region, places);
    case OSINT_NODE_SAME_SENTENCE:
    case OSINT_NODE_SAME_PASSAGE:
        return evaluate_same(reading, node, region, places);
    }
    g_assert_not_reached();
}

gboolean osint_reading_matches_node(OsintReading *reading, const OsintNode *node)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(OsintPlace));
    return evaluate(reading, node, &osint_whole_article, places);
}

gboolean osint_reading_matches(OsintReading *reading)
{
    return osint_reading_matches_node(reading, reading->plan->root);
}

static gboolean passes_filters(const OsintReading *reading, const OsintNode *node, GArray *places)
{
    gboolean any = FALSE, all = TRUE;
    switch (node->kind) {
    case OSINT_NODE_FIELD:
    case OSINT_NODE_NOT:
        return evaluate(reading, node, &osint_whole_article, places);
    case OSINT_NODE_AND:
    case OSINT_NODE_OR:
        for (guint i = 0; i < node->children->len; i++) {
            gboolean passes = passes_filters(reading, g_ptr_array_index(node->children, i), places);
            any = any || passes;
            all = all && passes;
        }
        return node->kind == OSINT_NODE_AND ? all : any;
    default:
        return TRUE;
    }
}

gboolean osint_reading_passes_filters(OsintReading *reading)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(OsintPlace));
    return passes_filters(reading, reading->plan->root, places);
}

void osint_reading_places(OsintReading *reading, GArray *places)
{
    evaluate(reading, reading->plan->root, &osint_whole_article, places);
}
