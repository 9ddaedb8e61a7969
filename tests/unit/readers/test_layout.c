/* Paragraphs of plain text: indexer/readers/layout.h. */
#include "tests/unit/readers/collect.h"

#include "indexer/readers/layout.h"

static void assert_text(const char *text, const char *expected)
{
    g_autofree char *joined = osint_layout_text(text, strlen(text));
    assert_non_null(joined);
    assert_string_equal(joined, expected);
}

static void test_empty_lines_separate(void **state)
{
    (void)state;
    assert_text("One.\n\n\nTwo.\n \nThree.", "One.\n\nTwo.\n\nThree.");
}

static void test_one_paragraph_a_line(void **state)
{
    (void)state;
    assert_text("The first paragraph is a sentence of some length, and it ends here.\n"
                "The second is longer than the first one by a good deal, and so it goes on until it ends.\n"
                "A third.\n",
                "The first paragraph is a sentence of some length, and it ends here.\n\n"
                "The second is longer than the first one by a good deal, and so it goes on until it ends.\n\n"
                "A third.");
}

static void test_hard_wrapped_lines_are_joined(void **state)
{
    (void)state;
    assert_text(
        "The ministry said on Monday that the servers had been leased under\n"
        "false names, and that the person who had leased them was abroad. It\n"
        "gave no further details of the matter.\n"
        "\n"
        "A spokesman for the company declined to say how many of its systems\n"
        "had been reached, or when the operation had been noticed first by the\n"
        "people who run them.\n",
        "The ministry said on Monday that the servers had been leased under false names, and that the person "
        "who had leased them was abroad. It gave no further details of the matter.\n\n"
        "A spokesman for the company declined to say how many of its systems had been reached, or when the "
        "operation had been noticed first by the people who run them.");
}

static void test_wrapped_paragraphs_told_apart_by_indent(void **state)
{
    (void)state;
    assert_text(
        "   The ministry said on Monday that the servers had been leased under\n"
        "false names, and that the person who had leased them was abroad now\n"
        "and would not return to the country.\n"
        "   A spokesman for the company declined to say how many of its own\n"
        "systems had been reached or when the operation had been noticed.\n",
        "The ministry said on Monday that the servers had been leased under false names, and that the person "
        "who had leased them was abroad now and would not return to the country.\n\n"
        "A spokesman for the company declined to say how many of its own systems had been reached or when "
        "the "
        "operation had been noticed.");
}

static void test_wrapped_japanese_is_joined_without_spaces(void **state)
{
    (void)state;
    assert_text("　警視庁は月曜日、国内の研究機関や企業などおよそ二百か所を狙\n"
                "った攻撃に使われたサーバーが偽名で契約されていたと発表し、こ\n"
                "れを契約した人物はすでに出国していると明らかにした。\n"
                "　会社の広報担当者は、どれだけの機器が影響を受けたのかについ\n"
                "て明らかにしなかった。\n",
                "警視庁は月曜日、国内の研究機関や企業などおよそ二百か所を狙った攻撃に使われたサーバーが偽名で"
                "契約されて"
                "いたと発表し、これを契約した人物はすでに出国していると明らかにした。\n\n"
                "会社の広報担当者は、どれだけの機器が影響を受けたのかについて明らかにしなかった。");
}

static void test_short_lines_stay_apart(void **state)
{
    (void)state;
    assert_text("milk\neggs\nflour and sugar\nbread", "milk\n\neggs\n\nflour and sugar\n\nbread");
}

static void test_rules_separate_and_go(void **state)
{
    (void)state;
    assert_text("A title\n=======\nThe text.\n* * *\nMore of it.", "A title\n\nThe text.\n\nMore of it.");
}

static void test_its_own_output_stays(void **state)
{
    (void)state;
    const char *text = "First paragraph, which is short.\n\nSecond paragraph\n\nThird one.";
    assert_text(text, text);
}

static void test_nothing(void **state)
{
    (void)state;
    assert_null(osint_layout_text("", 0));
    assert_null(osint_layout_text(" \n\r\n\t", 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_lines_separate),
        cmocka_unit_test(test_one_paragraph_a_line),
        cmocka_unit_test(test_hard_wrapped_lines_are_joined),
        cmocka_unit_test(test_wrapped_paragraphs_told_apart_by_indent),
        cmocka_unit_test(test_wrapped_japanese_is_joined_without_spaces),
        cmocka_unit_test(test_short_lines_stay_apart),
        cmocka_unit_test(test_rules_separate_and_go),
        cmocka_unit_test(test_its_own_output_stays),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
