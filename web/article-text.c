/* Paragraphs and passages cross: a passage is a part of one paragraph, or several short paragraphs. Each
 * paragraph is cut where passages begin and end; the first piece of a passage carries its anchor. */
#include "web/article-text.h"

#include "indexer/text/passages.h"
#include "web/fragment.h"
#include "web/marked.h"
#include "web/outward.h"
#include "web/parts.h"

typedef struct {
    OsintHtml *html;
    const OsintArticle *article;
    OsintArticleMarks *marks;
    guint passage; /* place of the first passage that does not end before the current paragraph */
    guint heading;
    guint anchored; /* passages that have their anchor */
    guint32 page;   /* of the last passage that has one */
} Walk;

static OsintSpan passage_at(const Walk *walk, guint place)
{
    return g_array_index(walk->article->passages, OsintSpan, place);
}

/* Beside the text: the number of the passage, and of a page where one begins, and the way to the source. */
static void append_margin(Walk *walk, guint place)
{
    OsintHtml *html = walk->html;
    const OsintWords *words = osint_html_words(html);
    g_autofree char *number = g_strdup_printf("%u", place + 1);
    g_autofree char *name = osint_words_fill(words->article.passage, number, NULL);
    g_autofree char *source = osint_fragment_of_passage(walk->article, passage_at(walk, place));
    guint32 page = osint_article_page_at(walk->article, passage_at(walk, place).start);
    html_raw(html, "<span class=\"margin\"");
    osint_marked_lang(html, words->tag);
    html_format(html, "><a class=\"n\" href=\"#p%s\" data-n=\"%s\" aria-label=\"%s\" title=\"%s\"></a>",
                number, number, name, name);
    if (source != NULL) {
        g_autofree char *there = osint_words_fill(words->article.passage_at_source, number, NULL);
        html_format(html,
                    "<a class=\"there\"" OSINT_OUTWARD_REL " href=\"%s\" aria-label=\"%s\" title=\"%s\"></a>",
                    source, there, there);
    }
    if (page != walk->page) {
        g_autofree char *number_of_page = g_strdup_printf("%u", page);
        g_autofree char *label = osint_words_fill(words->article.page, number_of_page, NULL);
        html_format(html, "<span class=\"page\" data-n=\"%s\"></span>", label);
    }
    walk->page = page;
    html_raw(html, "</span>");
}

/* A part of a paragraph that belongs to one passage. */
static void append_part(Walk *walk, guint place, OsintSpan part)
{
    html_raw(walk->html, "<span class=\"passage\"");
    if (place >= walk->anchored) {
        html_format(walk->html, " id=\"p%u\">", place + 1);
        append_margin(walk, place);
        walk->anchored = place + 1;
    } else
        html_raw(walk->html, ">");
    osint_article_marks_append(walk->html, walk->marks, part);
    html_raw(walk->html, "</span>");
}

static void append_parts(Walk *walk, OsintSpan paragraph)
{
    const GArray *passages = walk->article->passages;
    guint32 at = paragraph.start;
    while (walk->passage < passages->len && passage_at(walk, walk->passage).end <= paragraph.start)
        walk->passage++;
    for (guint place = walk->passage; place < passages->len; place++) {
        OsintSpan passage = passage_at(walk, place);
        if (passage.start >= paragraph.end)
            break;
        OsintSpan part = {MAX(passage.start, at), MIN(passage.end, paragraph.end)};
        if (part.start >= part.end)
            continue;
        osint_article_marks_append(walk->html, walk->marks, (OsintSpan){at, part.start});
        append_part(walk, place, part);
        at = part.end;
    }
    osint_article_marks_append(walk->html, walk->marks, (OsintSpan){at, paragraph.end});
}

static gboolean is_heading(Walk *walk, OsintSpan paragraph)
{
    const GArray *headings = walk->article->headings;
    while (walk->heading < headings->len &&
           g_array_index(headings, OsintSpan, walk->heading).end <= paragraph.start)
        walk->heading++;
    return walk->heading < headings->len &&
           g_array_index(headings, OsintSpan, walk->heading).start <= paragraph.start;
}

static void append_paragraph(Walk *walk, OsintSpan paragraph)
{
    gboolean heading = is_heading(walk, paragraph);
    if (heading)
        html_raw(walk->html, "<h2 dir=\"auto\">");
    else
        html_raw(walk->html, "<p dir=\"auto\">");
    append_parts(walk, paragraph);
    if (heading)
        html_raw(walk->html, "</h2>");
    else
        html_raw(walk->html, "</p>");
}

void osint_article_text(OsintHtml *html, const OsintArticle *article, OsintArticleMarks *marks, guint part)
{
    Walk walk = {.html = html, .article = article, .marks = marks};
    OsintSpan span = osint_part_span(article, part, &walk.passage);
    g_autofree char *text = g_strndup(article->text + span.start, span.end - span.start);
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    osint_paragraphs_append(text, paragraphs);
    walk.anchored = walk.passage;
    guint32 at = span.start;
    for (guint i = 0; i < paragraphs->len; i++) {
        OsintSpan paragraph = g_array_index(paragraphs, OsintSpan, i);
        paragraph.start += span.start;
        paragraph.end += span.start;
        osint_html_text_length(html, article->text + at, paragraph.start - at);
        append_paragraph(&walk, paragraph);
        at = paragraph.end;
    }
    osint_html_text_length(html, article->text + at, span.end - at);
}
