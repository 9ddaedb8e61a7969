/* The folded form of words: one spelling for all that people write for the same word.
 *
 * Two steps, so that stemmers see the accents they know: osint_word_lower() takes width, case, presentation
 * and invisible characters away, osint_word_fold() also accents and the variants of letters. */
#include <string.h>

#include "indexer/text/han.h"
#include "indexer/text/words.h"

gboolean osint_char_is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0xFF07;
}

gboolean osint_char_is_hyphen(gunichar c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2013);
}

gboolean osint_char_is_invisible(gunichar c)
{
    return c == 0x00AD || c == 0x034F || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0xFEFF;
}

/* Selectors choose a drawing of the character before them; the word is the same. */
static gboolean is_variation_selector(gunichar c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static gboolean is_tatweel(gunichar c)
{
    return c == 0x0640;
}

/* Valid UTF-8, composed, of one width, without what is not seen. */
static char *normalized(const char *text, gsize length)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
    char *out = valid;
    for (const char *p = valid; *p != '\0';) {
        const char *next = g_utf8_next_char(p);
        gunichar c = g_utf8_get_char(p);
        if (!is_variation_selector(c) && !osint_char_is_invisible(c)) {
            memmove(out, p, (gsize)(next - p));
            out += next - p;
        }
        p = next;
    }
    *out = '\0';
    return g_utf8_normalize(valid, -1, G_NORMALIZE_ALL_COMPOSE);
}

/* ---- letters ---- */

/* Letters that Unicode does not decompose and that people write another way: without the stroke, without the
 * dots, with the letter of a neighbour's keyboard. */
static const struct {
    gunichar letter;
    const char *folded;
} variants[] = {
    {0x00DF, "ss"},       {0x00E6, "ae"},       {0x00F0, "d"}, {0x00F8, "o"},
    {0x00FE, "th"},       {0x0111, "d"},        {0x0127, "h"}, {0x0131, "i"},
    {0x0142, "l"},        {0x0153, "oe"},       {0x0167, "t"}, {0x03C2, "\317\203"}, /* final sigma */
    {0x0450, "\320\265"}, {0x0451, "\320\265"},                                      /* yo: ye */
    {0x045D, "\320\270"}, {0x0671, "\330\247"},                                      /* alef wasla */
    {0x0649, "\331\212"}, {0x06CC, "\331\212"},                                      /* Farsi yeh */
    {0x06A9, "\331\203"},                                                            /* keheh */
};

static const char *variant_of(gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS(variants); i++)
        if (variants[i].letter == c)
            return variants[i].folded;
    return NULL;
}

/* Scripts whose letters are the same word with and without their marks: accents, breathings, vowel points,
 * hamza. */
static gboolean drops_marks(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
        return TRUE;
    default:
        return FALSE;
    }
}

/* Cyrillic letters keep the marks that make them others (short i), and drop the stress marks of dictionaries.
 */
static gboolean drops_loose_marks(gunichar c)
{
    return drops_marks(c) || g_unichar_get_script(c) == G_UNICODE_SCRIPT_CYRILLIC;
}

static gunichar without_marks(gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize count = g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));
    return count > 1 && drops_marks(parts[0]) ? parts[0] : c;
}

static void fold_char(gunichar c, GString *out)
{
    gint digit = g_unichar_digit_value(c);
    if (digit >= 0 && g_unichar_isdigit(c)) {
        g_string_append_c(out, (char)('0' + digit));
        return;
    }
    c = osint_han_fold(g_unichar_tolower(without_marks(c)));
    const char *variant = variant_of(c);
    if (variant != NULL)
        g_string_append(out, variant);
    else
        g_string_append_unichar(out, c);
}

gboolean osint_text_is_ascii(const char *text, gsize length)
{
    guchar seen = 0;
    for (gsize i = 0; i < length; i++)
        seen |= (guchar)text[i];
    return seen < 0x80;
}

gboolean osint_text_has_small_letter(const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
        if (g_unichar_islower(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

gunichar osint_char_before(const char *text, gsize at)
{
    return g_utf8_get_char(g_utf8_prev_char(text + at));
}

/* Appends text in small letters when it is ASCII; else FALSE, and nothing. Words are short: byte by byte. */
static gboolean append_ascii_lower(const char *text, gsize length, GString *out)
{
    gsize at = out->len;
    g_string_set_size(out, at + length);
    char *to = out->str + at;
    for (gsize i = 0; i < length; i++) {
        guchar byte = (guchar)text[i];
        if (byte >= 0x80) {
            g_string_truncate(out, at);
            return FALSE;
        }
        to[i] = (char)(byte | ((guchar)(byte - 'A') < 26 ? 0x20 : 0));
    }
    return TRUE;
}

void osint_word_fold(const char *text, gsize length, GString *out)
{
    if (append_ascii_lower(text, length, out))
        return;
    g_autofree char *composed = normalized(text, length);
    gboolean after_base = FALSE;
    for (const char *p = composed; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (after_base && (g_unichar_ismark(c) || is_tatweel(c)))
            continue;
        after_base = drops_loose_marks(c);
        if (osint_char_is_apostrophe(c))
            g_string_append_c(out, '\'');
        else
            fold_char(c, out);
    }
}

/* ---- lower case ---- */

/* The full stops of initials, the only ones inside a word. */
static void drop_full_stops(GString *out, gsize from)
{
    gsize kept = from;
    for (gsize at = from; at < out->len; at++)
        if (out->str[at] != '.')
            out->str[kept++] = out->str[at];
    g_string_truncate(out, kept);
}

void osint_word_lower(const char *text, gsize length, GString *out)
{
    gsize from = out->len;
    if (!append_ascii_lower(text, length, out)) {
        g_autofree char *composed = normalized(text, length);
        for (const char *p = composed; *p != '\0'; p = g_utf8_next_char(p)) {
            gunichar c = g_utf8_get_char(p);
            if (osint_char_is_apostrophe(c))
                g_string_append_c(out, '\'');
            else if (c == 0x0130) /* the dotted capital of Turkish is one letter with its dot */
                g_string_append_c(out, 'i');
            else
                g_string_append_unichar(out, g_unichar_tolower(c));
        }
    }
    if (memchr(out->str + from, '.', out->len - from) != NULL)
        drop_full_stops(out, from);
}
