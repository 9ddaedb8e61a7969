/* Xapian's matches are asked for in growing portions, always from the first, since its lists cannot be gone
 * on with: each portion is as long as three times all before it, so that all of it costs little more than the
 * last. */
#include "search/candidates.h"

#include <math.h>
#include <string.h>

#include "indexer/store/schema.h"
#include "search/collected.h"

/* Matches asked for at first. */
#define FIRST_PORTION 25u
/* Matches looked at to tell the total where reading must confirm. */
#define SAMPLE 200u
#define SMALLEST_SAMPLE 50
#define STANDARD_ERROR .03
/* Text that may be read to confirm matches, in bytes: for any query and for each article it is to give. */
#define TEXT_LIMIT (G_GUINT64_CONSTANT(8) << 20)
#define TEXT_LIMIT_EACH (G_GUINT64_CONSTANT(64) << 10)
/* What an article costs besides its text, and how much of its text counts: one that is very long must not
 * hide all others. */
#define TEXT_OF_ARTICLE 1024
#define TEXT_COUNTED (1u << 20)
/* A text costs once more for so many words and phrases that are looked for in it. */
#define LEAVES 16
/* Counting all matches is not worth it where the words stand in so many articles, added up. */
#define MOST_COUNTED 4000000

struct OsintCandidates {
    OsintIndex *index;
    const OsintPlan *plan;
    OsintReading *reading;
    OsintGroups *groups; /* NULL: copies are not folded */
    const OsintSearchOptions *options;
    XapcEnquire *enquire;
    OsintCollected *collected; /* all of Xapian's matches; NULL: they are asked for in portions */
    gboolean closest;
    gboolean needs_reading;
    GArray *matches;    /* OsintCandidate: Xapian's, as far as asked for, where reading must confirm them */
    guint looked_at;    /* how many of them */
    GArray *found;      /* OsintCandidate: what matches */
    GArray *taken;      /* gboolean by group: one of it was found */
    guint folded;       /* copies of those found that were passed over */
    guint64 all_folded; /* how many there are among all matches, */
    gboolean knows_all_folded;
    guint32 asked;      /* how many of Xapian's matches were asked for */
    guint32 estimated;  /* how many there are, as far as Xapian knows */
    gboolean counted;   /* that number is exact */
    gboolean exhausted; /* all of them were asked for */
    gboolean limited;   /* reading is */
    guint64 text_left;  /* bytes that may still be read then */
    gboolean stopped;
};

/* ---- asking Xapian ---- */

static gboolean set_order(OsintCandidates *candidates, GError **error)
{
    OsintSort sort = candidates->options->sort;
    guint32 slot = sort == OSINT_SORT_OLDEST ? OSINT_SLOT_OLDEST : OSINT_SLOT_ORDER;
    XapcSort order =
        sort == OSINT_SORT_RELEVANCE ? XAPC_SORT_RELEVANCE_THEN_VALUE : XAPC_SORT_VALUE_THEN_RELEVANCE;
    return xapc_enquire_set_ineb2(candidates->enquire, candidates->plan->weights->ineb2_c, error) &&
           xapc_enquire_set_sort(candidates->enquire, order, slot, TRUE, error);
}

static guint64 saturating_add(guint64 a, guint64 b)
{
    return a > G_MAXUINT64 - b ? G_MAXUINT64 : a + b;
}

static guint64 wanted(const OsintCandidates *candidates)
{
    return saturating_add(candidates->options->offset, candidates->options->limit);
}

OsintCandidates *osint_candidates_new(OsintIndex *index, const OsintPlan *plan, OsintReading *reading,
                                      OsintGroups *groups, const OsintSearchOptions *options,
                                      gboolean closest, GError **error)
{
    g_autoptr(OsintCandidates) candidates = g_new0(OsintCandidates, 1);
    candidates->index = index;
    candidates->plan = plan;
    candidates->reading = reading;
    candidates->groups = groups;
    candidates->options = options;
    candidates->closest = closest;
    candidates->needs_reading = closest ? plan->filters_need_reading : plan->needs_reading;
    candidates->matches = g_array_new(FALSE, FALSE, sizeof(OsintCandidate));
    candidates->found = g_array_new(FALSE, FALSE, sizeof(OsintCandidate));
    candidates->taken = g_array_new(FALSE, TRUE, sizeof(gboolean));
    candidates->limited = options->limit <= OSINT_CANDIDATES_LIMITED;
    candidates->text_left = TEXT_LIMIT + MIN(wanted(candidates), G_MAXUINT32) * TEXT_LIMIT_EACH;
    g_autoptr(XapcQuery) query = closest ? osint_plan_closest(plan, error) : osint_plan_strict(plan, error);
    candidates->enquire = query == NULL ? NULL : xapc_enquire_new(osint_index_db(index), error);
    if (candidates->enquire == NULL || !xapc_enquire_set_query(candidates->enquire, query, error) ||
        !set_order(candidates, error))
        return NULL;
    return g_steal_pointer(&candidates);
}

void osint_candidates_free(OsintCandidates *candidates)
{
    if (candidates == NULL)
        return;
    g_clear_pointer(&candidates->collected, osint_collected_free);
    g_clear_pointer(&candidates->enquire, xapc_enquire_free);
    g_array_unref(candidates->matches);
    g_array_unref(candidates->found);
    g_array_unref(candidates->taken);
    g_free(candidates);
}

/* How many articles have all the words is counted; how many have any of them is not worth it. */
static gboolean is_counted(const OsintCandidates *candidates)
{
    return !candidates->closest && candidates->plan->postings <= MOST_COUNTED;
}

/* ---- copies ---- */

static gboolean was_taken(const OsintCandidates *candidates, guint group)
{
    return group < candidates->taken->len && g_array_index(candidates->taken, gboolean, group);
}

static void take(OsintCandidates *candidates, const OsintCandidate *candidate)
{
    g_array_append_val(candidates->found, *candidate);
    if (candidate->group == 0)
        return;
    if (candidate->group >= candidates->taken->len)
        g_array_set_size(candidates->taken, candidate->group + 1);
    g_array_index(candidates->taken, gboolean, candidate->group) = TRUE;
}

/* Whether a match is a copy of a candidate; its group is looked up. */
static gboolean look_for_original(OsintCandidates *candidates, OsintCandidate *match, gboolean *is_copy,
                                  GError **error)
{
    if (candidates->groups != NULL &&
        !osint_groups_of(candidates->groups, match->docid, &match->group, error))
        return FALSE;
    *is_copy = was_taken(candidates, match->group);
    candidates->folded += *is_copy ? 1 : 0;
    return TRUE;
}

/* ---- Xapian's matches ---- */

static gboolean take_match(OsintCandidates *candidates, OsintCandidate *match, GError **error)
{
    gboolean is_copy;
    if (candidates->needs_reading) {
        g_array_append_val(candidates->matches, *match);
        return TRUE;
    }
    if (!look_for_original(candidates, match, &is_copy, error))
        return FALSE;
    if (!is_copy)
        take(candidates, match);
    return TRUE;
}

/* Which terms are added up first depends on how frequent they are in a shard, and the last bits on that: so
 * weights are rounded, and hits that are equal then put in the order that equal ones have. Some more hits are
 * looked at than are taken, for those beside the last. */
#define LOOKED_BEYOND 16

typedef struct {
    guint32 number; /* in the list of hits */
    guint32 docid;
    double weight, rounded;
} Match;

static int by_rounded_weight(gconstpointer a, gconstpointer b, gpointer mset)
{
    const Match *left = a, *right = b;
    if (left->rounded != right->rounded)
        return left->rounded < right->rounded ? 1 : -1;
    if (left->weight == right->weight)
        return left->number < right->number ? -1 : 1;
    g_autoptr(GBytes) key = xapc_mset_sort_key(mset, left->number, NULL);
    g_autoptr(GBytes) other = xapc_mset_sort_key(mset, right->number, NULL);
    return key == NULL || other == NULL ? 0 : -g_bytes_compare(key, other);
}

static GArray *read_hits(const OsintCandidates *candidates, XapcMset *mset, GError **error)
{
    g_autoptr(GArray) hits = g_array_sized_new(FALSE, FALSE, sizeof(Match), xapc_mset_size(mset));
    for (guint32 i = 0; i < xapc_mset_size(mset); i++) {
        XapcHit hit;
        if (!xapc_mset_hit(mset, i, &hit, error))
            return NULL;
        Match match = {i, hit.docid, hit.weight, nearbyint(hit.weight * 1e9) / 1e9};
        g_array_append_val(hits, match);
    }
    if (candidates->options->sort == OSINT_SORT_RELEVANCE)
        g_array_sort_with_data(hits, by_rounded_weight, mset);
    return g_steal_pointer(&hits);
}

/* Takes the hits behind those that were asked for, at most so many. */
static gboolean take_matches(OsintCandidates *candidates, XapcMset *mset, guint32 most, GError **error)
{
    g_autoptr(GArray) hits = read_hits(candidates, mset, error);
    for (guint32 i = 0; hits != NULL && i < most && candidates->asked < hits->len; i++) {
        const Match *match = &g_array_index(hits, Match, candidates->asked++);
        OsintCandidate candidate = {match->docid, 0, match->rounded};
        if (!take_match(candidates, &candidate, error))
            return FALSE;
    }
    return hits != NULL;
}

/* Where all matches are walked through to be counted, they are collected in the same walk. */
static gboolean may_collect(const OsintCandidates *candidates)
{
    return is_counted(candidates) && candidates->options->sort == OSINT_SORT_RELEVANCE &&
           osint_index_is_one(candidates->index);
}

static gboolean collect(OsintCandidates *candidates, GError **error)
{
    candidates->collected =
        osint_collected_new(candidates->enquire, osint_index_db(candidates->index), error);
    return candidates->collected != NULL && set_order(candidates, error);
}

static void set_counted(OsintCandidates *candidates)
{
    candidates->estimated = osint_collected_docids(candidates->collected)->len;
    candidates->counted = TRUE;
}

static gboolean take_collected(OsintCandidates *candidates, guint32 most, GError **error)
{
    guint32 all = osint_collected_docids(candidates->collected)->len;
    guint32 wanted_now = MIN(most, all - candidates->asked) + candidates->asked;
    g_autoptr(GArray) best = osint_collected_best(candidates->collected, wanted_now, error);
    while (best != NULL && candidates->asked < best->len) {
        const OsintCollectedHit *hit = &g_array_index(best, OsintCollectedHit, candidates->asked++);
        OsintCandidate candidate = {hit->docid, 0, hit->weight};
        if (!take_match(candidates, &candidate, error))
            return FALSE;
    }
    set_counted(candidates);
    candidates->exhausted = candidates->asked == all;
    return best != NULL;
}

static gboolean ask_more(OsintCandidates *candidates, guint64 count, GError **error)
{
    guint32 size = osint_index_size(candidates->index), asked = candidates->asked;
    guint64 portion = MAX(MAX(count, candidates->needs_reading ? SAMPLE : FIRST_PORTION), (guint64)asked * 3);
    guint32 most = (guint32)MIN(portion, size - asked);
    if (candidates->collected == NULL && asked == 0 && may_collect(candidates) && !collect(candidates, error))
        return FALSE;
    if (candidates->collected != NULL && !osint_collected_is_flat(candidates->collected))
        return take_collected(candidates, most, error);
    guint32 at_least = is_counted(candidates) && candidates->collected == NULL ? size : 0;
    g_autoptr(XapcMset) mset =
        xapc_enquire_search(candidates->enquire, 0, MIN(asked + most + LOOKED_BEYOND, size), at_least, error);
    guint32 lower, upper;
    if (mset == NULL || !take_matches(candidates, mset, most, error))
        return FALSE;
    xapc_mset_counts(mset, &lower, &candidates->estimated, &upper);
    candidates->counted = lower == upper;
    if (candidates->collected != NULL)
        set_counted(candidates);
    candidates->exhausted = candidates->asked - asked < most || candidates->asked >= size;
    return TRUE;
}

/* ---- reading ---- */

OsintArticle *osint_candidates_read(OsintCandidates *candidates, const OsintCandidate *candidate,
                                    gint64 *added, GError **error)
{
    OsintArticle *article = osint_index_article_added(candidates->index, candidate->docid, added, error);
    if (article != NULL)
        osint_reading_read(candidates->reading, article,
                           osint_plan_stems(candidates->plan, article->language), *added);
    return article;
}

/* No more of it than the plan looks at. */
static OsintArticle *read_to_confirm(OsintCandidates *candidates, const OsintCandidate *candidate,
                                     GError **error)
{
    gint64 added;
    if (!candidates->plan->needs_words_only)
        return osint_candidates_read(candidates, candidate, &added, error);
    OsintArticle *article = osint_index_article_words(candidates->index, candidate->docid, error);
    if (article != NULL)
        osint_reading_read(candidates->reading, article,
                           osint_plan_stems(candidates->plan, article->language), 0);
    return article;
}

/* Reads the next of Xapian's matches and keeps it if it is one of ours. Copies of one that is are not read.
 */
static gboolean look_at_next(OsintCandidates *candidates, GError **error)
{
    OsintCandidate candidate = g_array_index(candidates->matches, OsintCandidate, candidates->looked_at);
    gboolean is_copy;
    if (!look_for_original(candidates, &candidate, &is_copy, error))
        return FALSE;
    if (is_copy) {
        candidates->looked_at++;
        return TRUE;
    }
    g_autoptr(OsintArticle) article = read_to_confirm(candidates, &candidate, error);
    if (article == NULL)
        return FALSE;
    guint64 cost = (TEXT_OF_ARTICLE + MIN(strlen(article->text), TEXT_COUNTED)) *
                   (1 + candidates->plan->positive->len / LEAVES);
    candidates->looked_at++;
    candidates->text_left -= MIN(cost, candidates->text_left);
    if (candidates->closest ? osint_reading_passes_filters(candidates->reading)
                            : osint_reading_matches(candidates->reading))
        take(candidates, &candidate);
    return TRUE;
}

gboolean osint_candidates_find(OsintCandidates *candidates, guint64 count, GError **error)
{
    while (candidates->found->len < count && !osint_candidates_at_end(candidates)) {
        gboolean looks = candidates->looked_at < candidates->matches->len;
        if (looks && candidates->limited && candidates->text_left == 0)
            candidates->stopped = TRUE;
        else if (!(looks ? look_at_next(candidates, error) : ask_more(candidates, count, error)))
            return FALSE;
    }
    return TRUE;
}

/* Whether enough was looked at to tell the total: all there is, when that is little or only the total is
 * asked for; else until the standard error of the share that matches is small, or the sample is large. */
static gboolean knows_total(const OsintCandidates *candidates)
{
    double looked_at = candidates->looked_at, matched = candidates->found->len;
    if (osint_candidates_at_end(candidates) || !candidates->needs_reading)
        return TRUE;
    if (candidates->options->limit == 0 || (candidates->exhausted && candidates->matches->len <= SAMPLE))
        return FALSE;
    return looked_at >= SAMPLE ||
           (looked_at >= SMALLEST_SAMPLE && matched > 0 &&
            looked_at - matched <= STANDARD_ERROR * STANDARD_ERROR * matched * looked_at);
}

static gboolean look_at_sample(OsintCandidates *candidates, GError **error)
{
    while (!knows_total(candidates))
        if (!osint_candidates_find(candidates, (guint64)candidates->found->len + 1, error))
            return FALSE;
    return TRUE;
}

/* Among matches that were counted and not all asked for. */
static gboolean count_folded(OsintCandidates *candidates, GError **error)
{
    if (candidates->groups == NULL || candidates->needs_reading || candidates->closest ||
        candidates->exhausted || !candidates->counted)
        return TRUE;
    g_autoptr(GArray) grouped =
        candidates->collected == NULL
            ? NULL
            : osint_groups_among(candidates->groups, osint_collected_docids(candidates->collected));
    if (grouped != NULL) {
        candidates->all_folded = osint_groups_copies(grouped);
        candidates->knows_all_folded = TRUE;
        return TRUE;
    }
    g_autoptr(XapcQuery) query = osint_plan_strict(candidates->plan, error);
    candidates->knows_all_folded =
        query != NULL && osint_groups_count(candidates->groups, query, &candidates->all_folded, error);
    return candidates->knows_all_folded;
}

gboolean osint_candidates_prepare(OsintCandidates *candidates, GError **error)
{
    guint64 at_once = candidates->options->limit > 0 && candidates->limited ? wanted(candidates) : 1;
    return osint_candidates_find(candidates, at_once, error) && look_at_sample(candidates, error) &&
           count_folded(candidates, error);
}

/* ---- what was found ---- */

const OsintCandidate *osint_candidates_get(const OsintCandidates *candidates, guint64 number)
{
    return number < candidates->found->len ? &g_array_index(candidates->found, OsintCandidate, (guint)number)
                                           : NULL;
}

gboolean osint_candidates_at_end(const OsintCandidates *candidates)
{
    return candidates->stopped ||
           (candidates->exhausted && candidates->looked_at == candidates->matches->len);
}

guint64 osint_candidates_total(const OsintCandidates *candidates, gboolean *exact)
{
    gboolean complete = osint_candidates_at_end(candidates) && !candidates->stopped;
    *exact = complete || (candidates->counted && !candidates->closest && !candidates->needs_reading &&
                          (candidates->groups == NULL || candidates->knows_all_folded));
    if (complete)
        return candidates->found->len;
    if (!candidates->needs_reading)
        return MAX(candidates->estimated - MIN(osint_candidates_folded(candidates), candidates->estimated),
                   candidates->found->len);
    guint64 estimated = MAX(candidates->estimated, candidates->asked);
    return (guint64)candidates->found->len * estimated / MAX(candidates->looked_at, 1);
}

guint64 osint_candidates_folded(const OsintCandidates *candidates)
{
    guint seen = candidates->needs_reading ? candidates->looked_at : candidates->asked;
    if (candidates->knows_all_folded)
        return candidates->all_folded;
    if (candidates->exhausted && osint_candidates_at_end(candidates))
        return candidates->folded;
    return (guint64)candidates->folded * MAX(candidates->estimated, seen) / MAX(seen, 1);
}

gboolean osint_candidates_stopped(const OsintCandidates *candidates, guint64 *read, guint64 *of)
{
    *read = candidates->looked_at;
    *of = MAX(candidates->estimated, candidates->matches->len);
    return candidates->stopped;
}

/* ---- all of them ---- */

/* Articles that reading confirms, at most, to count something over them. */
#define MOST_CONFIRMED 1000

static int by_number(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

/* Without weights, which is faster than going on with the ranked list. */
static gboolean append_all_matches(OsintCandidates *candidates, const XapcQuery *query, GArray *docids,
                                   GError **error)
{
    if (candidates->collected != NULL) {
        const GArray *all = osint_collected_docids(candidates->collected);
        g_array_append_vals(docids, all->data, all->len);
        return TRUE;
    }
    g_autoptr(XapcEnquire) enquire = xapc_enquire_new(osint_index_db(candidates->index), error);
    if (enquire == NULL || !xapc_enquire_set_query(enquire, query, error) ||
        !xapc_enquire_set_boolean(enquire, error) ||
        !xapc_enquire_set_docid_order(enquire, XAPC_DOCID_ASCENDING, error))
        return FALSE;
    g_autoptr(XapcMset) mset = xapc_enquire_search(enquire, 0, osint_index_size(candidates->index), 0, error);
    for (guint32 i = 0; mset != NULL && i < xapc_mset_size(mset); i++) {
        XapcHit hit;
        if (!xapc_mset_hit(mset, i, &hit, error))
            return FALSE;
        g_array_append_val(docids, hit.docid);
    }
    return mset != NULL;
}

static gboolean append_grouped(OsintCandidates *candidates, const XapcQuery *query, const GArray *docids,
                               GArray *grouped, GError **error)
{
    if (candidates->groups == NULL)
        return TRUE;
    g_autoptr(GArray) matching = osint_groups_among(candidates->groups, docids);
    if (matching == NULL)
        matching = osint_groups_matching(candidates->groups, query, error);
    if (matching == NULL)
        return FALSE;
    g_array_append_vals(grouped, matching->data, matching->len);
    return TRUE;
}

gboolean osint_candidates_docids(OsintCandidates *candidates, GArray *docids, GArray *grouped,
                                 gboolean *exact, GError **error)
{
    *exact = TRUE;
    if (!candidates->needs_reading) {
        g_autoptr(XapcQuery) query = osint_plan_strict(candidates->plan, error);
        return query != NULL && append_all_matches(candidates, query, docids, error) &&
               append_grouped(candidates, query, docids, grouped, error);
    }
    if (!osint_candidates_find(candidates, MOST_CONFIRMED, error))
        return FALSE;
    for (guint i = 0; i < candidates->found->len; i++)
        g_array_append_val(docids, g_array_index(candidates->found, OsintCandidate, i).docid);
    g_array_sort(docids, by_number);
    *exact = osint_candidates_at_end(candidates) && !candidates->stopped;
    return TRUE;
}
