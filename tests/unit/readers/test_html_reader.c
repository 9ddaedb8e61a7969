/* HTML: indexer/readers/html/html.h. */
#include "tests/unit/readers/collect.h"

static void test_page(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a.html",
        "<!DOCTYPE html><html lang=en><head><title>The title - X</title>"
        "<meta property='og:title' content='The title'><meta property='og:site_name' content='X'>"
        "<meta property='article:published_time' content='2021-04-20T09:00:00Z'>"
        "<link rel=canonical href='https://x.example/a'><style>p{}</style></head><body>"
        "<nav>Home | News</nav><h1>The title</h1><p>One\n<b>bo</b>ld &eacute;.<p>Two<br><br>Three"
        "<div hidden>no</div><ul><li>four<li>five</ul><pre>a\n  b</pre>"
        "<table><tr><td>c<td>d</table><h2>Part</h2><script>var x='<p>no';</script>End.<footer>no</footer>");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "The title");
    assert_string_equal(article->publisher, "X");
    assert_string_equal(article->language, "en");
    assert_string_equal(article->url, "https://x.example/a");
    assert_string_equal(article->published, "2021-04-20T09:00:00Z");
    assert_string_equal(article->text,
                        "One bold é.\n\nTwo\n\nThree\n\nfour\n\nfive\n\na\nb\n\nc | d\n\nPart\n\nEnd.");
    assert_int_equal(article->headings->len, 1);
    OsintSpan heading = g_array_index(article->headings, OsintSpan, 0);
    assert_memory_equal(article->text + heading.start, "Part", 4);
}

static void test_declared_encoding(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a.html", "<html><meta charset=shift_jis><p>\x93\x8C\x8B\x9E\x82\xCC\x8C\x78\x8E\x40\x81\x42");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->text, "東京の警察。");
    assert_false(has_warning(article, "encoding-guessed"));
}

static void test_nul_bytes(void **state)
{
    (void)state;
    static const char page[] = "<html><body><p>One\0 two.</p>\0<p>Three.</p>";
    g_autoptr(Collected) collected = collect("/a.html", page, sizeof page - 1, NULL);
    assert_string_equal(only_article(collected)->text, "One two.\n\nThree.");
}

static void test_the_longest_article_is_read(void **state)
{
    (void)state;
    g_autoptr(GString) page =
        g_string_new("<html><body><ul class=menu><li><a href=/a>News</a><li><a href=/b>Sports</a></ul>"
                     "<article class=teaser><h3><a href=/c>Another article</a></h3></article><article>");
    for (int i = 0; i < 10; i++)
        g_string_append_printf(
            page,
            "<p>The ministry said in its report number %d that %d servers had been leased from "
            "a company abroad, and that nobody had asked what they were used for.</p>",
            i, i * 7);
    g_string_append(page, "</article><div class=footer><a href=/e>Elsewhere</a></div>");
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    const OsintArticle *article = only_article(collected);
    assert_true(g_str_has_prefix(article->text, "The ministry"));
    assert_null(strstr(article->text, "Elsewhere"));
}

static void test_hostile_pages_end(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "<div>", "<b>", "<article>", "<p a=", "&amp", "<!--", "<table><tr>", "</p>"};
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) page = g_string_new("<html><body><p>text</p>");
        for (int n = 0; n < 20000; n++)
            g_string_append(page, pieces[i]);
        g_string_append(page, "x");
        g_autoptr(Collected) collected = collect_text("/a.html", page->str);
        assert_int_equal(collected->articles->len + collected->refusals->len, 1);
    }
}

static void test_what_is_nested_deep_is_read(void **state)
{
    (void)state;
    g_autoptr(GString) page = g_string_new("<html><body><p>text</p>");
    for (int n = 0; n < 100000; n++)
        g_string_append(page, "<div>");
    g_string_append(page, "<p>deep</p>");
    for (int n = 0; n < 100000; n++)
        g_string_append(page, "</div>");
    g_string_append(page, "<p>behind</p>");
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    assert_string_equal(only_article(collected)->text, "text\n\ndeep\n\nbehind");
    assert_false(has_warning(only_article(collected), "html-too-deep"));
}

static void test_attributes_are_bounded(void **state)
{
    (void)state;
    g_autoptr(GString) page = g_string_new("<html><body><p ");
    for (int n = 0; n < 50000; n++)
        g_string_append_printf(page, "a%d=1 ", n);
    g_string_append(page, ">text</p>");
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    assert_string_equal(only_article(collected)->text, "text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_declared_encoding),
        cmocka_unit_test(test_nul_bytes),
        cmocka_unit_test(test_the_longest_article_is_read),
        cmocka_unit_test(test_hostile_pages_end),
        cmocka_unit_test(test_what_is_nested_deep_is_read),
        cmocka_unit_test(test_attributes_are_bounded),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
