/* One result. */
#include "web/hit.h"

#include <string.h>

#include "indexer/article/date.h"
#include "web/chips.h"
#include "web/citation.h"
#include "web/labels.h"
#include "web/marked.h"
#include "web/quote.h"
#include "web/refine.h"

#define HEADLINE_CHARS 90

/* ---- head ---- */

static void append_date(OsintHtml *html, const OsintArticle *article)
{
    const OsintWords *words = osint_html_words(html);
    OsintPeriod period;
    if (article->published == NULL || !osint_date_parse(article->published, &period, NULL)) {
        html_format(html, "<span>%s</span>", words->label.undated);
        return;
    }
    g_autofree char *date = osint_label_date(words, article->published);
    html_format(html, "<time datetime=\"%s\">%s</time>", article->published, date);
}

/* The language of the page goes without saying. */
static void append_language(OsintHtml *html, const OsintArticle *article)
{
    const OsintWords *words = osint_html_words(html);
    if (article->language != NULL && !g_str_has_prefix(article->language, words->tag))
        html_format(html, "<span class=\"language\">%s</span>",
                    osint_label_language(words, article->language));
}

void osint_hit_append_meta(OsintHtml *html, const OsintArticle *article)
{
    html_raw(html, "<p class=\"meta\">");
    if (article->publisher != NULL)
        html_format(html, "<span class=\"publisher\"><bdi>%s</bdi></span>", article->publisher);
    append_date(html, article);
    append_language(html, article);
    html_raw(html, "</p>\n");
}

/* The publisher, with a link to the results that it published; without one where all are. */
static void append_publisher(OsintHtml *html, const OsintResults *results, const OsintArticle *article)
{
    g_autofree char *filter = osint_refine_field("source", article->publisher);
    g_autofree char *narrowed =
        osint_chips_is_long(results->ask) ? NULL : osint_refine_with(results->refine, filter, FALSE);
    if (narrowed == NULL) {
        html_format(html, "<span class=\"publisher\"><bdi>%s</bdi></span>", article->publisher);
        return;
    }
    g_autofree char *link = osint_link_search(results->ask, narrowed);
    html_format(html, "<a class=\"publisher\" rel=\"nofollow\" href=\"%s\" title=\"%s\"><bdi>%s</bdi></a>",
                link, osint_html_words(html)->hit.only, article->publisher);
}

static void append_origin(OsintHtml *html, const OsintResults *results, const OsintArticle *article)
{
    const char *original = osint_citation_link(article);
    html_raw(html, "<p class=\"meta\">");
    if (article->publisher != NULL)
        append_publisher(html, results, article);
    append_date(html, article);
    append_language(html, article);
    if (original != NULL)
        html_format(html, "<a href=\"%s\" rel=\"noreferrer noopener nofollow external\">%s ↗</a>", original,
                    osint_html_words(html)->hit.original);
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
    html_format(html, "<p class=\"missing\">%s", osint_html_words(html)->hit.missing);
    for (guint i = 0; i < hit->missing->len; i++)
        html_format(html, " <s>%s</s>", (const char *)g_ptr_array_index(hit->missing, i));
    html_raw(html, "</p>\n");
}

/* ---- copies ---- */

/* "Example Gazette · 20 April 2021", or the id when nothing is known. */
static char *origin_of(const OsintWords *words, const OsintArticle *article)
{
    g_autofree char *date = article->published != NULL ? osint_label_date(words, article->published) : NULL;
    if (article->publisher == NULL || date == NULL)
        return g_strdup(article->publisher != NULL ? article->publisher : date != NULL ? date : article->id);
    return g_strconcat(article->publisher, " · ", date, NULL);
}

static void append_copy(OsintHtml *html, const OsintResults *results, const OsintHit *hit,
                        const OsintCopy *copy)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *link = osint_link_article(results->ask, copy->article, hit->rank, 0);
    g_autofree char *origin = origin_of(words, copy->article);
    html_format(html, "<li><a href=\"%s\"><bdi>%s</bdi></a>%s</li>\n", link, origin,
                copy->matches == OSINT_MATCHES_NOT ? words->hit.not_found : "");
}

/* "3 copies; the earliest: Example Gazette · 20 April 2021" */
static void append_copies_summary(OsintHtml *html, const OsintHit *hit)
{
    const OsintWords *words = osint_html_words(html);
    const OsintCopy *first = g_ptr_array_index(hit->copies, 0);
    g_autofree char *count = osint_label_count(hit->copies->len + hit->copies_more, &words->label.copies);
    html_format(html, "<summary>%s", count);
    if (first->earliest) {
        g_autofree char *origin = origin_of(words, first->article);
        html_say(html, words->hit.earliest, origin);
    } else if (hit->earliest)
        osint_html_text(html, words->hit.is_earliest);
    html_raw(html, "</summary>\n");
}

static void append_copies(OsintHtml *html, const OsintResults *results, const OsintHit *hit)
{
    if (hit->copies->len == 0)
        return;
    html_raw(html, "<details class=\"copies\">");
    append_copies_summary(html, hit);
    html_raw(html, "<ul>\n");
    for (guint i = 0; i < hit->copies->len; i++)
        append_copy(html, results, hit, g_ptr_array_index(hit->copies, i));
    if (hit->copies_more > 0) {
        g_autofree char *more = g_strdup_printf("%u", hit->copies_more);
        html_raw(html, "<li>");
        html_say(html, osint_html_words(html)->hit.more_copies, more);
        html_raw(html, "</li>\n");
    }
    html_raw(html, "</ul></details>\n");
}

/* ---- what can be done with it ---- */

static void append_reference(OsintHtml *html, const OsintResults *results, const OsintArticle *article,
                             const char *format, const char *label)
{
    g_autofree char *link = osint_link_article_format(results->ask, article, format);
    html_format(html, " <a href=\"%s\">%s</a>", link, label);
}

static void append_actions(OsintHtml *html, const OsintResults *results, const OsintHit *hit)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *like = osint_link_like(results->ask, hit->article->id);
    g_autofree char *citation = osint_citation_text(words, hit);
    html_format(html, "<a rel=\"nofollow\" href=\"%s\">%s</a>\n", like, words->hit.like);
    html_format(html, "<details><summary>%s</summary><p><bdi>%s</bdi>", words->hit.cite, citation);
    append_reference(html, results, hit->article, "bibtex", "BibTeX");
    append_reference(html, results, hit->article, "csl-json", "CSL-JSON");
    html_raw(html, "</p></details>\n");
}

void osint_hit_append(OsintHtml *html, const OsintResults *results, const OsintHit *hit)
{
    gboolean dense = results->ask->show == OSINT_SHOW_ARTICLES;
    if (dense)
        html_raw(html, "<li class=\"hit dense\">\n<article>\n");
    else
        html_raw(html, "<li class=\"hit\">\n<article>\n");
    append_title(html, results, hit);
    append_origin(html, results, hit->article);
    append_copies(html, results, hit);
    osint_chips_append_asked(html, results, hit->article);
    append_missing(html, hit);
    osint_quote_append(html, results, hit);
    if (!dense) {
        html_raw(html, "<div class=\"actions\">\n");
        osint_chips_append_others(html, results, hit->article);
        append_actions(html, results, hit);
        html_raw(html, "</div>\n");
    }
    html_raw(html, "</article>\n</li>\n");
}
