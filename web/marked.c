/* Marks in text: highlights inside mentions inside a piece of text, always properly nested. */
#include "web/marked.h"

#include <string.h>

#include "web/labels.h"

static OsintSpan clip(OsintSpan inner, OsintSpan outer)
{
    OsintSpan clipped = {MAX(inner.start, outer.start), MIN(inner.end, outer.end)};
    if (clipped.start >= clipped.end)
        clipped.start = clipped.end = outer.end;
    return clipped;
}

static void append_piece(OsintHtml *html, const char *text, guint32 start, guint32 end)
{
    if (start < end)
        osint_html_text_length(html, text + start, end - start);
}

void osint_marked_text(OsintHtml *html, const char *text, OsintSpan span, const GArray *highlights)
{
    guint32 at = span.start;
    for (guint i = 0; highlights != NULL && i < highlights->len; i++) {
        OsintSpan mark = clip(g_array_index(highlights, OsintSpan, i), span);
        if (mark.start >= mark.end || mark.start < at)
            continue;
        append_piece(html, text, at, mark.start);
        html_raw(html, "<mark>");
        append_piece(html, text, mark.start, mark.end);
        html_raw(html, "</mark>");
        at = mark.end;
    }
    append_piece(html, text, at, span.end);
}

static void append_mention(OsintHtml *html, const OsintArticle *article, const OsintMention *mention,
                           const GArray *highlights, GHashTable *seen)
{
    const OsintKind *kind = osint_label_kind(mention->type);
    gboolean first = g_hash_table_add(seen, mention->entity);
    html_format(html, "<span class=\"e %s%s%s\" title=\"%s, %s", kind->css, first ? " first" : "",
                mention->descriptive ? " said" : "", mention->name,
                osint_kind_name(osint_html_words(html), kind));
    if (mention->descriptive)
        html_format(html, " (described, not named; %u %%%s%s)", mention->confidence,
                    mention->why != NULL ? "; " : "", mention->why != NULL ? mention->why : "");
    html_raw(html, "\">");
    osint_marked_text(html, article->text, mention->span, highlights);
    html_raw(html, "</span>");
}

void osint_marked_article_text(OsintHtml *html, const OsintArticle *article, OsintSpan span,
                               const GArray *highlights, GHashTable *seen)
{
    guint32 at = span.start;
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (mention->span.start < at || mention->span.end > span.end ||
            mention->span.start >= mention->span.end)
            continue;
        osint_marked_text(html, article->text, (OsintSpan){at, mention->span.start}, highlights);
        append_mention(html, article, mention, highlights, seen);
        at = mention->span.end;
    }
    osint_marked_text(html, article->text, (OsintSpan){at, span.end}, highlights);
}

void osint_marked_lang(OsintHtml *html, const char *language)
{
    static const char tag[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    if (language != NULL && *language != '\0' && language[strspn(language, tag)] == '\0')
        html_format(html, " lang=\"%s\"", language);
}
