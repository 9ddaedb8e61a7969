/* "state-\nof" may be "stateof" or "state-of". The document itself is asked first: whether it has the word in
 * one piece, or with its hyphen, within a line. Where it has neither, a document that never broke a word
 * which it knows does not break words at all, and a hyphen between two words that it knows is real. */
#include "indexer/readers/pdf/hyphens.h"

#include "indexer/readers/clean.h"
#include "indexer/text/words.h"

#include <string.h>

#define MOST_WORDS 200000
#define LONGEST_WORD 80
#define SOFT_HYPHEN "\xC2\xAD"
/* Hexadecimal digits that are one number broken over lines. */
#define LEAST_HEX 8
#define LONGEST_HASH 128

struct OsintPdfWords {
    GHashTable *known; /* char *, in one case, with their hyphens */
    GStringChunk *strings;
    guint broken, kept; /* line ends whose word is known in one piece, and with its hyphen */
};

static gsize hyphen_at_end(const char *text, gsize length)
{
    if (length >= 1 && text[length - 1] == '-')
        return 1;
    if (length >= 3 && (memcmp(text + length - 3, "\xE2\x80\x90", 3) == 0 ||
                        memcmp(text + length - 3, "\xE2\x80\x91", 3) == 0))
        return 3;
    return 0;
}

/* The word that begins at `at`: letters and hyphens between them. */
static gsize word_length(const char *at)
{
    const char *end = at;
    while (*end != '\0' && (g_unichar_isalpha(g_utf8_get_char(end)) ||
                            (*end == '-' && end > at && g_unichar_isalpha(g_utf8_get_char(end + 1)))))
        end = g_utf8_next_char(end);
    return (gsize)(end - at);
}

/* Where the last word of a text of this length begins. */
static gsize last_word(const char *text, gsize length)
{
    const char *at = text + length;
    while (at > text && at + LONGEST_WORD > text + length) {
        const char *before = g_utf8_prev_char(at);
        if (!g_unichar_isalpha(g_utf8_get_char(before)) && *before != '-')
            break;
        at = before;
    }
    return (gsize)(at - text) + strspn(at, "-");
}

static char *folded(const char *first, gsize first_length, const char *between, const char *second,
                    gsize second_length)
{
    if (first_length + second_length > LONGEST_WORD)
        return g_strdup("");
    g_autofree char *whole =
        g_strdup_printf("%.*s%s%.*s", (int)first_length, first, between, (int)second_length, second);
    return g_utf8_strdown(whole, -1);
}

static void learn(OsintPdfWords *words, const char *word, gsize length)
{
    if (length == 0 || length > LONGEST_WORD || g_hash_table_size(words->known) >= MOST_WORDS)
        return;
    g_autofree char *lower = g_utf8_strdown(word, (gssize)length);
    if (!g_hash_table_contains(words->known, lower))
        g_hash_table_add(words->known, g_string_chunk_insert(words->strings, lower));
}

/* The words of a line but a broken one at its end, and what is left of one at its beginning. */
static void learn_line(OsintPdfWords *words, const char *text, gboolean continues)
{
    gsize length = strlen(text), hyphen = hyphen_at_end(text, length);
    const char *end = text + (hyphen > 0 ? last_word(text, length - hyphen) : length);
    for (const char *at = continues ? text + word_length(text) : text; at < end;) {
        gsize width = word_length(at);
        learn(words, at, width);
        at = width > 0 ? at + width : g_utf8_next_char(at);
    }
}

typedef struct {
    const char *first, *second;
    gsize first_length, second_length; /* without the hyphen */
} Break;

/* A hyphen behind a letter, and a small letter on the next line. */
static gboolean find_break(const char *text, gsize length, const char *next, Break *found)
{
    gsize hyphen = hyphen_at_end(text, length);
    if (hyphen == 0 || !g_unichar_islower(g_utf8_get_char(next)))
        return FALSE;
    gsize start = last_word(text, length - hyphen);
    *found = (Break){text + start, next, length - hyphen - start, word_length(next)};
    return start < length - hyphen;
}

static gboolean knows(const OsintPdfWords *words, const Break *line_end, const char *between)
{
    g_autofree char *word =
        folded(line_end->first, line_end->first_length, between, line_end->second, line_end->second_length);
    return g_hash_table_contains(words->known, word);
}

static gboolean knows_both(const OsintPdfWords *words, const Break *line_end)
{
    Break first = {line_end->first, "", line_end->first_length, 0};
    Break second = {"", line_end->second, 0, line_end->second_length};
    return knows(words, &first, "") && knows(words, &second, "");
}

static void count_break(OsintPdfWords *words, const char *text, const char *next)
{
    Break line_end;
    if (!find_break(text, strlen(text), next, &line_end))
        return;
    words->broken += knows(words, &line_end, "") ? 1 : 0;
    words->kept += knows(words, &line_end, "-") ? 1 : 0;
}

OsintPdfWords *osint_pdf_words_new(const OsintPdfPages *pages)
{
    OsintPdfWords *words = g_new0(OsintPdfWords, 1);
    words->known = g_hash_table_new(g_str_hash, g_str_equal);
    words->strings = g_string_chunk_new(4096);
    const OsintPdfLine *lines = (const OsintPdfLine *)(const void *)pages->lines->data;
    for (guint i = 0; i < pages->lines->len; i++)
        learn_line(words, lines[i].text,
                   i > 0 && hyphen_at_end(lines[i - 1].text, strlen(lines[i - 1].text)) > 0);
    for (guint i = 0; i + 1 < pages->lines->len; i++)
        count_break(words, lines[i].text, lines[i + 1].text);
    return words;
}

void osint_pdf_words_free(OsintPdfWords *words)
{
    if (words == NULL)
        return;
    g_hash_table_unref(words->known);
    g_string_chunk_free(words->strings);
    g_free(words);
}

/* "Ein- und Ausfuhr", "pre- and post-war": the hyphen stands for what follows. */
static gboolean suspends(const Break *line_end)
{
    static const char *const words[] = {"und", "oder", "bzw", "and", "or", "en", "of", "to"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (line_end->second_length == strlen(words[i]) &&
            strncmp(line_end->second, words[i], line_end->second_length) == 0)
            return TRUE;
    return FALSE;
}

static gboolean is_one_word(const OsintPdfWords *words, const Break *line_end)
{
    if (knows(words, line_end, ""))
        return TRUE;
    if (knows(words, line_end, "-") || memchr(line_end->first, '-', line_end->first_length) != NULL)
        return FALSE;
    return words->broken > words->kept || !knows_both(words, line_end);
}

/* Of a hash that is broken over lines both parts are hexadecimal, with digits and letters. */
static gboolean is_hex(const char *text, gsize length)
{
    guint digits = 0;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isxdigit(text[i]))
            return FALSE;
        digits += g_ascii_isdigit(text[i]) ? 1 : 0;
    }
    return length >= LEAST_HEX && digits > 0;
}

static gboolean is_broken_hash(const GString *paragraph, const char *line)
{
    gsize first_length = 0;
    while (first_length < MIN(paragraph->len, LONGEST_HASH) &&
           paragraph->str[paragraph->len - 1 - first_length] != ' ')
        first_length++;
    const char *first = paragraph->str + paragraph->len - first_length;
    gsize whole = first_length + strcspn(line, " ");
    return (whole == 32 || whole == 40 || whole == 64 || whole == 128) && is_hex(first, first_length) &&
           is_hex(line, whole - first_length);
}

/* Whether no space stands between them though no hyphen goes. */
static gboolean is_tight(const GString *paragraph, const char *line)
{
    gsize hyphen = hyphen_at_end(paragraph->str, paragraph->len);
    gunichar next = g_utf8_get_char(line);
    if (osint_joins_tight(osint_char_before(paragraph->str, paragraph->len), next) ||
        is_broken_hash(paragraph, line))
        return TRUE;
    if (hyphen == 0 || hyphen == paragraph->len)
        return FALSE;
    gunichar before = g_utf8_get_char(g_utf8_prev_char(paragraph->str + paragraph->len - hyphen));
    return g_unichar_isalnum(before) && g_unichar_isalnum(next);
}

void osint_pdf_append_line(GString *paragraph, const char *line, const OsintPdfWords *words)
{
    Break line_end;
    if (paragraph->len == 0) {
        g_string_append(paragraph, line);
        return;
    }
    gsize soft = strlen(SOFT_HYPHEN);
    if (paragraph->len >= soft && memcmp(paragraph->str + paragraph->len - soft, SOFT_HYPHEN, soft) == 0) {
        g_string_truncate(paragraph, paragraph->len - soft);
    } else if (find_break(paragraph->str, paragraph->len, line, &line_end)) {
        if (suspends(&line_end))
            g_string_append_c(paragraph, ' ');
        else if (is_one_word(words, &line_end))
            g_string_truncate(paragraph, paragraph->len - hyphen_at_end(paragraph->str, paragraph->len));
    } else if (!is_tight(paragraph, line)) {
        g_string_append_c(paragraph, ' ');
    }
    g_string_append(paragraph, line);
}
