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
};

OsintReading *osint_reading_new(const OsintReadingPlan *plan)
{
    OsintReading *reading = g_new0(OsintReading, 1);
    reading->plan = plan;
    reading->occurrences = g_array_new(FALSE, FALSE, sizeof(OsintOccurrence));
    reading->by_atom = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < osint_matcher_atoms(plan->matcher); i++)
        g_ptr_array_add(reading->by_atom, g_array_new(FALSE, FALSE, sizeof(guint)));
    return reading;
}

void osint_reading_free(OsintReading *reading)
{
    if (reading == NULL)
        return;
    g_array_unref(reading->occurrences);
    g_ptr_array_unref(reading->by_atom);
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

/* The occurrence of an atom at a position, by binary search; NULL when it is not there. */
static const OsintOccurrence *find_at(const OsintReading *reading, guint atom, guint32 position,
                                      gboolean exact)
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
    const OsintOccurrence *found = occurrence_at(reading, atom, low);
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
    for (guint i = 0; (first = occurrence_at(reading, atoms[0], i)) != NULL; i++) {
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
    for (guint step = 1; step <= distance; step++) {
        const OsintOccurrence *found = find_at(reading, atom, position + step, exact);
        if (found == NULL && position >= step)
            found = find_at(reading, atom, position - step, exact);
        if (found != NULL)
            return found;
    }
    return NULL;
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
    const OsintOccurrence *first;
    for (guint i = 0; (first = occurrence_at(reading, g_array_index(leaf->sequence, guint, 0), i)) != NULL;
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

/* The position that the word at a byte of the body has. */
static guint32 position_at(const OsintReading *reading, guint32 byte)
{
    return osint_matcher_position(reading->article->text, reading->body, byte);
}

static void mention_places(const OsintReading *reading, const OsintNode *node, const Region *region,
                           gboolean positions, GArray *places)
{
    const GArray *mentions = reading->article->mentions;
    for (guint i = 0; i < mentions->len; i++) {
        const OsintMention *mention = &g_array_index(mentions, OsintMention, i);
        OsintPlace place = {0, 0, mention->span, OSINT_ZONE_BODY, TRUE};
        if (!osint_field_wants_mention(node, reading->article, mention) || !lies_in(region, &place))
            continue;
        if (positions) {
            place.first = position_at(reading, mention->span.start);
            place.last = MAX(place.first, position_at(reading, mention->span.end) - 1);
        }
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

static gboolean within(const OsintPlace *left, const OsintPlace *right, const OsintNode *node)
{
    if (left->zone != right->zone)
        return FALSE;
    if (right->first > left->last)
        return right->first - left->last <= node->distance;
    return node->kind == OSINT_NODE_NEAR && left->first > right->last &&
           left->first - right->last <= node->distance;
}

/* Keeps of each list the places that are within distance of one in the list before it. */
static void keep_near(const GArray *before, GArray *places, const OsintNode *node, gboolean backwards)
{
    guint kept = 0;
    for (guint i = 0; i < places->len; i++) {
        OsintPlace place = g_array_index(places, OsintPlace, i);
        gboolean near = FALSE;
        for (guint j = 0; j < before->len && !near; j++) {
            const OsintPlace *other = &g_array_index(before, OsintPlace, j);
            near = backwards ? within(&place, other, node) : within(other, &place, node);
        }
        if (near)
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

/* The title is a sentence and a passage of its own. */
static gboolean evaluate_same(const OsintReading *reading, const OsintNode *node, const Region *outer,
                              GArray *places)
{
    const OsintArticle *article = reading->article;
    const GArray *spans = node->kind == OSINT_NODE_SAME_SENTENCE ? article->sentences : article->passages;
    gboolean any = FALSE;
    if (article->title != NULL && outer->whole) {
        Region title = {FALSE, OSINT_ZONE_TITLE, {0, (guint32)strlen(article->title)}};
        any = all_in_region(reading, node, &title, places);
    }
    for (guint i = 0; i < spans->len; i++) {
        Region region = {FALSE, OSINT_ZONE_BODY, g_array_index(spans, OsintSpan, i)};
        OsintPlace probe = {.span = region.span, .zone = OSINT_ZONE_BODY};
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
