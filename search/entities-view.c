/* Articles are read one by one: only they know how often they mention what, and what of it is benign. */
#include "search/entities-view.h"

#include <string.h>

#include "indexer/article/date.h"

typedef struct {
    GArray *rows;
    GHashTable *places; /* id -> place among rows, from 1 */
    const char *type;
    guint64 article;    /* the one that is read, from 1 */
    guint group;        /* of copies, in which it is; 0: none */
    GHashTable *folded; /* guint64: entities and groups that were counted together */
} Counting;

static void count_clear(gpointer data)
{
    OsintEntityCount *count = data;
    g_free(count->id);
    g_free(count->type);
    g_free(count->name);
    g_free(count->first);
    g_free(count->last);
}

static GArray *rows_new(void)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(OsintEntityCount));
    g_array_set_clear_func(rows, count_clear);
    return rows;
}

void osint_entity_counts_free(OsintEntityCounts *counts)
{
    if (counts == NULL)
        return;
    g_array_unref(counts->rows);
    g_clear_pointer(&counts->rests, g_array_unref);
    g_free(counts);
}

static OsintEntityCount *row_of(Counting *counting, const char *id, const char *type, const char *name)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(counting->places, id));
    if (place == 0) {
        OsintEntityCount count = {.id = g_strdup(id), .type = g_strdup(type), .name = g_strdup(name)};
        g_array_append_val(counting->rows, count);
        place = counting->rows->len;
        g_hash_table_insert(counting->places, count.id, GUINT_TO_POINTER(place));
    }
    return &g_array_index(counting->rows, OsintEntityCount, place - 1);
}

static void widen(OsintEntityCount *count, const char *published, const OsintPeriod *period)
{
    if (count->first == NULL || period->begin < count->begin) {
        g_free(count->first);
        count->first = g_strdup(published);
        count->begin = period->begin;
    }
    if (count->last == NULL || period->end > count->end) {
        g_free(count->last);
        count->last = g_strdup(published);
        count->end = period->end;
    }
}

/* Whether an article of the same group was counted before. */
static gboolean is_copy(const Counting *counting, const OsintEntityCount *count)
{
    guint place = (guint)(count - (const OsintEntityCount *)(gpointer)counting->rows->data);
    if (counting->group == 0)
        return FALSE;
    gint64 *both = g_new(gint64, 1);
    *both = (gint64)place << 32 | counting->group;
    return !g_hash_table_add(counting->folded, both);
}

/* The first time in an article it counts for the article. */
static void count_article(const Counting *counting, OsintEntityCount *count, const OsintArticle *article,
                          const OsintPeriod *period)
{
    if (count->article == counting->article)
        return;
    count->article = counting->article;
    count->is_copy = is_copy(counting, count);
    count->articles += count->is_copy ? 0 : 1;
    if (period != NULL)
        widen(count, article->published, period);
}

static void count_mentions(Counting *counting, const OsintArticle *article, const OsintPeriod *period)
{
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (mention->benign || (counting->type != NULL && !g_str_equal(mention->type, counting->type)))
            continue;
        OsintEntityCount *count = row_of(counting, mention->entity, mention->type, mention->name);
        count_article(counting, count, article, period);
        count->mentions += count->is_copy ? 0 : 1;
        count->undecided += mention->undecided && !count->is_copy ? 1 : 0;
    }
}

static gboolean count_tags(Counting *counting, OsintIndex *index, const OsintArticle *article,
                           const OsintPeriod *period, GError **error)
{
    for (guint i = 0; i < article->tagged->len; i++) {
        GError *trouble = NULL;
        const char *id = g_ptr_array_index(article->tagged, i);
        const OsintEntity *entity = osint_index_entity(index, id, &trouble);
        if (trouble != NULL) {
            g_propagate_error(error, trouble);
            return FALSE;
        }
        if (entity != NULL && (counting->type == NULL || g_str_equal(entity->type, counting->type)))
            count_article(counting, row_of(counting, id, entity->type, entity->name), article, period);
    }
    return TRUE;
}

static int by_articles(gconstpointer a, gconstpointer b)
{
    const OsintEntityCount *left = a, *right = b;
    if (left->articles != right->articles)
        return left->articles < right->articles ? 1 : -1;
    if (left->mentions != right->mentions)
        return left->mentions < right->mentions ? 1 : -1;
    return strcmp(left->id, right->id);
}

static gboolean read_one(Counting *counting, OsintIndex *index, guint32 docid, GError **error)
{
    g_autoptr(OsintArticle) article = osint_index_article_mentions(index, docid, error);
    OsintPeriod period;
    if (article == NULL)
        return FALSE;
    gboolean dated = article->published != NULL && osint_date_parse(article->published, &period, NULL);
    counting->article++;
    count_mentions(counting, article, dated ? &period : NULL);
    return count_tags(counting, index, article, dated ? &period : NULL, error);
}

/* Every article, or every so many-th. */
static gboolean read_all(Counting *counting, OsintIndex *index, const OsintMatching *matching, guint most,
                         GError **error)
{
    guint all = matching->docids->len, read = most > 0 ? MIN(most, all) : all, next = 0;
    for (guint i = 0; i < read; i++) {
        guint32 docid = g_array_index(matching->docids, guint32, (guint)((guint64)i * all / read));
        const OsintGrouped *grouped = osint_grouped_at(matching->grouped, &next, docid);
        counting->group = grouped != NULL ? grouped->group : 0;
        if (!read_one(counting, index, docid, error))
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    OsintEntityCounts *counts;
    const char *type;
    guint most;
} Request;

static gboolean count(OsintIndex *index, const OsintMatching *matching, gpointer user_data, GError **error)
{
    const Request *request = user_data;
    OsintEntityCounts *counts = request->counts;
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    g_array_unref(counts->rows);
    counts->rows = rows_new();
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Counting counting = {counts->rows, places, request->type, 0, 0, folded};
    if (!read_all(&counting, index, matching, request->most, error))
        return FALSE;
    g_array_sort(counts->rows, by_articles);
    gboolean is_part = request->most > 0 && matching->docids->len > request->most;
    counts->articles = is_part ? counting.article : matching->articles;
    counts->exact = matching->exact && !is_part;
    return TRUE;
}

OsintEntityCounts *osint_entity_counts_new(OsintSearch *search, const char *type, guint most, GError **error)
{
    g_autoptr(OsintEntityCounts) counts = g_new0(OsintEntityCounts, 1);
    counts->rows = rows_new();
    Request request = {counts, type, most};
    return osint_search_count(search, count, &request, error) ? g_steal_pointer(&counts) : NULL;
}

/* ---- without reading ---- */

static void rest_clear(gpointer data)
{
    g_free(((OsintFacetRest *)data)->type);
}

static GArray *copied_rests(const GArray *rests)
{
    GArray *copy = g_array_new(FALSE, FALSE, sizeof(OsintFacetRest));
    g_array_set_clear_func(copy, rest_clear);
    for (guint i = 0; rests != NULL && i < rests->len; i++) {
        const OsintFacetRest *rest = &g_array_index(rests, OsintFacetRest, i);
        const OsintFacetRest own = {g_strdup(rest->type), rest->values};
        g_array_append_val(copy, own);
    }
    return copy;
}

static void add_value(GArray *rows, const OsintFacetValue *value)
{
    const OsintEntityCount row = {.id = g_strdup(value->value),
                                  .type = g_strdup(value->type != NULL ? value->type : "other"),
                                  .name = g_strdup(value->name != NULL ? value->name : value->value),
                                  .articles = value->articles};
    g_array_append_val(rows, row);
}

OsintEntityCounts *osint_entity_counts_of(const OsintFacets *facets)
{
    const GArray *values = facets->values[OSINT_FACET_ENTITY];
    OsintEntityCounts *counts = g_new0(OsintEntityCounts, 1);
    counts->rows = rows_new();
    counts->is_short = TRUE;
    counts->exact = facets->exact;
    counts->articles = facets->articles;
    counts->rests = copied_rests(facets->entity_rests);
    for (guint i = 0; i < values->len; i++)
        add_value(counts->rows, &g_array_index(values, OsintFacetValue, i));
    g_array_sort(counts->rows, by_articles);
    return counts;
}
