/* Words: where they begin and end, and their folded form. */
#include "indexer/text/words.h"

#include <string.h>

typedef struct {
    gunichar first, last;
} Range;

/* Blocks and signs that are written without spaces between words; signs that separate (the middle dot,
 * brackets) are left out. From the Unicode 15 block list. */
static const Range cjk_ranges[] = {
    {0x1100, 0x11FF}, {0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3021, 0x3029},   {0x3031, 0x3035},
    {0x3041, 0x309F}, {0x30A1, 0x30FA}, {0x30FC, 0x30FF}, {0x3105, 0x312F},   {0x3131, 0x318E},
    {0x31A0, 0x31BF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0xFF66, 0xFFDC}, {0x20000, 0x3FFFD},
};

gboolean osint_char_is_cjk(gunichar c)
{
    if (c < cjk_ranges[0].first)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(cjk_ranges) && c >= cjk_ranges[i].first; i++)
        if (c <= cjk_ranges[i].last)
            return TRUE;
    return FALSE;
}

/* The modifier letter U+02BC, which Unicode counts among the letters, is typed for the same sign. */
static gboolean is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0xFF07;
}

gboolean osint_char_is_word(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum((gchar)c);
    return !osint_char_is_cjk(c) && !is_apostrophe(c) && (g_unichar_isalnum(c) || g_unichar_ismark(c));
}

/* A mark with nothing under it, such as the emoji selector after a sign, is no word. */
static gboolean begins_word(gunichar c)
{
    return osint_char_is_word(c) && (c < 0x80 || !g_unichar_ismark(c));
}

/* The character at a byte and its length in bytes; an invalid byte counts as a separator of length one. */
static gunichar char_at(const char *text, guint32 at, guint32 length, guint32 *size)
{
    guchar byte = (guchar)text[at];
    if (byte < 0x80) {
        *size = 1;
        return byte;
    }
    gunichar c = g_utf8_get_char_validated(text + at, (gssize)(length - at));
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        *size = 1;
        return 0xFFFD;
    }
    *size = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    return c;
}

void osint_words_init(OsintWordIter *iter, const char *text, gsize length)
{
    g_assert(length < G_MAXUINT32);
    *iter = (OsintWordIter){.text = text, .length = (guint32)length, .at = 0};
}

static guint32 cjk_run_end(const OsintWordIter *iter, guint32 at)
{
    while (at < iter->length) {
        guint32 size;
        gunichar c = char_at(iter->text, at, iter->length, &size);
        if (!osint_char_is_cjk(c) && !(g_unichar_ismark(c) && c >= 0x80))
            break;
        at += size;
    }
    return at;
}

/* An apostrophe joins ("people's", "don't") when letters stand on both sides, but not after one or two
 * letters, where it is an elision or a prefix of its own ("l'homme", "O'Brien"). */
static gboolean joins(const OsintWordIter *iter, guint32 letters, guint32 after)
{
    guint32 size;
    return letters > 2 && after < iter->length &&
           osint_char_is_word(char_at(iter->text, after, iter->length, &size));
}

static guint32 plain_word_end(const OsintWordIter *iter, guint32 at)
{
    guint32 letters = 0;
    while (at < iter->length) {
        guint32 size;
        gunichar c = char_at(iter->text, at, iter->length, &size);
        if (osint_char_is_word(c))
            letters++;
        else if (!is_apostrophe(c) || !joins(iter, letters, at + size))
            break;
        at += size;
    }
    return at;
}

gboolean osint_words_next(OsintWordIter *iter, OsintWord *word)
{
    while (iter->at < iter->length) {
        guint32 size;
        gunichar c = char_at(iter->text, iter->at, iter->length, &size);
        gboolean cjk = osint_char_is_cjk(c);
        if (cjk || begins_word(c)) {
            word->start = iter->at;
            word->kind = cjk ? OSINT_WORD_CJK : OSINT_WORD_PLAIN;
            word->end = cjk ? cjk_run_end(iter, iter->at) : plain_word_end(iter, iter->at);
            iter->at = word->end;
            return TRUE;
        }
        iter->at += size;
    }
    return FALSE;
}

/* Letters that people leave out the stroke of, and that Unicode does not decompose. */
static const char *stroke_folded(gunichar c)
{
    switch (c) {
    case 0x00E6:
        return "ae";
    case 0x00F8:
        return "o";
    case 0x0111:
        return "d";
    case 0x0127:
        return "h";
    case 0x0131:
        return "i";
    case 0x0142:
        return "l";
    case 0x0153:
        return "oe";
    default:
        return NULL;
    }
}

static gboolean drops_accents(gunichar c)
{
    GUnicodeScript script = g_unichar_get_script(c);
    return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK;
}

/* Selectors choose a drawing of the character before them; the word is the same. */
static gboolean is_variation_selector(gunichar c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static void drop_variation_selectors(char *text)
{
    char *out = text;
    for (const char *p = text; *p != '\0';) {
        const char *next = g_utf8_next_char(p);
        if (!is_variation_selector(g_utf8_get_char(p))) {
            memmove(out, p, (gsize)(next - p));
            out += next - p;
        }
        p = next;
    }
    *out = '\0';
}

static void fold_char(gunichar c, GString *out)
{
    if (is_apostrophe(c)) {
        g_string_append_c(out, '\'');
        return;
    }
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize count = g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));
    if (count > 1 && drops_accents(parts[0]))
        c = parts[0];
    c = g_unichar_tolower(c);
    const char *folded = c == 0x00DF ? "ss" : c == 0x03C2 ? "\317\203" : stroke_folded(c);
    if (folded != NULL)
        g_string_append(out, folded);
    else
        g_string_append_unichar(out, c);
}

static gboolean is_ascii(const char *text, gsize length)
{
    guchar seen = 0;
    for (gsize i = 0; i < length; i++)
        seen |= (guchar)text[i];
    return seen < 0x80;
}

void osint_word_fold(const char *text, gsize length, GString *out)
{
    if (is_ascii(text, length)) {
        gsize at = out->len;
        g_string_append_len(out, text, (gssize)length);
        for (; at < out->len; at++)
            out->str[at] = g_ascii_tolower(out->str[at]);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
    drop_variation_selectors(valid);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL_COMPOSE);
    gboolean after_latin = FALSE;
    for (const char *p = composed; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_ismark(c) && after_latin)
            continue;
        fold_char(c, out);
        after_latin = drops_accents(c);
    }
}

/* Kana, Han and hangul as they stand in nearly all text: their own folded form. */
static gboolean is_plain_cjk(gunichar c)
{
    return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

static gboolean is_voicing_mark(gunichar c)
{
    return c == 0x3099 || c == 0x309A || c == 0xFF9E || c == 0xFF9F;
}

static gboolean is_leading_jamo(gunichar c)
{
    return c >= 0x1100 && c <= 0x1112;
}

static gboolean is_vowel_jamo(gunichar c)
{
    return c >= 0x1161 && c <= 0x1175;
}

static gboolean is_trailing_jamo(gunichar c)
{
    return c >= 0x11A8 && c <= 0x11C2;
}

/* A syllable without a trailing consonant. */
static gboolean is_open_syllable(gunichar c)
{
    return c >= 0xAC00 && c <= 0xD7A3 && (c - 0xAC00) % 28 == 0;
}

/* Whether c continues the character that ends in before: as a mark, or as a part of a Korean syllable, which
 * folding composes. */
static gboolean continues_character(gunichar before, gunichar c)
{
    if (is_voicing_mark(c) || g_unichar_ismark(c))
        return TRUE;
    return (is_leading_jamo(before) && is_vowel_jamo(c)) ||
           ((is_vowel_jamo(before) || is_open_syllable(before)) && is_trailing_jamo(c));
}

void osint_cjk_next(const char *text, guint32 *at, guint32 end, GString *out)
{
    guint32 size, start = *at;
    gunichar before = char_at(text, start, end, &size);
    gboolean plain = is_plain_cjk(before);
    *at += size;
    while (*at < end) {
        gunichar c = char_at(text, *at, end, &size);
        if (!continues_character(before, c))
            break;
        plain = FALSE;
        before = c;
        *at += size;
    }
    if (plain)
        g_string_append_len(out, text + start, (gssize)(*at - start));
    else
        osint_word_fold(text + start, *at - start, out);
}
