/* Reading: the matcher's occurrences of one article, the phrases among them, and the mentions asked for. */
#include "search/places.h"

#include "search/cites.h"
#include "search/fields.h"

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

const OsintRegion osint_whole_article = {.whole = TRUE};

gboolean osint_region_holds(const OsintRegion *region, const OsintPlace *place)
{
    return region->whole || (place->zone == region->zone && place->span.start >= region->span.start &&
                             place->span.end <= region->span.end);
}

guint osint_region_first(const OsintRegion *region, const GArray *spans)
{
    return region->whole ? 0 : osint_spans_from(spans, region->span.start);
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
                             const OsintRegion *region)
{
    OsintZone zone = zone_of(reading, occurrence->position);
    return zone < region->zone || (zone == region->zone && occurrence->span.start < region->span.start);
}

static gboolean comes_after(const OsintReading *reading, const OsintOccurrence *occurrence,
                            const OsintRegion *region)
{
    OsintZone zone = zone_of(reading, occurrence->position);
    return zone > region->zone || (zone == region->zone && occurrence->span.start >= region->span.end);
}

/* The number of an atom's first occurrence in a region or after it: a long article has many sentences, and
 * each is to cost what stands in it. */
static guint first_in(const OsintReading *reading, guint atom, const OsintRegion *region)
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
                                            const OsintRegion *region)
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

/* The place of a sequence whose first atom stands at an occurrence. */
static gboolean sequence_at(const OsintReading *reading, const OsintStep *steps, guint count, gboolean exact,
                            const OsintOccurrence *first, OsintPlace *place)
{
    const OsintOccurrence *last = first;
    gboolean all_exact = first->exact;
    if (exact && !first->exact)
        return FALSE;
    for (guint i = 1; i < count; i++) {
        const OsintOccurrence *next = find_at(reading, steps[i].atom, first->position + i, exact);
        if (next == NULL || (steps[i].joined && next->span.start != last->span.end))
            return FALSE;
        last = next;
        all_exact = all_exact && last->exact;
    }
    *place = (OsintPlace){first->position,
                          last->position,
                          {first->span.start, last->span.end},
                          zone_of(reading, first->position),
                          all_exact};
    return TRUE;
}

void osint_places_of_sequence(const OsintReading *reading, const OsintStep *steps, guint count,
                              gboolean exact, OsintField field, const OsintRegion *region, GArray *places)
{
    const OsintOccurrence *first;
    for (guint i = first_in(reading, steps[0].atom, region);
         (first = occurrence_in(reading, steps[0].atom, i, region)) != NULL; i++) {
        OsintPlace place;
        if (sequence_at(reading, steps, count, exact, first, &place) && field_has_zone(field, place.zone) &&
            osint_region_holds(region, &place))
            g_array_append_val(places, place);
    }
}

void osint_places_of_leaf(const OsintReading *reading, const OsintLeaf *leaf, const OsintRegion *region,
                          GArray *places)
{
    if (leaf->sequence->len == 0)
        return;
    if (leaf->node->kind == OSINT_NODE_PHRASE && leaf->node->distance > 0 && leaf->sequence->len > 1)
        osint_places_of_window(reading, leaf, region, places);
    else
        osint_places_of_sequence(reading, (const OsintStep *)(const void *)leaf->sequence->data,
                                 leaf->sequence->len, leaf->exact, leaf->node->field, region, places);
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

static void places_of_citations(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                                gboolean positions, GArray *places)
{
    const GArray *citations = reading->article->citations;
    for (guint i = osint_region_first(region, citations); i < citations->len; i++) {
        const OsintCitation *citation = &g_array_index(citations, OsintCitation, i);
        OsintPlace place = {0, 0, citation->span, OSINT_ZONE_BODY, TRUE};
        if (!region->whole && citation->span.start >= region->span.end)
            break;
        if (!osint_region_holds(region, &place) || !osint_cites_wants(node, citation) ||
            (positions && !find_positions(positions_of(reading), citation->span, &place)))
            continue;
        g_array_append_val(places, place);
    }
}

void osint_places_of_mentions(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                              gboolean positions, GArray *places)
{
    if (node->field == OSINT_FIELD_CITES) {
        places_of_citations(reading, node, region, positions, places);
        return;
    }
    const GArray *mentions = reading->article->mentions;
    for (guint i = osint_region_first(region, mentions); i < mentions->len; i++) {
        const OsintMention *mention = &g_array_index(mentions, OsintMention, i);
        OsintPlace place = {0, 0, mention->span, OSINT_ZONE_BODY, TRUE};
        if (!region->whole && mention->span.start >= region->span.end)
            break;
        if (!osint_region_holds(region, &place) ||
            !osint_field_wants_mention(node, reading->article, mention) ||
            (positions && !find_positions(positions_of(reading), mention->span, &place)))
            continue;
        g_array_append_val(places, place);
    }
}

void osint_reading_leaf_places(OsintReading *reading, const OsintLeaf *leaf, GArray *places)
{
    osint_places_of_leaf(reading, leaf, &osint_whole_article, places);
}

void osint_reading_unit_places(OsintReading *reading, const OsintUnit *unit, GArray *places)
{
    OsintStep steps[] = {{unit->atoms[0], FALSE}, {unit->atoms[1], unit->joined}};
    if (unit->atom_count > 0)
        osint_places_of_sequence(reading, steps, unit->atom_count, FALSE, OSINT_FIELD_TEXT,
                                 &osint_whole_article, places);
}

void osint_reading_mention_places(OsintReading *reading, const OsintNode *node, GArray *places)
{
    osint_places_of_mentions(reading, node, &osint_whole_article, FALSE, places);
}
