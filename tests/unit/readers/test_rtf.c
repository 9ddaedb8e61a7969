/* RTF: indexer/readers/office/rtf.h. */
#include "tests/unit/readers/collect.h"

#define HEAD                                                                                                 \
    "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset128 MS Mincho;}" \
    "{\\f2\\fcharset204 Arial Cyr;}{\\f3\\fcharset2 Symbol;}}{\\colortbl;\\red0;}"                           \
    "{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}{\\*\\cs2 Other;}}"

static void assert_text(const char *body, const char *expected)
{
    g_autofree char *whole = g_strconcat(HEAD, body, "}", NULL);
    g_autoptr(Collected) collected = collect_text("/a.rtf", whole);
    assert_string_equal(only_article(collected)->text, expected);
}

static void test_characters(void **state)
{
    (void)state;
    assert_text("Caf\\'e9 \\'93x\\'94", "Café “x”");
    assert_text("\\u8220?x\\u8221?", "“x”");
    assert_text("\\uc0\\u8220x", "“x");
    assert_text("\\uc2\\u8220 ab{\\uc1\\u8221?}", "“”");
    assert_text("\\u-10179?\\u-8704?", "😀");
    assert_text("\\u-10179?x", "\xEF\xBF\xBDx");
    assert_text("\\f1\\'93\\'8c\\'8b\\'9e\\f0 \\'e9", "東京é");
    assert_text("{\\f1 \\'93\\'8c}{\\f2 \\'cc\\'ee}", "東Мо");
    assert_text("{\\f3 \\'b7\\'61} x", "• x");
    assert_text("\\emdash\\endash\\lquote\\rquote\\bullet\\ldblquote\\rdblquote", "—–‘’•“”");
    assert_text("a\\~b\\_c\\-d\\{\\}\\\\", "a b-cd{}\\");
    assert_text("on\ne\r\n word", "one word");
}

static void test_structure(void **state)
{
    (void)state;
    assert_text("One\\par Two\\line three\\tab four\\par\\par Five\\\nSix",
                "One\n\nTwo\nthree four\n\nFive\n\nSix");
    assert_text("\\trowd a\\cell b\\cell\\row c\\cell d\\cell\\row", "a b\n\nc d");
    assert_text("text{\\footnote A note.} goes on\\par End", "text goes on\n\nEnd\n\nA note.");
    assert_text("a{\\v hidden}b{\\deleted gone}c\\v x\\v0 d", "abcd");
    assert_text(
        "a{\\*\\unknown gone{deep}}{\\pict 0102ff}{\\header x}{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt b}}",
        "ab");
    assert_text("a{\\*\\shpinst{\\sp{\\sn x}{\\sv y}}{\\shptxt box\\par}}{\\shprslt no}", "a\n\nbox");
    assert_text("a\\bin3 {}{b", "ab");
    assert_text("{\\listtext 1.\\tab}item", "item");
    assert_text("{\\object{\\*\\objdata 00ff}{\\result shown}}", "shown");
}

static void test_document(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a.rtf", HEAD "{\\info{\\title The \\'e9 {\\b servers}}{\\author Jane Doe}{\\operator No One}"
                       "{\\creatim\\yr2021\\mo4\\dy20\\hr9\\min30}{\\revtim\\yr2022\\mo1\\dy1}}"
                       "\\pard\\s1 Part\\par\\pard Text.\\par\\pard\\outlinelevel1 Other\\par}");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->media_type, "application/rtf");
    assert_string_equal(article->title, "The é servers");
    assert_string_equal(g_ptr_array_index(article->authors, 0), "Jane Doe");
    assert_string_equal(article->published, "2021-04-20");
    assert_string_equal(article->text, "Part\n\nText.\n\nOther");
    assert_int_equal(article->headings->len, 2);
    assert_false(has_warning(article, "rtf-truncated"));
}

static void test_broken(void **state)
{
    (void)state;
    g_autoptr(Collected) cut = collect_text("/a.rtf", "{\\rtf1 Text of {\\b a");
    assert_string_equal(only_article(cut)->text, "Text of a");
    assert_true(has_warning(only_article(cut), "rtf-truncated"));
    g_autoptr(Collected) closed = collect_text("/a.rtf", "{\\rtf1 Text}}}} more\\'4");
    assert_string_equal(only_article(closed)->text, "Text more");
    g_autoptr(Collected) empty = collect_text("/a.rtf", "{\\rtf1\\pard}");
    assert_refused(empty, "0 text-empty");
    g_autoptr(GString) deep = g_string_new("{\\rtf1 ");
    for (int i = 0; i < 200000; i++)
        g_string_append(deep, "{\\b x");
    g_autoptr(Collected) nested = collect("/a.rtf", deep->str, deep->len, NULL);
    assert_int_equal(strlen(only_article(nested)->text), 200000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_structure),
        cmocka_unit_test(test_document),
        cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
