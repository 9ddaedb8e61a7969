/* A text directive names the first and the last words of what is meant. A browser finds whole words only, and
 * neither end may cross a block, so both are cut from one line, at a space; at a punctuation mark where words
 * are not parted by spaces. */
#include "web/fragment.h"

#include <string.h>

#include "web/outward.h"

static const char directive[] = ":~:";

/* Characters of the first and of the last words, at least; after which they are cut anywhere. */
#define ENOUGH 28
#define ENOUGH_WIDE 10
#define TOO_MANY 100

/* Whether words may be cut before or behind this character. */
static gboolean parts_words(gunichar c, gboolean wide)
{
    return g_unichar_isspace(c) || (wide && g_unichar_ispunct(c));
}

static gboolean is_wide(const char *text, OsintSpan span)
{
    for (const char *at = text + span.start; at < text + span.end; at = g_utf8_next_char(at)) {
        if (g_unichar_iswide(g_utf8_get_char(at)))
            return TRUE;
    }
    return FALSE;
}

static OsintSpan trim(const char *text, OsintSpan span)
{
    while (span.start < span.end && g_ascii_isspace(text[span.start]))
        span.start++;
    while (span.end > span.start && g_ascii_isspace(text[span.end - 1]))
        span.end--;
    return span;
}

static OsintSpan first_line(const char *text, OsintSpan span)
{
    const char *end = memchr(text + span.start, '\n', span.end - span.start);
    return trim(text, (OsintSpan){span.start, end != NULL ? (guint32)(end - text) : span.end});
}

static OsintSpan last_line(const char *text, OsintSpan span)
{
    const char *start = memrchr(text + span.start, '\n', span.end - span.start);
    return trim(text, (OsintSpan){start != NULL ? (guint32)(start - text) + 1 : span.start, span.end});
}

static OsintSpan first_words(const char *text, OsintSpan line)
{
    gboolean wide = is_wide(text, line);
    const char *at = text + line.start, *end = text + line.end;
    for (guint count = 0; at < end && count < TOO_MANY; count++, at = g_utf8_next_char(at)) {
        if (count >= (wide ? ENOUGH_WIDE : ENOUGH) && parts_words(g_utf8_get_char(at), wide))
            break;
    }
    return trim(text, (OsintSpan){line.start, (guint32)(at - text)});
}

static OsintSpan last_words(const char *text, OsintSpan line)
{
    gboolean wide = is_wide(text, line);
    const char *at = text + line.end, *start = text + line.start;
    for (guint count = 0; at > start && count < TOO_MANY; count++) {
        const char *before = g_utf8_prev_char(at);
        if (count >= (wide ? ENOUGH_WIDE : ENOUGH) && parts_words(g_utf8_get_char(before), wide))
            break;
        at = before;
    }
    return trim(text, (OsintSpan){(guint32)(at - text), line.end});
}

/* What a directive gives a meaning to (hyphen, comma, ampersand) is encoded like all else that is not a
 * letter or digit. */
static void append_encoded(GString *url, const char *text, OsintSpan span)
{
    for (guint32 i = span.start; i < span.end; i++) {
        guchar byte = (guchar)text[i];
        if (g_ascii_isalnum(byte) || byte == '.' || byte == '_' || byte == '~')
            g_string_append_c(url, (char)byte);
        else
            g_string_append_printf(url, "%%%02X", byte);
    }
}

static void append_directive(GString *url, const char *text, OsintSpan passage)
{
    OsintSpan first = first_line(text, passage), last = last_line(text, passage);
    gboolean one_line = first.start == last.start;
    OsintSpan start = first_words(text, first), end = last_words(text, last);
    g_string_append(url, strchr(url->str, '#') == NULL ? "#" : "");
    g_string_append_printf(url, "%stext=", directive);
    if (one_line && end.start <= start.end) {
        append_encoded(url, text, first);
        return;
    }
    append_encoded(url, text, start);
    g_string_append_c(url, ',');
    append_encoded(url, text, end);
}

char *osint_fragment_of_passage(const OsintArticle *article, OsintSpan passage)
{
    passage = trim(article->text, passage);
    if (!osint_outward_allowed(article->url) || passage.start >= passage.end)
        return NULL;
    const char *old = strstr(article->url, directive);
    GString *url = g_string_new_len(article->url, old != NULL ? old - article->url : -1);
    guint32 page = osint_article_page_at(article, passage.start);
    if (page > 0 && g_strcmp0(article->media_type, "application/pdf") == 0) {
        g_string_truncate(url, strcspn(url->str, "#"));
        g_string_append_printf(url, "#page=%u", page);
    } else
        append_directive(url, article->text, passage);
    return g_string_free(url, FALSE);
}
