/* The frame. Everything in it works without a script, and there is none. */
#include "web/page.h"

#include "web/labels.h"
#include "web/static.h"

static void append_relation(OsintHtml *html, const char *relation, const char *address)
{
    if (address != NULL)
        html_format(html, "<link rel=\"%s\" href=\"%s\">\n", relation, address);
}

static void append_head(OsintHtml *html, const OsintPage *page)
{
    html_format(html, "<!DOCTYPE html>\n<html lang=\"%s\">\n", page->words->tag);
    html_raw(html, "<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    if (page->title != NULL)
        html_format(html, "%s · ", page->title);
    html_raw(html, "osint-search</title>\n");
    html_format(html, "<link rel=\"stylesheet\" href=\"%s/static/style.css?v=%s\">\n", page->base,
                osint_static_find("style.css")->version);
    html_format(html, "<link rel=\"icon\" type=\"image/svg+xml\" href=\"%s/static/icon.svg\">\n", page->base);
    html_format(html,
                "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"osint-search\" "
                "href=\"%s/opensearch.xml\">\n",
                page->base);
    if (page->feed != NULL)
        html_format(html, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"%s\" href=\"%s\">\n",
                    page->feed_title, page->feed);
    append_relation(html, "prev", page->previous);
    append_relation(html, "next", page->next);
    html_raw(html, "</head>\n");
}

void osint_page_search_form(OsintHtml *html, const OsintPage *page, gboolean focus)
{
    const OsintAsk *ask = page->ask;
    html_format(html, "<form class=\"search\" role=\"search\" action=\"%s/\" method=\"get\">\n", page->base);
    html_format(html, "<label for=\"q\" class=\"unseen\">%s</label>\n", page->words->frame.search_label);
    html_format(html,
                "<input id=\"q\" name=\"q\" type=\"search\" accesskey=\"s\" autocomplete=\"off\" "
                "autocapitalize=\"none\" "
                "spellcheck=\"false\" enterkeyhint=\"search\" maxlength=\"2000\" "
                "placeholder=\"%s\"",
                page->words->frame.hint);
    if (focus)
        html_raw(html, " autofocus");
    if (ask != NULL && ask->query != NULL)
        html_format(html, " value=\"%s\"", ask->query);
    html_raw(html, ">\n");
    if (ask != NULL && ask->show != OSINT_SHOW_PASSAGES)
        html_format(html, "<input type=\"hidden\" name=\"show\" value=\"%s\">\n", osint_show_name(ask->show));
    if (ask != NULL && ask->sort != OSINT_SORT_RELEVANCE)
        html_format(html, "<input type=\"hidden\" name=\"sort\" value=\"%s\">\n", osint_sort_name(ask->sort));
    if (ask != NULL && ask->copies != OSINT_COPIES_FOLD)
        html_raw(html, "<input type=\"hidden\" name=\"copies\" value=\"show\">\n");
    if (ask != NULL && ask->by != OSINT_BY_AUTO)
        html_format(html, "<input type=\"hidden\" name=\"by\" value=\"%s\">\n", osint_by_name(ask->by));
    html_format(html, "<button type=\"submit\">%s</button>\n</form>\n", page->words->frame.search_button);
}

OsintHtml *osint_page_begin(const OsintPage *page)
{
    const OsintWords *words = page->words;
    OsintHtml *html = osint_html_new(words);
    append_head(html, page);
    html_format(html, "<body class=\"%s\">\n<a class=\"skip\" href=\"#%s\">%s</a>\n", page->css,
                page->has_results ? "results" : "main",
                page->has_results ? words->frame.skip_to_results : words->frame.skip);
    html_format(html, "<header class=\"top\">\n<a class=\"home\" href=\"%s/\">%s</a>\n", page->base,
                words->frame.home);
    if (!page->no_box)
        osint_page_search_form(html, page, FALSE);
    html_format(html, "<nav aria-label=\"%s\"><a href=\"%s/help\">%s</a></nav>\n</header>\n",
                words->frame.help, page->base, words->frame.help);
    html_raw(html, "<main id=\"main\" tabindex=\"-1\">\n");
    return html;
}

GString *osint_page_end(OsintHtml *html, const OsintPage *page)
{
    html_raw(html, "</main>\n<footer class=\"foot\">\n");
    html_format(html, "<p>osint-search " OSINT_VERSION " · <a href=\"%s/help\">%s</a></p>\n", page->base,
                page->words->frame.how_to_ask);
    html_raw(html, "</footer>\n</body>\n</html>\n");
    return osint_html_finish(html);
}

void osint_page_link(OsintHtml *html, char *address, const char *text)
{
    html_format(html, "<a href=\"%s\">%s</a>", address, text);
    g_free(address);
}

static void append_turn(OsintHtml *html, const OsintAsk *ask, guint page, const char *rel, const char *label)
{
    g_autofree char *link = osint_link_page(ask, page);
    html_format(html, "<a rel=\"%s\" href=\"%s\">%s</a>\n", rel, link, label);
}

void osint_page_turns(OsintHtml *html, const OsintAsk *ask, guint64 rows, guint size, const char *label,
                      const char *text)
{
    const OsintWords *words = osint_html_words(html);
    guint64 from = (guint64)(ask->page - 1) * size, to = MIN(from + size, rows);
    if (rows <= size && from == 0)
        return;
    g_autofree char *first = osint_label_number(from + 1);
    g_autofree char *last = osint_label_number(to);
    g_autofree char *all = osint_label_number(rows);
    html_format(html, "<nav class=\"paging\" aria-label=\"%s\">\n", label);
    if (from > 0)
        append_turn(html, ask, ask->page - 1, "prev", words->results.previous);
    html_raw(html, "<span>");
    if (from < to)
        html_say(html, text, first, last, all);
    html_raw(html, "</span>\n");
    if (to < rows && ask->page < OSINT_ASK_MAX_PAGE)
        append_turn(html, ask, ask->page + 1, "next", words->results.next);
    html_raw(html, "</nav>\n");
}

void osint_page_choice(OsintHtml *html, gboolean current, char *address, const char *label)
{
    if (current)
        html_format(html, "<b aria-current=\"true\">%s</b>", label);
    else
        html_format(html, "<a href=\"%s\">%s</a>", address, label);
    g_free(address);
}

void osint_page_search_link(OsintHtml *html, char *address, const char *text)
{
    html_format(html, "<a rel=\"nofollow\" href=\"%s\">%s</a>", address, text);
    g_free(address);
}

void osint_page_link_free(gpointer data)
{
    OsintPageLink *link = data;
    g_free(link->address);
    g_free(link->text);
    g_free(link);
}

static void append_links(OsintHtml *html, const GPtrArray *links)
{
    if (links == NULL || links->len == 0)
        return;
    html_format(html, "<p>%s</p>\n<ul class=\"links\">\n", osint_html_words(html)->failure.did_you_mean);
    for (guint i = 0; i < links->len; i++) {
        const OsintPageLink *link = g_ptr_array_index(links, i);
        html_format(html, "<li><a href=\"%s\"><bdi>%s</bdi></a></li>\n", link->address, link->text);
    }
    html_raw(html, "</ul>\n");
}

static void append_message(OsintHtml *html, const OsintFailure *failure)
{
    gboolean foreign = failure->is_english && !g_str_equal(osint_html_words(html)->tag, "en");
    if (foreign && failure->hint != NULL)
        html_format(html, "<p>%s</p>\n", failure->hint);
    if (foreign)
        html_format(html, "<p lang=\"en\">%s</p>\n", failure->message);
    else
        html_format(html, "<p>%s</p>\n", failure->message);
}

/* A sentence around one link. */
static void append_way(OsintHtml *html, const OsintPage *page, const char *sentence, const char *path,
                       const char *label)
{
    html_raw(html, "<p>");
    const char *rest = osint_html_say_until(html, sentence);
    osint_page_link(html, g_strconcat(page->base, path, NULL), label);
    osint_html_text(html, rest);
    html_raw(html, "</p>\n");
}

GString *osint_page_failure(const OsintPage *page, const OsintFailure *failure)
{
    OsintHtml *html = osint_page_begin(page);
    html_format(html, "<section class=\"failure\">\n<h1>%s</h1>\n", failure->heading);
    append_message(html, failure);
    if (failure->detail != NULL)
        html_format(html, "<pre class=\"caret\">%s</pre>\n", failure->detail);
    append_links(html, failure->links);
    if (failure->status == 400)
        append_way(html, page, page->words->failure.see_help, "/help", page->words->frame.how_to_ask);
    if (failure->status == 404)
        append_way(html, page, page->words->failure.start_over, "/", page->words->failure.first_page);
    g_autofree char *status = g_strdup_printf("%u", failure->status);
    html_raw(html, "<p class=\"quiet\">");
    html_say(html, page->words->failure.status, status, failure->id);
    html_raw(html, "</p>\n");
    html_raw(html, "</section>\n");
    return osint_page_end(html, page);
}
