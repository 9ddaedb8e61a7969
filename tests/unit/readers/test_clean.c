/* Characters and lines: indexer/readers/clean.h and flow.h. */
#include "tests/unit/readers/collect.h"

#include "indexer/readers/clean.h"
#include "indexer/readers/flow.h"

static void assert_clean(const char *text, gsize length, const char *expected)
{
    g_autofree char *clean = osint_clean_text(text, length);
    assert_string_equal(clean, expected);
}

#define ASSERT_CLEAN(text, expected) assert_clean(text, sizeof text - 1, expected)

static void test_line_ends(void **state)
{
    (void)state;
    ASSERT_CLEAN("a\r\nb\rc\nd", "a\nb\nc\nd");
    ASSERT_CLEAN("a\xE2\x80\xA8"
                 "b\xE2\x80\xA9"
                 "c\fd",
                 "a\nb\n\nc\n\nd");
}

static void test_invisible_characters_go(void **state)
{
    (void)state;
    ASSERT_CLEAN("es\xC2\xADpio\xE2\x80\x8Bnage\xEF\xBB\xBF\0\x07\x1B!", "espionage!");
    ASSERT_CLEAN("a\xE2\x80\xAE"
                 "b\xE2\x81\xA6",
                 "ab");
    ASSERT_CLEAN("a\xC2\xA0"
                 "b\xE3\x80\x80"
                 "c\td",
                 "a b  c d");
}

static void test_joiners_that_carry_meaning_stay(void **state)
{
    (void)state;
    ASSERT_CLEAN("می\xE2\x80\x8Cخواهم", "می\xE2\x80\x8Cخواهم");
    ASSERT_CLEAN("plain\xE2\x80\x8Cword", "plainword");
    ASSERT_CLEAN("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
                 "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB");
}

static void test_normal_form(void **state)
{
    (void)state;
    ASSERT_CLEAN("cafe\xCC\x81", "café");
    ASSERT_CLEAN("か\xE3\x82\x99", "が");
}

static void test_stacked_marks_are_bounded(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("a");
    for (int i = 0; i < 100000; i++)
        g_string_append(text, i % 2 ? "\xCC\x96" : "\xCC\x81");
    g_autofree char *clean = osint_clean_text(text->str, text->len);
    assert_true(strlen(clean) < 100);
}

static void test_line(void **state)
{
    (void)state;
    g_autofree char *line = osint_clean_line("  a \n\t b  ");
    assert_string_equal(line, "a b");
    assert_null(osint_clean_line(" \n "));
    assert_null(osint_clean_line(NULL));
}

static void test_ends(void **state)
{
    (void)state;
    assert_true(osint_ends_closed("He said so."));
    assert_true(osint_ends_closed("He said “so.”"));
    assert_true(osint_ends_closed("発表した。"));
    assert_false(osint_ends_closed("Hackers hit the U.S."));
    assert_false(osint_ends_closed("Who was it?"));
    assert_true(osint_ends_sentence("Who was it?"));
    assert_false(osint_ends_sentence("Tick APT linked to the military"));
    assert_false(osint_ends_sentence(""));
    assert_false(osint_ends_sentence("”"));
}

static void test_flow_folds_space_across_pieces(void **state)
{
    (void)state;
    g_autoptr(OsintFlow) flow = osint_flow_new();
    g_autoptr(OsintArticle) article = osint_article_new();
    osint_flow_add(flow, "  a ", 4);
    osint_flow_add(flow, " \n b", 4);
    osint_flow_end_block(flow, TRUE);
    osint_flow_end_block(flow, TRUE);
    osint_flow_add(flow, " 東京\n", strlen(" 東京\n"));
    osint_flow_add(flow, "警察", strlen("警察"));
    osint_flow_line_break(flow);
    osint_flow_add(flow, "c", 1);
    osint_flow_end_block(flow, FALSE);
    osint_flow_finish(flow, article);
    assert_string_equal(article->text, "a b\n\n東京警察\nc");
    assert_int_equal(article->headings->len, 1);
    assert_int_equal(g_array_index(article->headings, OsintSpan, 0).end, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),   cmocka_unit_test(test_invisible_characters_go),
        cmocka_unit_test(test_normal_form), cmocka_unit_test(test_joiners_that_carry_meaning_stay),
        cmocka_unit_test(test_line),        cmocka_unit_test(test_stacked_marks_are_bounded),
        cmocka_unit_test(test_ends),        cmocka_unit_test(test_flow_folds_space_across_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
