/* The empty search page. Its examples are made of what is in the index, so that each finds something. */
#include "web/start.h"

#include "search/engine.h"
#include "web/examples.h"
#include "web/hit.h"
#include "web/labels.h"
#include "web/marked.h"
#include "web/page.h"
#include "web/refine.h"
#include "web/tally.h"

#define EXAMPLES_SHOWN 12
#define EXAMPLES_OF_A_KIND 3
#define NEWEST_SHOWN 5
#define HEADLINE_CHARS 90

static void append_size(OsintHtml *html, const OsintStart *start)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *articles = osint_label_count(start->articles, &words->label.articles);
    g_autofree char *passages = osint_label_count(start->passages, &words->label.passages);
    html_format(html, "<p class=\"size\">%s%s%s</p>\n", articles, words->label.comma, passages);
}

/* All that is in the index, in each of the views. */
static void append_views(OsintHtml *html, const OsintStart *start)
{
    const OsintWords *words = osint_html_words(html);
    guint count = 0;
    const OsintShow *views = osint_ask_views(&count);
    OsintAsk all = *start->ask;
    all.query = (char *)"*";
    html_format(html, "<nav class=\"size\" aria-label=\"%s\">%s\n", words->start.everything,
                words->start.everything);
    for (guint i = 0; i < count; i++) {
        osint_page_link(html, osint_link_show(&all, views[i]), words->views[views[i]]);
        html_raw(html, "\n");
    }
    html_raw(html, "</nav>\n");
}

static void append_example(OsintHtml *html, const OsintStart *start, const OsintTally *tally)
{
    const OsintKind *kind = osint_label_kind(tally->type);
    const char *kind_name = osint_kind_name(osint_html_words(html), kind);
    g_autofree char *query = osint_refine_field("entity", tally->id);
    g_autofree char *link = osint_link_search(start->ask, query);
    html_format(html,
                "<li><a class=\"chip %s\" href=\"%s\" title=\"%s\"><bdi>%s</bdi>"
                "<span class=\"unseen\"> (%s)</span></a></li>\n",
                kind->css, link, kind_name, tally->name, kind_name);
}

static void append_examples(OsintHtml *html, const OsintStart *start)
{
    g_autoptr(GArray) entities = osint_examples_entities(start->newest);
    const OsintKind *kind = NULL;
    guint of_kind = 0, shown = 0;
    if (entities->len == 0)
        return;
    html_format(html, "<section>\n<h2>%s</h2>\n<ul class=\"chips\">\n",
                osint_html_words(html)->start.entities);
    for (guint i = 0; i < entities->len && shown < EXAMPLES_SHOWN; i++) {
        const OsintTally *tally = &g_array_index(entities, OsintTally, i);
        of_kind = osint_label_kind(tally->type) == kind ? of_kind + 1 : 1;
        kind = osint_label_kind(tally->type);
        if (of_kind > EXAMPLES_OF_A_KIND)
            continue;
        append_example(html, start, tally);
        shown++;
    }
    html_raw(html, "</ul>\n</section>\n");
}

static void append_newest(OsintHtml *html, const OsintStart *start)
{
    if (start->newest->len == 0)
        return;
    html_format(html, "<section>\n<h2>%s</h2>\n<ul class=\"newest\">\n",
                osint_html_words(html)->start.newest);
    for (guint i = 0; i < MIN(start->newest->len, NEWEST_SHOWN); i++) {
        const OsintHit *hit = g_ptr_array_index(start->newest, i);
        g_autofree char *link = osint_link_article(start->ask, hit->article, 0, 0);
        g_autofree char *headline =
            osint_article_headline(hit->article->title, hit->article->text, HEADLINE_CHARS);
        html_format(html, "<li><a href=\"%s\"", link);
        osint_marked_lang(html, hit->article->language);
        html_format(html, "><bdi>%s</bdi></a>", headline);
        osint_hit_append_meta(html, hit->article);
        html_raw(html, "</li>\n");
    }
    html_raw(html, "</ul>\n</section>\n");
}

static void append_ways(OsintHtml *html, const OsintStart *start)
{
    const OsintWords *words = osint_html_words(html);
    g_autoptr(OsintExamples) examples = osint_examples_new(start->newest);
    html_format(html, "<section>\n<h2>%s</h2>\n<dl class=\"ways\">\n", words->start.ways_heading);
    for (guint i = 0; i < OSINT_START_WAYS; i++) {
        if (examples->queries[i] == NULL)
            continue;
        g_autofree char *link = osint_link_search(start->ask, examples->queries[i]);
        html_format(html, "<dt><a href=\"%s\"><code>%s</code></a></dt><dd>%s</dd>\n", link,
                    examples->queries[i], words->start.ways[i]);
    }
    html_raw(html, "</dl>\n<p class=\"quiet\">");
    const char *rest = osint_html_say_until(html, words->failure.see_help);
    osint_page_link(html, g_strconcat(start->ask->base, "/help", NULL), words->frame.how_to_ask);
    html_format(html, "%s</p>\n</section>\n", rest);
}

/* The first use: what fills the index, and what is understood then. */
static void append_empty(OsintHtml *html)
{
    const OsintWords *words = osint_html_words(html);
    html_format(html, "<section class=\"empty\">\n<h2>%s</h2>\n<p>", words->start.empty);
    const char *rest = osint_html_say_until(html, words->start.fill);
    html_format(html, "<code>osint-index --entities=LIST DIRECTORY</code>%s</p>\n<p>%s</p>\n</section>\n",
                rest, words->start.fill_note);
}

GString *osint_start_page(const OsintStart *start)
{
    const OsintWords *words = start->ask->words;
    OsintPage page = {
        .base = start->ask->base, .words = words, .css = "start", .ask = start->ask, .no_box = TRUE};
    OsintHtml *html = osint_page_begin(&page);
    html_format(html, "<h1>%s</h1>\n", words->start.heading);
    osint_page_search_form(html, &page, TRUE);
    append_size(html, start);
    if (start->articles == 0) {
        append_empty(html);
        return osint_page_end(html, &page);
    }
    append_views(html, start);
    append_examples(html, start);
    append_ways(html, start);
    append_newest(html, start);
    return osint_page_end(html, &page);
}
