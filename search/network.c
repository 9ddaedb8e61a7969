/* Articles are read one by one; of each pair a few places are remembered, of which the proof is chosen when
 * it is known which pairs are wanted. */
#include "search/network.h"

#include <string.h>

#include "indexer/article/date.h"
#include "search/likelihood.h"
#include "search/engine-internal.h"
#include "search/facets.h"
#include "search/network-count.h"
#include "search/network-proof.h"

static void node_free(gpointer data)
{
    OsintNetworkNode *node = data;
    g_free(node->id);
    g_free(node->type);
    g_free(node->name);
    g_free(node);
}

/* Proofs share the articles. */
static void edge_free(gpointer data)
{
    OsintNetworkEdge *edge = data;
    if (edge->proof != NULL)
        edge->proof->article = NULL;
    osint_hit_free(edge->proof);
    g_free(edge);
}

static void article_free(gpointer article)
{
    osint_article_free(article);
}

void osint_network_free(OsintNetwork *network)
{
    if (network == NULL)
        return;
    g_ptr_array_unref(network->nodes);
    g_ptr_array_unref(network->edges);
    g_ptr_array_unref(network->read);
    g_free(network);
}

static OsintNetwork *network_new(void)
{
    OsintNetwork *network = g_new0(OsintNetwork, 1);
    network->nodes = g_ptr_array_new_with_free_func(node_free);
    network->edges = g_ptr_array_new_with_free_func(edge_free);
    network->read = g_ptr_array_new_with_free_func(article_free);
    return network;
}

/* ---- from what was counted ---- */

typedef struct {
    const OsintNetworkCount *count;
    const OsintPairCount *pair;
    double weight;
    guint asked; /* of its entities */
} Weighed;

static const char *id_of(const Weighed *weighed, guint end)
{
    return osint_network_count_entity(weighed->count, osint_pair_end(weighed->pair, end))->id;
}

static guint asked_ends(const Weighed *weighed)
{
    guint ends = 0;
    for (guint end = 0; end < 2; end++)
        ends += osint_network_count_entity(weighed->count, osint_pair_end(weighed->pair, end))->asked ? 1 : 0;
    return ends;
}

/* What was asked for first: it may be in every passage, which is no surprise then. */
static int by_worth(gconstpointer a, gconstpointer b)
{
    const Weighed *left = a, *right = b;
    if (left->asked != right->asked)
        return left->asked < right->asked ? 1 : -1;
    if (left->weight != right->weight)
        return left->weight < right->weight ? 1 : -1;
    if (left->pair->passages != right->pair->passages)
        return left->pair->passages < right->pair->passages ? 1 : -1;
    int first = strcmp(id_of(left, 0), id_of(right, 0));
    return first != 0 ? first : strcmp(id_of(left, 1), id_of(right, 1));
}

static GArray *weigh_all(const OsintNetworkCount *count, double passages)
{
    GArray *all = g_array_sized_new(FALSE, FALSE, sizeof(Weighed), g_hash_table_size(count->pairs));
    GHashTableIter iter;
    gpointer each;
    g_hash_table_iter_init(&iter, count->pairs);
    while (g_hash_table_iter_next(&iter, &each, NULL)) {
        Weighed weighed = {.count = count, .pair = each};
        weighed.asked = asked_ends(&weighed);
        double one = osint_network_count_entity(count, osint_pair_end(each, 0))->passages;
        double other = osint_network_count_entity(count, osint_pair_end(each, 1))->passages;
        weighed.weight = osint_likelihood(weighed.pair->passages, one, other, passages);
        g_array_append_val(all, weighed);
    }
    g_array_sort(all, by_worth);
    return all;
}

static int by_passages(gconstpointer a, gconstpointer b)
{
    const OsintNetworkNode *left = *(const OsintNetworkNode *const *)a;
    const OsintNetworkNode *right = *(const OsintNetworkNode *const *)b;
    if (left->passages != right->passages)
        return left->passages < right->passages ? 1 : -1;
    return strcmp(left->id, right->id);
}

static void add_node(OsintNetwork *network, GHashTable *places, const OsintEntityTally *entity)
{
    if (!g_hash_table_add(places, entity->id))
        return;
    OsintNetworkNode *node = g_new0(OsintNetworkNode, 1);
    node->id = g_strdup(entity->id);
    node->type = g_strdup(entity->type);
    node->name = g_strdup(entity->name);
    node->passages = entity->passages;
    node->articles = entity->articles;
    node->descriptive = entity->descriptive;
    node->asked = entity->asked;
    g_ptr_array_add(network->nodes, node);
}

/* Which of a pair's ends comes first: what was asked for, then what is mentioned more often. */
static gboolean is_turned(const OsintNetworkNode *from, const OsintNetworkNode *to)
{
    if (from->asked != to->asked)
        return to->asked;
    return by_passages(&from, &to) > 0;
}

static void add_edge(OsintNetwork *network, GHashTable *places, const Weighed *weighed)
{
    OsintNetworkEdge *edge = g_new0(OsintNetworkEdge, 1);
    guint from = GPOINTER_TO_UINT(g_hash_table_lookup(places, id_of(weighed, 0)));
    guint to = GPOINTER_TO_UINT(g_hash_table_lookup(places, id_of(weighed, 1)));
    gboolean turned = is_turned(osint_network_node(network, from), osint_network_node(network, to));
    edge->from = turned ? to : from;
    edge->to = turned ? from : to;
    edge->passages = weighed->pair->passages;
    edge->articles = weighed->pair->articles;
    edge->descriptive = weighed->pair->descriptive;
    edge->weight = weighed->weight;
    g_ptr_array_add(network->edges, edge);
}

/* Nodes and edges of the pairs that are wanted. */
static void add_wanted(OsintNetwork *network, const OsintNetworkCount *count, const GArray *wanted)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < wanted->len; i++)
        for (guint end = 0; end < 2; end++)
            add_node(network, seen,
                     osint_network_count_entity(count,
                                                osint_pair_end(g_array_index(wanted, Weighed, i).pair, end)));
    g_ptr_array_sort(network->nodes, by_passages);
    for (guint i = 0; i < network->nodes->len; i++)
        g_hash_table_insert(places, (gpointer)osint_network_node(network, i)->id, GUINT_TO_POINTER(i));
    for (guint i = 0; i < wanted->len; i++)
        add_edge(network, places, &g_array_index(wanted, Weighed, i));
}

/* ---- for a picture ---- */

static gboolean choose_node(gboolean *chosen, guint64 *room, const Weighed *weighed)
{
    guint from = osint_pair_end(weighed->pair, 0), to = osint_pair_end(weighed->pair, 1);
    guint64 fresh = (chosen[from] ? 0u : 1u) + (chosen[to] ? 0u : 1u);
    if (fresh > *room)
        return FALSE;
    *room -= fresh;
    chosen[from] = chosen[to] = TRUE;
    return TRUE;
}

/* Keeps the first pairs, and of the others those between the entities that the first pairs have. */
static void keep_between(const OsintNetworkCount *count, GArray *wanted, guint64 first, guint64 nodes)
{
    g_autofree gboolean *chosen = g_new0(gboolean, count->entities->len + 1);
    guint64 room = nodes;
    guint kept = 0;
    for (guint i = 0; i < wanted->len; i++) {
        Weighed weighed = g_array_index(wanted, Weighed, i);
        if (choose_node(chosen, &room, &weighed) || i < first)
            g_array_index(wanted, Weighed, kept++) = weighed;
    }
    g_array_set_size(wanted, kept);
}

/* ---- making it ---- */

typedef struct {
    OsintSearch *search;
    const OsintNetworkOptions *options;
    OsintNetwork *network;
} Request;

static gboolean add_proofs(OsintNetwork *network, OsintSearch *search, const GArray *wanted, guint64 proofs,
                           GError **error)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new();
    for (guint i = 0; i < wanted->len && i < proofs; i++)
        g_ptr_array_add(pairs, (gpointer)g_array_index(wanted, Weighed, i).pair);
    return osint_network_prove(network, search, pairs, error);
}

static gboolean make(OsintIndex *index, const OsintMatching *matching, gpointer user_data, GError **error)
{
    Request *request = user_data;
    const OsintNetworkOptions *options = request->options;
    g_autoptr(OsintNetworkCount) count = osint_network_count_new(request->search->entities, options->type);
    g_autoptr(OsintNetwork) network = network_new();
    if (!osint_network_count_all(count, index, matching, error))
        return FALSE;
    g_autoptr(GArray) wanted = weigh_all(count, (double)MAX(osint_index_passages(index), count->passages));
    network->pairs = wanted->len;
    network->entities = count->entities->len;
    network->articles = matching->articles;
    network->crowded = count->crowded;
    network->exact = matching->exact && count->crowded == 0 && !count->full;
    if (options->offset > 0)
        g_array_remove_range(wanted, 0, (guint)MIN(options->offset, wanted->len));
    if (options->nodes > 0)
        keep_between(count, wanted, options->proofs, options->nodes);
    if (wanted->len > options->limit)
        g_array_set_size(wanted, (guint)options->limit);
    add_wanted(network, count, wanted);
    if (!add_proofs(network, request->search, wanted, options->proofs, error))
        return FALSE;
    request->network = g_steal_pointer(&network);
    return TRUE;
}

OsintNetwork *osint_network_new(OsintSearch *search, const OsintNetworkOptions *options, GError **error)
{
    Request request = {search, options, NULL};
    return osint_search_count_best(search, options->most, make, &request, error) ? request.network : NULL;
}

const OsintNetworkNode *osint_network_node(const OsintNetwork *network, guint node)
{
    return g_ptr_array_index(network->nodes, node);
}

const OsintNetworkEdge *osint_network_edge(const OsintNetwork *network, guint edge)
{
    return g_ptr_array_index(network->edges, edge);
}

char *osint_network_filter(const OsintNetwork *network, const OsintNetworkEdge *edge)
{
    g_autofree char *from =
        osint_facet_filter(OSINT_FACET_ENTITY, osint_network_node(network, edge->from)->id);
    g_autofree char *to = osint_facet_filter(OSINT_FACET_ENTITY, osint_network_node(network, edge->to)->id);
    return g_strdup_printf("(%s SAME/p %s)", from, to);
}
