/* Quotations. */
#include "web/quote.h"

#include <string.h>

#include "search/origin.h"
#include "web/marked.h"

#define BEGINNING_CHARS 320
#define DESCRIPTION_CHARS 60

static gboolean is_heading(const OsintArticle *article, guint32 start)
{
    for (guint i = 0; i < article->headings->len; i++) {
        if (g_array_index(article->headings, OsintSpan, i).start == start)
            return TRUE;
    }
    return FALSE;
}

/* The paragraphs of a passage, open at the last one's end: the link to it follows there. */
static void append_paragraphs(OsintHtml *html, const OsintArticle *article, const OsintHitPassage *passage)
{
    static const char gap[] = "\n\n";
    const char *text = article->text;
    OsintSpan rest = passage->span;
    const char *end;
    while ((end = g_strstr_len(text + rest.start, (gssize)(rest.end - rest.start), gap)) != NULL) {
        OsintSpan paragraph = {rest.start, (guint32)(end - text)};
        if (is_heading(article, paragraph.start))
            html_raw(html, "<p class=\"heading\">");
        else
            html_raw(html, "<p>");
        osint_marked_text(html, text, paragraph, passage->highlights);
        html_raw(html, "</p>\n");
        rest.start = paragraph.end + (guint32)strlen(gap);
    }
    html_raw(html, "<p>");
    osint_marked_text(html, text, rest, passage->highlights);
}

static void append_open(OsintHtml *html, const char *language)
{
    html_raw(html, "<blockquote dir=\"auto\"");
    osint_marked_lang(html, language);
    html_raw(html, ">\n");
}

/* Where the passage stands, in the language of the page. */
static void append_place(OsintHtml *html, const OsintResults *results, const OsintHit *hit,
                         const OsintHitPassage *passage)
{
    const OsintArticle *article = hit->article;
    const OsintWords *words = osint_html_words(html);
    g_autofree char *link = osint_link_article(results->ask, article, hit->rank, passage->index);
    g_autofree char *number = g_strdup_printf("%u", passage->index);
    guint32 page = osint_article_page_at(article, passage->span.start);
    html_format(html, " <a class=\"open\" href=\"%s\"", link);
    if (g_strcmp0(article->language, words->tag) != 0)
        osint_marked_lang(html, words->tag);
    html_raw(html, ">");
    html_say(html, words->hit.passage, number);
    if (page > 0) {
        g_autofree char *of_document = g_strdup_printf("%u", page);
        html_say(html, words->hit.page, of_document);
    }
    html_raw(html, "</a>");
}

/* Entities that the query asks for and that the passage does not name. */
static void append_described(OsintHtml *html, const OsintResults *results, const OsintArticle *article,
                             OsintSpan span)
{
    const OsintWords *words = osint_html_words(html);
    for (guint i = 0; i < results->entities->len; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(results->entities, i);
        const OsintMention *mention = osint_described_mention(entity->id, article, span);
        if (mention == NULL)
            continue;
        g_autofree char *sure = g_strdup_printf("%u", mention->confidence);
        g_autofree char *text =
            g_strndup(article->text + mention->span.start, mention->span.end - mention->span.start);
        g_autofree char *shown = osint_article_headline(NULL, text, DESCRIPTION_CHARS);
        html_format(html, "<p class=\"quiet\"><bdi>%s</bdi> ", entity->name);
        html_say(html, mention->undecided ? words->hit.described_undecided : words->hit.described, shown,
                 sure);
        html_raw(html, "</p>\n");
    }
}

static void append_passage(OsintHtml *html, const OsintResults *results, const OsintHit *hit,
                           const OsintHitPassage *passage)
{
    const OsintArticle *article = hit->article;
    append_open(html, article->language);
    append_paragraphs(html, article, passage);
    append_place(html, results, hit, passage);
    html_raw(html, "</p>\n</blockquote>\n");
    append_described(html, results, article, passage->span);
}

void osint_quote_append(OsintHtml *html, const OsintResults *results, const OsintHit *hit)
{
    for (guint i = 0; i < hit->passages->len; i++)
        append_passage(html, results, hit, g_ptr_array_index(hit->passages, i));
    if (hit->passages->len == 0) {
        g_autofree char *beginning = osint_article_headline(NULL, hit->article->text, BEGINNING_CHARS);
        append_open(html, hit->article->language);
        html_format(html, "<p>%s</p>\n</blockquote>\n", beginning);
    }
}
