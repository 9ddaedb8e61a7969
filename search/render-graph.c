/* A network for other programs: DOT (Graphviz) and GraphML (graphml.graphdrawing.org). */
#include "search/renderers.h"

#include <string.h>

/* ---- DOT ---- */

/* In a quoted string only quotes have to be escaped; backslashes are for the attributes of labels, which take
 * them as escapes. */
static void append_quoted(GString *out, const char *text)
{
    g_autofree char *safe = osint_terminal_safe(text, -1);
    g_string_append_c(out, '"');
    for (const char *at = safe; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *at == '\n' ? ' ' : *at);
    }
    g_string_append_c(out, '"');
}

static const char *shape_of(const char *type)
{
    static const struct {
        const char *type, *shape;
    } shapes[] = {{"threat-actor", "hexagon"}, {"military-unit", "house"},    {"person", "oval"},
                  {"organization", "box"},     {"place", "invtriangle"},      {"malware", "diamond"},
                  {"tool", "parallelogram"},   {"campaign", "doubleoctagon"}, {"vulnerability", "octagon"}};
    for (guint i = 0; i < G_N_ELEMENTS(shapes); i++)
        if (g_str_equal(shapes[i].type, type))
            return shapes[i].shape;
    return "plaintext";
}

static void append_real(GString *out, const char *format, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, g_ascii_formatd(text, sizeof text, format, number));
}

static void dot_node(GString *out, const OsintNetworkNode *node)
{
    append_quoted(out, node->id);
    g_string_append(out, " [label=");
    append_quoted(out, node->name);
    g_string_append_printf(out,
                           ", type=\"%s\", passages=%" G_GUINT64_FORMAT ", articles=%" G_GUINT64_FORMAT
                           ", descriptive=%" G_GUINT64_FORMAT ", shape=%s%s];\n",
                           node->type, node->passages, node->articles, node->descriptive,
                           shape_of(node->type), node->asked ? ", style=bold" : "");
}

static char *proof_place(const OsintNetworkEdge *edge)
{
    const OsintHitPassage *passage = g_ptr_array_index(edge->proof->passages, 0);
    return g_strdup_printf("%s#p%u", edge->proof->article->id, passage->index);
}

static char *proof_text(const OsintNetworkEdge *edge)
{
    const OsintHitPassage *passage = g_ptr_array_index(edge->proof->passages, 0);
    OsintSpan span = passage->span;
    return g_strndup(edge->proof->article->text + span.start, span.end - span.start);
}

static void dot_edge(GString *out, const OsintNetwork *network, const OsintNetworkEdge *edge, double heaviest)
{
    g_autofree char *place = proof_place(edge), *text = proof_text(edge);
    append_quoted(out, osint_network_node(network, edge->from)->id);
    g_string_append(out, " -- ");
    append_quoted(out, osint_network_node(network, edge->to)->id);
    g_string_append_printf(out,
                           " [passages=%" G_GUINT64_FORMAT ", articles=%" G_GUINT64_FORMAT
                           ", descriptive=%" G_GUINT64_FORMAT,
                           edge->passages, edge->articles, edge->descriptive);
    g_string_append(out, ", association=");
    append_real(out, "%.4f", edge->weight);
    g_string_append(out, ", penwidth=");
    append_real(out, "%.2f", 1 + (heaviest > 0 ? 4 * edge->weight / heaviest : 0));
    g_string_append(out, ", proof=");
    append_quoted(out, place);
    g_string_append(out, ", tooltip=");
    append_quoted(out, text);
    g_string_append(out, "];\n");
}

static void dot_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                        const OsintRenderOptions *options)
{
    double heaviest = 0;
    (void)options;
    for (guint i = 0; i < network->edges->len; i++)
        heaviest = MAX(heaviest, osint_network_edge(network, i)->weight);
    g_string_append(out, "graph network {\nlayout=neato;\noverlap=prism;\nsplines=true;\nlabel=");
    append_quoted(out, osint_search_read_as(search));
    g_string_append(out, ";\n");
    for (guint i = 0; i < network->nodes->len; i++)
        dot_node(out, osint_network_node(network, i));
    for (guint i = 0; i < network->edges->len; i++)
        dot_edge(out, network, osint_network_edge(network, i), heaviest);
    g_string_append(out, "}\n");
}

const OsintRenderer osint_render_dot = {
    .name = "dot",
    .media_type = "text/vnd.graphviz; charset=utf-8",
    .open = "",
    .between = "",
    .close = "",
    .is_single = TRUE,
    .network = dot_network,
};

/* ---- GraphML ---- */

static const struct {
    const char *id, *of, *type;
} keys[] = {
    {"entity", "node", "string"},    {"name", "node", "string"},    {"type", "node", "string"},
    {"asked", "node", "boolean"},    {"mentioned", "node", "long"}, {"in", "node", "long"},
    {"described", "node", "long"},   {"passages", "edge", "long"},  {"articles", "edge", "long"},
    {"descriptive", "edge", "long"}, {"weight", "edge", "double"},  {"article", "edge", "string"},
    {"passage", "edge", "int"},      {"text", "edge", "string"},    {"published", "edge", "string"},
};

static void data(GString *out, const char *key, const char *value)
{
    g_string_append_printf(out, "<data key=\"%s\">", key);
    osint_render_xml(out, value);
    g_string_append(out, "</data>");
}

static void data_number(GString *out, const char *key, guint64 value)
{
    g_string_append_printf(out, "<data key=\"%s\">%" G_GUINT64_FORMAT "</data>", key, value);
}

/* Ids of GraphML have no spaces: n0, n1 ... */
static void graphml_node(GString *out, const OsintNetworkNode *node, guint number)
{
    g_string_append_printf(out, "<node id=\"n%u\">", number);
    data(out, "entity", node->id);
    data(out, "name", node->name);
    data(out, "type", node->type);
    data(out, "asked", node->asked ? "true" : "false");
    data_number(out, "mentioned", node->passages);
    data_number(out, "in", node->articles);
    data_number(out, "described", node->descriptive);
    g_string_append(out, "</node>\n");
}

static void graphml_edge(GString *out, const OsintNetworkEdge *edge, guint number)
{
    const OsintHitPassage *passage = g_ptr_array_index(edge->proof->passages, 0);
    g_autofree char *text = proof_text(edge);
    g_string_append_printf(out, "<edge id=\"e%u\" source=\"n%u\" target=\"n%u\">", number, edge->from,
                           edge->to);
    data_number(out, "passages", edge->passages);
    data_number(out, "articles", edge->articles);
    data_number(out, "descriptive", edge->descriptive);
    g_string_append(out, "<data key=\"weight\">");
    append_real(out, "%.6f", edge->weight);
    g_string_append(out, "</data>");
    data(out, "article", edge->proof->article->id);
    data_number(out, "passage", passage->index);
    if (edge->proof->article->published != NULL)
        data(out, "published", edge->proof->article->published);
    data(out, "text", text);
    g_string_append(out, "</edge>\n");
}

static void graphml_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                            const OsintRenderOptions *options)
{
    (void)options;
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
                         "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                         "    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns\n"
                         "    http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n<desc>");
    osint_render_xml(out, osint_search_read_as(search));
    g_string_append(out, "</desc>\n");
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        g_string_append_printf(out, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                               keys[i].id, keys[i].of, keys[i].id, keys[i].type);
    g_string_append(out, "<graph id=\"network\" edgedefault=\"undirected\">\n");
    for (guint i = 0; i < network->nodes->len; i++)
        graphml_node(out, osint_network_node(network, i), i);
    for (guint i = 0; i < network->edges->len; i++)
        graphml_edge(out, osint_network_edge(network, i), i);
    g_string_append(out, "</graph>\n</graphml>\n");
}

const OsintRenderer osint_render_graphml = {
    .name = "graphml",
    .media_type = "application/graphml+xml",
    .open = "",
    .between = "",
    .close = "",
    .is_single = TRUE,
    .network = graphml_network,
};
