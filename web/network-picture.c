/* Two drawings as SVG. They are for eyes and pointers: the table has the same links for keys and for screen
 * readers, which are spared some hundred stops before it. */
#include "web/network-page.h"

#include <math.h>

#include "search/layout.h"
#include "search/picture.h"
#include "web/labels.h"

#define MARGIN 6u

/* What fits into the column of a page, and of a telephone. */
static const OsintPictureLimits wide = {OSINT_NETWORK_NODES, 64, 1.4}, narrow = {11, 20, 0.72};

static guint whole(double pixels)
{
    return (guint)MAX(lround(pixels), 0) + MARGIN;
}

static char *pair_title(const OsintWords *words, const OsintPicture *picture, const OsintPictureEdge *drawn)
{
    g_autofree char *passages = osint_label_count(drawn->edge->passages, &words->label.passages);
    g_autofree char *articles = osint_label_count(drawn->edge->articles, &words->label.articles);
    return osint_words_fill(words->network.pair_title, osint_picture_node(picture, drawn->from)->node->name,
                            osint_picture_node(picture, drawn->to)->node->name, passages, articles, NULL);
}

static void append_line(OsintHtml *html, const OsintPictureNode *from, const OsintPictureNode *to,
                        guint thickness)
{
    html_format(html, "<path class=\"grab\" d=\"M%u %u %u %u\"/><path stroke-width=\"%u.%u\" ",
                whole(from->x), whole(from->y), whole(to->x), whole(to->y), thickness / 10, thickness % 10);
    html_format(html, "d=\"M%u %u %u %u\"/>", whole(from->x), whole(from->y), whole(to->x), whole(to->y));
}

static void append_edge(OsintHtml *html, const OsintResults *results, const OsintPicture *picture,
                        const OsintPictureEdge *drawn)
{
    const OsintPictureNode *from = osint_picture_node(picture, drawn->from);
    const OsintPictureNode *to = osint_picture_node(picture, drawn->to);
    g_autofree char *title = pair_title(osint_html_words(html), picture, drawn);
    g_autofree char *link = osint_network_link(results, drawn->edge);
    html_raw(html, "<a tabindex=\"-1\"");
    if (from->node->asked || to->node->asked)
        html_raw(html, " class=\"asked\"");
    if (link != NULL)
        html_format(html, " rel=\"nofollow\" href=\"%s\"", link);
    html_format(html, "><title>%s</title>", title);
    append_line(html, from, to, (guint)lround(drawn->width * 10));
    html_raw(html, "</a>\n");
}

static void append_node(OsintHtml *html, const OsintResults *results, const OsintPictureNode *drawn)
{
    const OsintWords *words = osint_html_words(html);
    const OsintNetworkNode *node = drawn->node;
    g_autofree char *link = osint_link_entity(results->ask, node->id);
    g_autofree char *passages = osint_label_count(node->passages, &words->label.passages);
    g_autofree char *articles = osint_label_count(node->articles, &words->label.articles);
    g_autofree char *title =
        osint_words_fill(words->network.node_title, node->name,
                         osint_kind_name(words, osint_label_kind(node->type)), passages, articles, NULL);
    html_format(html, "<a tabindex=\"-1\" class=\"%s%s\" href=\"%s\"><title>%s</title>", drawn->kind->name,
                node->asked ? " asked" : "", link, title);
    html_format(html, "<circle cx=\"%u\" cy=\"%u\" r=\"%u\"/>", whole(drawn->x), whole(drawn->y),
                (guint)lround(drawn->radius) + (node->asked ? 4 : 1));
    html_format(html, "<path transform=\"translate(%u %u) scale(%u)\" d=\"%s\"/>", whole(drawn->x),
                whole(drawn->y), (guint)lround(drawn->radius), drawn->kind->path);
    for (guint i = 0; i < OSINT_PICTURE_LINES && drawn->lines[i] != NULL; i++)
        html_format(html, "<text x=\"%u\" y=\"%u\">%s</text>", whole(drawn->x),
                    whole(drawn->baseline + i * OSINT_PICTURE_LINE), drawn->lines[i]);
    html_raw(html, "</a>\n");
}

static void append_drawing(OsintHtml *html, const OsintResults *results, const OsintPicture *picture)
{
    guint width = whole(picture->width) + MARGIN, height = whole(picture->height) + MARGIN;
    html_format(
        html,
        " aria-hidden=\"true\" width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\">\n<g class=\"lines\">\n",
        width, height, width, height);
    for (guint i = 0; i < picture->edges->len; i++)
        append_edge(html, results, picture, osint_picture_edge(picture, i));
    html_raw(html, "</g>\n<g class=\"nodes\">\n");
    for (guint i = 0; i < picture->nodes->len; i++)
        append_node(html, results, osint_picture_node(picture, i));
    html_raw(html, "</g>\n</svg>\n");
}

/* Signs mean the same on every page; here they have nothing else to explain them. */
static void append_legend(OsintHtml *html, const OsintPicture *picture)
{
    const OsintWords *words = osint_html_words(html);
    guint count;
    const OsintKind *kinds = osint_label_kinds(&count);
    html_raw(html, "<ul class=\"legend quiet\">\n");
    for (guint i = 0; i < count; i++) {
        gboolean drawn = FALSE;
        for (guint j = 0; j < picture->nodes->len && !drawn; j++)
            drawn = osint_label_kind(osint_picture_node(picture, j)->node->type) == &kinds[i];
        if (drawn)
            html_format(html, "<li class=\"e first %s\">%s</li>\n", kinds[i].css,
                        osint_kind_plural(words, &kinds[i]));
    }
    html_raw(html, "</ul>\n");
}

static void append_caption(OsintHtml *html, const OsintResults *results, const OsintPicture *drawn,
                           const OsintPicture *small)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *all = osint_label_number(results->network->pairs);
    g_autofree char *in_wide = osint_label_number(drawn->edges->len);
    g_autofree char *in_narrow = osint_label_number(small->edges->len);
    html_raw(html, "<figcaption>\n<p class=\"quiet\"><span class=\"of-wide\">");
    html_say(html, words->network.drawn, in_wide, all);
    html_raw(html, "</span><span class=\"of-narrow\">");
    html_say(html, words->network.drawn, in_narrow, all);
    html_format(html, "</span> %s</p>\n", words->network.how_to_read);
    append_legend(html, drawn);
    html_raw(html, "</figcaption>\n");
}

void osint_network_append_picture(OsintHtml *html, const OsintResults *results)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintPicture) drawn = osint_picture_new(results->network, &wide, &error);
    g_autoptr(OsintPicture) small =
        drawn != NULL ? osint_picture_new(results->network, &narrow, &error) : NULL;
    if (small == NULL) {
        gboolean missing = g_error_matches(error, OSINT_LAYOUT_ERROR, OSINT_LAYOUT_ERROR_MISSING);
        html_format(html, "<p class=\"note\">%s</p>\n",
                    missing ? osint_html_words(html)->network.no_module
                            : osint_html_words(html)->network.no_picture);
        return;
    }
    html_raw(html, "<figure class=\"net\">\n<svg class=\"of-wide\"");
    append_drawing(html, results, drawn);
    html_raw(html, "<svg class=\"of-narrow\"");
    append_drawing(html, results, small);
    append_caption(html, results, drawn, small);
    html_raw(html, "</figure>\n");
}
