/* A network as a picture that stands alone: colours for light and dark screens are in it, and no script. */
#include <string.h>

#include "search/layout.h"
#include "search/picture.h"
#include "search/renderers.h"

#define MARGIN 16
#define LEGEND 26 /* the line below the picture */
#define LEAST_WIDTH 480

static const char style[] =
    "<style>\n"
    "svg { background: #fbfaf7; font: 15px system-ui, sans-serif; }\n"
    "text { fill: #1d2329; text-anchor: middle; stroke: #fbfaf7; stroke-width: 3px; stroke-linejoin: round; "
    "paint-order: stroke; }\n"
    ".asked text { font-weight: 650; }\n"
    ".of { fill: #fbfaf7; }\n"
    ".asked .of { stroke: #1d2329; stroke-width: 1.5; }\n"
    ".legend { fill: #59626c; font-size: 13px; text-anchor: start; }\n"
    ".edge { stroke: #9aa7a9; }\n"
    ".edge.asked { stroke: #4f8f99; }\n"
    ".actor { fill: #b3261e; } .unit { fill: #8a5300; } .person { fill: #6d3fb8; } .org { fill: #1f5fb0; }\n"
    ".place { fill: #1b7044; } .malware { fill: #a3247f; } .tool { fill: #5b6400; }\n"
    ".campaign { fill: #0a6c7d; } .cve { fill: #b34700; } .indicator { fill: #4c5a67; } .other { fill: "
    "#59626c; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "svg { background: #15181b; } text { fill: #e4e3de; stroke: #15181b; } .of { fill: #15181b; }\n"
    ".asked .of { stroke: #e4e3de; } .legend { fill: #a2aab2; }\n"
    ".edge { stroke: #566068; } .edge.asked { stroke: #3d8794; }\n"
    ".actor { fill: #ff8f85; } .unit { fill: #eeb05c; } .person { fill: #c4a5ff; } .org { fill: #8cbcff; }\n"
    ".place { fill: #7fd3a2; } .malware { fill: #f391d3; } .tool { fill: #c8cf6b; }\n"
    ".campaign { fill: #6fd0e0; } .cve { fill: #ff9d63; } .indicator { fill: #a9b8c6; } .other { fill: "
    "#a2aab2; }\n"
    "}\n"
    "</style>\n";

static void number(GString *out, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, g_ascii_formatd(text, sizeof text, "%.1f", value));
}

/* ` name="1.5"` */
static void attribute(GString *out, const char *name, double value)
{
    g_string_append_printf(out, " %s=\"", name);
    number(out, value);
    g_string_append_c(out, '"');
}

static void title(GString *out, const char *text)
{
    g_string_append(out, "<title>");
    osint_render_xml(out, text);
    g_string_append(out, "</title>");
}

static char *passages_text(guint64 passages, guint64 articles)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT " %s in %" G_GUINT64_FORMAT " %s", passages,
                           passages == 1 ? "passage" : "passages", articles,
                           articles == 1 ? "article" : "articles");
}

static void append_edge(GString *out, const OsintPicture *picture, const OsintPictureEdge *drawn)
{
    const OsintPictureNode *from = osint_picture_node(picture, drawn->from);
    const OsintPictureNode *to = osint_picture_node(picture, drawn->to);
    g_autofree char *counts = passages_text(drawn->edge->passages, drawn->edge->articles);
    g_autofree char *text = g_strdup_printf("%s \u2014 %s: %s", from->node->name, to->node->name, counts);
    g_string_append_printf(out, "<line class=\"edge%s\"",
                           from->node->asked || to->node->asked ? " asked" : "");
    attribute(out, "x1", from->x);
    attribute(out, "y1", from->y);
    attribute(out, "x2", to->x);
    attribute(out, "y2", to->y);
    attribute(out, "stroke-width", drawn->width);
    g_string_append_c(out, '>');
    title(out, text);
    g_string_append(out, "</line>\n");
}

static void append_sign(GString *out, const OsintPictureNode *drawn)
{
    g_string_append(out, "<circle class=\"of\"");
    attribute(out, "cx", drawn->x);
    attribute(out, "cy", drawn->y);
    attribute(out, "r", drawn->radius + (drawn->node->asked ? 4 : 1));
    g_string_append_printf(out, "/><path class=\"%s\" fill-rule=\"evenodd\" transform=\"translate(",
                           drawn->kind->name);
    number(out, drawn->x);
    g_string_append_c(out, ' ');
    number(out, drawn->y);
    g_string_append(out, ") scale(");
    number(out, drawn->radius);
    g_string_append_printf(out, ")\" d=\"%s\"/>", drawn->kind->path);
}

static void append_node(GString *out, const OsintPictureNode *drawn)
{
    const OsintNetworkNode *node = drawn->node;
    g_autofree char *counts = passages_text(node->passages, node->articles);
    g_autofree char *text = g_strdup_printf("%s (%s): %s", node->name, node->type, counts);
    g_string_append(out, node->asked ? "<g class=\"asked\">" : "<g>");
    title(out, text);
    append_sign(out, drawn);
    for (guint i = 0; i < OSINT_PICTURE_LINES && drawn->lines[i] != NULL; i++) {
        g_string_append(out, "<text");
        attribute(out, "x", drawn->x);
        attribute(out, "y", drawn->baseline + i * OSINT_PICTURE_LINE);
        g_string_append_c(out, '>');
        osint_render_xml(out, drawn->lines[i]);
        g_string_append(out, "</text>");
    }
    g_string_append(out, "</g>\n");
}

static char *legend_of(const OsintNetwork *network, const OsintPicture *picture)
{
    return g_strdup_printf("%u of %" G_GUINT64_FORMAT " pairs in %" G_GUINT64_FORMAT
                           " articles; lines are as thick as pairs are far from chance",
                           picture->edges->len, network->pairs, network->articles);
}

static void append_picture(GString *out, const OsintSearch *search, const OsintNetwork *network,
                           const OsintPicture *picture)
{
    double width = MAX(picture->width, LEAST_WIDTH), height = picture->height + LEGEND;
    g_autofree char *legend = legend_of(network, picture);
    g_string_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attribute(out, "width", width + 2 * MARGIN);
    attribute(out, "height", height + 2 * MARGIN);
    g_string_append_printf(out, " viewBox=\"%d %d ", -MARGIN, -MARGIN);
    number(out, width + 2 * MARGIN);
    g_string_append_c(out, ' ');
    number(out, height + 2 * MARGIN);
    g_string_append(out, "\">\n");
    title(out, osint_search_read_as(search));
    g_string_append_c(out, '\n');
    g_string_append(out, style);
    for (guint i = 0; i < picture->edges->len; i++)
        append_edge(out, picture, osint_picture_edge(picture, i));
    for (guint i = 0; i < picture->nodes->len; i++)
        append_node(out, osint_picture_node(picture, i));
    g_string_append(out, "<text class=\"legend\" x=\"0\"");
    attribute(out, "y", height);
    g_string_append_c(out, '>');
    osint_render_xml(out, legend);
    g_string_append(out, "</text>\n</svg>\n");
}

static gboolean svg_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                            GError **error)
{
    const OsintPictureLimits limits = {OSINT_LAYOUT_BOXES, OSINT_LAYOUT_TIES, 1.5};
    g_autoptr(OsintPicture) picture = osint_picture_new(network, &limits, error);
    if (picture != NULL)
        append_picture(out, search, network, picture);
    return picture != NULL;
}

const OsintRenderer osint_render_svg = {
    .name = "svg",
    .media_type = "image/svg+xml",
    .open = "",
    .between = "",
    .close = "",
    .is_single = TRUE,
    .picture = svg_network,
};
