/* Markdown: indexer/readers/markdown.h. */
#include "tests/unit/readers/collect.h"

static void assert_read(const char *markdown, const char *title, const char *text)
{
    g_autoptr(Collected) collected = collect_text("/a.md", markdown);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->media_type, "text/markdown");
    assert_string_equal(article->text, text);
    if (title == NULL)
        assert_null(article->title);
    else
        assert_string_equal(article->title, title);
}

static void test_title_and_headings(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("/a.md", "# The *title* &amp; more\n\nOne\nline.\n\n## Part `two`\n\nText.\n");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "The title & more");
    assert_string_equal(article->text, "One line.\n\nPart two\n\nText.");
    assert_int_equal(article->headings->len, 1);
    OsintSpan heading = g_array_index(article->headings, OsintSpan, 0);
    assert_int_equal(heading.start, 11);
    assert_int_equal(heading.end, 19);
}

static void test_markup_goes(void **state)
{
    (void)state;
    assert_read("A [link](https://x.example/ \"t\"), *em*, __strong__, ~~gone~~, ![alt](a.png) &#233; \\*.\n",
                NULL, "A link, em, strong, gone, é *.");
    assert_read("- one\n- two\n  more\n\n1. three\n", NULL, "one\n\ntwo more\n\nthree");
    assert_read("> quoted\n> on\n\nsaid <b>he</b>.\n", NULL, "quoted on\n\nsaid he.");
    assert_read("```\nint a;\n  b\n```\n", NULL, "int a;\nb");
    assert_read("| a | b |\n|---|---|\n| c | d |\n", NULL, "a b\n\nc d");
    assert_read("<div>\n\ntext\n\n</div>\n", NULL, "text");
    assert_read("one  \ntwo\n", NULL, "one\ntwo");
}

static void test_front_matter_title_wins(void **state)
{
    (void)state;
    assert_read("---\ntitle: The Title\n---\n\n# The title\n\nText.\n", "The Title", "Text.");
    assert_read("---\ntitle: Other\n---\n\n# The title\n\nText.\n", "Other", "The title\n\nText.");
}

static void test_only_a_first_heading_is_the_title(void **state)
{
    (void)state;
    assert_read("Text first.\n\n# Not the title\n\nMore.\n", NULL, "Text first.\n\nNot the title\n\nMore.");
}

static void test_furniture_below_goes(void **state)
{
    (void)state;
    assert_read(
        "# T\n\nThe ministry said on Monday that the servers had been leased.\n\n## Related articles\n\n"
        "* [The harbour at night](https://x.example/)\n",
        "T", "The ministry said on Monday that the servers had been leased.");
}

static void test_hostile_nesting_ends(void **state)
{
    (void)state;
    static const char *const pieces[] = {"[", "![", ">", "*a **b ", "`", "<!--", "[a]("};
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new("# T\n\nx ");
        for (int n = 0; n < 20000; n++)
            g_string_append(text, pieces[i]);
        g_autoptr(Collected) collected = collect_text("/a.md", text->str);
        assert_int_equal(collected->articles->len + collected->refusals->len, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_title_and_headings),
        cmocka_unit_test(test_markup_goes),
        cmocka_unit_test(test_front_matter_title_wins),
        cmocka_unit_test(test_only_a_first_heading_is_the_title),
        cmocka_unit_test(test_furniture_below_goes),
        cmocka_unit_test(test_hostile_nesting_ends),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
