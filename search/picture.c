/* The layout is given the size of each entity's sign with its name below, as far as it can be told without
 * the reader's fonts. */
#include "search/picture.h"

#include <math.h>
#include <string.h>

#include "search/layout.h"
#include "search/render.h"
#include "search/typeset.h"

#define LINE_COLUMNS 18u
#define COLUMN 7.9 /* pixels, of a font that is not narrow */
#define SMALLEST 7.0
#define LARGEST 19.0
#define MARGIN 10.0 /* around each box, half of it on each side */
#define GAP 3.0     /* between sign and name */
#define THINNEST 1.0
#define THICKEST 7.0
#define LONGEST 2.5 /* times the shortest edge */

static const struct {
    OsintPictureKind kind;
    const char *types; /* between spaces; the last has all others */
} kinds[] = {
    {{"actor", "M0-1 1 0 0 1-1 0z"}, " threat-actor "},
    {{"unit", "M0-.95 1 .8H-1z"}, " military-unit "},
    {{"person", "M0-.9A.9.9 0 1 1 0 .9.9.9 0 1 1 0-.9z"}, " person "},
    {{"org", "M-.82-.82H.82V.82H-.82z"}, " organization "},
    {{"place", "M0-.95A.95.95 0 1 1 0 .95.95.95 0 1 1 0-.95zM0-.65A.65.65 0 1 0 0 .65.65.65 0 1 0 "
               "0-.65zM0-.35A.35.35 0 1 1 0 .35.35.35 0 1 1 0-.35z"},
     " place "},
    {{"malware", "M0-1 .25-.43.87-.5.5 0 .87.5.25.43 0 1-.25.43-.87.5-.5 0-.87-.5-.25-.43z"}, " malware "},
    {{"tool", "M-.32-.95H.32V-.32H.95V.32H.32V.95H-.32V.32H-.95V-.32H-.32z"}, " tool "},
    {{"campaign", "M0-1 1 0 0 1-1 0zM0-.68-.68 0 0 .68.68 0zM0-.36.36 0 0 .36-.36 0z"}, " campaign "},
    {{"cve", "M0 .95-1-.8H1z"}, " vulnerability "},
    {{"indicator", "M0-1 1 0 0 1-1 0zM0-.65-.65 0 0 .65.65 0z"},
     " ipv4 ipv6 domain url email md5 sha1 sha256 sha512 asn "},
    {{"other", "M0-.9A.9.9 0 1 1 0 .9.9.9 0 1 1 0-.9zM0-.6A.6.6 0 1 0 0 .6.6.6 0 1 0 0-.6z"}, ""},
};

const OsintPictureKind *osint_picture_kind(const char *type)
{
    g_autofree char *wanted = g_strdup_printf(" %s ", type);
    for (guint i = 0; i + 1 < G_N_ELEMENTS(kinds); i++)
        if (strstr(kinds[i].types, wanted) != NULL)
            return &kinds[i].kind;
    return &kinds[G_N_ELEMENTS(kinds) - 1].kind;
}

static void node_clear(gpointer data)
{
    OsintPictureNode *node = data;
    for (guint i = 0; i < OSINT_PICTURE_LINES; i++)
        g_free(node->lines[i]);
}

void osint_picture_free(OsintPicture *picture)
{
    if (picture == NULL)
        return;
    g_array_unref(picture->nodes);
    g_array_unref(picture->edges);
    g_free(picture);
}

const OsintPictureNode *osint_picture_node(const OsintPicture *picture, guint node)
{
    return &g_array_index(picture->nodes, OsintPictureNode, node);
}

const OsintPictureEdge *osint_picture_edge(const OsintPicture *picture, guint edge)
{
    return &g_array_index(picture->edges, OsintPictureEdge, edge);
}

/* ---- names ---- */

/* The bytes of text that fit into a line, up to a space where there is one. */
static gsize fit(const char *text, guint columns)
{
    const char *at = text, *space = NULL;
    while (*at != '\0') {
        gunichar c = g_utf8_get_char(at);
        guint wide = osint_char_columns(c);
        if (wide > columns)
            break;
        if (c == ' ' && at > text)
            space = at;
        columns -= wide;
        at = g_utf8_next_char(at);
    }
    if (*at == '\0' || *at == ' ' || space == NULL)
        return (gsize)(at - text);
    return (gsize)(space - text);
}

static char *cut_short(const char *text)
{
    g_autofree char *start = g_strndup(text, fit(text, LINE_COLUMNS - 1));
    return g_strconcat(g_strchomp(start), "\u2026", NULL);
}

static void set_lines(OsintPictureNode *node)
{
    g_autofree char *name = g_strndup(node->node->name, 1024); /* long enough to see that it is long */
    g_autofree char *safe = osint_terminal_safe(name, -1);
    const char *rest = g_strstrip(g_strdelimit(safe, "\n\t", ' '));
    for (guint i = 0; i < OSINT_PICTURE_LINES && *rest != '\0'; i++) {
        gsize length = fit(rest, LINE_COLUMNS);
        gboolean last = i + 1 == OSINT_PICTURE_LINES && rest[length] != '\0';
        node->lines[i] = last ? cut_short(rest) : g_strndup(rest, length);
        for (rest += length; *rest == ' ';)
            rest++;
    }
}

static guint count_lines(const OsintPictureNode *node)
{
    guint lines = 0;
    while (lines < OSINT_PICTURE_LINES && node->lines[lines] != NULL)
        lines++;
    return lines;
}

static OsintLayoutBox box_of(const OsintPictureNode *node)
{
    double width = 2 * node->radius;
    guint lines = count_lines(node);
    for (guint i = 0; i < lines; i++)
        width = MAX(width, osint_text_columns(node->lines[i]) * COLUMN);
    return (OsintLayoutBox){.width = MIN(width, LINE_COLUMNS * 2 * COLUMN) + MARGIN,
                            .height = 2 * node->radius + GAP + lines * OSINT_PICTURE_LINE + MARGIN};
}

/* ---- what is drawn ---- */

static guint node_number(OsintPicture *picture, guint *numbers, guint node, const OsintNetwork *network,
                         double most)
{
    if (numbers[node] > 0)
        return numbers[node] - 1;
    OsintPictureNode drawn = {.node = osint_network_node(network, node)};
    drawn.kind = osint_picture_kind(drawn.node->type);
    drawn.radius = SMALLEST + (LARGEST - SMALLEST) * sqrt((double)drawn.node->passages / MAX(most, 1));
    set_lines(&drawn);
    g_array_append_val(picture->nodes, drawn);
    numbers[node] = picture->nodes->len;
    return picture->nodes->len - 1;
}

static double thickness(const OsintNetworkEdge *edge, double heaviest)
{
    return THINNEST + (heaviest > 0 ? (THICKEST - THINNEST) * sqrt(edge->weight / heaviest) : 0);
}

static void choose(OsintPicture *picture, const OsintNetwork *network, const OsintPictureLimits *limits)
{
    g_autofree guint *numbers = g_new0(guint, network->nodes->len + 1);
    double heaviest = 0, most = 0;
    for (guint i = 0; i < network->edges->len; i++)
        heaviest = MAX(heaviest, osint_network_edge(network, i)->weight);
    for (guint i = 0; i < network->nodes->len; i++)
        most = MAX(most, (double)osint_network_node(network, i)->passages);
    for (guint i = 0; i < network->edges->len && picture->edges->len < limits->edges; i++) {
        const OsintNetworkEdge *edge = osint_network_edge(network, i);
        guint fresh = (numbers[edge->from] == 0 ? 1u : 0u) + (numbers[edge->to] == 0 ? 1u : 0u);
        if (picture->nodes->len + fresh > limits->nodes)
            continue;
        OsintPictureEdge drawn = {.edge = edge, .width = thickness(edge, heaviest)};
        drawn.from = node_number(picture, numbers, edge->from, network, most);
        drawn.to = node_number(picture, numbers, edge->to, network, most);
        g_array_append_val(picture->edges, drawn);
    }
}

static int by_width(gconstpointer a, gconstpointer b)
{
    double left = ((const OsintPictureEdge *)a)->width, right = ((const OsintPictureEdge *)b)->width;
    return (left > right) - (left < right);
}

/* ---- where ---- */

static void set_places(OsintPicture *picture, const OsintLayoutBox *boxes)
{
    for (guint i = 0; i < picture->nodes->len; i++) {
        OsintPictureNode *node = &g_array_index(picture->nodes, OsintPictureNode, i);
        node->x = boxes[i].x;
        node->y = boxes[i].y - boxes[i].height / 2 + MARGIN / 2 + node->radius;
        node->baseline = node->y + node->radius + GAP + OSINT_PICTURE_FONT * 0.85;
    }
}

static gboolean lay_out(OsintPicture *picture, double aspect, GError **error)
{
    g_autofree OsintLayoutBox *boxes = g_new0(OsintLayoutBox, picture->nodes->len + 1);
    g_autofree OsintLayoutTie *ties = g_new0(OsintLayoutTie, picture->edges->len + 1);
    for (guint i = 0; i < picture->nodes->len; i++)
        boxes[i] = box_of(osint_picture_node(picture, i));
    for (guint i = 0; i < picture->edges->len; i++) {
        const OsintPictureEdge *edge = osint_picture_edge(picture, i);
        double strength = (edge->width - THINNEST) / (THICKEST - THINNEST);
        ties[i] = (OsintLayoutTie){edge->from, edge->to, LONGEST - (LONGEST - 1) * CLAMP(strength, 0, 1)};
    }
    if (!osint_layout_place(boxes, picture->nodes->len, ties, picture->edges->len, aspect, &picture->width,
                            &picture->height, error))
        return FALSE;
    set_places(picture, boxes);
    return TRUE;
}

OsintPicture *osint_picture_new(const OsintNetwork *network, const OsintPictureLimits *limits, GError **error)
{
    g_autoptr(OsintPicture) picture = g_new0(OsintPicture, 1);
    picture->nodes = g_array_new(FALSE, FALSE, sizeof(OsintPictureNode));
    picture->edges = g_array_new(FALSE, FALSE, sizeof(OsintPictureEdge));
    g_array_set_clear_func(picture->nodes, node_clear);
    choose(picture, network, limits);
    if (!lay_out(picture, limits->aspect, error))
        return NULL;
    g_array_sort(picture->edges, by_width);
    return g_steal_pointer(&picture);
}
