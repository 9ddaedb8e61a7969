/* Cleaning of characters. */
#include "indexer/readers/clean.h"

#include <string.h>

#include "indexer/text/words.h"

/* Unicode's stream-safe limit: no language stacks more marks on one letter, and the canonical ordering of a
 * run costs its length squared. */
#define MAX_MARKS 30
#define PIECE 512

typedef struct {
    GString *out;
    gunichar last;
    guint marks;
    gboolean ascii;
} Cleaner;

/* Scripts in which an invisible joiner or break carries meaning. */
static gboolean script_uses_joiners(gunichar c)
{
    if (c < 0x300)
        return FALSE;
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
        return FALSE;
    case G_UNICODE_SCRIPT_COMMON:
        return c >= 0x1F000; /* emoji sequences */
    default:
        return TRUE;
    }
}

static gboolean script_breaks_invisibly(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean is_dropped(const Cleaner *cleaner, gunichar c)
{
    if (c == 0x200B)
        return !script_breaks_invisibly(cleaner->last);
    if (c == 0x200C || c == 0x200D)
        return !script_uses_joiners(cleaner->last);
    if (c == 0xAD || c == 0x34F || c == 0x180E || c == 0xFEFF)
        return TRUE;
    if ((c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F))
        return TRUE;
    if ((c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFFF9 && c <= 0xFFFB))
        return TRUE;
    if (c >= 0xE0000 && c <= 0xE0FFF)
        return TRUE;
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

static void clean_break(Cleaner *cleaner, const char *breaks)
{
    g_string_append(cleaner->out, breaks);
    cleaner->last = '\n';
    cleaner->marks = 0;
}

gunichar osint_clean_c1(gunichar c)
{
    static const guint16 meant[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                      0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return c >= 0x80 && c <= 0x9F ? meant[c - 0x80] : c;
}

static void clean_char(Cleaner *cleaner, gunichar c)
{
    if (c != 0x85)
        c = osint_clean_c1(c);
    if (c == '\n' || c == 0x0B || c == 0x85 || c == 0x2028) {
        clean_break(cleaner, "\n");
    } else if (c == 0x0C || c == 0x2029) {
        clean_break(cleaner, "\n\n");
    } else if (c == '\t' || g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR) {
        g_string_append(cleaner->out, c == 0x3000 ? "  " : " ");
        cleaner->last = ' ';
        cleaner->marks = 0;
    } else if (!is_dropped(cleaner, c)) {
        cleaner->marks = g_unichar_combining_class(c) != 0 ? cleaner->marks + 1 : 0;
        if (cleaner->marks > MAX_MARKS)
            return;
        cleaner->ascii = cleaner->ascii && c < 0x80;
        g_string_append_unichar(cleaner->out, c);
        cleaner->last = c;
    }
}

/* Whether a character never joins with the one before it. */
static gboolean begins_anew(gunichar c)
{
    gboolean jamo = c >= 0x1160 && c < 0x1200;
    return !g_unichar_ismark(c) && !jamo;
}

/* Normal form C, piece by piece: GLib moves all that follows for each pair it joins. Below the first
 * combining mark (U+0300) every character is in that form. */
static GString *compose(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length + 1);
    const char *end = text + length;
    while (text < end) {
        const char *at = text;
        gboolean plain = TRUE;
        while (at < end && (at - text < PIECE || !begins_anew(g_utf8_get_char(at)))) {
            plain = plain && (guchar)*at < 0xCC;
            at = g_utf8_next_char(at);
        }
        g_autofree char *piece =
            plain ? NULL : g_utf8_normalize(text, at - text, G_NORMALIZE_DEFAULT_COMPOSE);
        if (plain)
            g_string_append_len(out, text, at - text);
        else
            g_string_append(out, piece);
        text = at;
    }
    return out;
}

/* The length of the ASCII at the beginning of a text that stays as it is, which is most of most texts. */
static gsize plain_length(const char *text, const char *end)
{
    const char *at = text;
    while (at < end && *at >= 0x20 && *at < 0x7F)
        at++;
    return (gsize)(at - text);
}

char *osint_clean_text(const char *text, gsize length)
{
    Cleaner cleaner = {.out = g_string_sized_new(length + 1), .ascii = TRUE};
    const char *end = text + length;
    for (const char *at = text; at < end;) {
        unsigned char byte = (unsigned char)*at;
        gsize plain = plain_length(at, end);
        if (plain > 0) {
            g_string_append_len(cleaner.out, at, (gssize)plain);
            at += plain;
            cleaner.last = (unsigned char)at[-1];
            cleaner.marks = 0;
        } else if (byte == '\r') {
            clean_break(&cleaner, "\n");
            at += at + 1 < end && at[1] == '\n' ? 2 : 1;
        } else {
            clean_char(&cleaner, byte < 0x80 ? byte : g_utf8_get_char(at));
            at += byte < 0x80 ? 1 : g_utf8_next_char(at) - at;
        }
    }
    if (cleaner.ascii)
        return g_string_free(cleaner.out, FALSE);
    GString *composed = compose(cleaner.out->str, cleaner.out->len);
    g_string_free(cleaner.out, TRUE);
    return g_string_free(composed, FALSE);
}

/* In place: one space for all spaces and line breaks between words. */
static gsize join_spaces(char *text)
{
    gsize length = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at != ' ' && *at != '\n')
            text[length++] = *at;
        else if (length > 0 && text[length - 1] != ' ')
            text[length++] = ' ';
    }
    if (length > 0 && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
    return length;
}

char *osint_clean_line(const char *text)
{
    if (text == NULL)
        return NULL;
    g_autofree char *clean = osint_clean_text(text, strlen(text));
    return join_spaces(clean) > 0 ? g_steal_pointer(&clean) : NULL;
}

guint osint_text_columns(const char *text, gsize length)
{
    guint columns = 0;
    if (osint_text_is_ascii(text, length))
        return (guint)length;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_iszerowidth(c))
            columns += g_unichar_iswide(c) ? 2 : 1;
    }
    return columns;
}

static gboolean is_tight(gunichar c)
{
    return g_unichar_iswide(c) && g_unichar_get_script(c) != G_UNICODE_SCRIPT_HANGUL;
}

gboolean osint_joins_tight(gunichar before, gunichar after)
{
    return is_tight(before) && is_tight(after);
}

void osint_drop_nuls(char *text, gsize length)
{
    gsize kept = 0;
    for (gsize i = 0; i < length; i++)
        if (text[i] != '\0')
            text[kept++] = text[i];
    text[kept] = '\0';
}

gboolean osint_is_blank(const char *data, gsize length)
{
    gsize at = 0;
    while (at < length && g_ascii_isspace(data[at]))
        at++;
    return at == length;
}

/* The last character that is no quote, bracket or space, and where it is. */
static gunichar last_significant(const char *text, const char **where)
{
    const char *at = text + strlen(text);
    while (at > text) {
        at = g_utf8_prev_char(at);
        gunichar c = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(c);
        gboolean wraps = type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION ||
                         type == G_UNICODE_INITIAL_PUNCTUATION || c == '"' || c == '\'';
        if (!wraps && !g_unichar_isspace(c)) {
            *where = at;
            return c;
        }
    }
    *where = text;
    return 0;
}

/* "U.S." and "J.": a full stop after a single capital. */
static gboolean is_abbreviation(const char *text, const char *stop)
{
    if (stop == text)
        return FALSE;
    const char *letter = g_utf8_prev_char(stop);
    if (!g_unichar_isupper(g_utf8_get_char(letter)))
        return FALSE;
    return letter == text || letter[-1] == '.' || letter[-1] == ' ';
}

gboolean osint_ends_closed(const char *text)
{
    static const gunichar closing[] = {'.',    ',',    ';',    ':',    0x2026, 0x3002,
                                       0x3001, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF61,
                                       0x0964, 0x06D4, 0x061B, 0x060C, 0x1362, 0x104B};
    const char *where;
    gunichar last = last_significant(text, &where);
    if (last == '.' && is_abbreviation(text, where))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(closing); i++)
        if (last == closing[i])
            return TRUE;
    return FALSE;
}

gboolean osint_ends_sentence(const char *text)
{
    const char *where;
    gunichar last = last_significant(text, &where);
    return last == '?' || last == '!' || last == 0xFF1F || last == 0xFF01 || last == 0x061F ||
           osint_ends_closed(text);
}
