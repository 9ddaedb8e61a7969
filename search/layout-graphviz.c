/* The module: Graphviz as a library. It draws nothing and reads no file: its plugin for layouts is linked,
 * and no list of plugins is looked for. Nodes have sizes and numbers, no labels. */
#include <cgraph.h>
#include <gvc.h>
#include <math.h>
#include <stdlib.h>

#include "search/layout-module.h"

#define POINTS_AN_INCH 72.0
#define SHORTEST 1.3 /* inches between two boxes that are tied */

extern gvplugin_library_t gvplugin_neato_layout_LTX_library;

__attribute__((visibility("default"))) extern const OsintLayoutModule osint_layout_module;

/* What it has to say is for people who write graphs by hand. */
static int say_nothing(char *message)
{
    (void)message;
    return 0;
}

static void set(void *object, const char *name, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    agsafeset(object, (char *)name, g_ascii_formatd(text, sizeof text, "%.4f", value), (char *)"");
}

static void set_up(graph_t *graph, gboolean from_here)
{
    static const struct {
        int kind;
        const char *name, *value;
    } attributes[] = {{AGRAPH, "start", "17"},     {AGRAPH, "mode", "major"},     {AGRAPH, "maxiter", "400"},
                      {AGRAPH, "splines", "none"}, {AGRAPH, "outputorder", ""},   {AGNODE, "label", ""},
                      {AGNODE, "shape", "box"},    {AGNODE, "fixedsize", "true"}, {AGNODE, "width", "1"},
                      {AGNODE, "height", "1"},     {AGEDGE, "len", "1"}};
    for (guint i = 0; i < G_N_ELEMENTS(attributes); i++)
        agattr(graph, attributes[i].kind, (char *)attributes[i].name, (char *)attributes[i].value);
    agattr(graph, AGRAPH, (char *)"pack", (char *)"24");
    agattr(graph, AGRAPH, (char *)"overlap", (char *)(from_here ? "prism" : "true"));
    agattr(graph, AGRAPH, (char *)"overlap_scaling", (char *)"0"); /* it has been done */
    agattr(graph, AGRAPH, (char *)"sep", (char *)"+4");
}

static graph_t *make(const OsintLayoutBox *boxes, guint boxes_count, const OsintLayoutTie *ties,
                     guint ties_count, gboolean from_here, node_t **nodes)
{
    graph_t *graph = agopen((char *)"network", Agundirected, NULL);
    set_up(graph, from_here);
    for (guint i = 0; i < boxes_count; i++) {
        char place[2 * G_ASCII_DTOSTR_BUF_SIZE], x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
        g_snprintf(place, sizeof place, "%u", i);
        nodes[i] = agnode(graph, place, TRUE);
        set(nodes[i], "width", boxes[i].width / POINTS_AN_INCH);
        set(nodes[i], "height", boxes[i].height / POINTS_AN_INCH);
        g_snprintf(place, sizeof place, "%s,%s",
                   g_ascii_formatd(x, sizeof x, "%.3f", boxes[i].x / POINTS_AN_INCH),
                   g_ascii_formatd(y, sizeof y, "%.3f", boxes[i].y / POINTS_AN_INCH));
        if (from_here)
            agsafeset(nodes[i], (char *)"pos", place, (char *)"");
    }
    for (guint i = 0; i < ties_count; i++)
        set(agedge(graph, nodes[ties[i].from], nodes[ties[i].to], NULL, TRUE), "len",
            SHORTEST * ties[i].length);
    return graph;
}

static gboolean read_places(OsintLayoutBox *boxes, guint boxes_count, node_t **nodes)
{
    for (guint i = 0; i < boxes_count; i++) {
        pointf place = ND_coord(nodes[i]);
        if (!isfinite(place.x) || !isfinite(place.y))
            return FALSE;
        boxes[i].x = place.x;
        boxes[i].y = place.y;
    }
    return TRUE;
}

/* Graphviz forgets it after a layout from given places; freed and NULL, it may remember. */
static void forget_nodes(graph_t *graph)
{
    free(GD_neato_nlist(graph));
    GD_neato_nlist(graph) = NULL;
}

static gboolean place(OsintLayoutBox *boxes, guint boxes_count, const OsintLayoutTie *ties, guint ties_count,
                      gboolean from_here)
{
    lt_symlist_t plugins[] = {{"gvplugin_neato_layout_LTX_library", &gvplugin_neato_layout_LTX_library},
                              {NULL, NULL}};
    agseterr(AGMAX);
    agseterrf(say_nothing);
    GVC_t *context = gvContextPlugins(plugins, FALSE);
    if (context == NULL)
        return FALSE;
    g_autofree node_t **nodes = g_new0(node_t *, boxes_count);
    graph_t *graph = make(boxes, boxes_count, ties, ties_count, from_here, nodes);
    gboolean placed = gvLayout(context, graph, from_here ? "nop1" : "neato") == 0;
    if (placed) {
        placed = read_places(boxes, boxes_count, nodes);
        if (from_here)
            forget_nodes(graph);
        gvFreeLayout(context, graph);
    }
    agclose(graph);
    gvFreeContext(context);
    return placed;
}

const OsintLayoutModule osint_layout_module = {OSINT_VERSION, sizeof(OsintLayoutBox), sizeof(OsintLayoutTie),
                                               place};
