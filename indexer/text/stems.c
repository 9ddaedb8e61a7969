/* Stems and terms of words. */
#include "indexer/text/stems.h"

#include <string.h>

#include "indexer/text/han.h"
#include "indexer/text/numbering.h"
#include "indexer/text/words.h"
#include "xapian-c/xapian-c.h"

#define LONGEST_TERM 200 /* bytes; leaves room for a prefix below XAPC_TERM_MAX */
#define REMEMBERED_WORDS 200000
#define REMEMBERED_TERMS 200000
#define FOLDED_CHUNK 4096

struct OsintStems {
    XapcStem *stemmer;
    gboolean keeps_first_letter;
    OsintNumbering *words; /* in lower case */
    GArray *known;         /* Known, by the word's number */
    OsintNumbering *terms;
    GStringChunk *folded; /* the forms of words that are not their own */
    GString *scratch;
};

#define NO_TERM G_MAXUINT32

typedef struct {
    const char *folded;
    guint32 term;
    guint32 accented; /* or NO_TERM */
} Known;

/* The rules that this number stands for, and the table of Chinese characters, are the way. */
#define RULES "words-4"

const char *osint_terms_version(void)
{
    static gsize once = 0;
    static char *version = NULL;
    if (g_once_init_enter(&once)) {
        version = g_strconcat(RULES, "-", osint_han_table_name(), NULL);
        g_once_init_leave(&once, 1);
    }
    return version;
}

/* The languages Xapian has a Snowball stemmer for, by ISO 639-1 code. */
static const char *const stemmed_languages[] = {
    "ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "hy", "id",
    "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr", NULL,
};

const char *osint_stems_language(const char *language)
{
    if (language == NULL)
        return "en";
    if (g_str_equal(language, "nb") || g_str_equal(language, "nn"))
        return "no";
    for (const char *const *known = stemmed_languages; *known != NULL; known++)
        if (g_str_equal(language, *known))
            return *known;
    return "en";
}

/* Those of them that take prefixes or initial mutations off. */
static const char *const prefix_stripping[] = {"ar", "ga", "id", NULL};

OsintStems *osint_stems_new(const char *language)
{
    g_autoptr(GError) error = NULL;
    OsintStems *stems = g_new0(OsintStems, 1);
    stems->stemmer = xapc_stem_new(language, &error);
    if (stems->stemmer == NULL)
        g_error("no stemmer for \"%s\": %s", language, error->message);
    stems->keeps_first_letter = !g_strv_contains(prefix_stripping, language);
    stems->words = osint_numbering_new();
    stems->known = g_array_new(FALSE, FALSE, sizeof(Known));
    stems->terms = osint_numbering_new();
    stems->folded = g_string_chunk_new(FOLDED_CHUNK);
    stems->scratch = g_string_new(NULL);
    return stems;
}

void osint_stems_free(OsintStems *stems)
{
    if (stems == NULL)
        return;
    xapc_stem_free(stems->stemmer);
    osint_numbering_free(stems->words);
    g_array_unref(stems->known);
    osint_numbering_free(stems->terms);
    g_string_chunk_free(stems->folded);
    g_string_free(stems->scratch, TRUE);
    g_free(stems);
}

gboolean osint_stems_keep_first_letter(const OsintStems *stems)
{
    return stems->keeps_first_letter;
}

static void shorten(GString *term)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA1, term->str, (gssize)term->len);
    const char *end = g_utf8_find_prev_char(term->str, term->str + LONGEST_TERM - 40);
    g_string_truncate(term, (gsize)(end - term->str));
    g_string_append(term, hash);
}

/* The word without the English possessive ending. */
static gsize bare_length(const char *folded)
{
    gsize length = strlen(folded);
    return length > 2 && g_str_has_suffix(folded, "'s") ? length - 2 : length;
}

static gboolean has_digit(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

/* The stem of a word in scratch, not longer than a term may be; the word where it has none. */
static void stem(OsintStems *stems, const char *word)
{
    gsize length = bare_length(word);
    g_string_truncate(stems->scratch, 0);
    if (has_digit(word) || length > LONGEST_TERM ||
        !xapc_stem_append(stems->stemmer, word, length, stems->scratch, NULL) || stems->scratch->len == 0) {
        g_string_truncate(stems->scratch, 0);
        g_string_append_len(stems->scratch, word, (gssize)length);
    }
}

/* Owned by stems until the next word. */
static const char *make_term(OsintStems *stems, const char *folded)
{
    stem(stems, folded);
    if (stems->scratch->len > LONGEST_TERM)
        shorten(stems->scratch);
    return stems->scratch->str;
}

gboolean osint_stems_is_term(OsintStems *stems, const char *folded, const char *term)
{
    return g_str_equal(make_term(stems, folded), term);
}

static char *fold(const char *word)
{
    g_autoptr(GString) folded = g_string_sized_new(32);
    osint_word_fold(word, strlen(word), folded);
    return g_string_free(g_steal_pointer(&folded), FALSE);
}

/* NO_TERM where it is the same as term. */
static guint32 accented_term(OsintStems *stems, const char *lower, guint32 term)
{
    stem(stems, lower);
    g_autofree char *accented = fold(stems->scratch->str);
    gsize length = strlen(accented);
    if (length == 0 || length > LONGEST_TERM)
        return NO_TERM;
    guint32 number = osint_numbering_add(stems->terms, accented, length);
    return number != term ? number : NO_TERM;
}

static guint32 term_of(OsintStems *stems, const char *folded)
{
    const char *term = make_term(stems, folded);
    return osint_numbering_add(stems->terms, term, stems->scratch->len);
}

static Known make_known(OsintStems *stems, guint32 number)
{
    const char *lower = osint_numbering_string(stems->words, number);
    Known known = {lower, NO_TERM, NO_TERM};
    if (g_str_is_ascii(lower)) {
        known.term = term_of(stems, lower);
        return known;
    }
    g_autofree char *folded = fold(lower);
    known.folded = g_string_chunk_insert(stems->folded, folded);
    known.term = term_of(stems, folded);
    known.accented = accented_term(stems, lower, known.term);
    return known;
}

static Known known_of(OsintStems *stems, const char *lower, gsize length)
{
    guint32 number = osint_numbering_add(stems->words, lower, length);
    if (number == stems->known->len) {
        Known known = make_known(stems, number);
        g_array_append_val(stems->known, known);
    }
    return g_array_index(stems->known, Known, number);
}

gboolean osint_stems_trim(OsintStems *stems)
{
    if (osint_numbering_size(stems->words) < REMEMBERED_WORDS &&
        osint_numbering_size(stems->terms) < REMEMBERED_TERMS)
        return FALSE;
    osint_numbering_clear(stems->words);
    osint_numbering_clear(stems->terms);
    g_array_set_size(stems->known, 0);
    g_string_chunk_clear(stems->folded);
    return TRUE;
}

const char *osint_stems_string(const OsintStems *stems, guint32 number)
{
    return osint_numbering_string(stems->terms, number);
}

OsintWordTerms osint_stems_word(OsintStems *stems, const char *lower)
{
    osint_stems_trim(stems);
    Known known = known_of(stems, lower, strlen(lower));
    return (OsintWordTerms){known.folded, osint_stems_string(stems, known.term),
                            known.accented != NO_TERM ? osint_stems_string(stems, known.accented) : NULL};
}

const char *osint_stems_term(OsintStems *stems, const char *folded)
{
    return osint_stems_word(stems, folded).term;
}

/* ---- the terms of texts ---- */

typedef struct {
    OsintStems *stems;
    OsintTermFunc func; /* with the term */
    OsintTermNumberFunc number_func;
    gpointer user_data;
} Sink;

static void give_string(const Sink *sink, const char *term)
{
    sink->func(term, sink->user_data);
}

static void give_number(const Sink *sink, guint32 term)
{
    if (sink->number_func != NULL)
        sink->number_func(term, sink->user_data);
    else
        give_string(sink, osint_stems_string(sink->stems, term));
}

static void give_characters(const Sink *sink, const char *characters, gsize length)
{
    if (length > LONGEST_TERM)
        return;
    if (sink->number_func != NULL)
        give_number(sink, osint_numbering_add(sink->stems->terms, characters, length));
    else
        give_string(sink, characters);
}

/* Single characters and overlapping pairs. */
static void cjk_terms(const Sink *sink, const char *text, guint32 length, GString *pair)
{
    gsize second = 0; /* where the second character of the pair begins */
    for (guint32 at = 0; at < length;) {
        g_string_erase(pair, 0, (gssize)second);
        second = pair->len;
        osint_cjk_next(text, &at, length, pair);
        give_characters(sink, pair->str + second, pair->len - second);
        if (second > 0)
            give_characters(sink, pair->str, pair->len);
    }
}

static void plain_terms(const Sink *sink, const GString *lower)
{
    if (sink->stems == NULL) {
        g_autofree char *folded = fold(lower->str);
        give_string(sink, folded);
        return;
    }
    Known known = known_of(sink->stems, lower->str, lower->len);
    give_number(sink, known.term);
    if (known.accented != NO_TERM)
        give_number(sink, known.accented);
}

static void each_term(const Sink *sink, const char *text, gsize length)
{
    g_autoptr(GString) form = g_string_sized_new(32);
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text, length);
    while (osint_words_next(&iter, &word)) {
        const char *start = text + word.start;
        g_string_truncate(form, 0);
        if (word.kind == OSINT_WORD_CJK) {
            cjk_terms(sink, start, word.end - word.start, form);
        } else {
            osint_word_lower(start, word.end - word.start, form);
            plain_terms(sink, form);
        }
    }
}

void osint_stems_terms(OsintStems *stems, const char *text, gsize length, OsintTermFunc func,
                       gpointer user_data)
{
    Sink sink = {stems, func, NULL, user_data};
    each_term(&sink, text, length);
}

void osint_stems_term_numbers(OsintStems *stems, const char *text, gsize length, OsintTermNumberFunc func,
                              gpointer user_data)
{
    Sink sink = {stems, NULL, func, user_data};
    each_term(&sink, text, length);
}
