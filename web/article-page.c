/* The page of one stored article. */
#include "web/article-page.h"

#include <string.h>

#include "web/article-about.h"
#include "web/article-text.h"
#include "web/article-ways.h"
#include "web/hit.h"
#include "web/marked.h"
#include "web/page.h"
#include "web/parts.h"

#define HEADLINE_CHARS 90

static void append_authors(OsintHtml *html, const OsintArticle *article)
{
    if (article->authors->len == 0)
        return;
    html_raw(html, "<p class=\"by\">");
    const char *rest = osint_html_say_until(html, osint_html_words(html)->article.by);
    for (guint i = 0; i < article->authors->len; i++)
        html_format(html, "%s<bdi>%s</bdi>", i > 0 ? ", " : "",
                    (const char *)g_ptr_array_index(article->authors, i));
    osint_html_text(html, rest);
    html_raw(html, "</p>\n");
}

static void append_head(OsintHtml *html, const OsintArticleView *view, const char *headline)
{
    const OsintArticle *article = view->article;
    html_raw(html, "<header>\n<h1");
    osint_marked_lang(html, article->language);
    html_raw(html, "><bdi>");
    if (article->title != NULL)
        osint_marked_text(html, article->title, (OsintSpan){0, (guint32)strlen(article->title)},
                          view->title_highlights);
    else
        osint_html_text(html, headline);
    html_raw(html, "</bdi></h1>\n");
    osint_hit_append_meta(html, article);
    append_authors(html, article);
    html_raw(html, "</header>\n");
}

/* The part that was asked for, else that of the match or of the passage that was. */
static guint part_of(const OsintArticleView *view, const GArray *matches)
{
    const OsintAsk *ask = view->ask;
    if (ask->part > 0)
        return MIN(ask->part, osint_parts_count(view->article));
    if (ask->match > 0 && ask->match <= matches->len) {
        guint32 start = g_array_index(matches, OsintSpan, ask->match - 1).start;
        return osint_part_of_passage(view->article, osint_passage_at(view->article, start) + 1);
    }
    return osint_part_of_passage(view->article, ask->passage);
}

GString *osint_article_page(const OsintArticleView *view)
{
    const OsintArticle *article = view->article;
    g_autofree char *headline = osint_article_headline(article->title, article->text, HEADLINE_CHARS);
    g_autoptr(OsintArticleMarks) marks = osint_article_marks_new(view->ask, article, view->highlights);
    const GArray *matches = osint_article_marks_matches(marks);
    guint part = part_of(view, matches);
    OsintPage page = {.base = view->ask->base,
                      .words = view->ask->words,
                      .title = headline,
                      .css = "story",
                      .ask = view->ask};
    OsintHtml *html = osint_page_begin(&page);
    osint_article_results(html, view);
    html_raw(html, "<div class=\"columns\">\n<article>\n");
    append_head(html, view, headline);
    osint_article_matches(html, view, matches);
    osint_article_parts(html, view, part, TRUE);
    html_raw(html, "<div class=\"text\"");
    osint_marked_lang(html, article->language);
    html_raw(html, ">");
    osint_article_text(html, article, marks, part);
    html_raw(html, "</div>\n");
    osint_article_parts(html, view, part, FALSE);
    html_raw(html, "</article>\n");
    osint_article_about(html, view);
    html_raw(html, "</div>\n");
    return osint_page_end(html, &page);
}
