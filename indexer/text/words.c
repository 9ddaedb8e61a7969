/* Words: where they begin and end. */
#include "indexer/text/words.h"

#include <string.h>

#include "indexer/text/han.h"

typedef struct {
    gunichar first, last;
} Range;

/* Blocks and signs that are written without spaces between words; signs that separate (the middle dot,
 * brackets) are left out, and marks, which belong to what they follow. From the Unicode 15 block list. */
static const Range unspaced_ranges[] = {
    {0x0E01, 0x0E30}, {0x0E32, 0x0E33}, {0x0E40, 0x0E46},   {0x0E81, 0x0EB0}, {0x0EB2, 0x0EB3},
    {0x0EBD, 0x0EC6}, {0x0EDC, 0x0EDF}, {0x1000, 0x102A},   {0x103F, 0x103F}, {0x1050, 0x1055},
    {0x105A, 0x105D}, {0x1061, 0x1061}, {0x1065, 0x1066},   {0x106E, 0x1070}, {0x1075, 0x1081},
    {0x1100, 0x11FF}, {0x1780, 0x17B3}, {0x17D7, 0x17D7},   {0x17DC, 0x17DC}, {0x2E80, 0x2FDF},
    {0x3005, 0x3007}, {0x3021, 0x3029}, {0x3031, 0x3035},   {0x3041, 0x309F}, {0x30A1, 0x30FA},
    {0x30FC, 0x30FF}, {0x3105, 0x312F}, {0x3131, 0x318E},   {0x31A0, 0x31BF}, {0x31F0, 0x31FF},
    {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA960, 0xA97F},   {0xAA60, 0xAA76}, {0xAC00, 0xD7FF},
    {0xF900, 0xFAFF}, {0xFF66, 0xFFDC}, {0x20000, 0x3FFFD},
};

gboolean osint_char_is_cjk(gunichar c)
{
    if (c < unspaced_ranges[0].first)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(unspaced_ranges) && c >= unspaced_ranges[i].first; i++)
        if (c <= unspaced_ranges[i].last)
            return TRUE;
    return FALSE;
}

gunichar osint_cjk_range_end(gunichar c)
{
    gsize i = 0;
    while (c > unspaced_ranges[i].last)
        i++;
    return unspaced_ranges[i].last;
}

gboolean osint_char_is_southeast_asian(gunichar c)
{
    return osint_char_is_cjk(c) &&
           (c < 0x1100 || (c >= 0x1780 && c <= 0x17FF) || (c >= 0xAA60 && c <= 0xAA76));
}

gboolean osint_char_is_word(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum((gchar)c);
    return !osint_char_is_cjk(c) && !osint_char_is_apostrophe(c) &&
           (g_unichar_isalnum(c) || g_unichar_ismark(c));
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

/* Where the characters that are not seen end which begin at a byte. */
static guint32 after_invisible(const OsintWordIter *iter, guint32 at)
{
    guint32 size;
    while (at < iter->length && (guchar)iter->text[at] >= 0x80 &&
           osint_char_is_invisible(char_at(iter->text, at, iter->length, &size)))
        at += size;
    return at;
}

static guint32 cjk_run_end(const OsintWordIter *iter, guint32 end)
{
    for (;;) {
        guint32 size, at = after_invisible(iter, end);
        gunichar c = at < iter->length ? char_at(iter->text, at, iter->length, &size) : 0;
        if (!osint_char_is_cjk(c) && !(c >= 0x80 && g_unichar_ismark(c)))
            return end;
        end = at + size;
    }
}

/* How many letters of an English ending follow an apostrophe, with no letter after them: "people's", "don't",
 * "they're". In other languages what the apostrophe parts are two words: "dell'arte", "Ankara'da". */
static guint32 english_ending(const OsintWordIter *iter, guint32 at)
{
    static const char *const endings[] = {"s", "t", "re", "ve", "ll", "d", "m"};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        guint32 size, length = (guint32)strlen(endings[i]);
        if (at + length > iter->length || g_ascii_strncasecmp(iter->text + at, endings[i], length) != 0)
            continue;
        if (at + length == iter->length)
            return length;
        gunichar c = char_at(iter->text, at + length, iter->length, &size);
        if (!osint_char_is_word(c) && !osint_char_is_apostrophe(c))
            return length;
    }
    return 0;
}

static gboolean is_letter(gunichar c)
{
    return g_unichar_isalpha(c) && osint_char_is_word(c);
}

/* The end of "U.S." and the like, its last full stop left out: single letters with a full stop after each but
 * perhaps the last, not within a longer name such as a file's or a host's. at where there is no such word. */
static guint32 initials_end(const OsintWordIter *iter, guint32 at)
{
    guint32 size, end = at, letters = 0;
    if (at > 0 && iter->text[at - 1] == '.')
        return at;
    while (end < iter->length && is_letter(char_at(iter->text, end, iter->length, &size))) {
        guint32 stop = end + size;
        letters++;
        if (stop >= iter->length || iter->text[stop] != '.')
            return letters > 1 && (stop >= iter->length ||
                                   !osint_char_is_word(char_at(iter->text, stop, iter->length, &size)))
                       ? stop
                       : at;
        end = stop + 1;
        if (end >= iter->length || !osint_char_is_word(char_at(iter->text, end, iter->length, &size)))
            return letters > 1 ? stop : at;
    }
    return at;
}

static guint32 letters_end(const OsintWordIter *iter, guint32 end)
{
    guint32 letters = 0;
    for (;;) {
        for (; end < iter->length && g_ascii_isalnum(iter->text[end]); end++) /* most of most texts */
            letters++;
        guint32 size, at = after_invisible(iter, end);
        gunichar c = at < iter->length ? char_at(iter->text, at, iter->length, &size) : 0;
        if (c != 0 && osint_char_is_apostrophe(c)) {
            guint32 ending = letters > 2 ? english_ending(iter, at + size) : 0;
            return ending > 0 ? at + size + ending : end;
        }
        if (c == 0 || !osint_char_is_word(c))
            return end;
        letters++;
        end = at + size;
    }
}

static guint32 plain_word_end(const OsintWordIter *iter, guint32 at)
{
    gboolean letter_and_stop =
        (guchar)iter->text[at] >= 0x80 || (at + 1 < iter->length && iter->text[at + 1] == '.');
    guint32 end = letter_and_stop ? initials_end(iter, at) : at;
    return end > at ? end : letters_end(iter, at);
}

static guint32 ascii_word_end(const OsintWordIter *iter, guint32 at)
{
    while (at < iter->length && (g_ascii_table[(guchar)iter->text[at]] & G_ASCII_ALNUM) != 0)
        at++;
    return at;
}

/* Whether a run of ASCII letters and digits may go on behind its end, or be initials. */
static gboolean may_go_on(const OsintWordIter *iter, guint32 start, guint32 end)
{
    guchar next = end < iter->length ? (guchar)iter->text[end] : ' ';
    return next >= 0x80 || next == '\'' || (next == '.' && end - start == 1);
}

gboolean osint_words_next(OsintWordIter *iter, OsintWord *word)
{
    while (iter->at < iter->length) {
        guint32 size = 1, start = iter->at, end = ascii_word_end(iter, start);
        gboolean ascii = end > start;
        gunichar c = ascii ? 0 : char_at(iter->text, start, iter->length, &size);
        gboolean cjk = c >= 0x80 && osint_char_is_cjk(c);
        if (ascii || cjk || (c >= 0x80 && begins_word(c))) { /* most words of most texts are ASCII */
            word->start = start;
            word->kind = cjk ? OSINT_WORD_CJK : OSINT_WORD_PLAIN;
            word->end = cjk                                     ? cjk_run_end(iter, start)
                        : ascii && !may_go_on(iter, start, end) ? end
                                                                : plain_word_end(iter, start);
            iter->at = word->end;
            return TRUE;
        }
        iter->at += size;
    }
    return FALSE;
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

/* The vowels of Thai and Lao that are written before the consonant they are spoken after. */
static gboolean is_leading_vowel(gunichar c)
{
    return (c >= 0x0E40 && c <= 0x0E44) || (c >= 0x0EC0 && c <= 0x0EC4);
}

/* Their vowels that are written after it and that Unicode counts among the letters. */
static gboolean is_following_vowel(gunichar c)
{
    return c == 0x0E30 || c == 0x0E32 || c == 0x0E33 || c == 0x0E45 || c == 0x0EB0 || c == 0x0EB2 ||
           c == 0x0EB3 || c == 0x0EBD;
}

static gboolean is_thai_or_lao(gunichar c)
{
    return c >= 0x0E01 && c <= 0x0EDF;
}

/* The signs of Khmer and Burmese that put the next consonant under this one. */
static gboolean stacks_consonants(gunichar c)
{
    return c == 0x17D2 || c == 0x1039;
}

static gboolean continues_syllable(gunichar before, gunichar c)
{
    return (is_leading_vowel(before) && is_thai_or_lao(c) && !is_leading_vowel(c)) || is_following_vowel(c) ||
           (stacks_consonants(before) && osint_char_is_cjk(c));
}

/* Whether c continues the character that ends in before: as a mark, as a part of a syllable that no word
 * parts, or as a part of a Korean syllable, which folding composes. */
static gboolean continues_character(gunichar before, gunichar c)
{
    if (is_voicing_mark(c) || g_unichar_ismark(c) || osint_char_is_invisible(c))
        return TRUE;
    if (osint_char_is_southeast_asian(c))
        return continues_syllable(before, c);
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
        before = osint_char_is_invisible(c) ? before : c;
        *at += size;
    }
    if (plain)
        g_string_append_unichar(out, osint_han_fold(before));
    else
        osint_word_fold(text + start, *at - start, out);
}
