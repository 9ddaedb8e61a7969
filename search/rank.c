/* Scoring passages: BM25 over the query's units within the article's passages, with the title and exact words
 * seen by reading. */
#include "search/rank.h"

#include <string.h>

#include "search/missing.h"

/* Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), for K1 and B; the others were tuned
 * with tests/quality/retrieval on squad_newwiki, drcd, jaquad, scifact and cranfield. */
#define K1 1.2
#define B 0.5
#define TYPICAL_BYTES 600.0 /* of a passage */
#define EXACT_BONUS 0.3     /* an exact word counts 1.3 times its stem */
#define TITLE_WEIGHT 1.0
#define PAIR_WEIGHT 0.15 /* two neighbouring words of the query that are neighbours in the text */
#define ARTICLE_WEIGHT 0.8

struct OsintRanker {
    const OsintPlan *plan;
    GPtrArray *pairs;        /* OsintUnit *: neighbouring words of the query */
    GArray *places;          /* scratch */
    GArray *frequency;       /* double: of the unit at hand in each passage */
    GArray *scores;          /* double: of each passage */
    GPtrArray *explanations; /* GString * of each passage; NULL unless asked for */
};

static void pair_free(gpointer pair)
{
    osint_unit_free(pair);
}

/* Neighbouring words of the query, in its order: leaves of one word each. */
static void find_pairs(OsintRanker *ranker)
{
    const OsintUnit *before = NULL;
    for (guint i = 0; i < ranker->plan->positive->len; i++) {
        const OsintLeaf *leaf = g_ptr_array_index(ranker->plan->positive, i);
        const OsintUnit *unit = leaf->units->len == 1 ? g_ptr_array_index(leaf->units, 0) : NULL;
        if (before != NULL && unit != NULL && before->atoms[0] != unit->atoms[0]) {
            OsintUnit *pair = g_new0(OsintUnit, 1);
            pair->label = g_strdup_printf("%s %s", before->label, unit->label);
            pair->terms = g_ptr_array_new();
            pair->atoms[0] = before->atoms[0];
            pair->atoms[1] = unit->atoms[0];
            pair->atom_count = 2;
            pair->factor = PAIR_WEIGHT;
            pair->rarity = before->rarity + unit->rarity;
            g_ptr_array_add(ranker->pairs, pair);
        }
        before = unit;
    }
}

OsintRanker *osint_ranker_new(const OsintPlan *plan)
{
    OsintRanker *ranker = g_new0(OsintRanker, 1);
    ranker->plan = plan;
    ranker->pairs = g_ptr_array_new_with_free_func(pair_free);
    ranker->places = g_array_new(FALSE, FALSE, sizeof(OsintPlace));
    ranker->frequency = g_array_new(FALSE, TRUE, sizeof(double));
    ranker->scores = g_array_new(FALSE, TRUE, sizeof(double));
    find_pairs(ranker);
    return ranker;
}

void osint_ranker_free(OsintRanker *ranker)
{
    if (ranker == NULL)
        return;
    g_ptr_array_unref(ranker->pairs);
    g_array_unref(ranker->places);
    g_array_unref(ranker->frequency);
    g_array_unref(ranker->scores);
    g_clear_pointer(&ranker->explanations, g_ptr_array_unref);
    g_free(ranker);
}

/* ---- passages ---- */

/* The passage that a byte of the text lies in. */
static guint passage_at(const OsintArticle *article, guint32 byte)
{
    guint low = 0, high = article->passages->len;
    while (low + 1 < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(article->passages, OsintSpan, middle).start <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static OsintSpan passage_span(const OsintArticle *article, guint passage)
{
    return g_array_index(article->passages, OsintSpan, passage);
}

static void explain(OsintRanker *ranker, guint passage, const char *label, double frequency, double score)
{
    if (ranker->explanations == NULL)
        return;
    GString *line = g_ptr_array_index(ranker->explanations, passage);
    g_string_append_printf(line, "%s%s", line->len > 0 ? " + " : "", label);
    if (frequency > 1)
        g_string_append_printf(line, " x%.3g", frequency);
    g_string_append_printf(line, " %.2f", score);
}

/* Adds what one unit brings to each passage, from its places; returns what it brings by the title. */
static double add_unit(OsintRanker *ranker, const OsintArticle *article, const OsintUnit *unit)
{
    double weight = unit->rarity * unit->factor;
    gboolean in_title = FALSE;
    memset(ranker->frequency->data, 0, ranker->frequency->len * sizeof(double));
    for (guint i = 0; i < ranker->places->len; i++) {
        const OsintPlace *place = &g_array_index(ranker->places, OsintPlace, i);
        in_title = in_title || place->zone == OSINT_ZONE_TITLE;
        if (place->zone == OSINT_ZONE_BODY)
            g_array_index(ranker->frequency, double, passage_at(article, place->span.start)) +=
                place->exact ? 1 + EXACT_BONUS : 1;
    }
    for (guint i = 0; i < ranker->frequency->len; i++) {
        double frequency = g_array_index(ranker->frequency, double, i);
        if (frequency == 0)
            continue;
        OsintSpan span = passage_span(article, i);
        double length = (span.end - span.start) / TYPICAL_BYTES;
        double score = weight * frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length));
        g_array_index(ranker->scores, double, i) += score;
        explain(ranker, i, unit->label, frequency, score);
    }
    return in_title ? TITLE_WEIGHT * weight : 0;
}

/* Scores every passage; returns what the title adds to the article. */
static double score_passages(OsintRanker *ranker, OsintReading *reading, const OsintArticle *article)
{
    const OsintPlan *plan = ranker->plan;
    double title = 0;
    guint entity = 0;
    g_array_set_size(ranker->frequency, article->passages->len);
    g_array_set_size(ranker->scores, article->passages->len);
    memset(ranker->scores->data, 0, ranker->scores->len * sizeof(double));
    for (guint i = 0; i < plan->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(plan->units, i);
        g_array_set_size(ranker->places, 0);
        if (unit->entities != NULL)
            osint_reading_mention_places(reading, g_ptr_array_index(plan->asked, entity++), ranker->places);
        else
            osint_reading_unit_places(reading, unit, ranker->places);
        title += add_unit(ranker, article, unit);
    }
    for (guint i = 0; i < ranker->pairs->len; i++) {
        const OsintUnit *pair = g_ptr_array_index(ranker->pairs, i);
        g_array_set_size(ranker->places, 0);
        osint_reading_unit_places(reading, pair, ranker->places);
        title += add_unit(ranker, article, pair);
    }
    return title;
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
    for (guint i = 0; closest && i < plan->positive->len; i++)
        add_partial_places(reading, g_ptr_array_index(plan->positive, i), ranker->places);
    for (guint i = 0; closest && i < plan->asked->len; i++)
        osint_reading_mention_places(reading, g_ptr_array_index(plan->asked, i), ranker->places);
    g_array_sort(ranker->places, by_start);
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

/* The places of a zone that begin within a span, as spans, overlapping ones joined. */
static GArray *highlights_in(const OsintRanker *ranker, OsintZone zone, OsintSpan within)
{
    GArray *highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    for (guint i = first_place_from(ranker->places, within.start); i < ranker->places->len; i++) {
        const OsintPlace *place = &g_array_index(ranker->places, OsintPlace, i);
        if (place->span.start >= within.end)
            break;
        if (place->zone != zone)
            continue;
        OsintSpan span = {place->span.start, MIN(place->span.end, within.end)};
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
    osint_article_free(hit->article);
    g_free(hit->explanation);
    g_free(hit);
}

static int by_score(gconstpointer a, gconstpointer b, gpointer user_data)
{
    const GArray *scores = user_data;
    guint left = *(const guint *)a, right = *(const guint *)b;
    double left_score = g_array_index(scores, double, left),
           right_score = g_array_index(scores, double, right);
    if (left_score != right_score)
        return left_score < right_score ? 1 : -1;
    return left < right ? -1 : left > right;
}

/* The passages to show, best first: those that have something of the query; when none has, the first. */
static GArray *choose_passages(const OsintRanker *ranker, guint most)
{
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < ranker->scores->len; i++)
        if (g_array_index(ranker->scores, double, i) > 0)
            g_array_append_val(chosen, i);
    g_array_sort_with_data(chosen, by_score, ranker->scores);
    if (chosen->len > most)
        g_array_set_size(chosen, most);
    if (chosen->len == 0 && ranker->scores->len > 0) {
        guint first = 0;
        g_array_append_val(chosen, first);
    }
    return chosen;
}

static void add_passages(OsintRanker *ranker, OsintHit *hit, guint most)
{
    g_autoptr(GArray) chosen = choose_passages(ranker, most);
    for (guint i = 0; i < chosen->len; i++) {
        guint number = g_array_index(chosen, guint, i);
        OsintHitPassage *passage = g_new0(OsintHitPassage, 1);
        passage->index = number + 1;
        passage->span = passage_span(hit->article, number);
        passage->score = g_array_index(ranker->scores, double, number);
        passage->highlights = highlights_in(ranker, OSINT_ZONE_BODY, passage->span);
        if (ranker->explanations != NULL)
            passage->explanation =
                g_strdup(((GString *)g_ptr_array_index(ranker->explanations, number))->str);
        g_ptr_array_add(hit->passages, passage);
    }
}

static void string_free(gpointer string)
{
    g_string_free(string, TRUE);
}

static void prepare_explanations(OsintRanker *ranker, guint passages)
{
    g_clear_pointer(&ranker->explanations, g_ptr_array_unref);
    ranker->explanations = g_ptr_array_new_with_free_func(string_free);
    for (guint i = 0; i < passages; i++)
        g_ptr_array_add(ranker->explanations, g_string_new(NULL));
}

OsintHit *osint_rank(OsintRanker *ranker, OsintReading *reading, OsintArticle *article, double weight,
                     gboolean closest, const OsintSearchOptions *options)
{
    OsintHit *hit = g_new0(OsintHit, 1);
    hit->article = article;
    hit->missing = g_ptr_array_new_with_free_func(g_free);
    hit->passages = g_ptr_array_new_with_free_func(hit_passage_free);
    if (options->explain)
        prepare_explanations(ranker, article->passages->len);
    double title = score_passages(ranker, reading, article);
    collect_highlights(ranker, reading, closest);
    add_passages(ranker, hit, options->passages);
    OsintSpan whole_title = {0, article->title == NULL ? 0 : (guint32)strlen(article->title)};
    hit->title_highlights = highlights_in(ranker, OSINT_ZONE_TITLE, whole_title);
    if (closest)
        osint_missing_append(reading, &ranker->plan->reading, hit->missing);
    double best =
        hit->passages->len > 0 ? ((OsintHitPassage *)g_ptr_array_index(hit->passages, 0))->score : 0;
    hit->score = best + title + ARTICLE_WEIGHT * weight;
    if (options->explain)
        hit->explanation = g_strdup_printf("best passage %.2f + title %.2f + %.1f x article %.2f = %.2f",
                                           best, title, ARTICLE_WEIGHT, weight, hit->score);
    return hit;
}
