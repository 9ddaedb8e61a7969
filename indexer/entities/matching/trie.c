/* The trie: built once from sorted phrases into flat arrays, so that it is small and reading it is cheap. */
#include "indexer/entities/matching/trie.h"

#include <string.h>

typedef struct {
    guint32 first; /* in tokens */
    guint32 count;
    OsintPhrase phrase;
} Entry;

typedef struct {
    guint32 first_edge;
    guint32 edges;
    guint32 first_phrase;
    guint32 phrases;
} Node;

typedef struct {
    guint32 token;
    guint32 node;
} Edge;

struct OsintTrie {
    GArray *tokens;    /* guint32: all phrases' tokens */
    GArray *entries;   /* Entry; both empty once frozen */
    GArray *nodes;     /* Node */
    GArray *edges;     /* Edge: those of one node together, by token */
    GArray *phrases;   /* OsintPhrase: those of one node together */
    GArray *root_edge; /* guint32: token -> node; nearly every look-up begins and ends here */
};

OsintTrie *osint_trie_new(void)
{
    OsintTrie *trie = g_new0(OsintTrie, 1);
    trie->tokens = g_array_new(FALSE, FALSE, sizeof(guint32));
    trie->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    trie->nodes = g_array_new(FALSE, TRUE, sizeof(Node));
    trie->edges = g_array_new(FALSE, TRUE, sizeof(Edge));
    trie->phrases = g_array_new(FALSE, FALSE, sizeof(OsintPhrase));
    trie->root_edge = g_array_new(FALSE, TRUE, sizeof(guint32));
    return trie;
}

void osint_trie_free(OsintTrie *trie)
{
    g_array_unref(trie->tokens);
    g_array_unref(trie->entries);
    g_array_unref(trie->nodes);
    g_array_unref(trie->edges);
    g_array_unref(trie->phrases);
    g_array_unref(trie->root_edge);
    g_free(trie);
}

void osint_trie_add(OsintTrie *trie, const guint32 *tokens, guint count, const OsintPhrase *phrase)
{
    if (count == 0)
        return;
    Entry entry = {trie->tokens->len, count, *phrase};
    g_array_append_vals(trie->tokens, tokens, count);
    g_array_append_val(trie->entries, entry);
}

static int compare_numbers(guint32 a, guint32 b)
{
    return (a > b) - (a < b);
}

/* By tokens, then by what the phrase stands for, so that repetitions are neighbours. */
static int compare_entries(gconstpointer a, gconstpointer b, gpointer data)
{
    const Entry *x = a, *y = b;
    const guint32 *tokens = data;
    for (guint i = 0; i < MIN(x->count, y->count); i++)
        if (tokens[x->first + i] != tokens[y->first + i])
            return compare_numbers(tokens[x->first + i], tokens[y->first + i]);
    if (x->count != y->count)
        return compare_numbers(x->count, y->count);
    if (x->phrase.owner != y->phrase.owner)
        return compare_numbers(x->phrase.owner, y->phrase.owner);
    if (x->phrase.kind != y->phrase.kind)
        return compare_numbers(x->phrase.kind, y->phrase.kind);
    if (x->phrase.form != y->phrase.form)
        return compare_numbers(x->phrase.form, y->phrase.form);
    return g_strcmp0(x->phrase.exact, y->phrase.exact);
}

static const Entry *entry_at(const OsintTrie *trie, guint index)
{
    return &g_array_index(trie->entries, Entry, index);
}

static guint32 token_at(const OsintTrie *trie, guint entry, guint depth)
{
    return g_array_index(trie->tokens, guint32, entry_at(trie, entry)->first + depth);
}

static guint group_end(const OsintTrie *trie, guint from, guint to, guint depth)
{
    guint at = from + 1;
    while (at < to && token_at(trie, at, depth) == token_at(trie, from, depth))
        at++;
    return at;
}

static void add_phrase(OsintTrie *trie, Node *node, const OsintPhrase *phrase)
{
    if (node->phrases > 0) {
        const OsintPhrase *last = &g_array_index(trie->phrases, OsintPhrase, trie->phrases->len - 1);
        if (last->owner == phrase->owner && last->kind == phrase->kind && last->form == phrase->form &&
            g_strcmp0(last->exact, phrase->exact) == 0)
            return;
    }
    g_array_append_val(trie->phrases, *phrase);
    node->phrases++;
}

/* Fills the node whose phrases are entries [from, to), which agree in their first `depth` tokens. The
 * recursion is as deep as the longest name has tokens. */
static void build(OsintTrie *trie, guint32 node_index, guint from, guint to, guint depth)
{
    Node node = {.first_edge = trie->edges->len, .first_phrase = trie->phrases->len};
    for (; from < to && entry_at(trie, from)->count == depth; from++)
        add_phrase(trie, &node, &entry_at(trie, from)->phrase);
    for (guint at = from; at < to; at = group_end(trie, at, to, depth))
        node.edges++;
    g_array_set_size(trie->edges, trie->edges->len + node.edges);
    g_array_index(trie->nodes, Node, node_index) = node;
    guint edge = node.first_edge;
    for (guint at = from, end; at < to; at = end, edge++) {
        end = group_end(trie, at, to, depth);
        guint32 child = trie->nodes->len;
        g_array_set_size(trie->nodes, child + 1);
        g_array_index(trie->edges, Edge, edge) = (Edge){token_at(trie, at, depth), child};
        build(trie, child, at, end, depth + 1);
    }
}

void osint_trie_freeze(OsintTrie *trie, guint32 max_token)
{
    g_array_sort_with_data(trie->entries, compare_entries, trie->tokens->data);
    g_array_set_size(trie->nodes, 1);
    build(trie, 0, 0, trie->entries->len, 0);
    g_array_set_size(trie->root_edge, max_token + 1);
    const Node *root = &g_array_index(trie->nodes, Node, 0);
    for (guint i = 0; i < root->edges; i++) {
        const Edge *edge = &g_array_index(trie->edges, Edge, root->first_edge + i);
        g_array_index(trie->root_edge, guint32, edge->token) = edge->node;
    }
    g_array_set_size(trie->entries, 0);
    g_array_set_size(trie->tokens, 0);
}

guint32 osint_trie_step(const OsintTrie *trie, guint32 node, guint32 token)
{
    if (node == 0)
        return g_array_index(trie->root_edge, guint32, token);
    const Node *here = &g_array_index(trie->nodes, Node, node);
    const Edge *edges = &g_array_index(trie->edges, Edge, here->first_edge);
    guint low = 0, high = here->edges;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (edges[middle].token == token)
            return edges[middle].node;
        if (edges[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

const OsintPhrase *osint_trie_phrases(const OsintTrie *trie, guint32 node, guint *count)
{
    const Node *here = &g_array_index(trie->nodes, Node, node);
    *count = here->phrases;
    return &g_array_index(trie->phrases, OsintPhrase, here->first_phrase);
}
