/* Sentences by rule: a terminator, what closes around it, and a beginning after it; abbreviations and
 * initials end one only before a word that looks like a beginning. */
#include "indexer/text/sentences.h"

#include <string.h>

#include "indexer/text/common-words.h"

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

typedef enum {
    STOP_NEVER_ENDS,   /* a title: a name follows */
    STOP_MAY_END,      /* ends a sentence when a common word begins the next: "Apple Inc. The ..." */
    STOP_BEFORE_DIGIT, /* abbreviates only before a number: "No. 5" */
    STOP_ENDS,
} StopKind;

#define LONGEST_ABBREVIATION 4

typedef struct {
    const char *word; /* lower case */
    StopKind kind;
} Abbreviation;

static const Abbreviation abbreviations[] = {
    {"adm", STOP_NEVER_ENDS},  {"capt", STOP_NEVER_ENDS},  {"col", STOP_NEVER_ENDS},
    {"dr", STOP_NEVER_ENDS},   {"gen", STOP_NEVER_ENDS},   {"gov", STOP_NEVER_ENDS},
    {"hon", STOP_NEVER_ENDS},  {"lt", STOP_NEVER_ENDS},    {"maj", STOP_NEVER_ENDS},
    {"mr", STOP_NEVER_ENDS},   {"mrs", STOP_NEVER_ENDS},   {"ms", STOP_NEVER_ENDS},
    {"mt", STOP_NEVER_ENDS},   {"prof", STOP_NEVER_ENDS},  {"rep", STOP_NEVER_ENDS},
    {"rev", STOP_NEVER_ENDS},  {"sen", STOP_NEVER_ENDS},   {"sgt", STOP_NEVER_ENDS},
    {"st", STOP_NEVER_ENDS},   {"cf", STOP_NEVER_ENDS},    {"e.g", STOP_NEVER_ENDS},
    {"i.e", STOP_NEVER_ENDS},  {"vgl", STOP_NEVER_ENDS},   {"viz", STOP_NEVER_ENDS},
    {"vs", STOP_NEVER_ENDS},   {"z.b", STOP_NEVER_ENDS},   {"al", STOP_MAY_END},
    {"apr", STOP_MAY_END},     {"aug", STOP_MAY_END},      {"bros", STOP_MAY_END},
    {"co", STOP_MAY_END},      {"corp", STOP_MAY_END},     {"dec", STOP_MAY_END},
    {"dept", STOP_MAY_END},    {"etc", STOP_MAY_END},      {"feb", STOP_MAY_END},
    {"inc", STOP_MAY_END},     {"jan", STOP_MAY_END},      {"jr", STOP_MAY_END},
    {"jul", STOP_MAY_END},     {"jun", STOP_MAY_END},      {"ltd", STOP_MAY_END},
    {"mar", STOP_MAY_END},     {"nov", STOP_MAY_END},      {"oct", STOP_MAY_END},
    {"sep", STOP_MAY_END},     {"sept", STOP_MAY_END},     {"sr", STOP_MAY_END},
    {"u.k", STOP_MAY_END},     {"u.n", STOP_MAY_END},      {"u.s", STOP_MAY_END},
    {"usw", STOP_MAY_END},     {"ch", STOP_BEFORE_DIGIT},  {"fig", STOP_BEFORE_DIGIT},
    {"no", STOP_BEFORE_DIGIT}, {"nos", STOP_BEFORE_DIGIT}, {"op", STOP_BEFORE_DIGIT},
    {"p", STOP_BEFORE_DIGIT},  {"pp", STOP_BEFORE_DIGIT},  {"vol", STOP_BEFORE_DIGIT},
};

static StopKind abbreviation_kind(const char *word, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(abbreviations); i++)
        if (strlen(abbreviations[i].word) == length &&
            g_ascii_strncasecmp(abbreviations[i].word, word, length) == 0)
            return abbreviations[i].kind;
    return STOP_ENDS;
}

/* The number of a list's item at the beginning: "1. First". */
static gboolean is_item_number(const char *text, guint32 start, guint32 stop)
{
    guint32 at = start;
    while (at < stop && g_ascii_isdigit(text[at]))
        at++;
    return at == stop && stop > start && stop - start <= 3;
}

/* What the full stop at a byte of a sentence means. */
static StopKind stop_kind(const char *text, guint32 start, guint32 stop)
{
    guint32 from = stop;
    while (from > start && stop - from <= LONGEST_ABBREVIATION &&
           (g_ascii_isalpha(text[from - 1]) || text[from - 1] == '.'))
        from--;
    gsize length = stop - from;
    if (length == 0)
        return is_item_number(text, start, stop) ? STOP_NEVER_ENDS : STOP_ENDS;
    if (length > LONGEST_ABBREVIATION || (from > start && (guchar)text[from - 1] >= 0x80))
        return STOP_ENDS;
    if (length == 1 && g_ascii_isupper(text[from]))
        return STOP_MAY_END;
    return abbreviation_kind(text + from, length);
}

/* Whether a common word of two letters or more stands at the cursor: the likely beginning of a sentence,
 * where a name would have gone on with this one. */
static gboolean at_common_word(const Cursor *cursor)
{
    char word[8];
    gsize length = 0;
    const char *text = cursor->text + cursor->at;
    for (gsize left = cursor->end - cursor->at; length < left && g_ascii_isalpha(text[length]); length++) {
        if (length + 1 >= sizeof word)
            return FALSE;
        word[length] = g_ascii_tolower(text[length]);
    }
    word[length] = '\0';
    return length >= 2 && osint_is_common_word("en", word);
}

static gboolean stop_abbreviates(StopKind kind, const Cursor *next)
{
    switch (kind) {
    case STOP_NEVER_ENDS:
        return TRUE;
    case STOP_MAY_END:
        return !at_common_word(next);
    case STOP_BEFORE_DIGIT:
        return g_unichar_isdigit(peek(next));
    case STOP_ENDS:
        break;
    }
    return FALSE;
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
    if (dot && !closed && stop_abbreviates(stop_kind(cursor->text, start, stop), &next))
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
