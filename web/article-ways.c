/* Which match is the current one the address says, so that the ways on from it, and the keys that follow
 * them, need no script. */
#include "web/article-ways.h"

#include "web/labels.h"
#include "web/marked.h"
#include "web/page.h"
#include "web/parts.h"

#define HEADLINE_CHARS 60
#define PASSAGES_LISTED 40

static char *count_text(guint64 number)
{
    return osint_label_number(number);
}

/* ---- results ---- */

typedef struct {
    const char *rel, *key, *arrow_before, *arrow_behind, *name;
} Way;

static void append_neighbour(OsintHtml *html, const OsintArticleView *view, const OsintHit *hit,
                             const Way *way)
{
    if (hit == NULL)
        return;
    const OsintArticle *article = hit->article;
    const OsintHitPassage *best = hit->passages->len > 0 ? g_ptr_array_index(hit->passages, 0) : NULL;
    g_autofree char *link = osint_link_article(view->ask, article, hit->rank, best != NULL ? best->index : 0);
    g_autofree char *headline = osint_article_headline(article->title, article->text, HEADLINE_CHARS);
    html_format(html, "<li class=\"%s\"><a rel=\"%s\" accesskey=\"%s\" href=\"%s\" title=\"", way->rel,
                way->rel, way->key, link);
    html_say(html, osint_html_words(html)->article.key, way->name, way->key);
    html_format(html, "\"><span class=\"quiet\">%s%s%s</span> <bdi", way->arrow_before, way->name,
                way->arrow_behind);
    osint_marked_lang(html, article->language);
    html_format(html, ">%s</bdi></a></li>\n", headline);
}

static void append_way_back(OsintHtml *html, const OsintArticleView *view)
{
    const OsintWords *words = osint_html_words(html);
    const OsintAsk *ask = view->ask;
    g_autofree char *link = osint_link_page(ask, ask->at > 0 ? (ask->at - 1) / OSINT_ASK_PAGE_SIZE + 1 : 1);
    html_format(html, "<li class=\"back\"><a href=\"%s\">← ", link);
    html_say(html, words->article.back, ask->query);
    html_raw(html, "</a>");
    if (ask->at > 0 && view->neighbours.total >= ask->at) {
        g_autofree char *at = count_text(ask->at);
        g_autofree char *total = count_text(view->neighbours.total);
        html_raw(html, " <span class=\"quiet\">");
        html_say(html, view->neighbours.exact ? words->article.result : words->article.result_about, at,
                 total);
        html_raw(html, "</span>");
    }
    html_raw(html, "</li>\n");
}

void osint_article_results(OsintHtml *html, const OsintArticleView *view)
{
    if (view->ask->query == NULL)
        return;
    const OsintWords *words = osint_html_words(html);
    const Way previous = {"prev", OSINT_KEY_PREVIOUS_RESULT, "← ", "", words->article.previous_result};
    const Way next = {"next", OSINT_KEY_NEXT_RESULT, "", " →", words->article.next_result};
    html_format(html, "<nav class=\"trail\" aria-label=\"%s\">\n<ul>\n", words->article.results);
    append_way_back(html, view);
    append_neighbour(html, view, view->neighbours.before, &previous);
    append_neighbour(html, view, view->neighbours.after, &next);
    html_raw(html, "</ul>\n</nav>\n");
}

/* ---- matches ---- */

/* Where the reader is: at a match; else at the first one in the passage or behind it. 0: before all. */
static guint current_match(const OsintArticleView *view, const GArray *matches)
{
    const OsintAsk *ask = view->ask;
    if (ask->match > 0 || ask->passage == 0 || ask->passage > view->article->passages->len)
        return ask->match <= matches->len ? ask->match : 0;
    guint32 start = g_array_index(view->article->passages, OsintSpan, ask->passage - 1).start;
    for (guint i = 0; i < matches->len; i++) {
        if (g_array_index(matches, OsintSpan, i).start >= start)
            return i + 1;
    }
    return 0;
}

static void append_match_link(OsintHtml *html, const OsintArticleView *view, guint match, const char *key,
                              const char *name, gboolean forward)
{
    g_autofree char *link = osint_link_match(view->ask, view->article, match);
    html_format(html, "<a accesskey=\"%s\" href=\"%s\" title=\"", key, link);
    html_say(html, osint_html_words(html)->article.key, name, key);
    html_format(html, "\">%s<span class=\"name\">%s</span>%s</a>\n", forward ? "" : "← ", name,
                forward ? " →" : "");
}

/* A list of the passages that have a match, each a link. */
static void append_passages(OsintHtml *html, const OsintArticleView *view, const GArray *matches)
{
    guint last = 0, listed = 0;
    html_format(html, "<span class=\"where\">%s", osint_html_words(html)->article.in_passages);
    for (guint i = 0; i < matches->len && listed <= PASSAGES_LISTED; i++) {
        guint passage = osint_passage_at(view->article, g_array_index(matches, OsintSpan, i).start) + 1;
        if (passage == last)
            continue;
        last = passage;
        if (listed++ == PASSAGES_LISTED) {
            html_raw(html, " …");
            break;
        }
        g_autofree char *link = osint_link_article(view->ask, view->article, view->ask->at, passage);
        html_format(html, " <a href=\"%s\">%u</a>", link, passage);
    }
    html_raw(html, "</span>\n");
}

void osint_article_matches(OsintHtml *html, const OsintArticleView *view, const GArray *matches)
{
    if (matches->len == 0)
        return;
    const OsintWords *words = osint_html_words(html);
    guint current = current_match(view, matches);
    html_format(html, "<nav class=\"matches\" aria-label=\"%s\">\n", words->article.matches_label);
    if (current > 1)
        append_match_link(html, view, current - 1, OSINT_KEY_PREVIOUS_MATCH, words->article.previous_match,
                          FALSE);
    g_autofree char *total = count_text(matches->len);
    if (current > 0) {
        g_autofree char *number = count_text(current);
        html_format(html, "<a class=\"at\" href=\"#m%u\">", current);
        html_say(html, words->article.match, number, total);
        html_raw(html, "</a>\n");
    } else {
        g_autofree char *count = osint_label_count(matches->len, &words->article.matches);
        html_format(html, "<b>%s</b>\n", count);
    }
    if (current < matches->len)
        append_match_link(html, view, current + 1, OSINT_KEY_NEXT_MATCH,
                          current > 0 ? words->article.next_match : words->article.first_match, TRUE);
    append_passages(html, view, matches);
    html_raw(html, "</nav>\n");
}

/* ---- parts ---- */

static void append_part_link(OsintHtml *html, const OsintArticleView *view, guint part, const char *name)
{
    g_autofree char *link = osint_link_part(view->ask, view->article, part);
    html_format(html, "<a href=\"%s\">%s</a>\n", link, name);
}

void osint_article_parts(OsintHtml *html, const OsintArticleView *view, guint part, gboolean landmark)
{
    guint count = osint_parts_count(view->article);
    if (count == 1)
        return;
    const OsintWords *words = osint_html_words(html);
    g_autofree char *number = count_text(part);
    g_autofree char *total = count_text(count);
    if (landmark)
        html_format(html, "<nav class=\"parts\" aria-label=\"%s\">\n", words->article.parts);
    else
        html_raw(html, "<p class=\"parts\">\n");
    if (part > 2)
        append_part_link(html, view, 1, words->article.first_part);
    if (part > 1)
        append_part_link(html, view, part - 1, words->article.previous_part);
    html_raw(html, "<span>");
    html_say(html, words->article.part, number, total);
    html_raw(html, "</span>\n");
    if (part < count)
        append_part_link(html, view, part + 1, words->article.next_part);
    if (part + 1 < count)
        append_part_link(html, view, count, words->article.last_part);
    if (landmark)
        html_raw(html, "</nav>\n");
    else
        html_raw(html, "</p>\n");
}
