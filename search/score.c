/* BM25 over the query's units within the article's passages, and what reading sees beside: exact and related
 * words, neighbours, sentences, the title. */
#include "search/score.h"

#include <string.h>

#define TYPICAL_BYTES 600.0 /* of a passage */

/* Where a unit stands in the text. */
typedef struct {
    guint unit;
    guint32 start;
} Seen;

struct OsintScorer {
    const OsintPlan *plan;
    const OsintWeights *weights;
    double all;              /* the weight of all units */
    GPtrArray *pairs;        /* OsintUnit *: neighbouring words of the query */
    GArray *places;          /* OsintPlace: scratch */
    GArray *frequency;       /* double: of the unit at hand in each passage */
    gboolean in_title;       /* whether the title has the unit at hand */
    GArray *seen;            /* Seen, of all units */
    GArray *had;             /* gboolean: the article has the unit */
    GArray *last_sentence;   /* guint: where the unit was counted last, from 1 */
    GArray *scores;          /* double: of each passage */
    GArray *matched;         /* gboolean: the passage has something that was asked for */
    GPtrArray *explanations; /* GString * of each passage; NULL unless asked for */
    double title;
    double coverage;
};

/* An array without elements may have no memory at all. */
static void fill_with_zero(GArray *array)
{
    if (array->len > 0)
        memset(array->data, 0, array->len * g_array_get_element_size(array));
}

static double unit_weight(const OsintScorer *scorer, const OsintUnit *unit)
{
    return unit->rarity * unit->factor * (unit->common ? scorer->weights->common : 1);
}

static OsintUnit *make_pair(const OsintScorer *scorer, const OsintUnit *first, const OsintUnit *second)
{
    OsintUnit *pair = g_new0(OsintUnit, 1);
    pair->label = g_strdup_printf("%s %s", first->label, second->label);
    pair->terms = g_ptr_array_new();
    pair->atoms[0] = first->atoms[0];
    pair->atoms[1] = second->atoms[0];
    pair->atom_count = 2;
    pair->factor = scorer->weights->pair;
    pair->rarity = unit_weight(scorer, first) + unit_weight(scorer, second);
    return pair;
}

/* Neighbouring words of the query, in its order: leaves of one word each. */
static void find_pairs(OsintScorer *scorer)
{
    const OsintUnit *before = NULL;
    for (guint i = 0; i < scorer->plan->positive->len; i++) {
        const OsintLeaf *leaf = g_ptr_array_index(scorer->plan->positive, i);
        const OsintUnit *unit = leaf->units->len == 1 ? g_ptr_array_index(leaf->units, 0) : NULL;
        if (before != NULL && unit != NULL && before->atoms[0] != unit->atoms[0])
            g_ptr_array_add(scorer->pairs, make_pair(scorer, before, unit));
        before = unit;
    }
}

OsintScorer *osint_scorer_new(const OsintPlan *plan)
{
    OsintScorer *scorer = g_new0(OsintScorer, 1);
    scorer->plan = plan;
    scorer->weights = plan->weights;
    scorer->pairs = g_ptr_array_new_with_free_func((GDestroyNotify)osint_unit_free);
    scorer->places = g_array_new(FALSE, FALSE, sizeof(OsintPlace));
    scorer->frequency = g_array_new(FALSE, TRUE, sizeof(double));
    scorer->seen = g_array_new(FALSE, FALSE, sizeof(Seen));
    scorer->had = g_array_new(FALSE, TRUE, sizeof(gboolean));
    scorer->last_sentence = g_array_new(FALSE, TRUE, sizeof(guint));
    scorer->scores = g_array_new(FALSE, TRUE, sizeof(double));
    scorer->matched = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_array_set_size(scorer->had, plan->units->len);
    g_array_set_size(scorer->last_sentence, plan->units->len);
    for (guint i = 0; i < plan->units->len; i++)
        scorer->all += unit_weight(scorer, g_ptr_array_index(plan->units, i));
    find_pairs(scorer);
    return scorer;
}

void osint_scorer_free(OsintScorer *scorer)
{
    if (scorer == NULL)
        return;
    g_ptr_array_unref(scorer->pairs);
    g_array_unref(scorer->places);
    g_array_unref(scorer->frequency);
    g_array_unref(scorer->seen);
    g_array_unref(scorer->had);
    g_array_unref(scorer->last_sentence);
    g_array_unref(scorer->scores);
    g_array_unref(scorer->matched);
    g_clear_pointer(&scorer->explanations, g_ptr_array_unref);
    g_free(scorer);
}

/* ---- one unit ---- */

/* The span that a byte of the text lies in: the last of the spans that does not begin after it. */
static guint span_at(const GArray *spans, guint32 byte)
{
    guint low = 0, high = spans->len;
    while (low + 1 < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(spans, OsintSpan, middle).start <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void explain(OsintScorer *scorer, guint passage, const char *label, double frequency, double score)
{
    if (scorer->explanations == NULL)
        return;
    GString *line = g_ptr_array_index(scorer->explanations, passage);
    g_string_append_printf(line, "%s%s", line->len > 0 ? " + " : "", label);
    if (frequency > 1)
        g_string_append_printf(line, " x%.3g", frequency);
    g_string_append_printf(line, " %.2f", score);
}

/* Counts the places in each passage and in the title. */
static void count_places(OsintScorer *scorer, const OsintArticle *article)
{
    fill_with_zero(scorer->frequency);
    scorer->in_title = FALSE;
    for (guint i = 0; i < scorer->places->len; i++) {
        const OsintPlace *place = &g_array_index(scorer->places, OsintPlace, i);
        if (place->zone == OSINT_ZONE_TITLE)
            scorer->in_title = TRUE;
        if (place->zone == OSINT_ZONE_BODY)
            g_array_index(scorer->frequency, double, span_at(article->passages, place->span.start)) +=
                place->exact ? 1 + scorer->weights->exact : 1;
    }
}

/* Adds what a unit of some weight brings to each passage and to the title, as counted. */
static void add_counted(OsintScorer *scorer, const OsintArticle *article, const char *label, double weight)
{
    double k1 = scorer->weights->k1, b = scorer->weights->b;
    for (guint i = 0; i < scorer->frequency->len; i++) {
        double frequency = g_array_index(scorer->frequency, double, i);
        if (frequency == 0)
            continue;
        OsintSpan span = g_array_index(article->passages, OsintSpan, i);
        double length = (span.end - span.start) / TYPICAL_BYTES;
        double score = weight * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length));
        g_array_index(scorer->scores, double, i) += score;
        explain(scorer, i, label, frequency, score);
    }
    if (scorer->in_title)
        scorer->title += scorer->weights->title * weight;
}

static void remember_places(OsintScorer *scorer, const OsintArticle *article, guint number, gboolean matches)
{
    g_array_index(scorer->had, gboolean, number) = scorer->places->len > 0;
    for (guint i = 0; i < scorer->places->len; i++) {
        const OsintPlace *place = &g_array_index(scorer->places, OsintPlace, i);
        Seen seen = {number, place->span.start};
        if (place->zone != OSINT_ZONE_BODY)
            continue;
        g_array_append_val(scorer->seen, seen);
        if (matches)
            g_array_index(scorer->matched, gboolean, span_at(article->passages, seen.start)) = TRUE;
    }
}

/* Words that begin like the one asked for, in the passages (or the title) that do not have it itself. */
static void add_related(OsintScorer *scorer, OsintReading *reading, const OsintArticle *article,
                        const OsintUnit *unit)
{
    OsintUnit related = *unit;
    guint kept = 0;
    g_array_set_size(scorer->places, 0);
    for (guint i = 0; i < unit->related_count; i++) {
        related.atoms[0] = unit->related[i];
        osint_reading_unit_places(reading, &related, scorer->places);
    }
    for (guint i = 0; i < scorer->places->len; i++) {
        OsintPlace place = g_array_index(scorer->places, OsintPlace, i);
        guint passage = place.zone == OSINT_ZONE_BODY ? span_at(article->passages, place.span.start) : 0;
        gboolean has_itself = place.zone == OSINT_ZONE_BODY
                                  ? g_array_index(scorer->frequency, double, passage) > 0
                                  : scorer->in_title;
        place.exact = FALSE;
        if (!has_itself)
            g_array_index(scorer->places, OsintPlace, kept++) = place;
    }
    g_array_set_size(scorer->places, kept);
    if (kept == 0)
        return;
    g_autofree char *label = g_strconcat("like ", unit->label, NULL);
    count_places(scorer, article);
    add_counted(scorer, article, label, scorer->weights->related * unit_weight(scorer, unit));
}

/* Whether what a unit stands for makes a passage one to show: not a common word beside others, nor, where
 * articles have all that was asked for, what a word may name. */
static gboolean makes_match(const OsintScorer *scorer, const OsintUnit *unit, gboolean closest)
{
    gboolean beside_others = g_hash_table_size(scorer->plan->reading.optional) > 0;
    return !(unit->common && beside_others) && (closest || !unit->named);
}

static void add_units(OsintScorer *scorer, OsintReading *reading, const OsintArticle *article,
                      gboolean closest)
{
    const OsintPlan *plan = scorer->plan;
    guint entity = 0;
    for (guint i = 0; i < plan->units->len; i++) {
        const OsintUnit *unit = g_ptr_array_index(plan->units, i);
        g_array_set_size(scorer->places, 0);
        if (unit->entities != NULL)
            osint_reading_mention_places(reading, g_ptr_array_index(plan->asked, entity++), scorer->places);
        else
            osint_reading_unit_places(reading, unit, scorer->places);
        remember_places(scorer, article, i, makes_match(scorer, unit, closest));
        count_places(scorer, article);
        add_counted(scorer, article, unit->label, unit_weight(scorer, unit));
        if (unit->related_count > 0)
            add_related(scorer, reading, article, unit);
    }
}

static void add_pairs(OsintScorer *scorer, OsintReading *reading, const OsintArticle *article)
{
    for (guint i = 0; i < scorer->pairs->len; i++) {
        const OsintUnit *pair = g_ptr_array_index(scorer->pairs, i);
        g_array_set_size(scorer->places, 0);
        osint_reading_unit_places(reading, pair, scorer->places);
        count_places(scorer, article);
        add_counted(scorer, article, pair->label, unit_weight(scorer, pair));
    }
}

/* ---- sentences ---- */

static int by_start(gconstpointer a, gconstpointer b)
{
    const Seen *left = a, *right = b;
    return left->start < right->start ? -1 : left->start > right->start;
}

static void add_sentence(OsintScorer *scorer, const GArray *best)
{
    for (guint i = 0; i < best->len; i++) {
        double score = scorer->weights->sentence * g_array_index(best, double, i);
        if (score == 0)
            continue;
        g_array_index(scorer->scores, double, i) += score;
        explain(scorer, i, "sentence", 1, score);
    }
}

/* The weight of the different units that one sentence has together, of the passage's best sentence. */
static void add_sentences(OsintScorer *scorer, const OsintArticle *article)
{
    g_autoptr(GArray) best = g_array_new(FALSE, TRUE, sizeof(double));
    guint at = G_MAXUINT;
    double together = 0;
    g_array_set_size(best, article->passages->len);
    fill_with_zero(scorer->last_sentence);
    g_array_sort(scorer->seen, by_start);
    for (guint i = 0; i < scorer->seen->len; i++) {
        const Seen *seen = &g_array_index(scorer->seen, Seen, i);
        guint sentence = span_at(article->sentences, seen->start);
        guint *last = &g_array_index(scorer->last_sentence, guint, seen->unit);
        together = sentence == at ? together : 0;
        at = sentence;
        if (*last == sentence + 1)
            continue;
        *last = sentence + 1;
        together += unit_weight(scorer, g_ptr_array_index(scorer->plan->units, seen->unit));
        double *most = &g_array_index(best, double, span_at(article->passages, seen->start));
        *most = MAX(*most, together);
    }
    add_sentence(scorer, best);
}

/* ---- the article ---- */

static double coverage_of(const OsintScorer *scorer)
{
    double had = 0;
    for (guint i = 0; i < scorer->had->len; i++)
        if (g_array_index(scorer->had, gboolean, i))
            had += unit_weight(scorer, g_ptr_array_index(scorer->plan->units, i));
    return scorer->all > 0 ? scorer->weights->coverage * had * had / scorer->all : 0;
}

static void string_free(gpointer string)
{
    g_string_free(string, TRUE);
}

static void prepare_explanations(OsintScorer *scorer, guint passages)
{
    scorer->explanations = g_ptr_array_new_with_free_func(string_free);
    for (guint i = 0; i < passages; i++)
        g_ptr_array_add(scorer->explanations, g_string_new(NULL));
}

void osint_scorer_score(OsintScorer *scorer, OsintReading *reading, const OsintArticle *article,
                        gboolean closest, gboolean explain)
{
    g_clear_pointer(&scorer->explanations, g_ptr_array_unref);
    if (explain)
        prepare_explanations(scorer, article->passages->len);
    scorer->title = 0;
    g_array_set_size(scorer->seen, 0);
    g_array_set_size(scorer->frequency, article->passages->len);
    g_array_set_size(scorer->scores, article->passages->len);
    g_array_set_size(scorer->matched, article->passages->len);
    fill_with_zero(scorer->scores);
    fill_with_zero(scorer->matched);
    add_units(scorer, reading, article, closest);
    add_pairs(scorer, reading, article);
    add_sentences(scorer, article);
    scorer->coverage = coverage_of(scorer);
}

double osint_scorer_passage(const OsintScorer *scorer, guint passage)
{
    return g_array_index(scorer->scores, double, passage);
}

gboolean osint_scorer_matches(const OsintScorer *scorer, guint passage)
{
    return g_array_index(scorer->matched, gboolean, passage);
}

double osint_scorer_title(const OsintScorer *scorer)
{
    return scorer->title;
}

double osint_scorer_coverage(const OsintScorer *scorer)
{
    return scorer->coverage;
}

const char *osint_scorer_explanation(const OsintScorer *scorer, guint passage)
{
    return ((GString *)g_ptr_array_index(scorer->explanations, passage))->str;
}
