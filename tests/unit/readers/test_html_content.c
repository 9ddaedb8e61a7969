/* What is text in a page and what is not: indexer/readers/html/content.h, parts.h, article-body.h. */
#include "tests/unit/readers/collect.h"

#define SENTENCE                                                                                             \
    "The ministry said in its report number %d that %d servers had been leased from a company abroad, and "  \
    "that nobody had asked what they were used for."
#define MENU "<ul class=menu><li><a href=/a>News</a><li><a href=/b>Sports</a><li><a href=/c>Weather</a></ul>"
#define FOOTER                                                                                               \
    "<div class=footer><p>Copyright 2021 The Paper. All rights reserved.</p><a href=/x>Privacy</a></div>"

static void add_paragraphs(GString *page, int first, int count)
{
    for (int i = first; i < first + count; i++)
        g_string_append_printf(page, "<p>" SENTENCE "</p>", i, i * 7);
}

static void assert_paragraphs(const OsintArticle *article, int first, int count)
{
    for (int i = first; i < first + count; i++) {
        g_autofree char *sentence = g_strdup_printf(SENTENCE, i, i * 7);
        assert_non_null(strstr(article->text, sentence));
    }
}

static void test_furniture_is_left_out(void **state)
{
    (void)state;
    g_autoptr(GString) page =
        g_string_new("<html><head><title>Servers were leased - The Paper</title></head><body>" MENU
                     "<div class=cookie-consent><p>We use cookies to make this site better for "
                     "you. <button>Accept</button></p></div><div class=article-body>"
                     "<h1>Servers were leased</h1>");
    add_paragraphs(page, 0, 4);
    g_string_append(page, "<h2>Who leased them</h2>");
    add_paragraphs(page, 4, 4);
    g_string_append(
        page, "</div><div class=related><h3>Related</h3><ul><li><a href=/1>Another story about a bank</a>"
              "<li><a href=/2>A third story about a port</a></ul></div><div id=comments><h3>2 comments</h3>"
              "<div class=comment><p>I do not believe a word of it, and neither should you.</p></div>"
              "<div class=comment><p>First!</p></div></div>" FOOTER);
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    const OsintArticle *article = only_article(collected);
    assert_paragraphs(article, 0, 8);
    assert_true(g_str_has_prefix(article->text, "The ministry"));
    assert_non_null(strstr(article->text, "\n\nWho leased them\n\n"));
    static const char *const unwanted[] = {"Weather", "cookies", "Another story", "neither should you",
                                           "Copyright"};
    for (gsize i = 0; i < G_N_ELEMENTS(unwanted); i++)
        assert_null(strstr(article->text, unwanted[i]));
    assert_int_equal(article->headings->len, 1);
}

static void test_rows_of_tables_are_lines(void **state)
{
    (void)state;
    g_autoptr(GString) page = g_string_new("<html><body><div class=article-body>");
    add_paragraphs(page, 0, 4);
    g_string_append(page,
                    "<table><tr><th>Year</th><th>Servers leased</th></tr><tr><td>2019</td><td>14 of them, in "
                    "the north</td></tr><tr><td>2020</td><td>21 of them, in the south</td></tr></table>");
    add_paragraphs(page, 4, 4);
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    assert_non_null(
        strstr(only_article(collected)->text,
               "\n\nYear | Servers leased\n2019 | 14 of them, in the north\n2020 | 21 of them, in the "
               "south\n\n"));
}

static void test_text_of_linked_data_only(void **state)
{
    (void)state;
    g_autoptr(GString) page =
        g_string_new("<html><head><script type='application/ld+json'>{\"@graph\": [{\"@type\": "
                     "\"NewsArticle\", \"headline\": \"Servers\", \"articleBody\": \"");
    for (int i = 0; i < 6; i++)
        g_string_append_printf(page, SENTENCE "\\n\\n", i, i * 7);
    g_string_append(page, "\"}]}</script></head><body>" MENU "<p>Please enable JavaScript.</p>");
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    const OsintArticle *article = only_article(collected);
    assert_paragraphs(article, 0, 6);
    assert_null(strstr(article->text, "JavaScript"));
    assert_non_null(strstr(article->text, "used for.\n\nThe ministry"));
}

static void test_teaser_of_linked_data_is_no_text(void **state)
{
    (void)state;
    g_autoptr(GString) page =
        g_string_new("<html><head><script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
                     "\"articleBody\": \"The ministry said ...\"}</script></head><body>");
    add_paragraphs(page, 0, 5);
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    assert_paragraphs(only_article(collected), 0, 5);
}

static void add_entry(GString *page, const char *href, int first, int count)
{
    g_string_append_printf(page,
                           "<article><h2><a href='%s'>Report %d on servers</a></h2><time datetime="
                           "'2021-04-0%dT10:00:00Z'>April</time>",
                           href, first, 1 + first / 10);
    add_paragraphs(page, first, count);
    g_string_append(page, "</article>");
}

static void test_an_index_of_whole_texts_is_several_articles(void **state)
{
    (void)state;
    g_autoptr(GString) page =
        g_string_new("<html><head><link rel=canonical href='https://x.example/blog/'><title>Blog"
                     "</title></head><body>" MENU "<main>");
    add_entry(page, "/blog/one", 0, 6);
    add_entry(page, "/blog/two", 10, 6);
    add_entry(page, "https://x.example/blog/three", 20, 6);
    g_string_append(page, "</main>" FOOTER);
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    assert_int_equal(collected->articles->len, 3);
    const OsintArticle *second = g_ptr_array_index(collected->articles, 1);
    assert_string_equal(second->title, "Report 10 on servers");
    assert_string_equal(second->url, "https://x.example/blog/two");
    assert_true(g_str_has_prefix(second->published, "2021-04-02"));
    assert_paragraphs(second, 10, 6);
    assert_null(strstr(second->text, "number 20"));
}

static void test_entries_of_a_live_blog_are_one_article(void **state)
{
    (void)state;
    g_autoptr(GString) page =
        g_string_new("<html><head><link rel=canonical href='https://x.example/live'><title>Live: "
                     "servers</title></head><body><main><h1>Live: servers</h1>");
    add_entry(page, "#block-1", 0, 6);
    add_entry(page, "#block-2", 10, 6);
    g_autoptr(Collected) collected = collect_text("/a.html", page->str);
    const OsintArticle *article = only_article(collected);
    assert_paragraphs(article, 0, 6);
    assert_paragraphs(article, 10, 6);
}

static void test_bytes_that_end_nothing(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "<html><body><!-- never closed <p>Text that is here to be read.</p>",
        "<html><body><p>Text that is here to be read.</p><p class=\"never closed>more</p>",
        "<html><body><p>Text that is here to be read.</p><script>never closed",
        "<html><body><p>Text that is here to be read.</p><svg><path d='never closed",
        "<html><body><p>Text that is here to be read.</p><",
        "<html><body><p>Text that is here to be read.</p></",
        "<html><body><style>p{</style><p>Text that is here to be read.</p><p a",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autoptr(Collected) collected = collect_text("/a.html", pages[i]);
        assert_non_null(strstr(only_article(collected)->text, "Text that is here to be read."));
    }
}

static void test_large_pages_are_read(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<!-- ",    "<table><tr><td>cell</td>",   "<svg ", "<a href=\"",
                                         "<script ", "<div class='a b c'>x</div>", "<h2>x", "<p>same</p>"};
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) page = g_string_new("<html><body><p>text</p>");
        while (page->len < 300000)
            g_string_append(page, pieces[i]);
        g_autoptr(Collected) collected = collect_text("/a.html", page->str);
        assert_int_equal(collected->articles->len + collected->refusals->len, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_furniture_is_left_out),
        cmocka_unit_test(test_rows_of_tables_are_lines),
        cmocka_unit_test(test_text_of_linked_data_only),
        cmocka_unit_test(test_teaser_of_linked_data_is_no_text),
        cmocka_unit_test(test_an_index_of_whole_texts_is_several_articles),
        cmocka_unit_test(test_entries_of_a_live_blog_are_one_article),
        cmocka_unit_test(test_bytes_that_end_nothing),
        cmocka_unit_test(test_large_pages_are_read),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
