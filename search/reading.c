/* Reading: the matcher's occurrences of one article, phrases and distances among them, and the truth of the
 * query's tree. */
#include "search/reading.h"

#include <string.h>

#include "search/fields.h"

struct OsintReading {
    const OsintReadingPlan *plan;
    const OsintArticle *article;
    gint64 added;
    GArray *occurrences; /* OsintOccurrence of all zones, in order of position */
    guint32 body;        /* the first position of the body; below it is the title */
    guint32 authors;     /* the first position of the authors' names */
    GPtrArray *by_atom;  /* GArray of guint: indices into occurrences */
    GArray *positions; /* OsintPosition of the body's words; read when a distance to a mention is asked for */
};

OsintReading *osint_reading_new(const OsintReadingPlan *plan)
{
    OsintReading *reading = g_new0(OsintReading, 1);
    reading->plan = plan;
    reading->occurrences = g_array_new(FALSE, FALSE, sizeof(OsintOccurrence));
    reading->by_atom = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < osint_matcher_atoms(plan->matcher); i++)
        g_ptr_array_add(reading->by_atom, g_array_new(FALSE, FALSE, sizeof(guint)));
    reading->positions = g_array_new(FALSE, FALSE, sizeof(OsintPosition));
    return reading;
}

void osint_reading_free(OsintReading *reading)
{
    if (reading == NULL)
        return;
    g_array_unref(reading->occurrences);
    g_ptr_array_unref(reading->by_atom);
    g_array_unref(reading->positions);
    g_free(reading);
}

static void sort_by_atom(OsintReading *reading)
{
    for (guint i = 0; i < reading->by_atom->len; i++)
        g_array_set_size(g_ptr_array_index(reading->by_atom, i), 0);
    for (guint i = 0; i < reading->occurrences->len; i++) {
        const OsintOccurrence *occurrence = &g_array_index(reading->occurrences, OsintOccurrence, i);
        g_array_append_val((GArray *)g_ptr_array_index(reading->by_atom, occurrence->atom), i);
    }
}

void osint_reading_read(OsintReading *reading, const OsintArticle *article, OsintStems *stems, gint64 added)
{
    OsintMatcher *matcher = reading->plan->matcher;
    guint32 position = 0;
    reading->article = article;
    reading->added = added;
    g_array_set_size(reading->occurrences, 0);
    g_array_set_size(reading->positions, 0);
    if (article->title != NULL)
        position = osint_matcher_scan(matcher, stems, article->title, position, reading->occurrences);
    reading->body = position + OSINT_PARAGRAPH_GAP;
    position = osint_matcher_scan(matcher, stems, article->text, reading->body, reading->occurrences);
    reading->authors = position + OSINT_PARAGRAPH_GAP;
    position = reading->authors;
    for (guint i = 0; reading->plan->reads_authors && i < article->authors->len; i++)
        position =
            OSINT_PARAGRAPH_GAP + osint_matcher_scan(matcher, stems, g_ptr_array_index(article->authors, i),
                                                     position, reading->occurrences);
    sort_by_atom(reading);
}

/* ---- regions: all of the article, or one sentence or passage ---- */

typedef struct {
    gboolean whole;
    OsintZone zone;
    OsintSpan span;
} Region;

static const Region whole_article = {.whole = TRUE};

static gboolean lies_in(const Region *region, const OsintPlace *place)
{
    return region->whole || (place->zone == region->zone && place->span.start >= region->span.start &&
                             place->span.end <= region->span.end);
}

/* ---- places of leaves ---- */

static const OsintOccurrence *occurrence_at(const OsintReading *reading, guint atom, guint number)
{
    const GArray *list = g_ptr_array_index(reading->by_atom, atom);
    return number < list->len
               ? &g_array_index(reading->occurrences, OsintOccurrence, g_array_index(list, guint, number))
               : NULL;
}

static OsintZone zone_of(const OsintReading *reading, guint32 position)
{
    return position < reading->body      ? OSINT_ZONE_TITLE
           : position < reading->authors ? OSINT_ZONE_BODY
                                         : OSINT_ZONE_AUTHOR;
}

static gboolean field_has_zone(OsintField field, OsintZone zone)
{
    switch (field) {
    case OSINT_FIELD_TITLE:
        return zone == OSINT_ZONE_TITLE;
    case OSINT_FIELD_BODY:
        return zone == OSINT_ZONE_BODY;
    case OSINT_FIELD_AUTHOR:
        return zone == OSINT_ZONE_AUTHOR;
    default:
        return zone != OSINT_ZONE_AUTHOR;
    }
}

static gboolean comes_before(const OsintReading *reading, const OsintOccurrence *occurrence,
                             const Region *region)
{
    OsintZone zone = zone_of(reading, occurrence->position);
    return zone < region->zone || (zone == region->zone && occurrence->span.start < region->span.start);
}

static gboolean comes_after(const OsintReading *reading, const OsintOccurrence *occurrence,
                            const Region *region)
{
    OsintZone zone = zone_of(reading, occurrence->position);
    return zone > region->zone || (zone == region->zone && occurrence->span.start >= region->span.end);
}

/* The number of an atom's first occurrence in a region or after it: a long article has many sentences, and
 * each is to cost what stands in it. */
static guint first_in(const OsintReading *reading, guint atom, const Region *region)
{
    const GArray *list = g_ptr_array_index(reading->by_atom, atom);
    guint low = 0, high = region->whole ? 0 : list->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (comes_before(reading, occurrence_at(reading, atom, middle), region))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The occurrence of this number; NULL when it does not exist or comes after the region. */
static const OsintOccurrence *occurrence_in(const OsintReading *reading, guint atom, guint number,
                                            const Region *region)
{
    const OsintOccurrence *occurrence = occurrence_at(reading, atom, number);
    return occurrence == NULL || region->whole || !comes_after(reading, occurrence, region) ? occurrence
                                                                                            : NULL;
}

/* The number of an atom's first occurrence that has a position or a later one. */
static guint first_from(const OsintReading *reading, guint atom, guint32 position)
{
    const GArray *list = g_ptr_array_index(reading->by_atom, atom);
    guint low = 0, high = list->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (occurrence_at(reading, atom, middle)->position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The occurrence of an atom at a position; NULL when it is not there. */
static const OsintOccurrence *find_at(const OsintReading *reading, guint atom, guint32 position,
                                      gboolean exact)
{
    const OsintOccurrence *found = occurrence_at(reading, atom, first_from(reading, atom, position));
    return found != NULL && found->position == position && (found->exact || !exact) ? found : NULL;
}

/* The place of a sequence of atoms whose first stands at an occurrence. */
static gboolean sequence_at(const OsintReading *reading, const guint *atoms, guint count, gboolean exact,
                            const OsintOccurrence *first, OsintPlace *place)
{
    const OsintOccurrence *last = first;
    gboolean all_exact = first->exact;
    if (exact && !first->exact)
        return FALSE;
    for (guint i = 1; i < count; i++) {
        last = find_at(reading, atoms[i], first->position + i, exact);
        if (last == NULL)
            return FALSE;
        all_exact = all_exact && last->exact;
    }
    *place = (OsintPlace){first->position,
                          last->position,
                          {first->span.start, last->span.end},
                          zone_of(reading, first->position),
                          all_exact};
    return TRUE;
}

static void sequence_places(const OsintReading *reading, const guint *atoms, guint count, gboolean exact,
                            OsintField field, const Region *region, GArray *places)
{
    const OsintOccurrence *first;
    for (guint i = first_in(reading, atoms[0], region);
         (first = occurrence_in(reading, atoms[0], i, region)) != NULL; i++) {
        OsintPlace place;
        if (sequence_at(reading, atoms, count, exact, first, &place) && field_has_zone(field, place.zone) &&
            lies_in(region, &place))
            g_array_append_val(places, place);
    }
}

/* The nearest occurrence of an atom to a position within a distance, other than at the position itself. */
static const OsintOccurrence *find_near(const OsintReading *reading, guint atom, guint32 position,
                                        guint distance, gboolean exact)
{
    guint after = first_from(reading, atom, position + 1), before = first_from(reading, atom, position);
    for (;;) {
        const OsintOccurrence *next = occurrence_at(reading, atom, after);
        const OsintOccurrence *last = before > 0 ? occurrence_at(reading, atom, before - 1) : NULL;
        guint32 ahead = next == NULL ? G_MAXUINT32 : next->position - position;
        guint32 behind = last == NULL ? G_MAXUINT32 : position - last->position;
        const OsintOccurrence *nearest = ahead <= behind ? next : last;
        if (MIN(ahead, behind) > distance)
            return NULL;
        if (nearest->exact || !exact)
            return nearest;
        after += ahead <= behind ? 1 : 0;
        before -= ahead <= behind ? 0 : 1;
    }
}

/* "a b c"~5: all words within 5 words of the first. */
static gboolean window_at(const OsintReading *reading, const OsintLeaf *leaf, const OsintOccurrence *first,
                          GArray *found)
{
    g_array_set_size(found, 0);
    for (guint i = 0; i < leaf->sequence->len; i++) {
        guint atom = g_array_index(leaf->sequence, guint, i);
        const OsintOccurrence *occurrence =
            i == 0 ? first : find_near(reading, atom, first->position, leaf->node->distance, leaf->exact);
        if (occurrence == NULL || (leaf->exact && !occurrence->exact))
            return FALSE;
        OsintPlace place = {occurrence->position, occurrence->position, occurrence->span,
                            zone_of(reading, occurrence->position), occurrence->exact};
        g_array_append_val(found, place);
    }
    return TRUE;
}

static void window_places(const OsintReading *reading, const OsintLeaf *leaf, const Region *region,
                          GArray *places)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintPlace));
    guint atom = g_array_index(leaf->sequence, guint, 0);
    const OsintOccurrence *first;
    for (guint i = first_in(reading, atom, region); (first = occurrence_in(reading, atom, i, region)) != NULL;
         i++) {
        if (!window_at(reading, leaf, first, found))
            continue;
        gboolean inside = TRUE;
        for (guint j = 0; j < found->len; j++) {
            const OsintPlace *place = &g_array_index(found, OsintPlace, j);
            inside = inside && field_has_zone(leaf->node->field, place->zone) && lies_in(region, place);
        }
        if (inside)
            g_array_append_vals(places, found->data, found->len);
    }
}

static void leaf_places(const OsintReading *reading, const OsintLeaf *leaf, const Region *region,
                        GArray *places)
{
    if (leaf->sequence->len == 0)
        return;
    if (leaf->node->kind == OSINT_NODE_PHRASE && leaf->node->distance > 0 && leaf->sequence->len > 1)
        window_places(reading, leaf, region, places);
    else
        sequence_places(reading, (const guint *)(const void *)leaf->sequence->data, leaf->sequence->len,
                        leaf->exact, leaf->node->field, region, places);
}

/* ---- places of mentions ---- */

/* The body's words with their positions, read once an article. */
static const GArray *positions_of(const OsintReading *reading)
{
    if (reading->positions->len == 0)
        osint_matcher_positions(reading->article->text, reading->body, reading->positions);
    return reading->positions;
}

/* The positions of a mention's first and last word; FALSE when it has none. */
static gboolean find_positions(const GArray *words, OsintSpan span, OsintPlace *place)
{
    guint low = 0, high = words->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(words, OsintPosition, middle).span.end <= span.start)
            low = middle + 1;
        else
            high = middle;
    }
    guint end = low;
    while (end < words->len && g_array_index(words, OsintPosition, end).span.start < span.end)
        end++;
    if (end == low)
        return FALSE;
    place->first = g_array_index(words, OsintPosition, low).position;
    place->last = g_array_index(words, OsintPosition, end - 1).position;
    return TRUE;
}

/* The first mention that does not begin before a region; they are in order. */
static guint first_mention_in(const GArray *mentions, const Region *region)
{
    guint low = 0, high = region->whole ? 0 : mentions->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(mentions, OsintMention, middle).span.start < region->span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void mention_places(const OsintReading *reading, const OsintNode *node, const Region *region,
                           gboolean positions, GArray *places)
{
    const GArray *mentions = reading->article->mentions;
    for (guint i = first_mention_in(mentions, region); i < mentions->len; i++) {
        const OsintMention *mention = &g_array_index(mentions, OsintMention, i);
        OsintPlace place = {0, 0, mention->span, OSINT_ZONE_BODY, TRUE};
        if (!region->whole && mention->span.start >= region->span.end)
            break;
        if (!lies_in(region, &place) || !osint_field_wants_mention(node, reading->article, mention) ||
            (positions && !find_positions(positions_of(reading), mention->span, &place)))
            continue;
        g_array_append_val(places, place);
    }
}

/* ---- the tree ---- */

static gboolean evaluate(const OsintReading *reading, const OsintNode *node, const Region *region,
                         GArray *places);

static gboolean evaluate_and(const OsintReading *reading, const OsintNode *node, const Region *region,
                             GArray *places)
{
    guint before = places->len;
    for (guint i = 0; i < node->children->len; i++) {
        const OsintNode *child = g_ptr_array_index(node->children, i);
        if (!evaluate(reading, child, region, places) &&
            !g_hash_table_contains(reading->plan->optional, child)) {
            g_array_set_size(places, before);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean evaluate_or(const OsintReading *reading, const OsintNode *node, const Region *region,
                            GArray *places)
{
    gboolean any = FALSE;
    for (guint i = 0; i < node->children->len; i++)
        any = evaluate(reading, g_ptr_array_index(node->children, i), region, places) || any;
    return any;
}

static gboolean evaluate_not(const OsintReading *reading, const OsintNode *node, const Region *region,
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

static void proximity_child(const OsintReading *reading, const OsintNode *child, const Region *region,
                            GArray *places)
{
    if (child->kind == OSINT_NODE_FIELD)
        mention_places(reading, child, region, TRUE, places);
    else if (child->kind == OSINT_NODE_OR)
        for (guint i = 0; i < child->children->len; i++)
            proximity_child(reading, g_ptr_array_index(child->children, i), region, places);
    else
        evaluate(reading, child, region, places);
}

/* A chain: each child within distance of the one before it. */
static gboolean evaluate_near(const OsintReading *reading, const OsintNode *node, const Region *region,
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

static gboolean all_in_region(const OsintReading *reading, const OsintNode *node, const Region *region,
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

/* The first span that does not begin before a region. */
static guint first_span_in(const GArray *spans, const Region *region)
{
    guint low = 0, high = region->whole ? 0 : spans->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(spans, OsintSpan, middle).start < region->span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The title is a sentence and a passage of its own. */
static gboolean evaluate_same(const OsintReading *reading, const OsintNode *node, const Region *outer,
                              GArray *places)
{
    const OsintArticle *article = reading->article;
    const GArray *spans = node->kind == OSINT_NODE_SAME_SENTENCE ? article->sentences : article->passages;
    gboolean any = FALSE;
    if (article->title != NULL && (outer->whole || outer->zone == OSINT_ZONE_TITLE)) {
        Region title = {FALSE, OSINT_ZONE_TITLE, {0, (guint32)strlen(article->title)}};
        any = all_in_region(reading, node, &title, places);
    }
    for (guint i = first_span_in(spans, outer); i < spans->len; i++) {
        Region region = {FALSE, OSINT_ZONE_BODY, g_array_index(spans, OsintSpan, i)};
        OsintPlace probe = {.span = region.span, .zone = OSINT_ZONE_BODY};
        if (!outer->whole && region.span.start >= outer->span.end)
            break;
        if (lies_in(outer, &probe))
            any = all_in_region(reading, node, &region, places) || any;
    }
    return any;
}

static gboolean evaluate_field(const OsintReading *reading, const OsintNode *node, const Region *region,
                               GArray *places)
{
    guint before = places->len;
    if (node->field == OSINT_FIELD_ENTITY || node->field == OSINT_FIELD_MENTIONS)
        mention_places(reading, node, region, FALSE, places);
    if (node->field == OSINT_FIELD_ENTITY)
        return places->len > before || (region->whole && osint_field_is_tagged(node, reading->article));
    return osint_field_matches(node, reading->article, reading->added);
}

static gboolean evaluate_leaf(const OsintReading *reading, const OsintNode *node, const Region *region,
                              GArray *places)
{
    guint before = places->len;
    const OsintLeaf *leaf = g_hash_table_lookup(reading->plan->leaves, node);
    leaf_places(reading, leaf, region, places);
    return places->len > before || leaf->sequence->len == 0;
}

static gboolean evaluate(const OsintReading *reading, const OsintNode *node, const Region *region,
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
    return evaluate(reading, node, &whole_article, places);
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
        return evaluate(reading, node, &whole_article, places);
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
    evaluate(reading, reading->plan->root, &whole_article, places);
}

void osint_reading_leaf_places(OsintReading *reading, const OsintLeaf *leaf, GArray *places)
{
    leaf_places(reading, leaf, &whole_article, places);
}

void osint_reading_unit_places(OsintReading *reading, const OsintUnit *unit, GArray *places)
{
    if (unit->atom_count > 0)
        sequence_places(reading, unit->atoms, unit->atom_count, FALSE, OSINT_FIELD_TEXT, &whole_article,
                        places);
}

void osint_reading_mention_places(OsintReading *reading, const OsintNode *node, GArray *places)
{
    mention_places(reading, node, &whole_article, FALSE, places);
}
