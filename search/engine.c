/* A search: candidates from Xapian, confirmed and ranked by reading, given out one hit at a time. */
#include "search/engine.h"

#include <string.h>

#include "indexer/store/schema.h"
#include "search/plan.h"
#include "search/rank.h"
#include "search/resolve.h"

/* Articles are ranked by their passages in blocks of this many, in Xapian's order of blocks, so that every
 * page of a long result is cut from the same order. 20 candidates give what 100 give (ARCHITECTURE.md section
 * 3). */
#define BLOCK 25
/* Articles read at most to find the total of a query that reading must confirm. */
#define MOST_READ_FOR_TOTAL 1000
/* Candidates asked of Xapian at once: few at first, more for an export. */
#define LARGEST_CHUNK 1000
#define MOST_ATTEMPTS 4
/* Divergence from randomness, IneB2 (Amati and van Rijsbergen 2002): its c. */
#define INEB2_C 1.5

typedef struct {
    guint32 docid;
    double weight;
} Candidate;

struct OsintSearch {
    OsintIndex *index;
    OsintSearchOptions options;
    OsintQuery *query;
    char *read_as;
    GPtrArray *notes;
    GPtrArray *entities;
    OsintPlan *plan;
    OsintReading *reading;
    OsintRanker *ranker;
    XapcEnquire *enquire;
    gboolean closest;
    GArray *candidates; /* Candidate: what matches, in Xapian's order, as far as it was asked for */
    guint32 asked;      /* how many of Xapian's matches were looked at */
    guint32 found;      /* how many there are, as far as Xapian knows */
    gboolean exhausted; /* all of Xapian's matches were looked at */
    guint64 total;
    gboolean total_exact;
    GPtrArray *block;    /* OsintHit * of the block at hand, ranked; NULL where given out */
    guint64 block_start; /* the rank (from 0) of its first */
    guint64 next;        /* the rank (from 0) to give out next */
};

/* ---- candidates ---- */

static gboolean set_order(OsintSearch *search, GError **error)
{
    if (search->options.sort == OSINT_SORT_RELEVANCE)
        return xapc_enquire_set_ineb2(search->enquire, INEB2_C, error);
    guint32 slot = search->options.sort == OSINT_SORT_NEWEST ? OSINT_SLOT_PUBLISHED : OSINT_SLOT_OLDEST;
    return xapc_enquire_set_ineb2(search->enquire, INEB2_C, error) &&
           xapc_enquire_set_sort(search->enquire, XAPC_SORT_VALUE_THEN_RELEVANCE, slot, TRUE, error);
}

static gboolean ask(OsintSearch *search, gboolean closest, GError **error)
{
    g_autoptr(XapcQuery) query =
        closest ? osint_plan_closest(search->plan, error) : osint_plan_strict(search->plan, error);
    g_clear_pointer(&search->enquire, xapc_enquire_free);
    search->enquire = query == NULL ? NULL : xapc_enquire_new(osint_index_db(search->index), error);
    search->closest = closest;
    search->asked = search->found = 0;
    search->exhausted = FALSE;
    g_array_set_size(search->candidates, 0);
    return search->enquire != NULL && xapc_enquire_set_query(search->enquire, query, error) &&
           set_order(search, error);
}

static OsintArticle *read_article(OsintSearch *search, guint32 docid, gint64 *added, GError **error)
{
    OsintArticle *article = osint_index_article_added(search->index, docid, added, error);
    if (article == NULL)
        return NULL;
    osint_reading_read(search->reading, article, osint_plan_stems(search->plan, article->language), *added);
    return article;
}

static gboolean needs_reading(const OsintSearch *search)
{
    return search->closest ? search->plan->filters_need_reading : search->plan->needs_reading;
}

static gboolean confirm(OsintSearch *search, const Candidate *candidate, gboolean *matches, GError **error)
{
    if (!needs_reading(search)) {
        *matches = TRUE;
        return TRUE;
    }
    gint64 added;
    g_autoptr(OsintArticle) article = read_article(search, candidate->docid, &added, error);
    if (article == NULL)
        return FALSE;
    *matches = search->closest ? osint_reading_passes_filters(search->reading)
                               : osint_reading_matches(search->reading);
    return TRUE;
}

static gboolean keep_confirmed(OsintSearch *search, const XapcMset *mset, GError **error)
{
    for (guint32 i = 0; i < xapc_mset_size(mset); i++) {
        XapcHit hit;
        gboolean matches;
        if (!xapc_mset_hit(mset, i, &hit, error))
            return FALSE;
        Candidate candidate = {hit.docid, hit.weight};
        if (!confirm(search, &candidate, &matches, error))
            return FALSE;
        if (matches)
            g_array_append_val(search->candidates, candidate);
    }
    return TRUE;
}

/* Looks at the next chunk of Xapian's matches and keeps those that are confirmed. How many articles have all
 * the words is counted; how many have any of them is not worth it. */
static gboolean ask_more(OsintSearch *search, GError **error)
{
    guint32 chunk = CLAMP(search->asked, BLOCK, LARGEST_CHUNK);
    guint32 counted = search->closest ? 0 : osint_index_size(search->index);
    g_autoptr(XapcMset) mset = xapc_enquire_search(search->enquire, search->asked, chunk, counted, error);
    if (mset == NULL || !keep_confirmed(search, mset, error))
        return FALSE;
    xapc_mset_counts(mset, NULL, &search->found, NULL);
    search->asked += xapc_mset_size(mset);
    search->exhausted = xapc_mset_size(mset) < chunk;
    return TRUE;
}

static gboolean have_candidates(OsintSearch *search, guint64 count, GError **error)
{
    while (search->candidates->len < count && !search->exhausted)
        if (!ask_more(search, error))
            return FALSE;
    return TRUE;
}

/* ---- totals ---- */

static void set_total(OsintSearch *search)
{
    search->total_exact = search->exhausted || !(search->closest || search->plan->needs_reading);
    if (search->exhausted)
        search->total = search->candidates->len;
    else if (!needs_reading(search))
        search->total = search->found;
    else
        search->total = (guint64)search->candidates->len * search->found / MAX(search->asked, 1);
}

/* Asks for all the words; when no article has them, for the closest. */
static gboolean find_first(OsintSearch *search, GError **error)
{
    for (int closest = 0; closest < 2; closest++) {
        if (!ask(search, closest != 0, error) || !have_candidates(search, 1, error))
            return FALSE;
        if (search->candidates->len > 0 || search->options.strict || !osint_plan_has_closest(search->plan))
            break;
    }
    while (needs_reading(search) && !search->exhausted && search->asked < MOST_READ_FOR_TOTAL)
        if (!ask_more(search, error))
            return FALSE;
    search->closest = search->closest && search->candidates->len > 0;
    set_total(search);
    return TRUE;
}

/* ---- blocks ---- */

static int by_score(gconstpointer a, gconstpointer b)
{
    const OsintHit *left = *(const OsintHit *const *)a, *right = *(const OsintHit *const *)b;
    if (left->score != right->score)
        return left->score < right->score ? 1 : -1;
    return strcmp(left->article->id, right->article->id);
}

static void number_hits(OsintSearch *search)
{
    if (search->options.sort == OSINT_SORT_RELEVANCE)
        g_ptr_array_sort(search->block, by_score);
    for (guint i = 0; i < search->block->len; i++)
        ((OsintHit *)g_ptr_array_index(search->block, i))->rank = search->block_start + i + 1;
}

static void hit_free(gpointer hit)
{
    osint_hit_free(hit);
}

/* Reads and ranks the block that holds a rank. */
static gboolean read_block(OsintSearch *search, guint64 rank, GError **error)
{
    guint64 start = rank - rank % BLOCK;
    if (!have_candidates(search, start + BLOCK, error))
        return FALSE;
    g_ptr_array_set_size(search->block, 0);
    search->block_start = start;
    for (guint64 i = start; i < search->candidates->len && i < start + BLOCK; i++) {
        const Candidate *candidate = &g_array_index(search->candidates, Candidate, (guint)i);
        gint64 added;
        OsintArticle *article = read_article(search, candidate->docid, &added, error);
        if (article == NULL)
            return FALSE;
        OsintHit *hit = osint_rank(search->ranker, search->reading, article, candidate->weight,
                                   search->closest, &search->options);
        hit->added = added;
        g_ptr_array_add(search->block, hit);
    }
    number_hits(search);
    return TRUE;
}

/* ---- starting ---- */

static void drop_work(OsintSearch *search)
{
    g_clear_pointer(&search->enquire, xapc_enquire_free);
    g_clear_pointer(&search->ranker, osint_ranker_free);
    g_clear_pointer(&search->reading, osint_reading_free);
    g_clear_pointer(&search->plan, osint_plan_free);
}

static gboolean run(OsintSearch *search, GError **error)
{
    drop_work(search);
    g_ptr_array_set_size(search->notes, 0);
    for (guint i = 0; i < search->query->notes->len; i++)
        g_ptr_array_add(search->notes, g_strdup(g_ptr_array_index(search->query->notes, i)));
    search->plan = osint_plan_new(search->index, search->query->root, search->notes, error);
    if (search->plan == NULL)
        return FALSE;
    search->reading = osint_reading_new(&search->plan->reading);
    search->ranker = osint_ranker_new(search->plan);
    return find_first(search, error) &&
           (search->options.limit == 0 || read_block(search, search->next, error));
}

/* The one place where a reader that was overtaken by commits begins again with the newest state of the index.
 */
static gboolean run_current(OsintSearch *search, GError **error)
{
    for (int attempt = 1;; attempt++) {
        g_autoptr(GError) trouble = NULL;
        if (run(search, &trouble))
            return TRUE;
        if (attempt >= MOST_ATTEMPTS || !g_error_matches(trouble, XAPC_ERROR, XAPC_ERROR_DATABASE_MODIFIED)) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        drop_work(search);
        if (!osint_index_reopen(search->index, error))
            return FALSE;
    }
}

OsintSearch *osint_search_start(OsintIndex *index, const char *text, const OsintSearchOptions *options,
                                gint64 now, OsintSpan *place, GError **error)
{
    g_autoptr(OsintSearch) search = g_new0(OsintSearch, 1);
    search->index = index;
    search->options = *options;
    search->next = options->offset;
    search->notes = g_ptr_array_new_with_free_func(g_free);
    search->candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    search->block = g_ptr_array_new_with_free_func(hit_free);
    search->query = osint_query_parse(text, now, place, error);
    if (search->query == NULL ||
        !osint_resolve_query(index, options->saved, search->query, now, place, error))
        return NULL;
    search->read_as = osint_query_print(search->query);
    search->entities = osint_resolve_entities(index, search->query);
    return run_current(search, error) ? g_steal_pointer(&search) : NULL;
}

void osint_search_free(OsintSearch *search)
{
    if (search == NULL)
        return;
    drop_work(search);
    osint_query_free(search->query);
    g_free(search->read_as);
    g_ptr_array_unref(search->notes);
    g_clear_pointer(&search->entities, g_ptr_array_unref);
    g_array_unref(search->candidates);
    g_ptr_array_unref(search->block);
    g_free(search);
}

/* ---- giving out ---- */

/* The block of the next hit; from the newest state of the index when commits have overtaken this one. */
static gboolean read_next_block(OsintSearch *search, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    if (read_block(search, search->next, &trouble))
        return TRUE;
    if (!g_error_matches(trouble, XAPC_ERROR, XAPC_ERROR_DATABASE_MODIFIED)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return osint_index_reopen(search->index, error) && run_current(search, error);
}

static gboolean at_end(const OsintSearch *search)
{
    return search->next - search->options.offset >= search->options.limit ||
           (search->exhausted && search->next >= search->candidates->len);
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

/* Matches asked of Xapian at once: it goes through all that come before them again. */
#define COUNTED_AT_ONCE 100000

static gboolean add_all_matches(OsintSearch *search, GArray *docids, GError **error)
{
    g_autoptr(XapcQuery) query = osint_plan_strict(search->plan, error);
    g_autoptr(XapcEnquire) enquire =
        query == NULL ? NULL : xapc_enquire_new(osint_index_db(search->index), error);
    if (enquire == NULL || !xapc_enquire_set_query(enquire, query, error) ||
        !xapc_enquire_set_boolean(enquire, error) ||
        !xapc_enquire_set_docid_order(enquire, XAPC_DOCID_ASCENDING, error))
        return FALSE;
    for (guint32 size = COUNTED_AT_ONCE; size == COUNTED_AT_ONCE;) {
        g_autoptr(XapcMset) mset = xapc_enquire_search(enquire, docids->len, COUNTED_AT_ONCE, 0, error);
        if (mset == NULL)
            return FALSE;
        size = xapc_mset_size(mset);
        for (guint32 i = 0; i < size; i++) {
            XapcHit hit;
            if (!xapc_mset_hit(mset, i, &hit, error))
                return FALSE;
            g_array_append_val(docids, hit.docid);
        }
    }
    return TRUE;
}

static int by_number(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

static gboolean count_matches(OsintSearch *search, OsintCountFunc count, gpointer user_data, GError **error)
{
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    gboolean exact = search->exhausted || !needs_reading(search);
    if (!search->closest && !search->plan->needs_reading) {
        if (!add_all_matches(search, docids, error))
            return FALSE;
    } else if (!search->closest) {
        for (guint i = 0; i < search->candidates->len; i++)
            g_array_append_val(docids, g_array_index(search->candidates, Candidate, i).docid);
        g_array_sort(docids, by_number);
    }
    return count(search->index, docids, exact || search->closest, user_data, error);
}

gboolean osint_search_count(OsintSearch *search, OsintCountFunc count, gpointer user_data, GError **error)
{
    for (int attempt = 1;; attempt++) {
        g_autoptr(GError) trouble = NULL;
        if (count_matches(search, count, user_data, &trouble))
            return TRUE;
        if (attempt >= MOST_ATTEMPTS || !g_error_matches(trouble, XAPC_ERROR, XAPC_ERROR_DATABASE_MODIFIED)) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        if (!osint_index_reopen(search->index, error) || !run_current(search, error))
            return FALSE;
    }
}

/* ---- facts ---- */

OsintIndex *osint_search_index(const OsintSearch *search)
{
    return search->index;
}

const OsintSearchOptions *osint_search_options(const OsintSearch *search)
{
    return &search->options;
}

const char *osint_search_text(const OsintSearch *search)
{
    return search->query->text;
}

const char *osint_search_read_as(const OsintSearch *search)
{
    return search->read_as;
}

const OsintNode *osint_search_tree(const OsintSearch *search)
{
    return search->query->root;
}

const OsintPlan *osint_search_plan(const OsintSearch *search)
{
    return search->plan;
}

const GPtrArray *osint_search_notes(const OsintSearch *search)
{
    return search->notes;
}

const GPtrArray *osint_search_entities(const OsintSearch *search)
{
    return search->entities;
}

guint64 osint_search_total(const OsintSearch *search, gboolean *exact)
{
    if (exact != NULL)
        *exact = search->total_exact;
    return search->total;
}

gboolean osint_search_is_closest(const OsintSearch *search)
{
    return search->closest;
}

const char *osint_search_suggestion(G_GNUC_UNUSED const OsintSearch *search)
{
    return NULL;
}
