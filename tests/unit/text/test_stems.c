/* Stems and terms: languages, long words, digits, CJK pairs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/text/han.h"
#include "indexer/text/stems.h"

/* What names the rules also names the table that was made for this build. */
static void test_version(G_GNUC_UNUSED void **state)
{
    assert_true(g_str_has_prefix(osint_terms_version(), "words-"));
    assert_true(g_str_has_suffix(osint_terms_version(), osint_han_table_name()));
}

static void append(const char *term, gpointer user_data)
{
    GString *terms = user_data;
    g_string_append_printf(terms, "%s%s", terms->len > 0 ? " " : "", term);
}

typedef struct {
    OsintStems *stems;
    GString *terms;
} Numbered;

static void append_number(guint32 number, gpointer user_data)
{
    const Numbered *numbered = user_data;
    append(osint_stems_string(numbered->stems, number), numbered->terms);
}

/* Numbers of terms stand for the same terms. */
static void assert_numbers(OsintStems *stems, const char *text, const char *expected)
{
    g_autoptr(GString) terms = g_string_new(NULL);
    Numbered numbered = {stems, terms};
    osint_stems_term_numbers(stems, text, strlen(text), append_number, &numbered);
    assert_string_equal(terms->str, expected);
    assert_false(osint_stems_trim(stems));
}

static void assert_terms(const char *language, const char *text, const char *expected)
{
    g_autoptr(OsintStems) stems = language == NULL ? NULL : osint_stems_new(osint_stems_language(language));
    g_autoptr(GString) terms = g_string_new(NULL);
    osint_stems_terms(stems, text, strlen(text), append, terms);
    assert_string_equal(terms->str, expected);
    if (stems != NULL)
        assert_numbers(stems, text, expected);
}

static void test_languages(G_GNUC_UNUSED void **state)
{
    static const char *const known[] = {"ar", "ca", "da", "de", "en", "es", "eu", "fi",
                                        "fr", "ga", "hu", "hy", "id", "it", "lt", "ne",
                                        "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr"};
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
        assert_string_equal(osint_stems_language(known[i]), known[i]);
        g_autoptr(OsintStems) stems = osint_stems_new(known[i]);
        assert_non_null(osint_stems_term(stems, "word"));
    }
    assert_string_equal(osint_stems_language("nb"), "no");
    assert_string_equal(osint_stems_language("nn"), "no");
    assert_string_equal(osint_stems_language("ja"), "en");
    assert_string_equal(osint_stems_language("xx-none"), "en");
    assert_string_equal(osint_stems_language(NULL), "en");
}

static void test_plain_terms(G_GNUC_UNUSED void **state)
{
    assert_terms("en", "The Hackers' attacks, people's", "the hacker attack peopl");
    assert_terms("de", "Häuser", "haus");
    assert_terms(NULL, "Running People's", "running people's");
    assert_terms("en", "APT40s 61419", "apt40s 61419");
}

/* An ending that is told by its accent is taken off, and the word without accents is a term all the same. */
static void test_accented_terms(G_GNUC_UNUSED void **state)
{
    assert_terms("es", "organización", "organizacion organiz");
    assert_terms("es", "organizaciones", "organiz");
    assert_terms("pt", "informação", "informaca inform");
    assert_terms("fr", "été", "ete");
    assert_terms("en", "Kovač", "kovac");
    assert_terms("de", "Müller", "mull");
    assert_terms("de", "Straße", "strass");
    assert_terms(NULL, "organización", "organizacion");
    assert_terms("en", "the U.S. Army's", "the us armi");
}

static void test_southeast_asian_terms(G_GNUC_UNUSED void **state)
{
    assert_terms("th", "ภาษา ไทย", "ภา ษา ภาษา ไท ย ไทย");
}

static void test_cjk_terms(G_GNUC_UNUSED void **state)
{
    assert_terms("en", "東", "东");
    assert_terms("en", "東京都", "东 京 东京 都 京都");
    assert_terms("en", "ﾊﾟｿｺ", "パ ソ パソ コ ソコ");
    assert_terms("en", "Tick 東京 x", "tick 东 京 东京 x");
}

/* A character under a tower of marks is no term, and its neighbours are terms all the same. */
static void test_overlong_character(G_GNUC_UNUSED void **state)
{
    g_autoptr(GString) text = g_string_new("日");
    for (int i = 0; i < 150; i++)
        g_string_append(text, "\u0301");
    g_string_append(text, "本国");
    assert_terms("en", text->str, "本 国 本国");
}

/* Words of any length are terms that differ where the words do and fit with every prefix. */
static void test_long_words(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint length = 150; length < 1000; length += 7) {
        g_autofree char *word = g_strnfill(length, 'z');
        const char *term = osint_stems_term(stems, word);
        assert_true(strlen(term) <= 200);
        assert_true(g_hash_table_add(seen, g_strdup(term)));
    }
    g_autoptr(GString) wide = g_string_new(NULL);
    for (int i = 0; i < 300; i++)
        g_string_append(wide, i % 2 == 0 ? "ü" : "ж");
    assert_true(g_utf8_validate(osint_stems_term(stems, wide->str), -1, NULL));
    assert_true(strlen(osint_stems_term(stems, wide->str)) <= 200);
}

static void test_same_term_again(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    const char *first = osint_stems_term(stems, "hackers");
    assert_ptr_equal(first, osint_stems_term(stems, "hackers"));
    assert_string_equal(first, "hacker");
}

static void count_number(guint32 number, gpointer user_data)
{
    guint32 *highest = user_data;
    *highest = MAX(*highest, number);
}

/* What is remembered is bounded, and numbers begin again when it is forgotten. */
static void test_trimming(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(GString) text = g_string_new(NULL);
    guint32 highest = 0;
    for (guint i = 0; i < 250000; i++)
        g_string_append_printf(text, "%u ", i);
    osint_stems_term_numbers(stems, text->str, text->len, count_number, &highest);
    assert_int_equal(highest, 249999);
    assert_true(osint_stems_trim(stems));
    assert_false(osint_stems_trim(stems));
    highest = 0;
    osint_stems_term_numbers(stems, "two words", 9, count_number, &highest);
    assert_int_equal(highest, 1);
}

/* Made of syllables and of the beginnings and ends that stemmers look for. */
static void append_random_word(GRand *random, GString *word)
{
    static const char *const pieces[] = {"ber",  "di", "me", "ke",  "pe",  "ge",  "bh", "gc",  "mb",
                                         "ski",  "y",  "un", "ing", "sky", "ies", "at", "ion", "ij",
                                         "qu",   "a",  "es", "ly",  "nar", "to",  "'s", "en",  "er",
                                         "heit", "u",  "i",  "ed",  "e",   "que"};
    for (gint32 i = g_rand_int_range(random, 1, 5); i > 0; i--)
        g_string_append(word, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
}

static void test_first_letters(G_GNUC_UNUSED void **state)
{
    static const char *const languages[] = {"ca", "da", "de", "en", "es", "eu", "fi", "fr", "hu", "hy", "it",
                                            "lt", "ne", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr"};
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autoptr(OsintStems) stems = osint_stems_new(languages[i]);
        assert_true(osint_stems_keep_first_letter(stems));
        for (guint j = 0; j < 300; j++) {
            g_autoptr(GString) word = g_string_new(NULL);
            while (word->len == 0 || word->str[0] == '\'')
                append_random_word(random, g_string_truncate(word, 0));
            assert_int_equal(osint_stems_term(stems, word->str)[0], word->str[0]);
        }
    }
    g_autoptr(OsintStems) indonesian = osint_stems_new("id");
    assert_false(osint_stems_keep_first_letter(indonesian));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version),        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_plain_terms),    cmocka_unit_test(test_trimming),
        cmocka_unit_test(test_accented_terms), cmocka_unit_test(test_southeast_asian_terms),
        cmocka_unit_test(test_cjk_terms),      cmocka_unit_test(test_overlong_character),
        cmocka_unit_test(test_long_words),     cmocka_unit_test(test_same_term_again),
        cmocka_unit_test(test_first_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
