/* Borders of words in scripts that have no spaces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "search/borders.h"

/* The words of a text, separated by "|". */
static void assert_borders(const char *parted)
{
    g_autoptr(GString) text = g_string_new("x"); /* a run need not begin the text */
    g_autoptr(GString) found = g_string_new(NULL);
    g_string_append(text, parted);
    g_string_replace(text, "|", "", 0);
    g_autoptr(GArray) borders = osint_word_borders(text->str, 1, (guint32)text->len);
    for (guint32 at = 1; at < text->len; at++) {
        if (osint_is_word_border(borders, at))
            g_string_append_c(found, '|');
        g_string_append_c(found, text->str[at]);
    }
    assert_string_equal(found->str, parted);
}

static void test_scripts(G_GNUC_UNUSED void **state)
{
    assert_borders("ตำรวจ|จับกุม");
    assert_borders("東京|で|攻撃");
    assert_borders("网络|攻击");
    assert_borders("ພາສາ|ລາວ");
    assert_borders("攻");
    assert_borders("");
}

static void test_other_offsets_are_none(G_GNUC_UNUSED void **state)
{
    static const char text[] = "东京 网络攻击";
    g_autoptr(GArray) borders = osint_word_borders(text, 7, sizeof text - 1);
    assert_int_equal(borders->len, 1);
    assert_true(osint_is_word_border(borders, 13));
    assert_false(osint_is_word_border(borders, 7));
    assert_false(osint_is_word_border(borders, 6));
    assert_false(osint_is_word_border(borders, sizeof text - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_other_offsets_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
