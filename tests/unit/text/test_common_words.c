/* Common words of languages, and which language a question is in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/text/common-words.h"
#include "indexer/text/stems.h"

static void test_words(G_GNUC_UNUSED void **state)
{
    static const char *const common[][2] = {
        {"en", "the"}, {"en", "a"},    {"en", "yours"}, {"en", "t"},      {"de", "fur"}, {"de", "wer"},
        {"fr", "qu"},  {"fr", "etre"}, {"es", "que"},   {"ru", "почему"}, {"ar", "الي"}, {"tr", "ve"},
        {"hy", "եւ"},  {"ne", "को"},   {"ta", "ஒரு"},   {"pt", "nao"},    {"ro", "si"},  {"ga", "agus"},
    };
    static const char *const telling[][2] = {
        {"en", ""},   {"en", "tick"}, {"en", "unit"},  {"en", "The"}, {"en", "die"},
        {"en", "日"}, {"de", "the"},  {"ru", "шпион"}, {"xx", "the"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(common); i++)
        assert_true(osint_is_common_word(common[i][0], common[i][1]));
    for (gsize i = 0; i < G_N_ELEMENTS(telling); i++)
        assert_false(osint_is_common_word(telling[i][0], telling[i][1]));
}

static void test_every_stemmer_has_words(G_GNUC_UNUSED void **state)
{
    static const char *const words[] = {"the", "في",   "amb",  "og",     "und",  "que",   "eta", "ja",
                                        "une", "agus", "hogy", "եւ",     "yang", "della", "ir",  "र",
                                        "het", "og",   "com",  "pentru", "и",    "och",   "ஒரு", "ve"};
    static const char *const languages[] = {"en", "ar", "ca", "da", "de", "es", "eu", "fi",
                                            "fr", "ga", "hu", "hy", "id", "it", "lt", "ne",
                                            "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr"};
    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
        assert_string_equal(osint_stems_language(languages[i]), languages[i]);
        assert_true(osint_is_common_word(languages[i], words[i]));
    }
}

static void assert_language(const char *question, const char *expected)
{
    static const char *const languages[] = {"en", "de", "fr", "es", "ru", NULL};
    g_auto(GStrv) words = g_strsplit(question, " ", -1);
    assert_string_equal(osint_common_words_language(languages, (const char *const *)words), expected);
}

static void test_language_of_a_question(G_GNUC_UNUSED void **state)
{
    assert_language("who is behind tick", "en");
    assert_language("wer ist die gruppe tick", "de");
    assert_language("die hard", "en");
    assert_language("die hard in the dark", "en");
    assert_language("qui est derriere les attaques", "fr");
    assert_language("quien esta detras de los ataques", "es");
    assert_language("кто и почему", "ru");
    assert_language("tick", "en");
    assert_language("de hackers van het platform", "en");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_every_stemmer_has_words),
        cmocka_unit_test(test_language_of_a_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
