/* Articles are read one by one. What is to be shown of them is remembered as a place and read again at the
 * end, so that memory follows what is mentioned and not how much is written. */
#include "search/card.h"

#include <string.h>

#include "indexer/article/date.h"
#include "indexer/store/entities.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "search/asked.h"
#include "search/card-choice.h"
#include "search/evidence.h"
#include "search/likelihood.h"
#include "search/newest.h"

/* A passage of an article. */
typedef struct {
    guint32 docid;
    guint32 passage; /* from 0 */
    gint64 begin;    /* when it was published; G_MININT64: not known */
} Place;

/* A related entity while articles are read. */
typedef struct {
    OsintCardRelated *result;
    guint32 article, passage; /* counted last */
    Place proof;
    gboolean proof_named;   /* both by name */
    guint32 proof_distance; /* bytes between the two */
} Related;

typedef struct {
    OsintIndex *index;
    OsintCard *card;
    const char *id;
    GHashTable *related; /* id -> Related */
    GArray *places;      /* Place: passages that mention the entity */
    GArray *docids;      /* guint32 */
    gint64 begin, end;   /* of first and last */
    guint64 passages;    /* in which it is mentioned, as far as that is decided */

    /* of the article that is read */
    const OsintArticle *article;
    Place place;
    GArray *own; /* guint: its mentions, in order */
} Work;

static void related_result_free(gpointer data)
{
    OsintCardRelated *related = data;
    g_free(related->id);
    g_free(related->type);
    g_free(related->name);
    osint_hit_free(related->proof);
    g_free(related);
}

static void related_free(gpointer data)
{
    Related *related = data;
    if (related->result != NULL)
        related_result_free(related->result);
    g_free(related);
}

void osint_card_free(OsintCard *card)
{
    if (card == NULL)
        return;
    if (card->entity != NULL)
        osint_entity_free(card->entity);
    g_clear_pointer(&card->targets, g_ptr_array_unref);
    g_free(card->first);
    g_free(card->last);
    g_clear_pointer(&card->timeline, osint_timeline_free);
    g_clear_pointer(&card->related, g_ptr_array_unref);
    g_clear_pointer(&card->newest, g_ptr_array_unref);
    g_free(card);
}

/* ---- one article ---- */

static const OsintMention *mention_at(const OsintArticle *article, guint i)
{
    return &g_array_index(article->mentions, OsintMention, i);
}

static guint32 distance(OsintSpan a, OsintSpan b)
{
    return a.end <= b.start ? b.start - a.end : b.end <= a.start ? a.start - b.end : 0;
}

/* The mention of the entity that is nearest to a span, among own[first, end). */
static const OsintMention *nearest_own(const Work *work, OsintSpan span, guint first, guint end)
{
    guint low = first, high = end;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (mention_at(work->article, g_array_index(work->own, guint, middle))->span.start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    const OsintMention *behind =
        low < end ? mention_at(work->article, g_array_index(work->own, guint, low)) : NULL;
    const OsintMention *before =
        low > first ? mention_at(work->article, g_array_index(work->own, guint, low - 1)) : NULL;
    if (behind == NULL || before == NULL)
        return behind != NULL ? behind : before;
    return distance(before->span, span) <= distance(behind->span, span) ? before : behind;
}

static Related *related_of(Work *work, const OsintMention *mention)
{
    Related *related = g_hash_table_lookup(work->related, mention->entity);
    if (related != NULL)
        return related;
    related = g_new0(Related, 1);
    related->result = g_new0(OsintCardRelated, 1);
    related->result->id = g_strdup(mention->entity);
    related->result->type = g_strdup(mention->type);
    related->result->name = g_strdup(mention->name);
    g_hash_table_insert(work->related, related->result->id, related);
    return related;
}

/* The best proof has both by name, near each other, and is new. */
static gboolean is_better(const Related *related, gboolean named, guint32 between, gint64 begin)
{
    if (related->result->passages == 0 || named != related->proof_named)
        return related->result->passages == 0 || named;
    if (between != related->proof_distance)
        return between < related->proof_distance;
    return begin > related->proof.begin;
}

static void count_together(Work *work, const OsintMention *own, const OsintMention *other)
{
    Related *related = related_of(work, other);
    gboolean named = !own->descriptive && !other->descriptive;
    guint32 between = distance(own->span, other->span);
    if (is_better(related, named, between, work->place.begin)) {
        related->proof = work->place;
        related->proof_named = named;
        related->proof_distance = between;
    }
    if (related->article != work->place.docid) {
        related->article = work->place.docid;
        related->passage = G_MAXUINT32;
        related->result->articles++;
    }
    if (related->passage != work->place.passage) {
        related->passage = work->place.passage;
        related->result->passages++;
    }
}

/* The other entities of the passage at hand, in which own[first, end) stand; mentions[*next] is the first
 * that may. What overlaps a mention of the entity is another reading of it. */
static void relate(Work *work, OsintSpan passage, guint first, guint end, guint *next)
{
    const GArray *mentions = work->article->mentions;
    while (*next < mentions->len && mention_at(work->article, *next)->span.start < passage.start)
        ++*next;
    for (; *next < mentions->len && mention_at(work->article, *next)->span.start < passage.end; ++*next) {
        const OsintMention *other = mention_at(work->article, *next);
        if (other->benign || other->undecided || g_str_equal(other->entity, work->id))
            continue;
        const OsintMention *own = nearest_own(work, other->span, first, end);
        if (distance(own->span, other->span) > 0)
            count_together(work, own, other);
    }
}

static void read_passages(Work *work)
{
    guint first = 0, next = 0;
    for (guint i = 0; i < work->article->passages->len && first < work->own->len; i++) {
        OsintSpan passage = g_array_index(work->article->passages, OsintSpan, i);
        guint end = first;
        gboolean decided = FALSE;
        while (end < work->own->len) {
            const OsintMention *own = mention_at(work->article, g_array_index(work->own, guint, end));
            if (own->span.start >= passage.end)
                break;
            decided = decided || !own->undecided;
            end++;
        }
        work->place.passage = i;
        if (end > first)
            g_array_append_val(work->places, work->place);
        if (decided) {
            work->passages++;
            relate(work, passage, first, end, &next);
        }
        first = end;
    }
}

static void count_own(Work *work)
{
    g_array_set_size(work->own, 0);
    for (guint i = 0; i < work->article->mentions->len; i++) {
        const OsintMention *mention = mention_at(work->article, i);
        if (mention->benign || !g_str_equal(mention->entity, work->id))
            continue;
        g_array_append_val(work->own, i);
        work->card->mentions++;
        work->card->descriptive += mention->descriptive ? 1 : 0;
        work->card->undecided += mention->undecided ? 1 : 0;
    }
}

static void count_date(Work *work)
{
    OsintPeriod period;
    const char *published = work->article->published;
    work->place.begin = G_MININT64;
    if (published == NULL || !osint_date_parse(published, &period, NULL))
        return;
    work->place.begin = period.begin;
    if (work->card->first == NULL || period.begin < work->begin) {
        g_free(work->card->first);
        work->card->first = g_strdup(published);
        work->begin = period.begin;
    }
    if (work->card->last == NULL || period.end > work->end) {
        g_free(work->card->last);
        work->card->last = g_strdup(published);
        work->end = period.end;
    }
}

static gboolean read_article(Work *work, guint32 docid, GError **error)
{
    g_autoptr(OsintArticle) article = osint_index_article_mentions(work->index, docid, error);
    if (article == NULL)
        return FALSE;
    work->article = article;
    work->place = (Place){.docid = docid};
    count_own(work);
    if (work->own->len == 0 &&
        !g_ptr_array_find_with_equal_func(article->tagged, work->id, g_str_equal, NULL))
        return TRUE;
    work->card->articles++;
    g_array_append_val(work->docids, docid);
    count_date(work);
    read_passages(work);
    return TRUE;
}

/* ---- passages to show ---- */

static int newest_first(gconstpointer a, gconstpointer b)
{
    const Place *left = a, *right = b;
    if (left->begin != right->begin)
        return left->begin < right->begin ? 1 : -1;
    if (left->docid != right->docid)
        return left->docid < right->docid ? 1 : -1;
    return (left->passage > right->passage) - (left->passage < right->passage);
}

static gboolean add_newest(Work *work, const OsintCardOptions *options, GError **error)
{
    guint32 docid = 0;
    OsintHit *hit = NULL;
    g_array_sort(work->places, newest_first);
    for (guint i = 0; i < work->places->len; i++) {
        const Place *place = &g_array_index(work->places, Place, i);
        if (place->docid != docid) {
            if (work->card->newest->len >= options->limit)
                return TRUE;
            hit = osint_evidence_new(work->index, place->docid, error);
            if (hit == NULL)
                return FALSE;
            docid = place->docid;
            g_ptr_array_add(work->card->newest, hit);
        }
        if (hit->passages->len < options->passages)
            osint_evidence_add(hit, place->passage, work->id, NULL);
    }
    return TRUE;
}

/* ---- related entities ---- */

static gboolean weigh(Work *work, Related *related, GError **error)
{
    guint32 passages;
    g_autofree char *name = osint_filter_term(OSINT_TERM_ENTITY, related->result->id);
    if (!xapc_db_collection_freq(osint_index_db(work->index), name, &passages, error))
        return FALSE;
    double both = (double)related->result->passages;
    related->result->score = osint_likelihood(both, (double)work->passages, MAX((double)passages, both),
                                              (double)osint_index_passages(work->index));
    return TRUE;
}

static int by_score(gconstpointer a, gconstpointer b)
{
    const OsintCardRelated *left = (*(Related *const *)a)->result, *right = (*(Related *const *)b)->result;
    if (left->score != right->score)
        return left->score < right->score ? 1 : -1;
    if (left->passages != right->passages)
        return left->passages < right->passages ? 1 : -1;
    return strcmp(left->id, right->id);
}

static gboolean add_related(Work *work, guint64 limit, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    GHashTableIter iter;
    gpointer each;
    g_hash_table_iter_init(&iter, work->related);
    while (g_hash_table_iter_next(&iter, NULL, &each)) {
        if (!weigh(work, each, error))
            return FALSE;
        g_ptr_array_add(all, each);
    }
    g_ptr_array_sort(all, by_score);
    for (guint i = 0; i < all->len && i < limit; i++) {
        Related *related = g_ptr_array_index(all, i);
        OsintHit *proof = osint_evidence_new(work->index, related->proof.docid, error);
        if (proof == NULL)
            return FALSE;
        osint_evidence_add(proof, related->proof.passage, work->id, related->result->id);
        related->result->proof = proof;
        g_ptr_array_add(work->card->related, g_steal_pointer(&related->result));
    }
    return TRUE;
}

/* ---- the card ---- */

typedef struct {
    const OsintCardOptions *options;
    const OsintQueryEntity *asked;
    OsintCard *card;
} Request;

static char *published_of(OsintIndex *index, guint32 docid, GError **error)
{
    g_autoptr(OsintArticle) article = osint_index_article_mentions(index, docid, error);
    return article != NULL ? g_strdup(article->published) : NULL;
}

/* What holds for all that match, where only the newest were read. */
static gboolean count_all(Work *work, const OsintMatching *matching, const OsintNewest *newest,
                          GError **error)
{
    OsintCard *card = work->card;
    GError *trouble = NULL;
    card->articles = matching->articles;
    g_clear_pointer(&card->first, g_free);
    g_clear_pointer(&card->last, g_free);
    if (newest->first > 0)
        card->first = published_of(work->index, newest->first, &trouble);
    if (newest->last > 0 && trouble == NULL)
        card->last = published_of(work->index, newest->last, &trouble);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

static gboolean read_all(Work *work, const OsintMatching *matching, const OsintCardOptions *options,
                         GError **error)
{
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(OsintGrouped));
    g_auto(OsintNewest) newest = {NULL, FALSE, 0, 0};
    if (!osint_newest_choose(&newest, osint_index_db(work->index), matching, options->most, error))
        return FALSE;
    for (guint i = 0; i < newest.docids->len; i++)
        if (!read_article(work, g_array_index(newest.docids, guint32, i), error))
            return FALSE;
    work->card->read = work->card->articles;
    if (!add_newest(work, options, error) || !add_related(work, options->limit, error) ||
        (!newest.are_all && !count_all(work, matching, &newest, error)))
        return FALSE;
    const OsintMatching read = {work->docids, none, work->docids->len, matching->exact};
    work->card->timeline =
        osint_timeline_of(work->index, newest.are_all ? &read : matching, options->by, error);
    return work->card->timeline != NULL;
}

static OsintCard *card_new(const OsintQueryEntity *asked, gboolean exact)
{
    OsintCard *card = g_new0(OsintCard, 1);
    card->asked = asked;
    card->exact = exact;
    card->targets = g_ptr_array_new_with_free_func(g_free);
    card->related = g_ptr_array_new_with_free_func(related_result_free);
    card->newest = g_ptr_array_new_with_free_func((GDestroyNotify)osint_hit_free);
    return card;
}

/* Reads what lists say of it. */
static gboolean read_entity(Work *work, GError **error)
{
    GError *trouble = NULL;
    OsintEntity *entity = osint_entities_read_one(osint_index_facts(work->index), work->id, &trouble);
    work->card->entity = entity;
    for (guint i = 0; trouble == NULL && entity != NULL && i < entity->relations->len; i++) {
        const OsintRelation *relation = g_ptr_array_index(entity->relations, i);
        const OsintEntity *target = osint_index_entity(work->index, relation->target, &trouble);
        g_ptr_array_add(work->card->targets, target == NULL ? NULL : g_strdup(target->name));
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

static gboolean make(OsintIndex *index, const OsintMatching *matching, gpointer user_data, GError **error)
{
    Request *request = user_data;
    g_autoptr(OsintCard) card = card_new(request->asked, matching->exact);
    g_autoptr(GHashTable) related = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, related_free);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    g_autoptr(GArray) mentioning = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(guint));
    Work work = {.index = index,
                 .card = card,
                 .id = request->asked->id,
                 .related = related,
                 .places = places,
                 .docids = mentioning,
                 .own = own};
    if (!read_entity(&work, error) || !read_all(&work, matching, request->options, error))
        return FALSE;
    request->card = g_steal_pointer(&card);
    return TRUE;
}

OsintCard *osint_card_new(OsintSearch *search, const OsintCardOptions *options, GError **error)
{
    const OsintQueryEntity *asked = osint_card_choose(search, error);
    Request request = {options, asked, NULL};
    if (asked == NULL || !osint_asked_count(search, error) ||
        !osint_search_count(search, make, &request, error))
        return NULL;
    return request.card;
}
