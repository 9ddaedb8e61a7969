/* The empty search page. Its examples are made of what is in the index, so that each finds something. */
#include "web/start.h"

#include <string.h>

#include "search/engine.h"
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
    g_autofree char *articles = osint_label_count(start->articles, &osint_html_words(html)->label.articles);
    g_autofree char *passages = osint_label_count(start->passages, &osint_html_words(html)->label.passages);
    html_format(html, "<p class=\"size\">%s, %s", articles, passages);
    if (start->articles > 0) {
        html_raw(html, " · ");
        osint_page_link(html, osint_link_search(start->ask, "*"), "browse all");
    }
    html_raw(html, "</p>\n");
}

/* How many of the articles name each entity: OsintTally, by kind, then the most widespread first. */
static gint by_kind_and_spread(gconstpointer left, gconstpointer right)
{
    const OsintTally *a = left, *b = right;
    const OsintKind *one = osint_label_kind(a->type), *other = osint_label_kind(b->type);
    if (one != other)
        return one < other ? -1 : 1;
    if (a->mentions != b->mentions)
        return a->mentions < b->mentions ? 1 : -1;
    return strcmp(a->name, b->name);
}

static GArray *spread(const GPtrArray *hits)
{
    GArray *entities = g_array_new(FALSE, FALSE, sizeof(OsintTally));
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < hits->len; i++) {
        const OsintHit *hit = g_ptr_array_index(hits, i);
        g_autoptr(GArray) tallies = osint_tally(hit->article);
        for (guint j = 0; j < tallies->len; j++) {
            OsintTally tally = g_array_index(tallies, OsintTally, j);
            guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, tally.id));
            tally.mentions = 1;
            if (place > 0) {
                g_array_index(entities, OsintTally, place - 1).mentions++;
                continue;
            }
            g_array_append_val(entities, tally);
            g_hash_table_insert(places, (gpointer)tally.id, GUINT_TO_POINTER(entities->len));
        }
    }
    g_array_sort(entities, by_kind_and_spread);
    return entities;
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
    g_autoptr(GArray) entities = spread(start->newest);
    const OsintKind *kind = NULL;
    guint of_kind = 0, shown = 0;
    if (entities->len == 0)
        return;
    html_raw(html, "<section>\n<h2>Start with an entity</h2>\n<ul class=\"chips\">\n");
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
    html_raw(html, "<section>\n<h2>Newest articles</h2>\n<ul class=\"newest\">\n");
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

GString *osint_start_page(const OsintStart *start)
{
    OsintPage page = {.base = start->ask->base,
                      .words = start->ask->words,
                      .css = "start",
                      .ask = start->ask,
                      .no_box = TRUE};
    OsintHtml *html = osint_page_begin(&page);
    html_raw(html, "<h1>Find the passages that matter</h1>\n");
    osint_page_search_form(html, &page, TRUE);
    append_size(html, start);
    if (start->articles == 0)
        html_raw(html, "<section class=\"empty\">\n<h2>The index is empty</h2>\n<p>Fill it on the server: "
                       "<code>osint-index DIRECTORY</code>. Then reload this page.</p>\n</section>\n");
    append_examples(html, start);
    html_raw(html, "<section>\n<h2>Ways to ask</h2>\n<dl class=\"ways\">\n"
                   "<dt><code>server leased Tokyo</code></dt><dd>all of these words in the article</dd>\n"
                   "<dt><code>\"leased servers\"</code></dt><dd>exactly this phrase</dd>\n"
                   "<dt><code>entity:NAME</code></dt><dd>a group, person or place under all its names</dd>\n"
                   "<dt><code>date:2021-04 lang:ja</code></dt><dd>published in a period, in a language</dd>\n"
                   "</dl>\n</section>\n");
    append_newest(html, start);
    return osint_page_end(html, &page);
}
