/* Words are gathered with their inks, each complete in itself, so that a line can be broken before any word
 * and a pager that starts in the middle shows the right colours. */
#include "search/typeset.h"

#include <string.h>

#include "search/render.h"

#define REPLACEMENT 0xFFFD

static const char *const inks[] = {
    [OSINT_INK_PLAIN] = "",        [OSINT_INK_STRONG] = "\033[1m", [OSINT_INK_MATCH] = "\033[1;31m",
    [OSINT_INK_FAINT] = "\033[2m", [OSINT_INK_PLACE] = "\033[35m", [OSINT_INK_WARN] = "\033[33m",
};
static const char ink_end[] = "\033[0m";

/* ---- characters ---- */

static gboolean is_bidi_control(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

gboolean osint_char_is_unsafe(gunichar c)
{
    if (c == '\n' || c == '\t')
        return FALSE;
    return g_unichar_iscntrl(c) || is_bidi_control(c) || (c >= 0x206A && c <= 0x206F) ||
           (c >= 0xFFF9 && c <= 0xFFFB);
}

gunichar osint_safe_next(const char **at, const char *end)
{
    gunichar c = g_utf8_get_char_validated(*at, end - *at);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        (*at)++;
        return REPLACEMENT;
    }
    *at = g_utf8_next_char(*at);
    if (c == '\t' || c == 0x2028 || c == 0x2029)
        return ' ';
    if (c == '\r' || c == 0xFEFF)
        return 0;
    return osint_char_is_unsafe(c) ? REPLACEMENT : c;
}

guint osint_char_columns(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

guint osint_text_columns(const char *text)
{
    guint columns = 0;
    const char *end = text + strlen(text);
    while (text < end) {
        gunichar c = osint_safe_next(&text, end);
        columns += c == 0 ? 0 : osint_char_columns(c);
    }
    return columns;
}

static gboolean is_space(gunichar c)
{
    return g_unichar_isspace(c) && g_unichar_break_type(c) != G_UNICODE_BREAK_NON_BREAKING_GLUE;
}

/* Hangul is left out: Korean is written with spaces. */
static gboolean is_ideographic(gunichar c)
{
    GUnicodeBreakType type = g_unichar_break_type(c);
    return type == G_UNICODE_BREAK_IDEOGRAPHIC || type == G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER ||
           (g_unichar_iswide(c) && g_unichar_ispunct(c));
}

static gboolean may_begin_line(gunichar c)
{
    switch (g_unichar_break_type(c)) {
    case G_UNICODE_BREAK_CLOSE_PUNCTUATION:
    case G_UNICODE_BREAK_CLOSE_PARANTHESIS:
    case G_UNICODE_BREAK_EXCLAMATION:
    case G_UNICODE_BREAK_NON_STARTER:
    case G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER:
    case G_UNICODE_BREAK_INFIX_SEPARATOR:
    case G_UNICODE_BREAK_SYMBOL:
    case G_UNICODE_BREAK_QUOTATION:
    case G_UNICODE_BREAK_POSTFIX:
        return FALSE;
    default:
        return !g_unichar_iszerowidth(c);
    }
}

static gboolean may_end_line(gunichar c)
{
    switch (g_unichar_break_type(c)) {
    case G_UNICODE_BREAK_OPEN_PUNCTUATION:
    case G_UNICODE_BREAK_PREFIX:
    case G_UNICODE_BREAK_QUOTATION:
        return FALSE;
    default:
        return TRUE;
    }
}

static gboolean may_break_between(gunichar before, gunichar after)
{
    return before != 0 && (is_ideographic(before) || is_ideographic(after)) && may_end_line(before) &&
           may_begin_line(after);
}

char *osint_terminal_safe(const char *text, gssize length)
{
    const char *end = text + (length < 0 ? strlen(text) : (gsize)length);
    GString *out = g_string_sized_new((gsize)(end - text));
    while (text < end) {
        gunichar c = osint_safe_next(&text, end);
        if (c != 0)
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

/* ---- lines ---- */

void osint_typeset_init(OsintTypeset *set, GString *out, guint width, gboolean color)
{
    *set = (OsintTypeset){.out = out, .width = width, .color = color, .word = g_string_new(NULL)};
}

void osint_typeset_clear(OsintTypeset *set)
{
    g_string_free(set->word, TRUE);
    set->word = NULL;
}

static void append_spaces(OsintTypeset *set, guint columns)
{
    for (guint i = 0; i < columns; i++)
        g_string_append_c(set->out, ' ');
    set->column += columns;
}

static void change_ink(OsintTypeset *set, OsintInk ink)
{
    if (!set->color || ink == set->word_ink)
        return;
    if (set->word_ink != OSINT_INK_PLAIN)
        g_string_append(set->word, ink_end);
    g_string_append(set->word, inks[ink]);
    set->word_ink = ink;
}

static void new_line(OsintTypeset *set)
{
    g_string_append_c(set->out, '\n');
    set->column = 0;
    set->space = FALSE;
}

static gboolean fits(const OsintTypeset *set)
{
    guint space = set->space ? 1 : 0;
    return set->width == 0 || set->column + space + set->word_columns <= set->width ||
           set->column <= set->indent;
}

/* Whether the word goes on in the ink that the line ends with: then it is not put down and taken up again. */
static gboolean continues_ink(const OsintTypeset *set)
{
    return set->line_ink != OSINT_INK_PLAIN && g_str_has_prefix(set->word->str, inks[set->line_ink]) &&
           g_str_has_suffix(set->out->str, ink_end);
}

/* Puts the word behind what the line has. */
static void join_word(OsintTypeset *set)
{
    const char *word = set->word->str;
    if (continues_ink(set)) {
        g_string_truncate(set->out, set->out->len - strlen(ink_end));
        word += strlen(inks[set->line_ink]);
    }
    if (set->space)
        append_spaces(set, 1);
    g_string_append(set->out, word);
}

static void begin_line(OsintTypeset *set)
{
    append_spaces(set, set->indent);
    g_string_append(set->out, set->word->str);
}

static void flush_word(OsintTypeset *set)
{
    OsintInk ink = set->word_ink;
    change_ink(set, OSINT_INK_PLAIN);
    if (set->word->len == 0)
        return;
    if (!fits(set))
        new_line(set);
    if (set->column == 0)
        begin_line(set);
    else
        join_word(set);
    set->column += set->word_columns;
    set->space = FALSE;
    set->word_columns = 0;
    set->line_ink = ink;
    g_string_truncate(set->word, 0);
}

/* A word longer than a line has to be broken somewhere. */
static gboolean fills_line(const OsintTypeset *set, guint columns)
{
    return set->width > 0 && columns > 0 && set->word_columns > 0 &&
           set->indent + set->word_columns + columns > set->width;
}

static void append_char(OsintTypeset *set, gunichar c, OsintInk ink)
{
    if (is_space(c)) {
        flush_word(set);
        set->space = set->column > set->indent;
        set->last = 0;
        return;
    }
    guint columns = osint_char_columns(c);
    if (may_break_between(set->last, c) || fills_line(set, columns))
        flush_word(set);
    change_ink(set, ink);
    g_string_append_unichar(set->word, c);
    set->word_columns += columns;
    set->last = c;
}

void osint_typeset_end_line(OsintTypeset *set)
{
    flush_word(set);
    new_line(set);
    set->last = 0;
}

void osint_typeset_text(OsintTypeset *set, const char *text, OsintInk ink)
{
    const char *end = text + strlen(text);
    while (text < end) {
        gunichar c = osint_safe_next(&text, end);
        if (c == '\n')
            osint_typeset_end_line(set);
        else if (c != 0)
            append_char(set, c, ink);
    }
}

void osint_typeset_hang(OsintTypeset *set, guint column)
{
    flush_word(set);
    append_spaces(set, set->column < column ? column - set->column : 1);
    set->indent = column;
    set->space = FALSE;
    set->last = 0;
}

void osint_typeset_unbroken(OsintTypeset *set, const char *text, OsintInk ink)
{
    const char *end = text + strlen(text);
    flush_word(set);
    change_ink(set, ink);
    while (text < end) {
        gunichar c = osint_safe_next(&text, end);
        if (c == 0)
            continue;
        g_string_append_unichar(set->word, c == '\n' ? REPLACEMENT : c);
        set->word_columns += osint_char_columns(c);
    }
    flush_word(set);
    set->last = 0;
}

/* ---- running text ---- */

/* Walks through a text and its marks together. */
typedef struct {
    const char *text, *at, *end;
    const GArray *marks;
    guint mark;
} MarkedText;

static gboolean next_marked(MarkedText *walk, gunichar *c, gboolean *marked)
{
    if (walk->at >= walk->end)
        return FALSE;
    guint32 byte = (guint32)(walk->at - walk->text);
    guint marks = walk->marks != NULL ? walk->marks->len : 0;
    while (walk->mark < marks && g_array_index(walk->marks, OsintSpan, walk->mark).end <= byte)
        walk->mark++;
    *marked = walk->mark < marks && g_array_index(walk->marks, OsintSpan, walk->mark).start <= byte;
    *c = osint_safe_next(&walk->at, walk->end);
    return TRUE;
}

/* Only whole text before an end is read: a stored text and its spans may disagree when an index is damaged.
 */
static MarkedText walk_through(const char *text, OsintSpan span, const GArray *marks)
{
    gsize length = strnlen(text, span.end);
    gsize start = MIN(span.start, length);
    return (MarkedText){.text = text, .at = text + start, .end = text + length, .marks = marks};
}

void osint_typeset_marked(OsintTypeset *set, const char *text, OsintSpan span, const GArray *marks,
                          OsintInk ink)
{
    MarkedText walk = walk_through(text, span, marks);
    gboolean marked, after_newline = FALSE;
    gunichar c;
    while (next_marked(&walk, &c, &marked)) {
        if (c == '\n' && after_newline && set->column > set->indent)
            osint_typeset_end_line(set);
        else if (c != 0)
            append_char(set, c == '\n' ? ' ' : c, marked ? OSINT_INK_MATCH : ink);
        after_newline = c == '\n';
    }
}

void osint_typeset_flat(GString *out, const char *text, OsintSpan span, const GArray *marks, gboolean color)
{
    g_auto(OsintTypeset) set;
    osint_typeset_init(&set, out, 0, color);
    MarkedText walk = walk_through(text, span, marks);
    gboolean marked;
    gunichar c;
    while (next_marked(&walk, &c, &marked))
        if (c != 0)
            append_char(&set, c == '\n' ? ' ' : c, marked ? OSINT_INK_MATCH : OSINT_INK_PLAIN);
    flush_word(&set);
}
