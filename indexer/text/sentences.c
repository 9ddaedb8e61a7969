/* Sentences by rule: a terminator, what closes around it, and a beginning after it; abbreviations and
 * initials end one only before a word that looks like a beginning. */
#include "indexer/text/sentences.h"

#include "indexer/text/abbreviations.h"
#include "indexer/text/common-words.h"
#include "indexer/text/words.h"

#define LONGEST_SENTENCE 1500 /* bytes */
#define LONGEST_COMMON_WORD 32

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
    switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026: /* ellipsis */
    case 0x0589: /* Armenian full stop */
    case 0x061F: /* Arabic question mark */
    case 0x06D4: /* Urdu full stop */
    case 0x0964: /* danda */
    case 0x104B: /* Burmese section */
    case 0x1362: /* Ethiopic full stop */
        return TRUE;
    default:
        return is_wide_terminator(c);
    }
}

/* What closes quotes and brackets. After a western terminator an "opening" quotation mark closes, too, as in
 * German; after an ideographic full stop it opens the next sentence. */
static gboolean is_closer(gunichar c, gboolean wide)
{
    GUnicodeType type = g_unichar_type(c);
    return c == '"' || c == '\'' || type == G_UNICODE_CLOSE_PUNCTUATION ||
           type == G_UNICODE_FINAL_PUNCTUATION || (!wide && type == G_UNICODE_INITIAL_PUNCTUATION);
}

/* ---- full stops that belong to a word ---- */

/* The number of a list's item at the beginning: "1. First". */
static gboolean is_item_number(const char *text, guint32 start, guint32 stop)
{
    guint32 at = start;
    while (at < stop && g_ascii_isdigit(text[at]))
        at++;
    return at == stop && stop > start && stop - start <= 3;
}

/* The beginning of the word before a full stop, full stops inside it included; start where it is too long for
 * an abbreviation. */
static guint32 word_before(const char *text, guint32 start, guint32 stop)
{
    guint32 from = stop;
    while (from > start && stop - from <= OSINT_LONGEST_ABBREVIATION) {
        const char *before = g_utf8_prev_char(text + from);
        if (*before != '.' && !g_unichar_isalpha(g_utf8_get_char(before)))
            break;
        from = (guint32)(before - text);
    }
    return from;
}

/* What the full stop at a byte of a sentence means. */
static OsintStopKind stop_kind(const char *text, guint32 start, guint32 stop, gboolean *initial)
{
    guint32 from = word_before(text, start, stop);
    *initial = FALSE;
    if (from == stop)
        return is_item_number(text, start, stop) ? OSINT_STOP_NEVER_ENDS : OSINT_STOP_ENDS;
    *initial =
        g_utf8_next_char(text + from) == text + stop && g_unichar_isupper(g_utf8_get_char(text + from));
    return *initial ? OSINT_STOP_MAY_END : osint_abbreviation_kind(text + from, stop - from);
}

/* The word at the cursor in lower case, without marks; empty where it has more bytes than there is room for.
 */
static void next_word(const Cursor *cursor, GString *word)
{
    OsintWordIter iter;
    OsintWord found;
    osint_words_init(&iter, cursor->text + cursor->at, MIN(cursor->end - cursor->at, LONGEST_COMMON_WORD));
    if (osint_words_next(&iter, &found) && found.start == 0 && found.kind == OSINT_WORD_PLAIN)
        osint_word_fold(iter.text, found.end, word);
}

/* Whether a common word of two letters or more stands at the cursor: the likely beginning of a sentence,
 * where a name would have gone on with this one. After an initial, words of other languages than English are
 * names, too ("J. Van Dyke"). */
static gboolean at_common_word(const Cursor *cursor, gboolean after_initial)
{
    g_autoptr(GString) word = g_string_sized_new(LONGEST_COMMON_WORD);
    next_word(cursor, word);
    return word->len >= 2 &&
           (after_initial ? osint_is_common_word("en", word->str) : osint_is_common_somewhere(word->str));
}

/* German writes an ordinal with a full stop, before nouns that begin with a capital letter: "am 3. Mai". */
static gboolean is_ordinal(const char *text, guint32 start, guint32 stop, const Cursor *next)
{
    static const char *const nouns[] = {
        "januar",  "februar",  "marz",        "april", "mai",       "juni",  "juli",       "august",
        "oktober", "dezember", "jahrhundert", "jh",    "weltkrieg", "platz", "lebensjahr", NULL};
    guint32 from = stop;
    while (from > start && g_ascii_isdigit(text[from - 1]))
        from--;
    if (from == stop || stop - from > 2)
        return FALSE;
    g_autoptr(GString) word = g_string_sized_new(LONGEST_COMMON_WORD);
    next_word(next, word);
    return g_strv_contains(nouns, word->str);
}

/* Whether the full stop at a byte abbreviates, with the cursor on what follows. */
static gboolean stop_abbreviates(const char *text, guint32 start, guint32 stop, const Cursor *next)
{
    gboolean initial;
    switch (stop_kind(text, start, stop, &initial)) {
    case OSINT_STOP_NEVER_ENDS:
        return TRUE;
    case OSINT_STOP_MAY_END:
        return !at_common_word(next, initial);
    case OSINT_STOP_BEFORE_DIGIT:
        return g_unichar_isdigit(peek(next));
    case OSINT_STOP_ENDS:
        break;
    }
    return is_ordinal(text, start, stop, next);
}

/* ---- ends ---- */

static gboolean is_hiragana(gunichar c)
{
    return c >= 0x3041 && c <= 0x309F;
}

/* Whether a sentence can begin at the cursor, after a terminator that was followed by white space or not. */
static gboolean begins_sentence(const Cursor *cursor, gboolean wide, gboolean closed, gboolean spaced)
{
    gunichar c = peek(cursor);
    if (wide)
        return !(closed && (is_hiragana(c) || c == 0x3001 || c == 0xFF0C)); /* 「...。」と, 「...。」、 */
    return spaced && !g_unichar_islower(c);
}

/* Moves past white space, but not beyond what the longest sentence can need. */
static void step_over_space(Cursor *cursor, guint32 limit)
{
    while (cursor->at < limit && g_unichar_isspace(peek(cursor)))
        step(cursor);
}

/* With the cursor on a terminator, moves past it and what closes around it, at most to the longest sentence;
 * TRUE when a sentence ends there. */
static gboolean ends_sentence(Cursor *cursor, guint32 start)
{
    gboolean wide = FALSE, closed = FALSE;
    guint32 stop = cursor->at, limit = MIN(cursor->end, start + LONGEST_SENTENCE);
    gboolean dot = peek(cursor) == '.';
    while (cursor->at < limit && is_terminator(peek(cursor))) {
        wide = wide || is_wide_terminator(peek(cursor));
        dot = dot && cursor->at == stop;
        step(cursor);
    }
    while (cursor->at < limit && is_closer(peek(cursor), wide)) {
        closed = TRUE;
        step(cursor);
    }
    Cursor next = *cursor;
    step_over_space(&next, limit);
    if (next.at >= next.end)
        return TRUE;
    if (dot && !closed && stop_abbreviates(cursor->text, start, stop, &next))
        return FALSE;
    return begins_sentence(&next, wide, closed, next.at > cursor->at);
}

/* The end of the last CJK comma in a text, or 0. */
static guint32 after_last_comma(const char *text, guint32 start, guint32 limit)
{
    static const char *const commas[] = {"\343\200\201", "\357\274\214"}; /* U+3001, U+FF0C */
    guint32 after = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(commas); i++) {
        const char *comma = g_strrstr_len(text + start, (gssize)(limit - start), commas[i]);
        if (comma != NULL)
            after = MAX(after, (guint32)(comma - text) + 3);
    }
    return after;
}

/* Where to cut a sentence that does not end: at the last space or CJK comma, else between characters. */
static guint32 cut_place(const char *text, guint32 start, guint32 limit)
{
    for (guint32 at = limit; at > start + LONGEST_SENTENCE / 2; at--)
        if (g_ascii_isspace(text[at - 1]))
            return at;
    guint32 comma = after_last_comma(text, start, limit);
    if (comma > start + LONGEST_SENTENCE / 2)
        return comma;
    while (((guchar)text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

/* Moves past ASCII that ends no sentence, which is most of most texts. */
static void step_over_plain(Cursor *cursor, guint32 limit)
{
    for (; cursor->at < limit; cursor->at++) {
        guchar byte = (guchar)cursor->text[cursor->at];
        if (byte >= 0x80 || byte == '.' || byte == '!' || byte == '?')
            break;
    }
}

static guint32 sentence_end(const char *text, guint32 start, guint32 end)
{
    Cursor cursor = {text, start, end};
    guint32 limit = MIN(end, start + LONGEST_SENTENCE);
    while (cursor.at < limit) {
        guint32 before = cursor.at;
        step_over_plain(&cursor, limit);
        if (cursor.at > before)
            continue;
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

static guint32 trim_space(const char *text, guint32 start, guint32 end)
{
    while (end > start) {
        const char *last = g_utf8_prev_char(text + end);
        if (!g_unichar_isspace(g_utf8_get_char(last)))
            break;
        end = (guint32)(last - text);
    }
    return end;
}

void osint_sentences_append(const char *text, guint32 start, guint32 end, GArray *sentences)
{
    for (guint32 at = skip_space(text, start, end); at < end;) {
        guint32 stop = sentence_end(text, at, end);
        OsintSpan span = {at, trim_space(text, at, stop)};
        g_array_append_val(sentences, span);
        at = skip_space(text, stop, end);
    }
}
