/* Where a pair has several places, their articles are read as a search reads them, to know in which of them
 * something of the query stands. Pairs share articles, and each is read once. */
#include "search/network-proof.h"

#include "search/engine-internal.h"
#include "search/evidence.h"

/* A place of a pair that may be its proof. */
typedef struct {
    const OsintPairPlace *place;
    guint pair;
    gboolean matches;
} Choice;

/* What mentions an entity that is asked for has something of the query without being read. */
static gboolean needs_no_reading(const OsintPairCount *pair)
{
    return pair->places_count == 1 || pair->places[0].asked;
}

static int by_article(gconstpointer a, gconstpointer b)
{
    guint32 left = ((const Choice *)a)->place->docid, right = ((const Choice *)b)->place->docid;
    return (left > right) - (left < right);
}

static gboolean has_passage(const OsintHit *hit, guint32 number)
{
    for (guint i = 0; i < hit->passages->len; i++) {
        const OsintHitPassage *passage = g_ptr_array_index(hit->passages, i);
        if (passage->index == number + 1)
            return passage->score > 0;
    }
    return FALSE;
}

/* The article's passages that have something of the query. */
static OsintHit *read_matching(const OsintSearch *search, guint32 docid, GError **error)
{
    const OsintCandidate candidate = {.docid = docid};
    const OsintSearchOptions all = {.passages = G_MAXINT32};
    gint64 added;
    OsintArticle *article = osint_candidates_read(search->candidates, &candidate, &added, error);
    return article != NULL ? osint_rank(search->ranker, search->reading, article, 0, FALSE, &all) : NULL;
}

static gboolean look_at(const OsintSearch *search, GArray *choices, GError **error)
{
    g_array_sort(choices, by_article);
    g_autoptr(OsintHit) hit = NULL;
    guint32 docid = 0;
    for (guint i = 0; i < choices->len; i++) {
        Choice *choice = &g_array_index(choices, Choice, i);
        if (choice->place->docid != docid) {
            docid = choice->place->docid;
            g_clear_pointer(&hit, osint_hit_free);
            hit = read_matching(search, docid, error);
        }
        if (hit == NULL)
            return FALSE;
        choice->matches = has_passage(hit, choice->place->passage);
    }
    return TRUE;
}

/* Places are in the order of their worth. */
static void choose(const GArray *choices, const OsintPairPlace **chosen)
{
    for (guint i = 0; i < choices->len; i++) {
        const Choice *choice = &g_array_index(choices, Choice, i);
        const OsintPairPlace **best = &chosen[choice->pair];
        gboolean taken = *best != NULL && *best <= choice->place;
        if (choice->matches && !taken)
            *best = choice->place;
    }
}

static const OsintPairPlace **choose_all(const OsintSearch *search, const GPtrArray *pairs, GError **error)
{
    g_autofree const OsintPairPlace **chosen = g_new0(const OsintPairPlace *, pairs->len + 1);
    g_autoptr(GArray) choices = g_array_new(FALSE, FALSE, sizeof(Choice));
    for (guint i = 0; i < pairs->len; i++) {
        const OsintPairCount *pair = g_ptr_array_index(pairs, i);
        for (guint j = 0; j < pair->places_count && !needs_no_reading(pair); j++) {
            const Choice choice = {&pair->places[j], i, FALSE};
            g_array_append_val(choices, choice);
        }
    }
    if (!look_at(search, choices, error))
        return NULL;
    choose(choices, chosen);
    for (guint i = 0; i < pairs->len; i++)
        if (chosen[i] == NULL)
            chosen[i] = &((const OsintPairCount *)g_ptr_array_index(pairs, i))->places[0];
    return g_steal_pointer(&chosen);
}

/* Every article is read once, and kept. */
static OsintArticle *article_of(OsintNetwork *network, OsintIndex *index, GHashTable *articles, guint32 docid,
                                GError **error)
{
    gpointer key = GUINT_TO_POINTER(docid);
    OsintArticle *article = g_hash_table_lookup(articles, key);
    if (article != NULL)
        return article;
    article = osint_index_article(index, docid, error);
    if (article == NULL)
        return NULL;
    g_ptr_array_add(network->read, article);
    g_hash_table_insert(articles, key, article);
    return article;
}

gboolean osint_network_prove(OsintNetwork *network, OsintSearch *search, const GPtrArray *pairs,
                             GError **error)
{
    g_autoptr(GHashTable) articles = g_hash_table_new(NULL, NULL);
    g_autofree const OsintPairPlace **chosen = choose_all(search, pairs, error);
    for (guint i = 0; chosen != NULL && i < pairs->len; i++) {
        OsintNetworkEdge *edge = g_ptr_array_index(network->edges, i);
        OsintArticle *article = article_of(network, search->index, articles, chosen[i]->docid, error);
        if (article == NULL)
            return FALSE;
        edge->proof = osint_hit_new(article);
        edge->proof->rank = i + 1;
        edge->proof->docid = chosen[i]->docid;
        osint_evidence_add(edge->proof, chosen[i]->passage, osint_network_node(network, edge->from)->id,
                           osint_network_node(network, edge->to)->id);
    }
    return chosen != NULL;
}
