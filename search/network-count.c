/* What a passage mentions, and the pairs of it. Only mentions are read, so that any number of articles costs
 * what they mention. */
#include "search/network-count.h"

#include "indexer/article/date.h"
#include "search/network.h"

/* An entity in the passage at hand. */
typedef struct {
    guint entity;
    guint32 first_end, last_start; /* of its mentions */
    gboolean named;
} Present;

typedef struct {
    OsintNetworkCount *count;
    const OsintArticle *article;
    guint32 number; /* of the article, from 1 */
    guint next;     /* mention */
    OsintPairPlace place;
} Work;

static void tally_free(gpointer data)
{
    OsintEntityTally *tally = data;
    g_free(tally->id);
    g_free(tally->type);
    g_free(tally->name);
    g_free(tally);
}

/* Two small numbers in 64 bits: multiplied so that all bits count (Knuth, The Art of Computer Programming 3,
 * 6.4). */
static guint pair_hash(gconstpointer pair)
{
    return (guint)((((const OsintPairCount *)pair)->key * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) >> 32);
}

static gboolean pair_equal(gconstpointer a, gconstpointer b)
{
    return ((const OsintPairCount *)a)->key == ((const OsintPairCount *)b)->key;
}

const OsintEntityTally *osint_network_count_entity(const OsintNetworkCount *count, guint number)
{
    return g_ptr_array_index(count->entities, number);
}

guint osint_pair_end(const OsintPairCount *pair, guint end)
{
    return end == 0 ? (guint)(pair->key >> 32) : (guint)(pair->key & G_MAXUINT32);
}

static guint number_of(OsintNetworkCount *count, const char *id, const char *type, const char *name)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(count->by_id, id));
    if (number > 0)
        return number - 1;
    OsintEntityTally *tally = g_new0(OsintEntityTally, 1);
    tally->id = g_strdup(id);
    tally->type = g_strdup(type);
    tally->name = g_strdup(name);
    g_ptr_array_add(count->entities, tally);
    g_hash_table_insert(count->by_id, tally->id, GUINT_TO_POINTER(count->entities->len));
    return count->entities->len - 1;
}

OsintNetworkCount *osint_network_count_new(const GPtrArray *asked, const char *type)
{
    OsintNetworkCount *count = g_new0(OsintNetworkCount, 1);
    count->type = type;
    count->entities = g_ptr_array_new_with_free_func(tally_free);
    count->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    count->pairs = g_hash_table_new_full(pair_hash, pair_equal, g_free, NULL);
    count->present = g_array_new(FALSE, FALSE, sizeof(Present));
    for (guint i = 0; i < asked->len; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(asked, i);
        guint number =
            number_of(count, entity->id, entity->type != NULL ? entity->type : "other", entity->name);
        ((OsintEntityTally *)g_ptr_array_index(count->entities, number))->asked = TRUE;
    }
    return count;
}

void osint_network_count_free(OsintNetworkCount *count)
{
    if (count == NULL)
        return;
    g_hash_table_unref(count->pairs);
    g_hash_table_unref(count->by_id);
    g_ptr_array_unref(count->entities);
    g_array_unref(count->present);
    g_free(count);
}

/* ---- pairs ---- */

static gboolean is_better(const OsintPairPlace *place, const OsintPairPlace *than)
{
    if (place->asked != than->asked)
        return place->asked;
    if (place->named != than->named)
        return place->named;
    return place->begin < than->begin; /* else the article and passage that were read first */
}

static void keep_place(OsintPairCount *pair, const OsintPairPlace *place)
{
    guint at = pair->places_count;
    while (at > 0 && is_better(place, &pair->places[at - 1]))
        at--;
    if (at == OSINT_PAIR_PLACES)
        return;
    pair->places_count = MIN(pair->places_count + 1, OSINT_PAIR_PLACES);
    for (guint i = pair->places_count - 1; i > at; i--)
        pair->places[i] = pair->places[i - 1];
    pair->places[at] = *place;
}

/* NULL when it is new and there are too many. */
static OsintPairCount *pair_of(OsintNetworkCount *count, guint one, guint other)
{
    OsintPairCount wanted = {.key = (guint64)MIN(one, other) << 32 | MAX(one, other)};
    OsintPairCount *pair = g_hash_table_lookup(count->pairs, &wanted);
    if (pair != NULL)
        return pair;
    if (g_hash_table_size(count->pairs) >= OSINT_NETWORK_MOST) {
        count->full = TRUE;
        return NULL;
    }
    pair = g_new(OsintPairCount, 1);
    *pair = wanted;
    g_hash_table_add(count->pairs, pair);
    return pair;
}

/* Whether a mention of one stands beside a mention of the other, and not in the same words. */
static gboolean stand_apart(const Present *one, const Present *other)
{
    return one->first_end <= other->last_start || other->first_end <= one->last_start;
}

static void count_pair(Work *work, const Present *one, const Present *other)
{
    OsintPairCount *pair = stand_apart(one, other) ? pair_of(work->count, one->entity, other->entity) : NULL;
    if (pair == NULL)
        return;
    work->place.named = one->named && other->named;
    pair->passages++;
    pair->descriptive += work->place.named ? 0 : 1;
    pair->articles += pair->article != work->number ? 1 : 0;
    pair->article = work->number;
    keep_place(pair, &work->place);
}

/* ---- passages ---- */

static gboolean counts(const OsintNetworkCount *count, const OsintMention *mention)
{
    if (mention->benign || mention->undecided)
        return FALSE;
    if (count->type == NULL || g_str_equal(mention->type, count->type))
        return TRUE;
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(count->by_id, mention->entity));
    return number > 0 && osint_network_count_entity(count, number - 1)->asked;
}

static void see(OsintNetworkCount *count, const OsintMention *mention)
{
    guint number = number_of(count, mention->entity, mention->type, mention->name);
    OsintEntityTally *tally = g_ptr_array_index(count->entities, number);
    if (tally->passage != count->passages) {
        const Present present = {number, mention->span.end, mention->span.start, !mention->descriptive};
        tally->passage = count->passages;
        tally->place = count->present->len;
        g_array_append_val(count->present, present);
        return;
    }
    Present *present = &g_array_index(count->present, Present, tally->place);
    present->first_end = MIN(present->first_end, mention->span.end);
    present->last_start = MAX(present->last_start, mention->span.start);
    present->named = present->named || !mention->descriptive;
}

static void count_entities(Work *work)
{
    const GArray *all = work->count->present;
    work->place.asked = FALSE;
    for (guint i = 0; i < all->len; i++) {
        const Present *present = &g_array_index(all, Present, i);
        OsintEntityTally *tally = g_ptr_array_index(work->count->entities, present->entity);
        tally->passages++;
        tally->descriptive += present->named ? 0 : 1;
        tally->articles += tally->article != work->number ? 1 : 0;
        tally->article = work->number;
        work->place.asked = work->place.asked || tally->asked;
    }
}

/* In a crowd those that are asked for come first. */
static void thin_out(OsintNetworkCount *count)
{
    guint kept = 0;
    for (guint i = 0; i < count->present->len && kept < OSINT_NETWORK_CROWD; i++) {
        Present *present = &g_array_index(count->present, Present, i);
        Present *place = &g_array_index(count->present, Present, kept);
        Present other = *place;
        if (!osint_network_count_entity(count, present->entity)->asked)
            continue;
        *place = *present;
        *present = other;
        kept++;
    }
    g_array_set_size(count->present, OSINT_NETWORK_CROWD);
    count->crowded++;
}

static void count_passage(Work *work, OsintSpan passage)
{
    OsintNetworkCount *count = work->count;
    const GArray *mentions = work->article->mentions;
    count->passages++;
    g_array_set_size(count->present, 0);
    for (; work->next < mentions->len; work->next++) {
        const OsintMention *mention = &g_array_index(mentions, OsintMention, work->next);
        if (mention->span.start >= passage.end)
            break;
        if (mention->span.start >= passage.start && counts(count, mention))
            see(count, mention);
    }
    count_entities(work);
    if (count->present->len > OSINT_NETWORK_CROWD)
        thin_out(count);
    for (guint i = 0; i < count->present->len; i++)
        for (guint j = i + 1; j < count->present->len; j++)
            count_pair(work, &g_array_index(count->present, Present, i),
                       &g_array_index(count->present, Present, j));
}

static gboolean count_article(Work *work, OsintIndex *index, guint32 docid, GError **error)
{
    g_autoptr(OsintArticle) article = osint_index_article_mentions(index, docid, error);
    OsintPeriod period;
    if (article == NULL)
        return FALSE;
    gboolean dated = article->published != NULL && osint_date_parse(article->published, &period, NULL);
    work->article = article;
    work->number++;
    work->next = 0;
    work->place = (OsintPairPlace){.docid = docid, .begin = dated ? period.begin : G_MAXINT64};
    for (guint i = 0; i < article->passages->len; i++) {
        work->place.passage = i;
        count_passage(work, g_array_index(article->passages, OsintSpan, i));
    }
    return TRUE;
}

gboolean osint_network_count_all(OsintNetworkCount *count, OsintIndex *index, const OsintMatching *matching,
                                 GError **error)
{
    Work work = {.count = count};
    g_autoptr(GArray) docids = osint_groups_earliest(matching->docids, matching->grouped);
    for (guint i = 0; i < docids->len; i++)
        if (!count_article(&work, index, g_array_index(docids, guint32, i), error))
            return FALSE;
    return TRUE;
}
