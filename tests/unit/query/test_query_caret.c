/* Carets: under the place by terminal columns, whatever the text holds. */
#include "search/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void check(const char *text, guint32 start, guint32 end, const char *expected)
{
    g_autofree char *caret = osint_query_caret(text, (OsintSpan){start, end});
    assert_string_equal(caret, expected);
}

static void test_columns(void **state)
{
    (void)state;
    check("tick AND", 5, 8, "  tick AND\n       ^~~");
    check("tick AND", 8, 8, "  tick AND\n          ^");
    check("", 0, 0, "  \n  ^");
    check("日本 es*", 7, 10, "  日本 es*\n       ^~~");
    check("日本", 3, 6, "  日本\n    ^~");
    check("e\u0301te\u0301 es*", 8, 11, "  e\u0301te\u0301 es*\n      ^~~");
    check("ア es*", 4, 7, "  ア es*\n     ^~~");
    check("ｱ es*", 4, 7, "  ｱ es*\n    ^~~");
}

static void test_control_characters(void **state)
{
    (void)state;
    check("a\x1b[31mb\tc\nd", 7, 8, "  a [31mb c d\n         ^");
    check("a\u202Eb", 4, 5, "  a b\n    ^");
    check("a\xFF"
          "b",
          1, 2, "  a\uFFFDb\n   ^");
}

static void test_place_outside(void **state)
{
    (void)state;
    check("ab", 1, 99, "  ab\n   ^");
    check("ab", 99, 100, "  ab\n    ^");
    check("abc", 2, 1, "  abc\n    ^");
}

static int columns(const char *line, gsize length)
{
    int count = 0;
    for (const char *at = line; at < line + length; at = g_utf8_next_char(at))
        count += g_unichar_iswide(g_utf8_get_char(at)) ? 2 : 1;
    return count;
}

/* The marker stands in a long text of one character; wherever it is, it is shown and the carets are under it.
 */
static void check_window(const char *filler, guint before, guint after)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < before; i++)
        g_string_append(text, filler);
    guint32 start = (guint32)text->len;
    g_string_append(text, "XYZ");
    for (guint i = 0; i < after; i++)
        g_string_append(text, filler);
    g_autofree char *caret = osint_query_caret(text->str, (OsintSpan){start, start + 3});
    const char *newline = strchr(caret, '\n');
    const char *shown = strstr(caret, "XYZ");
    assert_non_null(newline);
    assert_true(shown && shown < newline);
    assert_true(columns(caret, (gsize)(newline - caret)) <= 76);
    assert_int_equal(columns(caret, (gsize)(shown - caret)), strcspn(newline + 1, "^"));
    assert_string_equal(strchr(newline, '^'), "^~~");
}

static void test_windows(void **state)
{
    (void)state;
    static const char *const fillers[] = {"a", "日", " "};
    static const guint lengths[] = {0, 1, 20, 34, 35, 36, 70, 73, 76, 500, 9000};
    for (gsize f = 0; f < G_N_ELEMENTS(fillers); f++)
        for (gsize b = 0; b < G_N_ELEMENTS(lengths); b++)
            for (gsize a = 0; a < G_N_ELEMENTS(lengths); a++)
                check_window(fillers[f], lengths[b], lengths[a]);
}

static void test_long_place(void **state)
{
    (void)state;
    g_autofree char *text = g_strnfill(500, 'x');
    g_autofree char *caret = osint_query_caret(text, (OsintSpan){100, 400});
    const char *newline = strchr(caret, '\n');
    assert_true(newline - caret <= 76);
    assert_true(strlen(newline + 1) <= 76);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),       cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_place_outside), cmocka_unit_test(test_windows),
        cmocka_unit_test(test_long_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
