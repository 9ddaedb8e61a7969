/* Hits: an article's best passages and what is highlighted in them. */
#include "search/rank.h"

#include <string.h>

#include "search/copies.h"
#include "search/missing.h"
#include "search/score.h"

struct OsintRanker {
    const OsintPlan *plan;
    OsintScorer *scorer;
    GArray *places;  /* OsintPlace: what is highlighted, in order */
    guint32 longest; /* bytes of the longest of them: one may run on from another passage */
};

OsintRanker *osint_ranker_new(const OsintPlan *plan)
{
    OsintRanker *ranker = g_new0(OsintRanker, 1);
    ranker->plan = plan;
    ranker->scorer = osint_scorer_new(plan);
    ranker->places = g_array_new(FALSE, FALSE, sizeof(OsintPlace));
    return ranker;
}

void osint_ranker_free(OsintRanker *ranker)
{
    if (ranker == NULL)
        return;
    osint_scorer_free(ranker->scorer);
    g_array_unref(ranker->places);
    g_free(ranker);
}

/* ---- highlights ---- */

static int by_start(gconstpointer a, gconstpointer b)
{
    const OsintPlace *left = a, *right = b;
    return left->span.start < right->span.start ? -1 : left->span.start > right->span.start;
}

static gboolean is_neighbour_pair(const OsintUnit *unit)
{
    return unit->atom_count == 2 || unit->required;
}

/* Where an article has not all that was asked for, whatever it has is shown: whole leaves, else the pairs of
 * a loose one. */
static void add_partial_places(OsintReading *reading, const OsintLeaf *leaf, GArray *places)
{
    guint before = places->len;
    osint_reading_leaf_places(reading, leaf, places);
    if (!leaf->loose || places->len > before)
        return;
    for (guint i = 0; i < leaf->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(leaf->units, i);
        if (is_neighbour_pair(unit))
            osint_reading_unit_places(reading, unit, places);
    }
}

static void collect_highlights(OsintRanker *ranker, OsintReading *reading, gboolean closest)
{
    const OsintPlan *plan = ranker->plan;
    g_array_set_size(ranker->places, 0);
    if (!closest)
        osint_reading_places(reading, ranker->places);
    for (guint i = 0; closest && i < plan->positive->len; i++) {
        const OsintLeaf *leaf = g_ptr_array_index(plan->positive, i);
        if (!g_hash_table_contains(plan->reading.optional, leaf->node))
            add_partial_places(reading, leaf, ranker->places);
    }
    for (guint i = 0; closest && i < plan->asked->len; i++)
        osint_reading_mention_places(reading, g_ptr_array_index(plan->asked, i), ranker->places);
    g_array_sort(ranker->places, by_start);
    ranker->longest = 0;
    for (guint i = 0; i < ranker->places->len; i++) {
        OsintSpan span = g_array_index(ranker->places, OsintPlace, i).span;
        ranker->longest = MAX(ranker->longest, span.end - span.start);
    }
}

/* The first of the collected places that begins at a byte or later. */
static guint first_place_from(const GArray *places, guint32 byte)
{
    guint low = 0, high = places->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(places, OsintPlace, middle).span.start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What of the places of a zone lies within a span, as spans, overlapping ones joined. */
static GArray *highlights_in(const OsintRanker *ranker, OsintZone zone, OsintSpan within)
{
    GArray *highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    guint32 before = MIN(within.start, ranker->longest);
    for (guint i = first_place_from(ranker->places, within.start - before); i < ranker->places->len; i++) {
        const OsintPlace *place = &g_array_index(ranker->places, OsintPlace, i);
        if (place->span.start >= within.end)
            break;
        if (place->zone != zone || place->span.end <= within.start)
            continue;
        OsintSpan span = {MAX(place->span.start, within.start), MIN(place->span.end, within.end)};
        OsintSpan *last =
            highlights->len > 0 ? &g_array_index(highlights, OsintSpan, highlights->len - 1) : NULL;
        if (last != NULL && span.start < last->end)
            last->end = MAX(last->end, span.end);
        else
            g_array_append_val(highlights, span);
    }
    return highlights;
}

/* ---- hits ---- */

static void hit_passage_free(gpointer data)
{
    OsintHitPassage *passage = data;
    g_array_unref(passage->highlights);
    g_free(passage->explanation);
    g_free(passage);
}

void osint_hit_free(OsintHit *hit)
{
    if (hit == NULL)
        return;
    g_ptr_array_unref(hit->missing);
    g_ptr_array_unref(hit->passages);
    g_array_unref(hit->title_highlights);
    g_ptr_array_unref(hit->copies);
    osint_article_free(hit->article);
    g_free(hit->explanation);
    g_free(hit);
}

OsintHit *osint_hit_new(OsintArticle *article)
{
    OsintHit *hit = g_new0(OsintHit, 1);
    hit->article = article;
    hit->missing = g_ptr_array_new_with_free_func(g_free);
    hit->passages = g_ptr_array_new_with_free_func(hit_passage_free);
    hit->title_highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    hit->copies = g_ptr_array_new_with_free_func((GDestroyNotify)osint_copy_free);
    return hit;
}

OsintHitPassage *osint_hit_passage_new(OsintHit *hit)
{
    OsintHitPassage *passage = g_new0(OsintHitPassage, 1);
    passage->highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    g_ptr_array_add(hit->passages, passage);
    return passage;
}

static int by_score(gconstpointer a, gconstpointer b, gpointer user_data)
{
    const OsintScorer *scorer = user_data;
    guint left = *(const guint *)a, right = *(const guint *)b;
    double left_score = osint_scorer_passage(scorer, left), right_score = osint_scorer_passage(scorer, right);
    if (left_score != right_score)
        return left_score < right_score ? 1 : -1;
    return left < right ? -1 : left > right;
}

/* The passages to show, best first: those that have something of the query; when none has, the first. */
static GArray *choose_passages(const OsintRanker *ranker, guint passages, guint most)
{
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < passages; i++)
        if (osint_scorer_matches(ranker->scorer, i))
            g_array_append_val(chosen, i);
    g_array_sort_with_data(chosen, by_score, ranker->scorer);
    if (chosen->len > most)
        g_array_set_size(chosen, most);
    if (chosen->len == 0 && passages > 0) {
        guint first = 0;
        g_array_append_val(chosen, first);
    }
    return chosen;
}

static void add_passages(OsintRanker *ranker, OsintHit *hit, const OsintSearchOptions *options)
{
    g_autoptr(GArray) chosen = choose_passages(ranker, hit->article->passages->len, options->passages);
    for (guint i = 0; i < chosen->len; i++) {
        guint number = g_array_index(chosen, guint, i);
        OsintHitPassage *passage = osint_hit_passage_new(hit);
        g_array_unref(passage->highlights);
        passage->index = number + 1;
        passage->span = g_array_index(hit->article->passages, OsintSpan, number);
        passage->score = osint_scorer_passage(ranker->scorer, number);
        passage->highlights = highlights_in(ranker, OSINT_ZONE_BODY, passage->span);
        if (options->explain)
            passage->explanation = g_strdup(osint_scorer_explanation(ranker->scorer, number));
    }
}

OsintHit *osint_rank(OsintRanker *ranker, OsintReading *reading, OsintArticle *article, double weight,
                     gboolean closest, const OsintSearchOptions *options)
{
    OsintHit *hit = osint_hit_new(article);
    hit->closest = closest;
    osint_scorer_score(ranker->scorer, reading, article, closest, options->explain);
    collect_highlights(ranker, reading, closest);
    add_passages(ranker, hit, options);
    OsintSpan whole_title = {0, article->title == NULL ? 0 : (guint32)strlen(article->title)};
    g_array_unref(hit->title_highlights);
    hit->title_highlights = highlights_in(ranker, OSINT_ZONE_TITLE, whole_title);
    if (closest)
        osint_missing_append(reading, &ranker->plan->reading, hit->missing);
    double best =
        hit->passages->len > 0 ? ((OsintHitPassage *)g_ptr_array_index(hit->passages, 0))->score : 0;
    double title = osint_scorer_title(ranker->scorer), coverage = osint_scorer_coverage(ranker->scorer);
    hit->score = best + title + coverage + ranker->plan->weights->article * weight;
    if (options->explain)
        hit->explanation =
            g_strdup_printf("best passage %.2f + title %.2f + coverage %.2f + %.1f x article %.2f = %.2f",
                            best, title, coverage, ranker->plan->weights->article, weight, hit->score);
    return hit;
}
