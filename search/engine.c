/* A search: candidates from Xapian, confirmed and ranked by reading, given out one hit at a time. */
#include "search/engine-internal.h"

#include <string.h>

#include "indexer/article/date.h"
#include "search/copies.h"
#include "search/explain.h"
#include "search/resolve.h"
#include "search/suggest.h"

/* Articles are ranked by their passages in blocks of this many, in Xapian's order of blocks, so that every
 * page of a long result is cut from the same order (ARCHITECTURE.md says what fewer lose). */
#define BLOCK 50
/* Articles that are so few that another spelling may be what was meant. */
#define FEW 10

/* ---- candidates ---- */

static gboolean ask(OsintSearch *search, gboolean closest, GError **error)
{
    g_clear_pointer(&search->candidates, osint_candidates_free);
    search->candidates = osint_candidates_new(search->index, search->plan, search->reading, search->groups,
                                              &search->options, closest, error);
    search->closest = closest;
    return search->candidates != NULL && osint_candidates_find(search->candidates, 1, error);
}

/* What was not read cannot be said not to match, so the closest are no answer then. */
static gboolean has_nothing(const OsintSearch *search)
{
    guint64 read, of;
    return osint_candidates_get(search->candidates, 0) == NULL &&
           !osint_candidates_stopped(search->candidates, &read, &of);
}

/* Whether a page of few articles is filled with the closest. */
static gboolean wants_filling(const OsintSearch *search)
{
    const OsintSearchOptions *options = &search->options;
    guint64 end = options->offset + MIN(options->limit, G_MAXUINT64 - options->offset);
    return options->fill && !options->strict && !search->probing && !search->closest &&
           options->sort == OSINT_SORT_RELEVANCE && end <= OSINT_CANDIDATES_LIMITED && search->total > 0 &&
           search->total < end && osint_candidates_at_end(search->candidates) &&
           osint_plan_is_long(search->plan);
}

static void note_light(OsintSearch *search)
{
    const OsintPlan *plan = search->plan;
    if (plan->light > 0)
        g_ptr_array_add(search->notes,
                        g_strdup_printf("of %u words the %u rarest are what the closest are found by",
                                        plan->known, plan->known - plan->light));
}

static gboolean start_filling(OsintSearch *search, GError **error)
{
    g_array_set_size(search->fill, 0);
    if (!wants_filling(search))
        return TRUE;
    g_ptr_array_add(search->notes,
                    g_strdup_printf("%" G_GUINT64_FORMAT " %s all of this; behind come the closest",
                                    search->total, search->total == 1 ? "article has" : "articles have"));
    note_light(search);
    search->filling = osint_candidates_new(search->index, search->plan, search->reading, search->groups,
                                           &search->options, TRUE, error);
    return search->filling != NULL;
}

/* Or a copy of one. */
static gboolean is_candidate(const OsintSearch *search, const OsintCandidate *other)
{
    const OsintCandidate *candidate;
    for (guint64 i = 0; (candidate = osint_candidates_get(search->candidates, i)) != NULL; i++)
        if (candidate->docid == other->docid || (other->group > 0 && candidate->group == other->group))
            return TRUE;
    return FALSE;
}

/* Finds articles until there are count, the closest behind those that have all. */
static gboolean find_until(OsintSearch *search, guint64 count, GError **error)
{
    if (!osint_candidates_find(search->candidates, count, error))
        return FALSE;
    if (search->filling == NULL)
        return TRUE;
    if (!osint_candidates_find(search->filling, count, error))
        return FALSE;
    g_array_set_size(search->fill, 0);
    const OsintCandidate *candidate;
    for (guint64 i = 0; i < count && (candidate = osint_candidates_get(search->filling, i)) != NULL; i++)
        if (!is_candidate(search, candidate))
            g_array_append_val(search->fill, i);
    return TRUE;
}

static const OsintCandidate *found_at(const OsintSearch *search, guint64 number, gboolean *closest)
{
    const OsintCandidate *candidate = osint_candidates_get(search->candidates, number);
    *closest = search->closest || candidate == NULL;
    if (candidate != NULL || search->filling == NULL || number - search->total >= search->fill->len)
        return candidate;
    return osint_candidates_get(search->filling,
                                g_array_index(search->fill, guint64, (guint)(number - search->total)));
}

static void note_limits(OsintSearch *search)
{
    guint64 read, of;
    if (osint_candidates_stopped(search->candidates, &read, &of))
        g_ptr_array_add(search->notes, g_strdup_printf("stopped after reading %" G_GUINT64_FORMAT
                                                       " of about %" G_GUINT64_FORMAT
                                                       " articles that may match; there may be more results",
                                                       read, of));
    else if (search->options.limit == 0 && !search->total_exact && !search->closest)
        g_ptr_array_add(search->notes, g_strdup("the number of articles is an estimate"));
}

static void count_results(OsintSearch *search)
{
    search->total = osint_candidates_total(search->candidates, &search->total_exact);
    search->folded = osint_candidates_folded(search->candidates);
}

/* Asks for all the words; when no article has them, for the closest. */
static gboolean find_first(OsintSearch *search, GError **error)
{
    if (!ask(search, FALSE, error))
        return FALSE;
    if (has_nothing(search) && !search->options.strict && osint_plan_has_closest(search->plan) &&
        !ask(search, TRUE, error))
        return FALSE;
    if (!search->probing && !osint_candidates_prepare(search->candidates, error))
        return FALSE;
    search->closest = search->closest && osint_candidates_get(search->candidates, 0) != NULL;
    count_results(search);
    if (search->closest)
        note_light(search);
    note_limits(search);
    return start_filling(search, error);
}

/* ---- blocks ---- */

static int by_score(gconstpointer a, gconstpointer b)
{
    const OsintHit *left = *(const OsintHit *const *)a, *right = *(const OsintHit *const *)b;
    if (left->closest != right->closest)
        return left->closest ? 1 : -1;
    if (left->score != right->score)
        return left->score < right->score ? 1 : -1;
    return strcmp(left->article->id, right->article->id);
}

/* Whether a date is earlier (-1), later or neither than another; what has none comes behind both ways. */
static int compare_dates(const OsintHit *left, const OsintHit *right, OsintSort sort)
{
    OsintPeriod a, b;
    gboolean dated = left->article->published != NULL && osint_date_parse(left->article->published, &a, NULL);
    gboolean other =
        right->article->published != NULL && osint_date_parse(right->article->published, &b, NULL);
    if (!dated || !other)
        return other - dated;
    int order = (a.begin > b.begin) - (a.begin < b.begin);
    return sort == OSINT_SORT_OLDEST ? order : -order;
}

/* The index's order but for equal dates, which it gives in one that depends on how it was made. */
static int by_date(gconstpointer a, gconstpointer b, gpointer sort)
{
    const OsintHit *left = *(const OsintHit *const *)a, *right = *(const OsintHit *const *)b;
    int order = compare_dates(left, right, *(const OsintSort *)sort);
    return order != 0 ? order : by_score(a, b);
}

static void number_hits(OsintSearch *search)
{
    if (search->options.sort == OSINT_SORT_RELEVANCE)
        g_ptr_array_sort(search->block, by_score);
    else
        g_ptr_array_sort_with_data(search->block, by_date, &search->options.sort);
    for (guint i = 0; i < search->block->len; i++)
        ((OsintHit *)g_ptr_array_index(search->block, i))->rank = search->block_start + i + 1;
}

static void hit_free(gpointer hit)
{
    osint_hit_free(hit);
}

/* Of the hits that will be given out. */
static gboolean find_copies(OsintSearch *search, GError **error)
{
    const OsintSearchOptions *options = &search->options;
    for (guint i = 0; search->groups != NULL && i < search->block->len; i++) {
        OsintHit *hit = g_ptr_array_index(search->block, i);
        if (hit->rank > options->offset && hit->rank - options->offset <= options->limit &&
            !osint_copies_find(search->index, search->plan, search->reading, hit, error))
            return FALSE;
    }
    return TRUE;
}

/* Reads and ranks the block that holds a rank. */
static gboolean read_block(OsintSearch *search, guint64 rank, GError **error)
{
    guint64 start = rank - rank % BLOCK;
    if (!find_until(search, start + BLOCK, error))
        return FALSE;
    g_ptr_array_set_size(search->block, 0);
    search->block_start = start;
    const OsintCandidate *candidate;
    gboolean closest;
    for (guint64 i = start; i < start + BLOCK && (candidate = found_at(search, i, &closest)) != NULL; i++) {
        gint64 added;
        OsintArticle *article = osint_candidates_read(search->candidates, candidate, &added, error);
        if (article == NULL)
            return FALSE;
        OsintHit *hit = osint_rank(search->ranker, search->reading, article, candidate->weight, closest,
                                   &search->options);
        hit->added = added;
        hit->docid = candidate->docid;
        if (search->options.explain)
            osint_explain_mentions(search->index, hit);
        g_ptr_array_add(search->block, hit);
    }
    number_hits(search);
    return find_copies(search, error);
}

/* ---- starting ---- */

static void drop_work(OsintSearch *search)
{
    g_clear_pointer(&search->candidates, osint_candidates_free);
    g_clear_pointer(&search->filling, osint_candidates_free);
    g_clear_pointer(&search->groups, osint_groups_free);
    g_clear_pointer(&search->ranker, osint_ranker_free);
    g_clear_pointer(&search->reading, osint_reading_free);
    g_clear_pointer(&search->plan, osint_plan_free);
}

static void forget_suggestion(OsintSearch *search)
{
    search->suggestion->known = FALSE;
    g_clear_pointer(&search->suggestion->text, g_free);
}

static void add_notes(OsintSearch *search, const GPtrArray *notes)
{
    for (guint i = 0; i < notes->len; i++)
        g_ptr_array_add(search->notes, g_strdup(g_ptr_array_index(notes, i)));
}

static gboolean run(OsintSearch *search, GError **error)
{
    drop_work(search);
    forget_suggestion(search);
    g_ptr_array_set_size(search->notes, 0);
    add_notes(search, osint_index_notes(search->index));
    add_notes(search, search->query->notes);
    search->plan = osint_plan_new(search->index, search->query->root, search->options.weights, search->notes,
                                  &search->place, error);
    if (search->plan == NULL)
        return FALSE;
    search->reading = osint_reading_new(&search->plan->reading);
    search->ranker = osint_ranker_new(search->plan);
    if (search->options.copies == OSINT_COPIES_FOLD &&
        !osint_groups_new(search->index, &search->groups, error))
        return FALSE;
    return find_first(search, error) &&
           (search->options.limit == 0 || read_block(search, search->next, error));
}

/* The one place where a reader that was overtaken by commits begins again with the index's newest state. */
static gboolean run_current(OsintSearch *search, GError **error)
{
    for (guint attempt = 1;; attempt++) {
        GError *trouble = NULL;
        if (run(search, &trouble))
            return TRUE;
        drop_work(search);
        if (!osint_index_recover(search->index, attempt, trouble, error))
            return FALSE;
    }
}

static OsintSearch *prepare(OsintIndex *index, const char *text, const OsintSearchOptions *options,
                            gint64 now, OsintSpan *place, GError **error)
{
    g_autoptr(OsintSearch) search = g_new0(OsintSearch, 1);
    search->index = index;
    search->options = *options;
    if (options->weights == NULL)
        search->options.weights = &osint_weights;
    search->now = now;
    search->next = options->offset;
    search->notes = g_ptr_array_new_with_free_func(g_free);
    search->block = g_ptr_array_new_with_free_func(hit_free);
    search->fill = g_array_new(FALSE, FALSE, sizeof(guint64));
    search->suggestion = g_new0(Suggestion, 1);
    search->query = osint_query_parse(text, now, place, error);
    if (search->query == NULL ||
        !osint_resolve_query(index, options->saved, search->query, now, place, error))
        return NULL;
    search->read_as = osint_query_print(search->query);
    search->entities = osint_resolve_entities(index, search->query);
    return g_steal_pointer(&search);
}

/* Names are looked up in the newest state of the index, like all else. */
static OsintSearch *prepare_current(OsintIndex *index, const char *text, const OsintSearchOptions *options,
                                    gint64 now, OsintSpan *place, GError **error)
{
    for (guint attempt = 1;; attempt++) {
        GError *trouble = NULL;
        OsintSearch *search = prepare(index, text, options, now, place, &trouble);
        if (search != NULL || !osint_index_recover(index, attempt, trouble, error))
            return search;
    }
}

OsintSearch *osint_search_start(OsintIndex *index, const char *text, const OsintSearchOptions *options,
                                gint64 now, OsintSpan *place, GError **error)
{
    g_autoptr(OsintSearch) search = prepare_current(index, text, options, now, place, error);
    if (search == NULL || run_current(search, error))
        return g_steal_pointer(&search);
    if (place != NULL)
        *place = search->place;
    return NULL;
}

/* ---- another spelling ---- */

/* Whether another query finds more. */
static gboolean finds_more(const OsintSearch *search, const char *text)
{
    OsintSearchOptions options = {.limit = 0,
                                  .passages = 1,
                                  .strict = TRUE,
                                  .saved = search->options.saved,
                                  .copies = search->options.copies};
    g_autoptr(OsintSearch) other = prepare(search->index, text, &options, search->now, NULL, NULL);
    if (other == NULL)
        return FALSE;
    other->probing = TRUE;
    return run(other, NULL) && other->total > (search->closest ? 0 : search->total);
}

/* It is advice: what stands in its way leaves the search without it. */
static char *suggest(const OsintSearch *search)
{
    if (search->plan == NULL || (!search->closest && search->total > FEW))
        return NULL;
    g_autofree char *text = osint_suggest(search->index, search->plan, search->query->text, NULL);
    return text != NULL && finds_more(search, text) ? g_steal_pointer(&text) : NULL;
}

void osint_search_free(OsintSearch *search)
{
    if (search == NULL)
        return;
    drop_work(search);
    osint_query_free(search->query);
    g_free(search->read_as);
    g_free(search->suggestion->text);
    g_free(search->suggestion);
    g_ptr_array_unref(search->notes);
    g_clear_pointer(&search->entities, g_ptr_array_unref);
    g_ptr_array_unref(search->block);
    g_array_unref(search->fill);
    g_free(search);
}

/* ---- giving out ---- */

/* The block of the next hit; from the newest state of the index when commits have overtaken this one. */
static gboolean read_next_block(OsintSearch *search, GError **error)
{
    GError *trouble = NULL;
    return read_block(search, search->next, &trouble) ||
           (osint_index_recover(search->index, 1, trouble, error) && run_current(search, error));
}

static gboolean at_end(const OsintSearch *search)
{
    gboolean closest;
    return search->next - search->options.offset >= search->options.limit ||
           (search->filling == NULL && osint_candidates_at_end(search->candidates) &&
            found_at(search, search->next, &closest) == NULL);
}

static gboolean block_has(const OsintSearch *search, guint64 rank)
{
    return rank >= search->block_start && rank < search->block_start + search->block->len;
}

OsintHit *osint_search_next(OsintSearch *search, GError **error)
{
    if (at_end(search))
        return NULL;
    if (!block_has(search, search->next) && !read_next_block(search, error))
        return NULL;
    if (!block_has(search, search->next))
        return NULL;
    gpointer *place = &search->block->pdata[search->next - search->block_start];
    OsintHit *hit = *place;
    *place = NULL;
    search->next++;
    return hit;
}

/* ---- counting ---- */

/* Who wants all of them has them all read. */
static gboolean find_all(OsintSearch *search, GError **error)
{
    if (!osint_candidates_find(search->candidates, G_MAXUINT64, error))
        return FALSE;
    count_results(search);
    return TRUE;
}

static gboolean all_matches(OsintSearch *search, OsintMatching *matching, GArray *docids, GArray *grouped,
                            GError **error)
{
    if (search->options.limit == G_MAXUINT64 && !find_all(search, error))
        return FALSE;
    if (!search->closest &&
        !osint_candidates_docids(search->candidates, docids, grouped, &matching->exact, error))
        return FALSE;
    matching->articles = docids->len;
    for (guint i = 0; i < grouped->len; i++)
        matching->articles -= g_array_index(grouped, OsintGrouped, i).earliest ? 0 : 1;
    return TRUE;
}

static int by_docid(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

/* Of copies, candidates are only the first. */
static gboolean best_matches(OsintSearch *search, guint64 most, OsintMatching *matching, GArray *docids,
                             GError **error)
{
    const OsintCandidate *candidate;
    if (!osint_candidates_find(search->candidates, most, error))
        return FALSE;
    for (guint64 i = 0; i < most && (candidate = osint_candidates_get(search->candidates, i)) != NULL; i++)
        g_array_append_val(docids, candidate->docid);
    g_array_sort(docids, by_docid);
    matching->articles = docids->len;
    matching->exact = FALSE;
    return TRUE;
}

static gboolean count_matches(OsintSearch *search, guint64 most, OsintCountFunc count, gpointer user_data,
                              GError **error)
{
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) grouped = g_array_new(FALSE, FALSE, sizeof(OsintGrouped));
    OsintMatching matching = {docids, grouped, 0, TRUE};
    gboolean found = !search->closest && search->total > most
                         ? best_matches(search, most, &matching, docids, error)
                         : all_matches(search, &matching, docids, grouped, error);
    return found && count(search->index, &matching, user_data, error);
}

gboolean osint_search_count_best(OsintSearch *search, guint64 most, OsintCountFunc count, gpointer user_data,
                                 GError **error)
{
    for (guint attempt = 1;; attempt++) {
        GError *trouble = NULL;
        if (count_matches(search, most, count, user_data, &trouble))
            return TRUE;
        if (!osint_index_recover(search->index, attempt, trouble, error) || !run_current(search, error))
            return FALSE;
    }
}

gboolean osint_search_count(OsintSearch *search, OsintCountFunc count, gpointer user_data, GError **error)
{
    return osint_search_count_best(search, G_MAXUINT64, count, user_data, error);
}

const char *osint_search_suggestion(const OsintSearch *search)
{
    Suggestion *suggestion = search->suggestion;
    if (!suggestion->known)
        suggestion->text = suggest(search);
    suggestion->known = TRUE;
    return suggestion->text;
}
