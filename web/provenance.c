/* A list of terms; what is not known is left out. */
#include "web/provenance.h"

#include "search/values.h"
#include "web/labels.h"
#include "web/outward.h"
#include "web/refine.h"

static void append_fact(OsintHtml *html, const char *term, const char *value)
{
    if (value != NULL)
        html_format(html, "<dt>%s</dt><dd><bdi>%s</bdi></dd>\n", term, value);
}

/* What is compared or copied letter by letter. */
static void append_code(OsintHtml *html, const char *term, const char *value)
{
    if (value != NULL)
        html_format(html, "<dt>%s</dt><dd><code>%s</code></dd>\n", term, value);
}

static void append_date(OsintHtml *html, const char *term, const char *date)
{
    if (date == NULL)
        return;
    g_autofree char *label = osint_label_date(osint_html_words(html), date);
    html_format(html, "<dt>%s</dt><dd><time datetime=\"%s\">%s</time></dd>\n", term, date, label);
}

static void append_added(OsintHtml *html, const OsintArticleView *view)
{
    g_autoptr(GDateTime) time = view->hit != NULL ? g_date_time_new_from_unix_utc(view->hit->added) : NULL;
    g_autofree char *date = time != NULL ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    append_date(html, osint_html_words(html)->article.added, date);
}

static void append_url(OsintHtml *html, const char *url)
{
    if (url == NULL)
        return;
    html_format(html, "<dt>%s</dt><dd>", osint_html_words(html)->article.address);
    osint_outward_link(html, url);
    html_raw(html, "</dd>\n");
}

/* A search for all that have the same. */
static void append_filter(OsintHtml *html, const OsintArticleView *view, const char *field, const char *value)
{
    OsintAsk anew = {.base = view->ask->base, .words = view->ask->words, .page = 1};
    g_autofree char *query = osint_refine_field(field, value);
    g_autofree char *link = osint_link_search(&anew, query);
    html_format(html, "<a href=\"%s\" rel=\"nofollow\"><bdi>%s</bdi></a>", link, value);
}

static void append_filter_fact(OsintHtml *html, const OsintArticleView *view, const char *term,
                               const char *field, const char *value)
{
    if (value == NULL)
        return;
    html_format(html, "<dt>%s</dt><dd>", term);
    append_filter(html, view, field, value);
    html_raw(html, "</dd>\n");
}

static void append_tags(OsintHtml *html, const OsintArticleView *view)
{
    const GPtrArray *tags = view->article->tags;
    if (tags->len == 0)
        return;
    html_format(html, "<dt>%s</dt><dd>", osint_html_words(html)->article.tags);
    for (guint i = 0; i < tags->len; i++) {
        html_raw(html, " ");
        append_filter(html, view, "tag", g_ptr_array_index(tags, i));
    }
    html_raw(html, "</dd>\n");
}

static void append_size(OsintHtml *html, guint64 bytes)
{
    if (bytes == 0)
        return;
    g_autofree char *count = osint_label_count(bytes, &osint_html_words(html)->article.bytes);
    append_fact(html, osint_html_words(html)->article.size, count);
}

/* ---- copies ---- */

static void append_earliest(OsintHtml *html, gboolean earliest)
{
    if (earliest)
        html_format(html, " <em>%s</em>", osint_html_words(html)->article.earliest);
}

static void append_copy(OsintHtml *html, const OsintArticleView *view, const OsintCopy *copy)
{
    const OsintArticle *article = copy->article;
    OsintAsk anew = *view->ask;
    anew.at = 0;
    g_autofree char *link = osint_link_article(&anew, article, 0, 0);
    g_autofree char *date =
        article->published != NULL ? osint_label_date(osint_html_words(html), article->published) : NULL;
    const char *name = article->publisher != NULL ? article->publisher
                       : article->title != NULL   ? article->title
                                                  : article->id;
    html_format(html, "<li><a href=\"%s\"><bdi>%s</bdi>%s%s</a>", link, name, date != NULL ? " · " : "",
                date != NULL ? date : "");
    append_earliest(html, copy->earliest);
    html_raw(html, "</li>\n");
}

static void append_copies(OsintHtml *html, const OsintArticleView *view)
{
    const OsintHit *hit = view->hit;
    if (hit == NULL || hit->copies->len == 0)
        return;
    const OsintWords *words = osint_html_words(html);
    html_format(html, "<dt>%s</dt><dd>\n<ul class=\"copies\">\n", words->article.copies);
    if (hit->earliest)
        html_format(html, "<li>%s <em>%s</em></li>\n", words->article.this_one, words->article.earliest);
    for (guint i = 0; i < hit->copies->len; i++)
        append_copy(html, view, g_ptr_array_index(hit->copies, i));
    if (hit->copies_more > 0) {
        g_autofree char *more = osint_label_number(hit->copies_more);
        html_raw(html, "<li class=\"quiet\">");
        html_say(html, words->article.more, more);
        html_raw(html, "</li>\n");
    }
    html_raw(html, "</ul></dd>\n");
}

/* ---- the section ---- */

static void append_warnings(OsintHtml *html, const OsintArticle *article)
{
    if (article->warnings->len == 0)
        return;
    html_format(html, "<h3>%s</h3>\n<ul class=\"warnings\">\n", osint_html_words(html)->article.warnings);
    for (guint i = 0; i < article->warnings->len; i++) {
        const OsintWarning *warning = g_ptr_array_index(article->warnings, i);
        html_format(html, "<li class=\"note\"><span lang=\"en\">%s</span> <code>%s</code></li>\n",
                    warning->message, warning->code);
    }
    html_raw(html, "</ul>\n");
}

static void append_publication(OsintHtml *html, const OsintArticleView *view)
{
    const OsintArticle *article = view->article;
    const OsintWords *words = osint_html_words(html);
    append_url(html, article->url);
    append_filter_fact(html, view, words->article.publisher, "source", article->publisher);
    append_date(html, words->article.published, article->published);
    append_date(html, words->article.updated, article->updated);
    append_date(html, words->article.accessed, article->accessed);
    append_added(html, view);
    append_fact(html, words->article.language,
                article->language != NULL ? osint_label_language(words, article->language) : NULL);
    append_copies(html, view);
}

void osint_provenance_append(OsintHtml *html, const OsintArticleView *view)
{
    const OsintArticle *article = view->article;
    const OsintWords *words = osint_html_words(html);
    html_format(html, "<section aria-labelledby=\"source\">\n<h2 id=\"source\">%s</h2>\n<dl>\n",
                words->article.source);
    append_publication(html, view);
    if (article->rating != NULL && osint_is_rating(article->rating))
        append_filter_fact(html, view, words->article.rating, "rating", article->rating);
    else
        append_fact(html, words->article.rating, article->rating);
    append_fact(html, words->article.tlp, article->tlp);
    append_tags(html, view);
    append_code(html, words->article.file, article->path);
    append_fact(html, words->article.media_type, article->media_type);
    append_size(html, article->bytes);
    append_code(html, words->article.sha256, article->sha256);
    append_code(html, words->article.id, article->id);
    html_raw(html, "</dl>\n");
    append_warnings(html, article);
    html_raw(html, "</section>\n");
}
