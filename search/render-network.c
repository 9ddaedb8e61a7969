/* A network as text, JSON, NDJSON, CSV and Markdown. */
#include "indexer/article/json.h"
#include "search/origin.h"
#include "search/renderers.h"

#include <string.h>

#define EVIDENCE_INDENT 4u

static const OsintNetworkNode *from_of(const OsintNetwork *network, const OsintNetworkEdge *edge)
{
    return osint_network_node(network, edge->from);
}

static const OsintNetworkNode *to_of(const OsintNetwork *network, const OsintNetworkEdge *edge)
{
    return osint_network_node(network, edge->to);
}

static guint64 pairs_behind(const OsintNetwork *network, const OsintRenderOptions *options)
{
    guint64 left = network->pairs - MIN(options->network.offset, network->pairs);
    return left - MIN(left, network->edges->len);
}

static char *weight_text(const OsintNetworkEdge *edge)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(text, sizeof text, "%.1f", edge->weight));
}

/* "7 passages in 5 articles (2 by description), weight 34.5" */
static char *counts_text(const OsintNetworkEdge *edge)
{
    g_autofree char *weight = weight_text(edge);
    g_autofree char *described =
        edge->descriptive > 0 ? g_strdup_printf(" (%" G_GUINT64_FORMAT " by description)", edge->descriptive)
                              : g_strdup("");
    return g_strdup_printf("%" G_GUINT64_FORMAT " %s in %" G_GUINT64_FORMAT " %s%s, weight %s",
                           edge->passages, edge->passages == 1 ? "passage" : "passages", edge->articles,
                           edge->articles == 1 ? "article" : "articles", described, weight);
}

/* "Tick (threat-actor) -- Unit 61419 (military-unit): 7 passages ..." */
static char *edge_text(const OsintNetwork *network, const OsintNetworkEdge *edge)
{
    const OsintNetworkNode *from = from_of(network, edge), *to = to_of(network, edge);
    g_autofree char *counts = counts_text(edge);
    return g_strdup_printf("%s (%s) \u2014 %s (%s): %s", from->name, from->type, to->name, to->type, counts);
}

/* ---- text ---- */

static void put_edges(OsintTypeset *set, const OsintSearch *search, const OsintNetwork *network)
{
    for (guint i = 0; i < network->edges->len; i++) {
        const OsintNetworkEdge *edge = osint_network_edge(network, i);
        g_autofree char *text = edge_text(network, edge);
        set->indent = 0;
        osint_typeset_end_line(set);
        osint_typeset_text(set, text, OSINT_INK_STRONG);
        set->indent = EVIDENCE_INDENT;
        osint_typeset_end_line(set);
        osint_text_article(set, edge->proof);
        osint_text_passage(set, search, edge->proof->article, g_ptr_array_index(edge->proof->passages, 0));
    }
}

static char *total_text(const OsintSearch *search, const OsintNetwork *network,
                        const OsintRenderOptions *options)
{
    g_autofree char *articles = osint_total_text(search);
    guint64 end = options->network.offset + network->edges->len;
    g_autoptr(GString) text = g_string_new(NULL);
    if (network->articles == 0)
        return g_strdup("Nothing found.");
    if (pairs_behind(network, options) > 0)
        g_string_append_printf(text, "%u of ", network->edges->len);
    g_string_append_printf(text, "%" G_GUINT64_FORMAT " %s in %s", network->pairs,
                           network->pairs == 1 ? "pair of entities" : "pairs of entities", articles);
    if (network->crowded > 0)
        g_string_append_printf(text, "; in %" G_GUINT64_FORMAT " %s only the first %d entities were paired",
                               network->crowded, network->crowded == 1 ? "passage" : "passages",
                               OSINT_NETWORK_CROWD);
    else if (!network->exact)
        g_string_append_printf(text, "; counted in %" G_GUINT64_FORMAT " of them", network->articles);
    if (pairs_behind(network, options) > 0)
        g_string_append_printf(text, "; the next ones: --offset=%" G_GUINT64_FORMAT, end);
    return g_strdup(text->str);
}

static void append_field(GString *out, const char *text)
{
    g_autofree char *safe = osint_terminal_safe(text, -1);
    g_string_append_c(out, '\t');
    g_string_append(out, g_strdelimit(safe, "\t\n", ' '));
}

static const char *place_of(const OsintArticle *article)
{
    return article->path != NULL ? article->path : article->id;
}

/* from, to, passages, articles, weight, names, path:passage, text: one pair a line. */
static void append_line(GString *out, const OsintNetwork *network, const OsintNetworkEdge *edge,
                        const OsintRenderOptions *options)
{
    const OsintHitPassage *passage = g_ptr_array_index(edge->proof->passages, 0);
    const OsintNetworkNode *from = from_of(network, edge), *to = to_of(network, edge);
    g_autofree char *query = options->name != NULL ? osint_terminal_safe(options->name, -1) : NULL;
    g_autofree char *id = osint_terminal_safe(from->id, -1), *weight = weight_text(edge);
    g_autofree char *place = g_strdup_printf("%s:%u", place_of(edge->proof->article), passage->index);
    g_string_append_printf(out, "%s%s%s", query != NULL ? query : "", query != NULL ? "\t" : "", id);
    append_field(out, to->id);
    g_string_append_printf(out, "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%s", edge->passages,
                           edge->articles, weight);
    append_field(out, from->name);
    append_field(out, to->name);
    append_field(out, place);
    g_string_append_c(out, '\t');
    osint_typeset_flat(out, edge->proof->article->text, passage->span, passage->highlights, options->color);
    g_string_append_c(out, '\n');
}

void osint_text_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                        const OsintRenderOptions *options)
{
    if (!options->terminal) {
        for (guint i = 0; i < network->edges->len; i++)
            append_line(out, network, osint_network_edge(network, i), options);
        return;
    }
    osint_text_begin(out, search, options);
    {
        g_auto(OsintTypeset) set;
        osint_text_init(&set, out, options);
        put_edges(&set, search, network);
    }
    g_autofree char *total = total_text(search, network, options);
    osint_text_end(out, search, total, options);
}

/* ---- JSON ---- */

static json_t *node_object(const OsintNetworkNode *node)
{
    g_autofree char *filter = osint_facet_filter(OSINT_FACET_ENTITY, node->id);
    json_t *object = json_object();
    json_object_set_new(object, "id", osint_json_text(node->id));
    json_object_set_new(object, "type", osint_json_text(node->type));
    json_object_set_new(object, "name", osint_json_text(node->name));
    json_object_set_new(object, "asked", json_boolean(node->asked));
    json_object_set_new(object, "passages", json_integer((json_int_t)node->passages));
    json_object_set_new(object, "articles", json_integer((json_int_t)node->articles));
    json_object_set_new(object, "descriptive", json_integer((json_int_t)node->descriptive));
    json_object_set_new(object, "filter", osint_json_text(filter));
    return object;
}

static json_t *edge_object(const OsintNetwork *network, const OsintNetworkEdge *edge)
{
    g_autofree char *filter = osint_network_filter(network, edge);
    json_t *object = json_object();
    json_object_set_new(object, "source", osint_json_text(from_of(network, edge)->id));
    json_object_set_new(object, "target", osint_json_text(to_of(network, edge)->id));
    json_object_set_new(object, "passages", json_integer((json_int_t)edge->passages));
    json_object_set_new(object, "articles", json_integer((json_int_t)edge->articles));
    json_object_set_new(object, "descriptive", json_integer((json_int_t)edge->descriptive));
    json_object_set_new(object, "weight", json_real(edge->weight));
    json_object_set_new(object, "filter", osint_json_text(filter));
    json_object_set_new(object, "proof", osint_json_evidence(edge->proof));
    return object;
}

static json_t *counted_object(const OsintNetwork *network, const OsintRenderOptions *options)
{
    json_t *object = json_object();
    json_object_set_new(object, "articles", json_integer((json_int_t)network->articles));
    json_object_set_new(object, "exact", json_boolean(network->exact));
    json_object_set_new(object, "pairs", json_integer((json_int_t)network->pairs));
    json_object_set_new(object, "more", json_integer((json_int_t)pairs_behind(network, options)));
    json_object_set_new(object, "crowded", json_integer((json_int_t)network->crowded));
    return object;
}

void osint_json_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                        const OsintRenderOptions *options)
{
    osint_json_begin(out, search, options);
    g_string_append(out, ",\n \"counted\": ");
    osint_json_append(out, counted_object(network, options));
    g_string_append(out, ",\n \"nodes\": [");
    for (guint i = 0; i < network->nodes->len; i++) {
        g_string_append(out, i > 0 ? ",\n" : "\n");
        osint_json_append(out, node_object(osint_network_node(network, i)));
    }
    g_string_append(out, "],\n \"edges\": [");
    for (guint i = 0; i < network->edges->len; i++) {
        g_string_append(out, i > 0 ? ",\n" : "\n");
        osint_json_append(out, edge_object(network, osint_network_edge(network, i)));
    }
    osint_json_end(out, search, options);
}

void osint_ndjson_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                          const OsintRenderOptions *options)
{
    (void)search;
    for (guint i = 0; i < network->edges->len; i++)
        osint_ndjson_append(out, edge_object(network, osint_network_edge(network, i)), options);
}

/* ---- CSV ---- */

static void append_ends(GString *out, gboolean *first, const OsintNetwork *network,
                        const OsintNetworkEdge *edge)
{
    const OsintNetworkNode *from = from_of(network, edge), *to = to_of(network, edge);
    const char *const cells[] = {from->id, from->type, from->name, to->id, to->type, to->name};
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
        osint_csv_cell(out, first, cells[i]);
}

static void append_proof(GString *out, gboolean *first, const OsintNetworkEdge *edge)
{
    const OsintArticle *article = edge->proof->article;
    const char *const cells[] = {article->id,  article->title,     article->publisher,
                                 article->url, article->published, article->path};
    g_autoptr(OsintCharIndex) chars = osint_char_index_new(article->text);
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
        osint_csv_cell(out, first, cells[i]);
    osint_csv_passage(out, first, article, chars, g_ptr_array_index(edge->proof->passages, 0));
}

void osint_csv_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                       const OsintRenderOptions *options)
{
    (void)search;
    osint_csv_header(out,
                     "source,source_type,source_name,target,target_type,target_name,passages,articles,"
                     "descriptive,weight,id,title,publisher,url,published,path,passage,start,end,text",
                     options);
    for (guint i = 0; i < network->edges->len; i++) {
        const OsintNetworkEdge *edge = osint_network_edge(network, i);
        const guint64 numbers[] = {edge->passages, edge->articles, edge->descriptive};
        gboolean first = TRUE;
        if (options->name != NULL)
            osint_csv_cell(out, &first, options->name);
        append_ends(out, &first, network, edge);
        for (guint j = 0; j < G_N_ELEMENTS(numbers); j++)
            osint_csv_number(out, &first, numbers[j]);
        osint_csv_score(out, &first, edge->weight);
        append_proof(out, &first, edge);
        osint_csv_end_row(out);
    }
}

/* ---- Markdown ---- */

void osint_markdown_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                            const OsintRenderOptions *options)
{
    osint_markdown_begin(out, search, options);
    for (guint i = 0; i < network->edges->len; i++) {
        const OsintNetworkEdge *edge = osint_network_edge(network, i);
        g_autofree char *text = edge_text(network, edge);
        g_string_append(out, "\n### ");
        osint_markdown_text(out, text);
        g_string_append_c(out, '\n');
        osint_markdown_evidence(out, edge->proof);
    }
}
