/* The place of an error in a query, for a terminal: two lines, the text and carets under the place. */
#include "search/query-internal.h"

#include <string.h>

#define MAX_COLUMNS 76
#define MARGIN "  "
#define ELLIPSIS "..."
#define ROOM (MAX_COLUMNS - (int)(sizeof MARGIN + 2 * sizeof ELLIPSIS - 3))

/* What is shown of the query: [start, end) in bytes. */
typedef struct {
    const char *start, *end;
    gboolean cut_before, cut_after;
} Window;

/* Control and format characters are shown as a space: one column. */
static gboolean is_hidden(gunichar c)
{
    return g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT ||
           g_unichar_type(c) == G_UNICODE_LINE_SEPARATOR ||
           g_unichar_type(c) == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static int columns_of(gunichar c)
{
    if (is_hidden(c))
        return 1;
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

static int columns_between(const char *start, const char *end)
{
    int columns = 0;
    for (const char *at = start; at < end; at = g_utf8_next_char(at))
        columns += columns_of(g_utf8_get_char(at));
    return columns;
}

/* Grows backwards from the place by at most `room` columns. */
static const char *back(const char *text, const char *from, int room)
{
    while (from > text) {
        const char *previous = g_utf8_prev_char(from);
        room -= columns_of(g_utf8_get_char(previous));
        if (room < 0)
            break;
        from = previous;
    }
    return from;
}

static const char *forth(const char *end, const char *from, int room)
{
    while (from < end) {
        room -= columns_of(g_utf8_get_char(from));
        if (room < 0)
            break;
        from = g_utf8_next_char(from);
    }
    return from;
}

/* The whole text when it fits, else as much as fits with the place a third of the way in. */
static Window window_around(const char *text, const char *end, const char *place)
{
    Window window = {text, end, FALSE, FALSE};
    if (forth(end, text, ROOM) == end)
        return window;
    window.start = back(text, place, ROOM / 3);
    window.end = forth(end, window.start, ROOM);
    if (window.end == end)
        window.start = back(text, end, ROOM);
    window.cut_before = window.start > text;
    window.cut_after = window.end < end;
    return window;
}

static void append_shown(GString *out, const char *start, const char *end)
{
    for (const char *at = start; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(out, is_hidden(c) ? ' ' : c);
    }
}

static void append_repeated(GString *out, char c, int times)
{
    for (int i = 0; i < times; i++)
        g_string_append_c(out, c);
}

/* The character that holds a byte. */
static const char *align(const char *text, const char *end, guint32 byte)
{
    const char *at = text;
    while (at < end && g_utf8_next_char(at) <= text + byte)
        at = g_utf8_next_char(at);
    return at;
}

char *osint_query_caret(const char *text, OsintSpan place)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)MIN(strlen(text), OSINT_QUERY_MAX_BYTES));
    const char *end = valid + strlen(valid);
    const char *start = align(valid, end, place.start);
    const char *stop = align(valid, end, MAX(place.end, place.start));
    Window window = window_around(valid, end, start);
    const char *before = window.cut_before ? ELLIPSIS : "";
    GString *out = g_string_new(MARGIN);
    g_string_append(out, before);
    append_shown(out, window.start, window.end);
    g_string_append_printf(out, "%s\n" MARGIN, window.cut_after ? ELLIPSIS : "");
    append_repeated(out, ' ', (int)strlen(before) + columns_between(window.start, start));
    g_string_append_c(out, '^');
    append_repeated(out, '~', columns_between(start, MIN(stop, window.end)) - 1);
    return g_string_free(out, FALSE);
}
