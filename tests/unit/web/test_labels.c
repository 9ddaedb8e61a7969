/* Words for people. */
#include "web/labels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "indexer/entities/lists/list.h"

static void test_dates(void **state)
{
    (void)state;
    const struct {
        const char *date;
        const char *label;
    } cases[] = {
        {"2021", "2021"},
        {"2021-04", "April 2021"},
        {"2021-04-20", "20 April 2021"},
        {"2021-12-01", "1 December 2021"},
        {"2021-04-20T09:30:00+09:00", "20 April 2021, 09:30 (UTC+09:00)"},
        {"2021-04-20T00:30:59Z", "20 April 2021, 00:30 (UTC)"},
        {"2021-04-20T23:30:00.5-03:30", "20 April 2021, 23:30 (UTC-03:30)"},
        {"soon", "soon"},
        {"2021-13", "2021-13"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *label = osint_label_date(&osint_words_en, cases[i].date);
        assert_string_equal(label, cases[i].label);
    }
}

static void test_counts(void **state)
{
    (void)state;
    g_autofree char *none = osint_label_count(0, &osint_words_en.label.articles);
    g_autofree char *one = osint_label_count(1, &osint_words_en.label.articles);
    g_autofree char *many = osint_label_count(1234567, &osint_words_en.label.articles);
    g_autofree char *most = osint_label_number(G_MAXUINT64);
    g_autofree char *hundred = osint_label_number(100);
    assert_string_equal(none, "0 articles");
    assert_string_equal(one, "1 article");
    assert_string_equal(many, "1,234,567 articles");
    assert_string_equal(most, "18,446,744,073,709,551,615");
    assert_string_equal(hundred, "100");
}

static void test_languages(void **state)
{
    (void)state;
    assert_string_equal(osint_label_language(&osint_words_en, "ja"), "Japanese");
    assert_string_equal(osint_label_language(&osint_words_en, "zh-Hant"), "Chinese");
    assert_string_equal(osint_label_language(&osint_words_en, "EN-us"), "English");
    assert_string_equal(osint_label_language(&osint_words_en, "tlh"), "tlh");
    assert_string_equal(osint_label_language(&osint_words_en, ""), "");
}

static void test_every_type_has_its_kind(void **state)
{
    (void)state;
    const OsintKind *other = osint_label_kind("other");
    for (const char *const *type = osint_entity_types(); *type != NULL; type++)
        assert_int_equal(osint_label_kind(*type) == other, g_str_equal(*type, "other"));
    assert_ptr_equal(osint_label_kind("\"><script>"), other);
    assert_ptr_equal(osint_label_kind(NULL), other);
    assert_string_equal(osint_label_kind("ipv6")->css, "indicator");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_every_type_has_its_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
