/* Stems and terms of words. */
#include "indexer/text/stems.h"

#include <string.h>

#include "indexer/text/han.h"
#include "indexer/text/words.h"
#include "xapian-c/xapian-c.h"

#define LONGEST_TERM 200 /* bytes; leaves room for a prefix below XAPC_TERM_MAX */
#define REMEMBERED_WORDS 200000

struct OsintStems {
    XapcStem *stemmer;
    gboolean keeps_first_letter;
    GHashTable *known; /* lower-case word -> Known */
    GString *scratch;
};

typedef struct {
    char *folded; /* NULL: as the lower-case word */
    char *term;
    char *accented; /* or NULL */
} Known;

static void known_free(gpointer data)
{
    Known *known = data;
    g_free(known->folded);
    g_free(known->term);
    g_free(known->accented);
    g_free(known);
}

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
    stems->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, known_free);
    stems->scratch = g_string_new(NULL);
    return stems;
}

void osint_stems_free(OsintStems *stems)
{
    if (stems == NULL)
        return;
    xapc_stem_free(stems->stemmer);
    g_hash_table_destroy(stems->known);
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

static char *make_accented(OsintStems *stems, const char *lower, const char *term)
{
    stem(stems, lower);
    g_autofree char *accented = fold(stems->scratch->str);
    if (*accented == '\0' || strlen(accented) > LONGEST_TERM || g_str_equal(accented, term))
        return NULL;
    return g_steal_pointer(&accented);
}

static Known *make_known(OsintStems *stems, const char *lower)
{
    Known *known = g_new0(Known, 1);
    if (g_str_is_ascii(lower)) {
        known->term = g_strdup(make_term(stems, lower));
        return known;
    }
    known->folded = fold(lower);
    known->term = g_strdup(make_term(stems, known->folded));
    known->accented = make_accented(stems, lower, known->term);
    return known;
}

OsintWordTerms osint_stems_word(OsintStems *stems, const char *lower)
{
    gpointer key, value;
    if (!g_hash_table_lookup_extended(stems->known, lower, &key, &value)) {
        if (g_hash_table_size(stems->known) >= REMEMBERED_WORDS)
            g_hash_table_remove_all(stems->known);
        key = g_strdup(lower);
        value = make_known(stems, lower);
        g_hash_table_insert(stems->known, key, value);
    }
    const Known *known = value;
    return (OsintWordTerms){known->folded == NULL ? key : known->folded, known->term, known->accented};
}

const char *osint_stems_term(OsintStems *stems, const char *folded)
{
    return osint_stems_word(stems, folded).term;
}

/* Single characters and overlapping pairs. */
static void cjk_terms(const char *text, guint32 length, OsintTermFunc func, gpointer user_data)
{
    g_autoptr(GString) pair = g_string_sized_new(16);
    gsize second = 0; /* where the second character of the pair begins */
    for (guint32 at = 0; at < length;) {
        g_string_erase(pair, 0, (gssize)second);
        second = pair->len;
        osint_cjk_next(text, &at, length, pair);
        if (pair->len - second <= LONGEST_TERM)
            func(pair->str + second, user_data);
        if (second > 0 && pair->len <= LONGEST_TERM)
            func(pair->str, user_data);
    }
}

static void plain_terms(OsintStems *stems, const char *lower, OsintTermFunc func, gpointer user_data)
{
    if (stems == NULL) {
        g_autofree char *folded = fold(lower);
        func(folded, user_data);
        return;
    }
    OsintWordTerms terms = osint_stems_word(stems, lower);
    func(terms.term, user_data);
    if (terms.accented != NULL)
        func(terms.accented, user_data);
}

void osint_stems_terms(OsintStems *stems, const char *text, gsize length, OsintTermFunc func,
                       gpointer user_data)
{
    g_autoptr(GString) lower = g_string_sized_new(32);
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text, length);
    while (osint_words_next(&iter, &word)) {
        if (word.kind == OSINT_WORD_CJK) {
            cjk_terms(text + word.start, word.end - word.start, func, user_data);
            continue;
        }
        g_string_truncate(lower, 0);
        osint_word_lower(text + word.start, word.end - word.start, lower);
        plain_terms(stems, lower->str, func, user_data);
    }
}
