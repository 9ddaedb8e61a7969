/* One result. */
#include "web/hit.h"

#include <string.h>

#include "search/origin.h"
#include "web/labels.h"
#include "web/marked.h"
#include "web/refine.h"
#include "web/tally.h"

#define CHIPS_SHOWN 8
#define HEADLINE_CHARS 90
#define BEGINNING_CHARS 320

void osint_hit_append_meta(OsintHtml *html, const OsintArticle *article)
{
    html_raw(html, "<p class=\"meta\">");
    if (article->publisher != NULL)
        html_format(html, "<span class=\"publisher\"><bdi>%s</bdi></span>", article->publisher);
    if (article->published != NULL) {
        g_autofree char *date = osint_label_date(osint_html_words(html), article->published);
        html_format(html, "<time datetime=\"%s\">%s</time>", article->published, date);
    } else
        html_raw(html, "<span>undated</span>");
    if (article->language != NULL && !g_str_has_prefix(article->language, "en"))
        html_format(html, "<span class=\"language\">%s</span>",
                    osint_label_language(osint_html_words(html), article->language));
    html_raw(html, "</p>\n");
}

static void append_title(OsintHtml *html, const OsintResults *results, const OsintHit *hit)
{
    const OsintArticle *article = hit->article;
    const OsintHitPassage *best = hit->passages->len > 0 ? g_ptr_array_index(hit->passages, 0) : NULL;
    g_autofree char *link =
        osint_link_article(results->ask, article, hit->rank, best != NULL ? best->index : 0);
    html_format(html, "<h2><a href=\"%s\"", link);
    osint_marked_lang(html, article->language);
    html_raw(html, "><bdi>");
    if (article->title != NULL)
        osint_marked_text(html, article->title, (OsintSpan){0, (guint32)strlen(article->title)},
                          hit->title_highlights);
    else {
        g_autofree char *headline = osint_article_headline(NULL, article->text, HEADLINE_CHARS);
        osint_html_text(html, headline);
    }
    html_raw(html, "</bdi></a></h2>\n");
}

static void append_missing(OsintHtml *html, const OsintHit *hit)
{
    if (hit->missing->len == 0)
        return;
    html_raw(html, "<p class=\"missing\">Does not have");
    for (guint i = 0; i < hit->missing->len; i++)
        html_format(html, " <s>%s</s>", (const char *)g_ptr_array_index(hit->missing, i));
    html_raw(html, "</p>\n");
}

static gboolean is_heading(const OsintArticle *article, guint32 start)
{
    for (guint i = 0; i < article->headings->len; i++) {
        if (g_array_index(article->headings, OsintSpan, i).start == start)
            return TRUE;
    }
    return FALSE;
}

/* The paragraphs of a passage, open at the last one's end: the link to it follows there. */
static void append_paragraphs(OsintHtml *html, const OsintArticle *article, const OsintHitPassage *passage)
{
    static const char gap[] = "\n\n";
    const char *text = article->text;
    OsintSpan rest = passage->span;
    const char *end;
    while ((end = g_strstr_len(text + rest.start, (gssize)(rest.end - rest.start), gap)) != NULL) {
        OsintSpan paragraph = {rest.start, (guint32)(end - text)};
        if (is_heading(article, paragraph.start))
            html_raw(html, "<p class=\"heading\">");
        else
            html_raw(html, "<p>");
        osint_marked_text(html, text, paragraph, passage->highlights);
        html_raw(html, "</p>\n");
        rest.start = paragraph.end + (guint32)strlen(gap);
    }
    html_raw(html, "<p>");
    osint_marked_text(html, text, rest, passage->highlights);
}

static void append_passage(OsintHtml *html, const OsintResults *results, const OsintHit *hit,
                           const OsintHitPassage *passage)
{
    const OsintArticle *article = hit->article;
    g_autofree char *link = osint_link_article(results->ask, article, hit->rank, passage->index);
    html_raw(html, "<blockquote dir=\"auto\"");
    osint_marked_lang(html, article->language);
    html_raw(html, ">\n");
    append_paragraphs(html, article, passage);
    guint32 page = osint_article_page_at(article, passage->span.start);
    if (page > 0)
        html_format(html, " <small lang=\"en\">p. %u</small>", page);
    html_format(html,
                " <a class=\"open\" lang=\"en\" href=\"%s\" aria-label=\"Open passage %u in the article\">"
                "¶%u</a></p>\n</blockquote>\n",
                link, passage->index, passage->index);
    g_autofree char *described = osint_described_text(results->entities, article, passage->span);
    if (described != NULL)
        html_format(html, "<p class=\"quiet\">%s</p>\n", described);
}

/* A query of filters alone points at no passage: the article's beginning stands in. */
static void append_beginning(OsintHtml *html, const OsintArticle *article)
{
    g_autofree char *beginning = osint_article_headline(NULL, article->text, BEGINNING_CHARS);
    html_raw(html, "<blockquote dir=\"auto\"");
    osint_marked_lang(html, article->language);
    html_format(html, "><p>%s</p></blockquote>\n", beginning);
}

static gboolean is_asked_for(const OsintResults *results, const char *id)
{
    for (guint i = 0; i < results->entities->len; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(results->entities, i);
        if (g_str_equal(entity->id, id))
            return TRUE;
    }
    return FALSE;
}

static void append_chip(OsintHtml *html, const OsintResults *results, const OsintTally *tally)
{
    const OsintKind *kind = osint_label_kind(tally->type);
    const char *kind_name = osint_kind_name(osint_html_words(html), kind);
    if (is_asked_for(results, tally->id)) {
        html_format(html,
                    "<li><span class=\"chip on %s\" title=\"%s, asked for\"><bdi>%s</bdi>"
                    "<span class=\"unseen\"> (%s, asked for)</span></span></li>\n",
                    kind->css, kind_name, tally->name, kind_name);
        return;
    }
    g_autofree char *filter = osint_refine_field("entity", tally->id);
    g_autofree char *query = osint_refine_add(results->ask->query, filter, results->now);
    if (query == NULL)
        return;
    g_autofree char *link = osint_link_search(results->ask, query);
    html_format(html,
                "<li><a class=\"chip %s\" href=\"%s\" title=\"%s: only articles that name it too\">"
                "<bdi>%s</bdi><span class=\"unseen\"> (%s)</span></a></li>\n",
                kind->css, link, kind_name, tally->name, kind_name);
}

/* Chips of the entities that the query asks for, or of all others; returns how many more there is room for.
 */
static guint append_chips_of(OsintHtml *html, const OsintResults *results, const GArray *tallies,
                             gboolean asked, guint room)
{
    for (guint i = 0; room > 0 && i < tallies->len; i++) {
        const OsintTally *tally = &g_array_index(tallies, OsintTally, i);
        if (is_asked_for(results, tally->id) == asked) {
            append_chip(html, results, tally);
            room--;
        }
    }
    return room;
}

static void append_chips(OsintHtml *html, const OsintResults *results, const OsintArticle *article)
{
    g_autoptr(GArray) tallies = osint_tally(article);
    if (tallies->len == 0)
        return;
    html_raw(html, "<ul class=\"chips\" aria-label=\"Entities in this article\">\n");
    guint room = append_chips_of(html, results, tallies, TRUE, CHIPS_SHOWN);
    append_chips_of(html, results, tallies, FALSE, room);
    if (tallies->len > CHIPS_SHOWN)
        html_format(html, "<li class=\"quiet\">and %u more</li>\n", tallies->len - CHIPS_SHOWN);
    html_raw(html, "</ul>\n");
}

static void append_copy(OsintHtml *html, const OsintResults *results, const OsintHit *hit,
                        const OsintCopy *copy)
{
    g_autofree char *link = osint_link_article(results->ask, copy->article, hit->rank, 0);
    g_autofree char *text = osint_copy_text(copy);
    html_format(html, "<li><a href=\"%s\"><bdi>%s</bdi></a></li>\n", link, text);
}

static void append_copies(OsintHtml *html, const OsintResults *results, const OsintHit *hit)
{
    g_autofree char *text = osint_copies_text(hit);
    if (text == NULL)
        return;
    html_format(html, "<details class=\"quiet\"><summary>%s</summary>\n<ul>\n", text);
    for (guint i = 0; i < hit->copies->len; i++)
        append_copy(html, results, hit, g_ptr_array_index(hit->copies, i));
    if (hit->copies_more > 0)
        html_format(html, "<li>and %u more</li>\n", hit->copies_more);
    html_raw(html, "</ul></details>\n");
}

void osint_hit_append(OsintHtml *html, const OsintResults *results, const OsintHit *hit)
{
    html_raw(html, "<li class=\"hit\">\n<article>\n");
    append_title(html, results, hit);
    osint_hit_append_meta(html, hit->article);
    append_copies(html, results, hit);
    append_missing(html, hit);
    for (guint i = 0; i < hit->passages->len; i++)
        append_passage(html, results, hit, g_ptr_array_index(hit->passages, i));
    if (hit->passages->len == 0)
        append_beginning(html, hit->article);
    append_chips(html, results, hit->article);
    html_raw(html, "</article>\n</li>\n");
}
