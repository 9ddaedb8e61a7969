/* Help: one table, from the query language's own list. */
#include "web/help.h"

#include "web/ask.h"
#include "web/page.h"

typedef struct {
    const char *example;
    const char *meaning;
} Row;

typedef struct {
    const char *heading;
    const Row *rows;
    guint count;
} Chapter;

static const Row words[] = {
    {"suspects left japan", "all of these words in one article; its best passages are shown"},
    {"tick OR butler", "either word"},
    {"tick NOT insect", "without a word; also -insect"},
    {"\"false names\"", "this phrase"},
    {"\"police server\"~5", "these words within five words of each other"},
    {"espion*", "every word that begins so (three letters or more)"},
    {"khabarov~1", "one letter may differ"},
    {"title:prosecutors", "in the title; body: and author: likewise"},
    {"(tick OR butler) server", "brackets group; AND binds tighter than OR"},
};
static const Row entities[] = {
    {"entity:tick", "an entity under its id, its name or any alias"},
    {"entity:\"BRONZE BUTLER\"", "likewise: all names of the group that has this one"},
    {"entity:=Tick", "only under this very name"},
    {"actor:tick", "of one type: actor: unit: person: org: place: malware: tool:"},
};
static const Row filters[] = {
    {"source:nhk", "the publisher"},
    {"lang:ja", "the language"},
    {"date:2021", "published in a year, a month (2021-04) or on a day (2021-04-20)"},
    {"date:2021-04-20..2021-05-01", "in a period; either end may be open"},
    {"date:2w..", "in the last two weeks; also date:yesterday, date:last.month.."},
    {"*", "everything, for use with filters"},
};
static const Chapter chapters[] = {
    {"Words", words, G_N_ELEMENTS(words)},
    {"Entities", entities, G_N_ELEMENTS(entities)},
    {"Filters", filters, G_N_ELEMENTS(filters)},
};

static void append_chapter(OsintHtml *html, const OsintAsk *ask, const Chapter *chapter)
{
    html_format(html,
                "<h2>%s</h2>\n<table>\n<thead><tr><th scope=\"col\">Query</th><th scope=\"col\">"
                "Finds</th></tr></thead>\n<tbody>\n",
                chapter->heading);
    for (guint i = 0; i < chapter->count; i++) {
        g_autofree char *link = osint_link_search(ask, chapter->rows[i].example);
        html_format(html, "<tr><td><a href=\"%s\"><code>%s</code></a></td><td>%s</td></tr>\n", link,
                    chapter->rows[i].example, chapter->rows[i].meaning);
    }
    html_raw(html, "</tbody>\n</table>\n");
}

GString *osint_help_page(const OsintRequest *request)
{
    OsintAsk ask = {.base = request->base, .words = request->words, .page = 1};
    OsintPage page = {
        .base = request->base, .words = request->words, .title = "How to ask", .css = "help", .ask = &ask};
    OsintHtml *html = osint_page_begin(&page);
    html_raw(html,
             "<h1>How to ask</h1>\n<p>Words are looked for in every form they take, capital letters do "
             "not matter. When no article has all the words, the closest are shown, and each says which "
             "words it does not have.</p>\n");
    for (guint i = 0; i < G_N_ELEMENTS(chapters); i++)
        append_chapter(html, &ask, &chapters[i]);
    html_raw(html,
             "<h2>Results for programs</h2>\n<p>Add <code>format=json</code> or "
             "<code>format=ndjson</code> to the address of a search. <code>show=articles</code> gives one "
             "passage an article, <code>sort=newest</code> and <code>sort=oldest</code> go by date, "
             "<code>page=2</code> goes on.</p>\n");
    return osint_page_end(html, &page);
}
