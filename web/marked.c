/* Marks around what matched. */
#include "web/marked.h"

#include <string.h>

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

void osint_marked_lang(OsintHtml *html, const char *language)
{
    static const char tag[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    if (language != NULL && *language != '\0' && language[strspn(language, tag)] == '\0')
        html_format(html, " lang=\"%s\"", language);
}
