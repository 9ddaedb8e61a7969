/* The page of one stored article. */
#include "web/article-page.h"

#include <string.h>

#include "web/article-text.h"
#include "web/hit.h"
#include "web/labels.h"
#include "web/marked.h"
#include "web/page.h"
#include "web/refine.h"
#include "web/tally.h"

#define HEADLINE_CHARS 90

static void append_head(OsintHtml *html, const OsintArticle *article, const char *headline)
{
    html_raw(html, "<header>\n<h1");
    osint_marked_lang(html, article->language);
    html_format(html, "><bdi>%s</bdi></h1>\n", headline);
    osint_hit_append_meta(html, article);
    if (article->authors->len > 0) {
        html_raw(html, "<p class=\"by\">By ");
        for (guint i = 0; i < article->authors->len; i++)
            html_format(html, "%s<bdi>%s</bdi>", i > 0 ? ", " : "",
                        (const char *)g_ptr_array_index(article->authors, i));
        html_raw(html, "</p>\n");
    }
    html_raw(html, "</header>\n");
}

static void append_entity(OsintHtml *html, const OsintArticleView *view, const OsintTally *tally,
                          const OsintKind *kind)
{
    g_autofree char *query = osint_refine_field("entity", tally->id);
    g_autofree char *link = osint_link_search(view->ask, query);
    html_format(html, "<li><a class=\"chip %s\" href=\"%s\" title=\"Search for it\"><bdi>%s</bdi></a> ",
                kind->css, link, tally->name);
    html_format(html, "<span class=\"quiet\">%u×</span></li>\n", tally->mentions);
}

static void append_kind(OsintHtml *html, const OsintArticleView *view, const GArray *tallies,
                        const OsintKind *kind)
{
    gboolean open = FALSE;
    for (guint i = 0; i < tallies->len; i++) {
        const OsintTally *tally = &g_array_index(tallies, OsintTally, i);
        if (osint_label_kind(tally->type) != kind)
            continue;
        if (!open)
            html_format(html, "<h3><span class=\"e %s\">%s</span></h3>\n<ul class=\"chips\">\n", kind->css,
                        osint_kind_plural(osint_html_words(html), kind));
        open = TRUE;
        append_entity(html, view, tally, kind);
    }
    if (open)
        html_raw(html, "</ul>\n");
}

/* The list is the legend as well: each heading wears its kind's mark. */
static void append_entities(OsintHtml *html, const OsintArticleView *view)
{
    g_autoptr(GArray) tallies = osint_tally(view->article);
    if (tallies->len == 0)
        return;
    guint count = 0;
    const OsintKind *kinds = osint_label_kinds(&count);
    html_raw(html,
             "<section aria-labelledby=\"entities\">\n<h2 id=\"entities\">Entities in this article</h2>\n");
    for (guint i = 0; i < count; i++)
        append_kind(html, view, tallies, &kinds[i]);
    html_raw(html, "</section>\n");
}

static gboolean is_web_address(const char *url)
{
    g_autofree char *host = osint_url_host(url);
    return host != NULL && (g_str_has_prefix(url, "http://") || g_str_has_prefix(url, "https://"));
}

static void append_fact(OsintHtml *html, const char *term, const char *value)
{
    if (value != NULL)
        html_format(html, "<dt>%s</dt><dd><bdi>%s</bdi></dd>\n", term, value);
}

static void append_date(OsintHtml *html, const char *term, const char *date)
{
    if (date == NULL)
        return;
    g_autofree char *label = osint_label_date(osint_html_words(html), date);
    html_format(html, "<dt>%s</dt><dd><time datetime=\"%s\">%s</time></dd>\n", term, date, label);
}

static void append_url(OsintHtml *html, const char *url)
{
    if (url == NULL)
        return;
    if (!is_web_address(url)) {
        append_fact(html, "Address", url);
        return;
    }
    html_format(
        html,
        "<dt>Address</dt><dd><a rel=\"noreferrer noopener nofollow external\" href=\"%s\">%s</a></dd>\n", url,
        url);
}

static void append_list(OsintHtml *html, const char *term, const GPtrArray *values)
{
    if (values->len == 0)
        return;
    html_format(html, "<dt>%s</dt><dd>", term);
    for (guint i = 0; i < values->len; i++)
        html_format(html, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(values, i));
    html_raw(html, "</dd>\n");
}

static void append_provenance(OsintHtml *html, const OsintArticle *article)
{
    html_raw(html, "<section aria-labelledby=\"source\">\n<h2 id=\"source\">Where it came from</h2>\n<dl>\n");
    append_url(html, article->url);
    append_fact(html, "Publisher", article->publisher);
    append_date(html, "Published", article->published);
    append_date(html, "Updated", article->updated);
    append_date(html, "Accessed", article->accessed);
    append_fact(html, "Language",
                article->language != NULL ? osint_label_language(osint_html_words(html), article->language)
                                          : NULL);
    append_fact(html, "Rating", article->rating);
    append_fact(html, "TLP", article->tlp);
    append_list(html, "Tags", article->tags);
    append_fact(html, "File", article->path);
    append_fact(html, "Kind", article->media_type);
    append_fact(html, "SHA-256", article->sha256);
    append_fact(html, "Article id", article->id);
    html_raw(html, "</dl>\n");
    for (guint i = 0; i < article->warnings->len; i++) {
        const OsintWarning *warning = g_ptr_array_index(article->warnings, i);
        html_format(html, "<p class=\"note\">%s <code>%s</code></p>\n", warning->message, warning->code);
    }
    html_raw(html, "</section>\n");
}

static void append_way_back(OsintHtml *html, const OsintArticleView *view)
{
    if (view->ask->query == NULL)
        return;
    g_autofree char *link = osint_link_search(view->ask, view->ask->query);
    html_format(html, "<p class=\"back\"><a href=\"%s\">← Results for “%s”</a></p>\n", link,
                view->ask->query);
}

GString *osint_article_page(const OsintArticleView *view)
{
    const OsintArticle *article = view->article;
    g_autofree char *headline = osint_article_headline(article->title, article->text, HEADLINE_CHARS);
    OsintPage page = {.base = view->ask->base,
                      .words = view->ask->words,
                      .title = headline,
                      .css = "story",
                      .ask = view->ask};
    OsintHtml *html = osint_page_begin(&page);
    append_way_back(html, view);
    html_raw(html, "<div class=\"columns\">\n<article>\n");
    append_head(html, article, headline);
    html_raw(html, "<div class=\"text\"");
    osint_marked_lang(html, article->language);
    html_raw(html, ">\n");
    osint_article_text(html, article, view->highlights);
    html_raw(html, "</div>\n</article>\n<aside aria-label=\"About this article\">\n");
    append_entities(html, view);
    append_provenance(html, article);
    html_raw(html, "</aside>\n</div>\n");
    return osint_page_end(html, &page);
}
