/* Paragraphs and passages cross: a passage is a part of one paragraph, or several short paragraphs. Each
 * paragraph is cut where passages begin and end; the first piece of a passage carries its anchor. */
#include "web/article-text.h"

#include "indexer/text/passages.h"
#include "web/marked.h"

typedef struct {
    OsintHtml *html;
    const OsintArticle *article;
    const GArray *highlights;
    GHashTable *seen; /* entities mentioned so far */
    guint passage;    /* place of the first passage that does not end before the current paragraph */
    guint heading;
    guint anchored; /* passages that have their anchor */
} Walk;

static OsintSpan passage_at(const Walk *walk, guint place)
{
    return g_array_index(walk->article->passages, OsintSpan, place);
}

/* A part of a paragraph that belongs to one passage. */
static void append_part(Walk *walk, guint place, OsintSpan part)
{
    html_raw(walk->html, "<span class=\"passage\"");
    gboolean first = place >= walk->anchored;
    if (first)
        html_format(walk->html, " id=\"p%u\"", place + 1);
    html_raw(walk->html, ">");
    if (first)
        html_format(walk->html, "<a class=\"n\" href=\"#p%u\" aria-label=\"Passage %u\">%u</a>", place + 1,
                    place + 1, place + 1);
    walk->anchored = MAX(walk->anchored, place + 1);
    osint_marked_article_text(walk->html, walk->article, part, walk->highlights, walk->seen);
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
        osint_marked_article_text(walk->html, walk->article, (OsintSpan){at, part.start}, walk->highlights,
                                  walk->seen);
        append_part(walk, place, part);
        at = part.end;
    }
    osint_marked_article_text(walk->html, walk->article, (OsintSpan){at, paragraph.end}, walk->highlights,
                              walk->seen);
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

void osint_article_text(OsintHtml *html, const OsintArticle *article, const GArray *highlights)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    Walk walk = {.html = html, .article = article, .highlights = highlights, .seen = seen};
    osint_paragraphs_append(article->text, paragraphs);
    for (guint i = 0; i < paragraphs->len; i++) {
        OsintSpan paragraph = g_array_index(paragraphs, OsintSpan, i);
        gboolean heading = is_heading(&walk, paragraph);
        if (heading)
            html_raw(html, "<h2 dir=\"auto\">");
        else
            html_raw(html, "<p dir=\"auto\">");
        append_parts(&walk, paragraph);
        if (heading)
            html_raw(html, "</h2>\n");
        else
            html_raw(html, "</p>\n");
    }
}
