/* Sentences by rule: a terminator, what closes around it, and a beginning after it; abbreviations and
 * initials do not end one. */
#include "indexer/text/sentences.h"

#include <string.h>

#include "indexer/text/words.h"

#define LONGEST_SENTENCE 1500 /* bytes */

typedef struct {
    const char *text;
    guint32 at;
    guint32 end;
} Cursor;

static gunichar peek(const Cursor *cursor)
{
    return cursor->at < cursor->end ? g_utf8_get_char(cursor->text + cursor->at) : 0;
}

static void step(Cursor *cursor)
{
    cursor->at = (guint32)(g_utf8_next_char(cursor->text + cursor->at) - cursor->text);
}

static gboolean is_wide_terminator(gunichar c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == 0xFF61; /* ideographic full stop, full-width ! and ? */
}

static gboolean is_terminator(gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x0964 || c == 0x061F ||
           is_wide_terminator(c);
}

static gboolean is_closer(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return c == '"' || c == '\'' || type == G_UNICODE_CLOSE_PUNCTUATION ||
           type == G_UNICODE_FINAL_PUNCTUATION;
}

/* Words whose full stop does not end a sentence, in lower case, sorted. */
static const char *const abbreviations[] = {
    "adm",  "al",  "apr", "aug", "bros", "capt", "cf",   "ch",  "co",  "col", "corp", "dec",
    "dept", "dr",  "e.g", "etc", "feb",  "fig",  "gen",  "gov", "hon", "i.e", "inc",  "jan",
    "jr",   "jul", "jun", "lt",  "ltd",  "maj",  "mar",  "mr",  "mrs", "ms",  "mt",   "no",
    "nos",  "nov", "oct", "op",  "p",    "pp",   "prof", "rep", "rev", "sen", "sep",  "sept",
    "sgt",  "sr",  "st",  "u.k", "u.n",  "u.s",  "usw",  "vgl", "viz", "vol", "vs",   "z.b",
};

static gboolean is_abbreviation(const char *word, gsize length)
{
    char lower[8];
    if (length >= sizeof lower)
        return FALSE;
    for (gsize i = 0; i < length; i++)
        lower[i] = g_ascii_tolower(word[i]);
    lower[length] = '\0';
    for (gsize i = 0; i < G_N_ELEMENTS(abbreviations); i++)
        if (g_str_equal(lower, abbreviations[i]))
            return TRUE;
    return FALSE;
}

/* Whether the full stop at a byte belongs to the word before it: an abbreviation or an initial. */
static gboolean abbreviates(const char *text, guint32 start, guint32 stop)
{
    guint32 from = stop;
    while (from > start && (g_ascii_isalpha(text[from - 1]) || text[from - 1] == '.'))
        from--;
    gsize length = stop - from;
    if (length == 0 || (from > start && (guchar)text[from - 1] >= 0x80))
        return FALSE;
    return (length == 1 && g_ascii_isupper(text[from])) || is_abbreviation(text + from, length);
}

static gboolean is_hiragana(gunichar c)
{
    return c >= 0x3041 && c <= 0x309F;
}

/* Whether a sentence can begin at the cursor, after a terminator that was followed by white space or not. */
static gboolean begins_sentence(const Cursor *cursor, gboolean wide, gboolean closed, gboolean spaced)
{
    gunichar c = peek(cursor);
    if (wide)
        return !(closed && is_hiragana(c));
    return spaced && !g_unichar_islower(c);
}

/* With the cursor on a terminator, moves past it and what closes around it; TRUE when a sentence ends there.
 */
static gboolean ends_sentence(Cursor *cursor, guint32 start)
{
    gboolean wide = FALSE, closed = FALSE;
    guint32 stop = cursor->at;
    gboolean dot = peek(cursor) == '.';
    while (cursor->at < cursor->end && is_terminator(peek(cursor))) {
        wide = wide || is_wide_terminator(peek(cursor));
        dot = dot && cursor->at == stop;
        step(cursor);
    }
    while (cursor->at < cursor->end && is_closer(peek(cursor))) {
        closed = TRUE;
        step(cursor);
    }
    Cursor next = *cursor;
    while (next.at < next.end && g_unichar_isspace(peek(&next)))
        step(&next);
    if (next.at >= next.end)
        return TRUE;
    if (dot && !closed && abbreviates(cursor->text, start, stop))
        return FALSE;
    return begins_sentence(&next, wide, closed, next.at > cursor->at);
}

/* Where to cut a sentence that does not end: at the last space or CJK comma, else between characters. */
static guint32 cut_place(const char *text, guint32 start, guint32 limit)
{
    for (guint32 at = limit; at > start + LONGEST_SENTENCE / 2; at--)
        if (text[at - 1] == ' ')
            return at;
    const char *comma = g_strrstr_len(text + start, (gssize)(limit - start), "\343\200\201");
    if (comma != NULL && (guint32)(comma - text) > start + LONGEST_SENTENCE / 2)
        return (guint32)(comma - text) + 3;
    while (((guchar)text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

static guint32 sentence_end(const char *text, guint32 start, guint32 end)
{
    Cursor cursor = {text, start, end};
    while (cursor.at < end && cursor.at - start < LONGEST_SENTENCE) {
        if (!is_terminator(peek(&cursor)))
            step(&cursor);
        else if (ends_sentence(&cursor, start))
            return cursor.at;
    }
    return cursor.at < end ? cut_place(text, start, MIN(cursor.at, start + LONGEST_SENTENCE)) : end;
}

static guint32 skip_space(const char *text, guint32 at, guint32 end)
{
    Cursor cursor = {text, at, end};
    while (cursor.at < end && g_unichar_isspace(peek(&cursor)))
        step(&cursor);
    return cursor.at;
}

void osint_sentences_append(const char *text, guint32 start, guint32 end, GArray *sentences)
{
    for (guint32 at = skip_space(text, start, end); at < end; at = skip_space(text, at, end)) {
        guint32 stop = sentence_end(text, at, end);
        OsintSpan span = {at, stop};
        at = stop;
        while (span.end > span.start && g_ascii_isspace(text[span.end - 1]))
            span.end--;
        g_array_append_val(sentences, span);
    }
}
