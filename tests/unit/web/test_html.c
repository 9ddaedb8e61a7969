/* The escaper lets nothing through that could be markup or hide what a text says. */
#include "web/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define REPLACED "\xef\xbf\xbd"

static void assert_escaped(const char *text, gsize length, const char *expected)
{
    OsintHtml *html = osint_html_new(&osint_words_en);
    osint_html_text_length(html, text, length);
    g_autoptr(GString) out = osint_html_finish(html);
    assert_string_equal(out->str, expected);
    assert_int_equal(out->len, strlen(expected));
}

static void test_markup_characters(void **state)
{
    (void)state;
    const char text[] = "<a href='x' title=\"y\">&amp;</a>";
    assert_escaped(text, strlen(text), "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;");
    assert_escaped("日本 é 🛰", strlen("日本 é 🛰"), "日本 é 🛰");
}

static void test_controls(void **state)
{
    (void)state;
    assert_escaped("a\0b\x1b[31m\r\x7f\t\n", 12, "a" REPLACED "b" REPLACED "[31m" REPLACED REPLACED "\t\n");
    assert_escaped("\xc2\x85", 2, REPLACED);
    assert_escaped("\xe2\x80\xae", 3, REPLACED);
    assert_escaped("\xef\xbf\xbf\xef\xb7\x90", 6, REPLACED REPLACED);
    assert_escaped("\xe2\x80\x8f\xe2\x81\xa8", 6, "\xe2\x80\x8f\xe2\x81\xa8");
}

static void test_invalid_utf8(void **state)
{
    (void)state;
    assert_escaped("\xff<", 2, REPLACED "&lt;");
    assert_escaped("\xe2\x82", 2, REPLACED REPLACED);
    assert_escaped("\xc0\xbc", 2, REPLACED REPLACED);
    assert_escaped("\xed\xa0\x80", 3, REPLACED REPLACED REPLACED);
    assert_escaped("\xe2\x82<script>", 10, REPLACED REPLACED "&lt;script&gt;");
}

static void test_cut_inside_a_character(void **state)
{
    (void)state;
    assert_escaped("\xe2\x82\xac", 2, REPLACED REPLACED);
}

static void test_format(void **state)
{
    (void)state;
    OsintHtml *html = osint_html_new(&osint_words_en);
    html_format(html, "<p class=\"%s\">%u%% of %s%s</p>", "a\"b", 7u, (const char *)NULL, "<i>");
    html_raw(html, "<hr>");
    osint_html_text(html, NULL);
    g_autoptr(GString) out = osint_html_finish(html);
    assert_string_equal(out->str, "<p class=\"a&quot;b\">7% of &lt;i&gt;</p><hr>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markup_characters),
        cmocka_unit_test(test_controls),
        cmocka_unit_test(test_invalid_utf8),
        cmocka_unit_test(test_cut_inside_a_character),
        cmocka_unit_test(test_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
