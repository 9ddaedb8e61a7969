/* Titles, authors, publishers and addresses of web pages: indexer/readers/html/metadata.h. */
#include "indexer/readers/html/headline.h"
#include "indexer/readers/html/names.h"
#include "tests/unit/readers/collect.h"

#define BODY "<p>The ministry said on Monday that the servers had been leased by a company.</p>"

static Collected *page(const char *head, const char *body)
{
    g_autofree char *html =
        g_strconcat("<!DOCTYPE html><html><head>", head, "</head><body>", body, BODY "</body></html>", NULL);
    return collect_text("/a.html", html);
}

static void assert_title(const char *head, const char *body, const char *title)
{
    g_autoptr(Collected) collected = page(head, body);
    assert_string_equal(only_article(collected)->title, title);
}

static void test_titles(void **state)
{
    (void)state;
    assert_title("<title>Ministry leased servers | The Example</title>", "<h1>Ministry leased servers</h1>",
                 "Ministry leased servers");
    assert_title("<title>Ministry leased its servers abroad | The Example</title>", "",
                 "Ministry leased its servers abroad");
    assert_title("<title>X</title><meta property='og:title' content='Ministry leased servers - The Example'>"
                 "<meta property='og:site_name' content='The Example'>",
                 "", "Ministry leased servers");
    assert_title("<title>Ministry leased servers</title><meta property='og:site_name' content='The Example'>",
                 "<h1>The Example</h1>", "Ministry leased servers");
    assert_title("<title>Ministry leased servers</title>",
                 "<h1>Opinion</h1><h1>Ministry leased servers, papers show</h1>",
                 "Ministry leased servers, papers show");
    assert_title(
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Caf\\u00e9 &amp; servers\"}"
        "</script><title>x</title>",
        "", "Café & servers");
    assert_title("", "<h1>Ministry leased servers</h1>", "Ministry leased servers");
}

static void test_sites_in_titles(void **state)
{
    static const char *const titles[][2] = {
        {"Headline of the day | The Example", "Headline of the day"},
        {"Headline of the day - News - The Example", "Headline of the day - News"},
        {"The Example: Headline of the day", "The Example: Headline of the day"},
        {"The Example - Headline of the day", "Headline of the day"},
        {"Headline | example.org", "Headline"},
        {"The Example's long fight - a report on its servers",
         "The Example's long fight - a report on its servers"},
        {"The Example", "The Example"},
        {"A - B", "A - B"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
        g_autofree char *title = osint_title_without_site(titles[i][0], "The Example", "example.org");
        assert_string_equal(title, titles[i][1]);
    }
}

static void test_names(void **state)
{
    static const char *const bylines[][2] = {
        {"By Jane Doe", "Jane Doe"},
        {"Jane Doe and Richard Roe", "Jane Doe; Richard Roe"},
        {"By Jane Doe, Richard Roe and Max Mustermann", "Jane Doe; Richard Roe; Max Mustermann"},
        {"Jane Doe, Senior Correspondent", "Jane Doe"},
        {"Jane Doe, CEO of Example", "Jane Doe"},
        {"JANE DOE | The Example", "JANE DOE"},
        {"Written by: Jane Doe • Aug. 3, 2020", "Jane Doe"},
        {"Von Erika Mustermann und Max Mustermann", "Erika Mustermann; Max Mustermann"},
        {"Par Jeanne Dupont", "Jeanne Dupont"},
        {"Jane Doe (Reuters)", "Jane Doe"},
        {"Maria & Katerina", "Maria & Katerina"},
        {"Example Department of Health and Human Services",
         "Example Department of Health and Human Services"},
        {"記者 山田太郎", "山田太郎"},
        {"https://x.example/author/jane", ""},
        {"jane@x.example", ""},
        {"@jane", ""},
        {"admin", ""},
        {"Jane Doe; Jane DOE", "Jane Doe"},
        {"Anne&#8209;Marie O&#039;Neil", "Anne‑Marie O'Neil"},
        {"", ""},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bylines); i++) {
        g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
        osint_names_add(names, bylines[i][0]);
        g_ptr_array_add(names, NULL);
        g_autofree char *joined = g_strjoinv("; ", (char **)names->pdata);
        if (strcmp(joined, bylines[i][1]) != 0)
            fail_msg("\"%s\" is read as \"%s\", not \"%s\"", bylines[i][0], joined, bylines[i][1]);
    }
}

static void assert_author(const char *head, const char *body, const char *author)
{
    g_autoptr(Collected) collected = page(head, body);
    const OsintArticle *article = only_article(collected);
    if (author == NULL) {
        assert_int_equal(article->authors->len, 0);
        return;
    }
    assert_int_equal(article->authors->len, 1);
    assert_string_equal(g_ptr_array_index(article->authors, 0), author);
}

static void test_authors(void **state)
{
    (void)state;
    assert_author("<meta name=author content='Jane Doe'>", "", "Jane Doe");
    assert_author("<meta property='article:author' content='https://social.example/jane'>", "", NULL);
    assert_author(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\","
        "\"name\":\"Jane Doe\"}]}</script><meta name=author content='Someone Else'>",
        "", "Jane Doe");
    assert_author(
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}},"
        "{\"@id\":\"#a\",\"@type\":\"Person\",\"name\":\"Jane Doe\"}]}</script>",
        "", "Jane Doe");
    assert_author("", "<h1>Servers</h1><p>By Jane Doe</p>", "Jane Doe");
    assert_author("", "<h1>Servers</h1><p>By defining contracts, we separate things.</p>", NULL);
    assert_author(
        "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Jane Doe'>", "",
        "Jane Doe");
    assert_author("<meta name='twitter:label1' content='Price'><meta name='twitter:data1' content='Three'>",
                  "", NULL);
    assert_author("",
                  "<h1>Servers</h1><div class=byline>by <a rel=author href=/jane>Jane Doe</a>, Editor</div>",
                  "Jane Doe");
    assert_author("", "<h1>Servers</h1><div class=comments><span class=author>Joe Bloggs</span></div>", NULL);
    assert_author("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"@type\":"
                  "\"Organization\",\"name\":\"The Example\"}}</script>",
                  "<h1>Servers</h1><p>By Jane Doe</p>", "Jane Doe");
    assert_author("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"@type\":"
                  "\"Organization\",\"name\":\"The Example\"}}</script>",
                  "", "The Example");
}

static void test_addresses_and_publishers(void **state)
{
    g_autoptr(Collected) relative = page("<meta property='og:url' content='https://x.example/a/b'>"
                                         "<link rel=canonical href='/a/c'>",
                                         "");
    g_autoptr(Collected) home = page("<link rel=canonical href='https://x.example/'>"
                                     "<meta property='og:url' content='https://x.example/a'>",
                                     "");
    g_autoptr(Collected) none = page("<link rel=canonical href='javascript:x'>", "");
    g_autoptr(Collected) publisher =
        page("<script type='application/ld+json'>{\"@type\":\"Article\",\"publisher\":"
             "{\"name\":\"The Example\"}}</script>",
             "");
    (void)state;
    assert_string_equal(only_article(relative)->url, "https://x.example/a/c");
    assert_string_equal(only_article(home)->url, "https://x.example/a");
    assert_null(only_article(none)->url);
    assert_string_equal(only_article(publisher)->publisher, "The Example");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_sites_in_titles),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_authors),
        cmocka_unit_test(test_addresses_and_publishers),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
