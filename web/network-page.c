/* The table has a group of two rows for each pair: its numbers, and the passage that proves it. */
#include "web/network-page.h"

#include <string.h>

#include "search/evidence.h"
#include "web/hit.h"
#include "web/labels.h"
#include "web/marked.h"
#include "web/page.h"
#include "web/refine.h"

#define DRAWN 160u /* pairs among which those of the picture are found */

OsintNetworkOptions osint_network_options(const OsintAsk *ask)
{
    gboolean html = ask->renderer == NULL;
    guint64 size = html ? OSINT_NETWORK_PAGE_SIZE : OSINT_NETWORK_PAIRS;
    guint64 offset = (ask->page - 1) * size;
    return (OsintNetworkOptions){.type = ask->type,
                                 .limit = html && offset == 0 ? DRAWN : size,
                                 .offset = offset,
                                 .most = OSINT_NETWORK_READ,
                                 .proofs = OSINT_NETWORK_PAGE_SIZE,
                                 .nodes = html && offset == 0 ? OSINT_NETWORK_NODES : 0};
}

char *osint_network_link(const OsintResults *results, const OsintNetworkEdge *edge)
{
    g_autofree char *filter = osint_network_filter(results->network, edge);
    g_autofree char *query = osint_refine_add(results->ask->query, filter, results->now);
    OsintAsk passages = *results->ask;
    passages.show = OSINT_SHOW_PASSAGES;
    return query != NULL ? osint_link_search(&passages, query) : NULL;
}

/* ---- kinds ---- */

static gboolean has_type(const OsintNetwork *network, const char *type)
{
    for (guint i = 0; i < network->nodes->len; i++)
        if (g_str_equal(osint_network_node(network, i)->type, type))
            return TRUE;
    return FALSE;
}

static const char *type_label(const OsintWords *words, const char *type)
{
    const OsintKind *kind = osint_label_kind(type);
    return g_str_equal(kind->css, "indicator") ? type : osint_kind_plural(words, kind);
}

static void append_choice(OsintHtml *html, const OsintResults *results, const char *type, const char *label)
{
    html_raw(html, "<li>");
    osint_page_choice(html, g_strcmp0(results->ask->type, type) == 0, osint_link_type(results->ask, type),
                      label);
    html_raw(html, "</li>\n");
}

static void append_choices(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    html_format(html, "<nav aria-label=\"%s\">\n<ul class=\"types\">\n", words->entities.kind);
    append_choice(html, results, NULL, words->entities.all_kinds);
    for (const char *const *type = osint_entity_types(); *type != NULL; type++)
        if (has_type(results->network, *type) || g_strcmp0(*type, results->ask->type) == 0)
            append_choice(html, results, *type, type_label(words, *type));
    html_raw(html, "</ul>\n</nav>\n");
}

/* ---- pairs ---- */

static void append_entity(OsintHtml *html, const OsintResults *results, guint node)
{
    const OsintNetworkNode *entity = osint_network_node(results->network, node);
    const OsintKind *kind = osint_label_kind(entity->type);
    g_autofree char *link = osint_link_entity(results->ask, entity->id);
    html_format(html, "<a class=\"e first %s\" href=\"%s\"><bdi>%s</bdi></a>", kind->css, link, entity->name);
}

static void append_passages(OsintHtml *html, const OsintResults *results, const OsintNetworkEdge *edge)
{
    g_autofree char *passages = osint_label_number(edge->passages);
    g_autofree char *link = osint_network_link(results, edge);
    html_raw(html, "<td class=\"number\">");
    if (link != NULL)
        html_format(html, "<a rel=\"nofollow\" href=\"%s\">%s</a>", link, passages);
    else
        osint_html_text(html, passages);
    html_raw(html, "</td>");
}

static void append_numbers(OsintHtml *html, const OsintResults *results, const OsintNetworkEdge *edge)
{
    g_autofree char *articles = osint_label_number(edge->articles);
    char weight[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(weight, sizeof weight, "%.1f", edge->weight);
    html_raw(html, "<tr><th scope=\"rowgroup\">");
    append_entity(html, results, edge->from);
    html_raw(html, " <span class=\"tie\">—</span> ");
    append_entity(html, results, edge->to);
    if (edge->descriptive > 0) {
        g_autofree char *described = osint_label_number(edge->descriptive);
        html_raw(html, " <span class=\"quiet\">");
        html_say(html, osint_html_words(html)->network.described, described);
        html_raw(html, "</span>");
    }
    html_raw(html, "</th>");
    append_passages(html, results, edge);
    html_format(html, "<td class=\"number\">%s</td><td class=\"number\">%s</td></tr>\n", articles, weight);
}

static void append_proof(OsintHtml *html, const OsintResults *results, const OsintNetworkEdge *edge)
{
    const OsintArticle *article = edge->proof->article;
    const OsintHitPassage *passage = g_ptr_array_index(edge->proof->passages, 0);
    OsintSpan quoted =
        osint_evidence_excerpt(article, passage->span, osint_network_node(results->network, edge->from)->id,
                               osint_network_node(results->network, edge->to)->id);
    g_autofree char *link = osint_link_article(results->ask, article, 0, passage->index);
    g_autofree char *title = osint_article_headline(article->title, article->text, 120);
    html_raw(html, "<tr><td colspan=\"4\"><blockquote dir=\"auto\"");
    osint_marked_lang(html, article->language);
    html_raw(html, ">");
    osint_html_text(html, quoted.start > passage->span.start ? "… " : "");
    osint_marked_text(html, article->text, quoted, passage->highlights);
    osint_html_text(html, quoted.end < passage->span.end ? " …" : "");
    html_format(html, "</blockquote>\n<p class=\"by\"><a href=\"%s\" dir=\"auto\"", link);
    osint_marked_lang(html, article->language);
    html_format(html, ">%s</a></p>", title);
    osint_hit_append_meta(html, article);
    html_raw(html, "</td></tr>\n");
}

static void append_head(OsintHtml *html)
{
    const OsintWords *words = osint_html_words(html);
    html_format(html,
                "<table class=\"pairs\">\n<thead><tr><th scope=\"col\">%s</th>"
                "<th scope=\"col\" class=\"number\">%s</th>",
                words->network.pair, words->network.passages);
    html_format(
        html,
        "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr></thead>\n",
        words->network.articles, words->network.weight);
}

static void append_table(OsintHtml *html, const OsintResults *results)
{
    const OsintNetwork *network = results->network;
    append_head(html);
    for (guint i = 0; i < MIN(network->edges->len, OSINT_NETWORK_PAGE_SIZE); i++) {
        const OsintNetworkEdge *edge = osint_network_edge(network, i);
        html_raw(html, "<tbody>\n");
        append_numbers(html, results, edge);
        append_proof(html, results, edge);
        html_raw(html, "</tbody>\n");
    }
    html_raw(html, "</table>\n");
    html_format(html, "<p class=\"quiet\">%s</p>\n", osint_html_words(html)->network.about_weight);
}

/* ---- the whole ---- */

static void append_notes(OsintHtml *html, const OsintResults *results)
{
    const OsintNetwork *network = results->network;
    const OsintWords *words = osint_html_words(html);
    if (network->articles < results->total) {
        g_autofree char *read = osint_label_number(network->articles);
        g_autofree char *all = osint_label_number(results->total);
        html_raw(html, "<p class=\"note\">");
        html_say(html, words->network.counted, read, all);
        html_raw(html, "</p>\n");
    }
    if (network->crowded > 0) {
        g_autofree char *passages = osint_label_count(network->crowded, &words->label.passages);
        g_autofree char *most = osint_label_number(OSINT_NETWORK_CROWD);
        html_raw(html, "<p class=\"note\">");
        html_say(html, words->network.crowded, passages, most);
        html_raw(html, "</p>\n");
    }
}

void osint_network_append(OsintHtml *html, const OsintResults *results)
{
    append_choices(html, results);
    append_notes(html, results);
    if (results->network->edges->len == 0)
        html_format(html, "<p class=\"note\">%s</p>\n", osint_html_words(html)->network.none);
    else {
        if (results->ask->page == 1)
            osint_network_append_picture(html, results);
        append_table(html, results);
    }
    osint_page_turns(html, results->ask, results->network->pairs, OSINT_NETWORK_PAGE_SIZE,
                     osint_html_words(html)->results.pages, osint_html_words(html)->results.range_of);
}
