/* Help: the query language of osint-query(7), an example for each form of it, each a link that asks it. */
#include "web/help.h"

#include "web/ask.h"
#include "web/page.h"

#define MOST_FORMS 8

/* Ways to write the same, or the same of several fields. */
typedef struct {
    const char *forms[MOST_FORMS];
} Row;

static const Row words[] = {
    {{"suspects left japan"}},
    {{"tick OR butler", "tick | butler"}},
    {{"tick NOT insect", "tick -insect", "tick !insect"}},
    {{"(tick OR butler) japan"}},
    {{"\"bronze butler\""}},
    {{"\"servers names\"~5"}},
    {{"servers NEAR/5 names", "servers w/5 names"}},
    {{"false ADJ/2 names"}},
    {{"suspects SAME/s japan", "suspects /s japan"}},
    {{"suspects SAME/p japan", "suspects /p japan"}},
    {{"espion*"}},
    {{"khabarov~1", "khabarov~"}},
    {{"'AND'"}},
    {{"*"}},
};
static const Row text[] = {
    {{"title:suspects", "intitle:suspects"}},
    {{"body:\"false names\"", "intext:\"false names\""}},
    {{"author:espion*", "from:espion*"}},
};
static const Row entities[] = {
    {{"entity:tick", "e:tick"}},
    {{"entity:\"BRONZE BUTLER\""}},
    {{"entity:=Tick"}},
    {{"entity:(tick OR apt17)"}},
    {{"entity:tick entity:japan"}},
    {{"mentions:tick>=3"}},
    {{"actor:tick", "unit:unit-61419", "person:suspect-engineer", "org:jaxa", "place:qingdao",
      "malware:daserf", "tool:winrar", "campaign:endtrade"}},
    {{"unit:unit-61419 SAME/p actor:tick"}},
};
static const Row indicators[] = {
    {{"ip:192[.]0[.]2[.]1", "ip:192.0.2.0/24"}}, {{"domain:evil[.]example"}},
    {{"url:hxxps://evil[.]example/a"}},          {{"email:someone[at]evil.example"}},
    {{"hash:d41d8cd98f00b204e9800998ecf8427e"}}, {{"cve:CVE-2016-7836"}},
};
static const Row filters[] = {
    {{"source:nhk", "publisher:nhk"}},
    {{"site:therecord.media"}},
    {{"cites:nhk", "cites:\"Kyodo News\"", "cites:unnamed"}},
    {{"tag:espionage", "is:espionage"}},
    {{"lang:ja", "lang:zh-Hant"}},
    {{"type:pdf", "mime:application/pdf"}},
    {{"path:articles/en/**", "file:notes.ndjson", "ext:md"}},
    {{"id:sw-2021-servers"}},
    {{"rating:B2"}},
    {{"query:morning"}},
};
static const Row dates[] = {
    {{"date:2021", "date:2021-04", "date:2021-04-20"}},
    {{"date:2021-04-20..2021-05-01", "date:..2020", "date:2021-04.."}},
    {{"date:2w.."}},
    {{"date:yesterday", "date:last.month.."}},
    {{"date:>=2021-04-01"}},
    {{"since:2021-04-20", "after:2021-04-20", "before:2021-04-20", "until:2021-04-20"}},
    {{"added:7d.."}},
};

static const struct {
    const char *id;
    const Row *rows;
    guint count;
} chapters[OSINT_HELP_CHAPTERS] = {
    {"words", words, G_N_ELEMENTS(words)},          {"text", text, G_N_ELEMENTS(text)},
    {"entities", entities, G_N_ELEMENTS(entities)}, {"indicators", indicators, G_N_ELEMENTS(indicators)},
    {"filters", filters, G_N_ELEMENTS(filters)},    {"dates", dates, G_N_ELEMENTS(dates)},
};
G_STATIC_ASSERT(G_N_ELEMENTS(words) + G_N_ELEMENTS(text) + G_N_ELEMENTS(entities) + G_N_ELEMENTS(indicators) +
                    G_N_ELEMENTS(filters) + G_N_ELEMENTS(dates) ==
                OSINT_HELP_ROWS);

static const char *const keys[OSINT_HELP_KEYS] = {"S", "N", "P", "J", "K"};

static void append_contents(OsintHtml *html)
{
    const OsintWords *said = osint_html_words(html);
    html_format(html, "<nav aria-label=\"%s\"><ul class=\"contents\">\n", said->help.contents);
    for (guint i = 0; i < OSINT_HELP_CHAPTERS; i++)
        html_format(html, "<li><a href=\"#%s\">%s</a></li>\n", chapters[i].id, said->help.chapters[i]);
    html_format(html, "<li><a href=\"#views\">%s</a></li>\n<li><a href=\"#keys\">%s</a></li>\n</ul></nav>\n",
                said->help.views, said->help.keys);
}

static void append_table(OsintHtml *html, const char *id, const char *heading, const char *note)
{
    html_format(html, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, heading);
    if (note != NULL)
        html_format(html, "<p>%s</p>\n", note);
    html_raw(html, "<table>\n");
}

static void append_columns(OsintHtml *html, const char *first, const char *second)
{
    html_format(html, "<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
                first, second);
}

static void append_row(OsintHtml *html, const OsintAsk *ask, const Row *row, const char *meaning)
{
    html_raw(html, "<tr><td>");
    for (guint i = 0; i < MOST_FORMS && row->forms[i] != NULL; i++) {
        g_autofree char *link = osint_link_search(ask, row->forms[i]);
        html_format(html, "<a rel=\"nofollow\" href=\"%s\"><code>%s</code></a> ", link, row->forms[i]);
    }
    html_format(html, "</td><td>%s</td></tr>\n", meaning);
}

static void append_chapters(OsintHtml *html, const OsintAsk *ask)
{
    const OsintWords *said = osint_html_words(html);
    const char *const *meaning = said->help.rows;
    for (guint i = 0; i < OSINT_HELP_CHAPTERS; i++) {
        append_table(html, chapters[i].id, said->help.chapters[i], NULL);
        append_columns(html, said->help.query, said->help.finds);
        for (guint j = 0; j < chapters[i].count; j++)
            append_row(html, ask, &chapters[i].rows[j], *meaning++);
        html_raw(html, "</tbody>\n</table>\n</section>\n");
    }
}

static void append_parameter(OsintHtml *html, const char *name, const char *meaning, const char *values)
{
    html_format(html, "<tr><td><code>%s=</code></td><td>%s: <code>%s</code></td></tr>\n", name, meaning,
                values);
}

static char *format_names(void)
{
    GString *names = g_string_new("html");
    for (const OsintRenderer *const *each = osint_renderers(); *each != NULL; each++)
        g_string_append_printf(names, " %s", (*each)->name);
    return g_string_free(names, FALSE);
}

static void append_views(OsintHtml *html)
{
    const OsintWords *said = osint_html_words(html);
    g_autofree char *shows = g_strjoinv(" ", (char **)osint_show_names());
    g_autofree char *formats = format_names();
    append_table(html, "views", said->help.views, said->help.views_note);
    html_raw(html, "<tbody>\n");
    append_parameter(html, "show", said->help.show, shows);
    append_parameter(html, "sort", said->help.sort, "relevance newest oldest");
    append_parameter(html, "by", said->help.by, "year month day");
    append_parameter(html, "copies", said->help.copies, "fold show");
    append_parameter(html, "page", said->help.page, "2");
    append_parameter(html, "format", said->help.format, formats);
    html_raw(html, "</tbody>\n</table>\n</section>\n");
}

static void append_keys(OsintHtml *html)
{
    const OsintWords *said = osint_html_words(html);
    append_table(html, "keys", said->help.keys, said->help.keys_note);
    append_columns(html, said->help.key, said->help.goes);
    for (guint i = 0; i < OSINT_HELP_KEYS; i++)
        html_format(html, "<tr><td><kbd>%s</kbd></td><td>%s</td></tr>\n", keys[i], said->help.key_goes[i]);
    html_raw(html, "</tbody>\n</table>\n</section>\n");
}

GString *osint_help_page(const OsintRequest *request)
{
    const OsintWords *said = request->words;
    OsintAsk ask = {.base = request->base, .words = said, .page = 1};
    OsintPage page = {
        .base = request->base, .words = said, .title = said->help.title, .css = "help", .ask = &ask};
    OsintHtml *html = osint_page_begin(&page);
    html_format(html, "<h1>%s</h1>\n", said->help.title);
    append_contents(html);
    html_raw(html, "<ul class=\"notes\">\n");
    for (guint i = 0; i < OSINT_HELP_NOTES; i++)
        html_format(html, "<li>%s</li>\n", said->help.notes[i]);
    html_raw(html, "</ul>\n");
    append_chapters(html, &ask);
    append_views(html);
    append_keys(html);
    return osint_page_end(html, &page);
}
