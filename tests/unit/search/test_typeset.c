/* Safe characters, broken lines, inks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "search/render.h"
#include "search/typeset.h"

static char *wrap(const char *text, guint width, guint indent)
{
    GString *out = g_string_new(NULL);
    g_auto(OsintTypeset) set;
    osint_typeset_init(&set, out, width, FALSE);
    set.indent = indent;
    OsintSpan span = {0, (guint32)strlen(text)};
    osint_typeset_marked(&set, text, span, NULL, OSINT_INK_PLAIN);
    osint_typeset_end_line(&set);
    return g_string_free(out, FALSE);
}

static void expect_wrapped(const char *text, guint width, guint indent, const char *expected)
{
    g_autofree char *wrapped = wrap(text, width, indent);
    assert_string_equal(wrapped, expected);
}

static void test_safe(void **state)
{
    (void)state;
    static const struct {
        const char *text, *safe;
    } cases[] = {
        {"plain text\nof two lines", "plain text\nof two lines"},
        {"a\tb", "a b"},
        {"a\033[31mb", "a\uFFFD[31mb"},
        {"bell\a back\b del\x7f", "bell\uFFFD back\uFFFD del\uFFFD"},
        {"c1 \xC2\x9B"
         "2J",
         "c1 \uFFFD2J"},
        {"cr\r\n", "cr\n"},
        {"\u202Egnp.exe\u202C", "\uFFFDgnp.exe\uFFFD"},
        {"\u2066x\u2069", "\uFFFDx\uFFFD"},
        {"bad \xFF\xC3 byte", "bad \uFFFD\uFFFD byte"},
        {"cut \xE3\x83", "cut \uFFFD\uFFFD"},
        {"mark \uFEFFin", "mark in"},
        {"ティック \u200Fעברית", "ティック \u200Fעברית"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *safe = osint_terminal_safe(cases[i].text, -1);
        assert_string_equal(safe, cases[i].safe);
    }
    g_autofree char *nul = osint_terminal_safe("a\0b", 3);
    assert_string_equal(nul, "a\uFFFDb");
}

static void test_wrap(void **state)
{
    (void)state;
    expect_wrapped("one two three", 7, 0, "one two\nthree\n");
    expect_wrapped("one two three", 8, 2, "  one\n  two\n  three\n");
    expect_wrapped("  much \n  space  ", 20, 0, "much space\n");
    expect_wrapped("one\n\ntwo", 20, 1, " one\n two\n");
    expect_wrapped("unbrokenword", 5, 0, "unbro\nkenwo\nrd\n");
    expect_wrapped("no\u00A0break here", 9, 0, "no\u00A0break\nhere\n");
    expect_wrapped("never broken", 0, 0, "never broken\n");
    expect_wrapped("", 10, 4, "\n");
}

static void test_wrap_cjk(void **state)
{
    (void)state;
    expect_wrapped("東京都港区", 6, 0, "東京都\n港区\n");
    expect_wrapped("東京都、港区", 6, 0, "東京\n都、港\n区\n");
    expect_wrapped("東京「港区」", 6, 0, "東京\n「港\n区」\n");
    expect_wrapped("集団Tickの", 6, 0, "集団\nTickの\n");
    expect_wrapped("도쿄 경시청", 8, 0, "도쿄\n경시청\n");
}

/* Whatever the text, no line is wider than the page and nothing but white space is lost. */
static void test_wrap_keeps(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",        "word", "punctuation,", "(東京)",  "。",        "「",
                                         "サーバー", " ",    "\n",           "e\u0301", "61419部隊", "人民",
                                         "“quoted”"};
    for (guint32 seed = 1; seed <= 300; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = 0; i < 40; i++)
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        g_autofree char *wrapped = wrap(text->str, 16, 3);
        g_auto(GStrv) lines = g_strsplit(wrapped, "\n", -1);
        for (char **line = lines; *line != NULL; line++)
            assert_in_range(osint_text_columns(*line), 0, 16);
        g_auto(GStrv) before = g_strsplit_set(text->str, " \n", -1),
                      after = g_strsplit_set(wrapped, " \n", -1);
        g_autofree char *joined_before = g_strjoinv("", before), *joined_after = g_strjoinv("", after);
        assert_string_equal(joined_before, joined_after);
    }
}

static void expect_marked(const char *text, guint width, OsintSpan *marks, guint count, const char *expected)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    g_autoptr(GString) out = g_string_new(NULL);
    g_auto(OsintTypeset) set;
    g_array_append_vals(spans, marks, count);
    osint_typeset_init(&set, out, width, TRUE);
    OsintSpan span = {0, (guint32)strlen(text)};
    osint_typeset_marked(&set, text, span, spans, OSINT_INK_PLAIN);
    osint_typeset_end_line(&set);
    assert_string_equal(out->str, expected);
}

#define M "\033[1;31m"
#define E "\033[0m"

static void test_marks(void **state)
{
    (void)state;
    OsintSpan word[] = {{4, 8}}, part[] = {{0, 3}, {5, 7}}, phrase[] = {{0, 7}}, japanese[] = {{0, 12}};
    expect_marked("the tick bit", 0, word, 1, "the " M "tick" E " bit\n");
    expect_marked("overnight", 0, part, 2, M "ove" E "rn" M "ig" E "ht\n");
    expect_marked("one two three", 0, phrase, 1, M "one two" E " three\n");
    expect_marked("one two three", 5, phrase, 1, M "one" E "\n" M "two" E "\nthree\n");
    expect_marked("東京都港区", 6, japanese, 1, M "東京都" E "\n" M "港" E "区\n");
}

static void test_flat(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new("x:");
    const char *text = "before one\n\n two\t\033three after";
    OsintSpan span = {7, (guint32)(strstr(text, " after") - text)};
    osint_typeset_flat(out, text, span, NULL, FALSE);
    assert_string_equal(out->str, "x:one two \uFFFDthree");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_safe),       cmocka_unit_test(test_wrap),  cmocka_unit_test(test_wrap_cjk),
        cmocka_unit_test(test_wrap_keeps), cmocka_unit_test(test_marks), cmocka_unit_test(test_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
