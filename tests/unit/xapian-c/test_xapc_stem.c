/* Stemming. */
#include "tests/unit/xapian-c/fixture.h"

static char *stem_once(const char *language, const char *word, gsize length)
{
    GError *error = NULL;
    g_autoptr(XapcStem) stem = xapc_stem_new(language, &error);
    GString *out = g_string_new(">");
    assert_no_error(error);
    assert_true(xapc_stem_append(stem, word, length, out, &error));
    return g_string_free(out, FALSE);
}

static void words_of_some_languages(void **state)
{
    const struct {
        const char *language, *word, *stem;
    } cases[] = {
        {"en", "connections", ">connect"},  {"english", "spies", ">spi"}, {"de", "häuser", ">haus"},
        {"ru", "шпионы", ">шпион"},         {"none", "spies", ">spies"},  {"en", "", ">"},
        {"fr", "espionnage", ">espionnag"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = stem_once(cases[i].language, cases[i].word, strlen(cases[i].word));
        assert_string_equal(got, cases[i].stem);
    }
}

static void words_that_are_not_text(void **state)
{
    const char broken[] = "\xd0\xd0\xff\x80ing\xe2\x82";
    g_autofree char *huge = g_strnfill(1 << 20, 'a');
    (void)state;
    g_auto(GStrv) languages = g_strsplit(xapc_stem_languages(), " ", -1);
    for (guint i = 0; languages[i] != NULL; i++) {
        for (gsize length = 0; length < sizeof broken; length++) {
            g_autofree char *copy = g_memdup2(broken, length); /* exactly length bytes, for the sanitizers */
            g_free(stem_once(languages[i], copy == NULL ? "" : copy, length));
        }
    }
    g_free(stem_once("en", huge, 1 << 20));
}

static void unknown_languages(void **state)
{
    GError *error = NULL;
    (void)state;
    assert_null(xapc_stem_new("klingon", &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
}

static void languages_are_listed(void **state)
{
    (void)state;
    assert_non_null(strstr(xapc_stem_languages(), "english"));
    assert_ptr_equal(xapc_stem_languages(), xapc_stem_languages());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_some_languages),
        cmocka_unit_test(words_that_are_not_text),
        cmocka_unit_test(unknown_languages),
        cmocka_unit_test(languages_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
