/* Parameters of a search page, and links that carry them on. */
#include "web/ask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *query_string(const char *name, gpointer user_data)
{
    return g_str_equal(name, "QUERY_STRING") ? user_data : NULL;
}

static OsintRequest *request_with(const char *query)
{
    return osint_request_new(query_string, (gpointer)query, "0");
}

static void test_defaults(void **state)
{
    (void)state;
    g_autofree char *problem = NULL;
    g_autoptr(OsintRequest) request = request_with("q=++&show=&sort=&page=&format=");
    g_autoptr(OsintAsk) ask = osint_ask_new(request, &problem);
    assert_non_null(ask);
    assert_null(ask->query);
    assert_int_equal(ask->show, OSINT_SHOW_PASSAGES);
    assert_int_equal(ask->sort, OSINT_SORT_RELEVANCE);
    assert_int_equal(ask->page, 1);
    assert_null(ask->renderer);
}

static void test_values(void **state)
{
    (void)state;
    g_autofree char *problem = NULL;
    g_autoptr(OsintRequest) request =
        request_with("q=+tick+&show=articles&sort=oldest&copies=show&by=month&page=3&format=json");
    g_autoptr(OsintAsk) ask = osint_ask_new(request, &problem);
    assert_non_null(ask);
    assert_string_equal(ask->query, "tick");
    assert_int_equal(ask->show, OSINT_SHOW_ARTICLES);
    assert_int_equal(ask->sort, OSINT_SORT_OLDEST);
    assert_int_equal(ask->copies, OSINT_COPIES_SHOW);
    assert_int_equal(ask->by, OSINT_BY_MONTH);
    assert_int_equal(ask->page, 3);
    assert_string_equal(ask->renderer->name, "json");
}

static void test_bad_values(void **state)
{
    (void)state;
    const char *const queries[] = {"show=Passages", "show=x",    "sort=best",  "page=0",
                                   "page=-1",       "page=1x",   "page=1001",  "page=99999999999999999999",
                                   "at=0",          "at=10001",  "p=0",        "m=-1",
                                   "part=0",        "part=x",    "format=exe", "copies=all",
                                   "format=.",      "page=%2B1", "by=week"};
    for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autofree char *problem = NULL;
        g_autoptr(OsintRequest) request = request_with(queries[i]);
        g_autoptr(OsintAsk) ask = osint_ask_new(request, &problem);
        assert_null(ask);
        assert_non_null(problem);
    }
}

static void assert_link(char *link, const char *expected)
{
    assert_string_equal(link, expected);
    g_free(link);
}

static void test_links(void **state)
{
    (void)state;
    OsintAsk ask = {.base = "/s", .query = (char *)"a&b \"日\"", .page = 4, .sort = OSINT_SORT_NEWEST};
    assert_link(osint_link_page(&ask, 5), "/s/?q=a%26b%20%22%E6%97%A5%22&sort=newest&page=5");
    assert_link(osint_link_page(&ask, 1), "/s/?q=a%26b%20%22%E6%97%A5%22&sort=newest");
    assert_link(osint_link_search(&ask, "entity:tick"), "/s/?q=entity:tick&sort=newest");
    assert_link(osint_link_search(&ask, NULL), "/s/?sort=newest");
    assert_link(osint_link_sort(&ask, OSINT_SORT_RELEVANCE), "/s/?q=a%26b%20%22%E6%97%A5%22");
    ask.beside = TRUE;
    assert_link(osint_link_sort(&ask, OSINT_SORT_RELEVANCE), "?q=a%26b%20%22%E6%97%A5%22");
    assert_link(osint_link_page(&(OsintAsk){.base = "/s", .beside = TRUE}, 1), "?");
    assert_link(osint_link_format(&(OsintAsk){.base = "/s", .beside = TRUE, .page = 1}, "csv"),
                "?format=csv");
    ask.beside = FALSE;
    assert_link(osint_link_show(&ask, OSINT_SHOW_ARTICLES),
                "/s/?q=a%26b%20%22%E6%97%A5%22&show=articles&sort=newest");
    assert_link(osint_link_copies(&ask, OSINT_COPIES_SHOW),
                "/s/?q=a%26b%20%22%E6%97%A5%22&sort=newest&copies=show");
    assert_link(osint_link_by(&ask, OSINT_BY_DAY), "/s/?q=a%26b%20%22%E6%97%A5%22&sort=newest&by=day");
    assert_link(osint_link_format(&ask, "json"),
                "/s/?q=a%26b%20%22%E6%97%A5%22&sort=newest&page=4&format=json");
}

static void test_article_links(void **state)
{
    (void)state;
    OsintAsk bare = {.base = ""};
    OsintAsk asked = {.base = "/s",
                      .query = (char *)"x y",
                      .page = 4,
                      .at = 12,
                      .sort = OSINT_SORT_OLDEST,
                      .copies = OSINT_COPIES_SHOW};
    g_autoptr(OsintArticle) article = osint_article_new();
    article->id = g_strdup("p12ab");
    assert_link(osint_link_article(&bare, article, 0, 0), "/article/p12ab");
    assert_link(osint_link_article(&bare, article, 7, 3), "/article/p12ab#p3");
    assert_link(osint_link_article_format(&asked, article, "json"), "/s/article/p12ab?format=json");
    assert_link(osint_link_match(&asked, article, 3),
                "/s/article/p12ab?q=x%20y&sort=oldest&copies=show&at=12&m=3#m3");
    g_free(article->id);
    article->id = g_strdup("a b?#%\"");
    assert_link(osint_link_article(&asked, article, 12, 7),
                "/s/article/a%20b%3F%23%25%22?q=x%20y&sort=oldest&copies=show&at=12&p=7#p7");
    assert_link(osint_link_article(&asked, article, 10001, 0),
                "/s/article/a%20b%3F%23%25%22?q=x%20y&sort=oldest&copies=show");
    g_free(article->id);
    article->id = g_strdup("https://e.org/1");
    assert_link(osint_link_article(&bare, article, 0, 2), "/article/?id=https://e.org/1#p2");
    g_free(article->id);
    article->id = g_strdup("..");
    assert_link(osint_link_article(&bare, article, 0, 0), "/article/?id=..");
}

/* Without a query a passage is told to the server only where it is not in the first part. */
static void test_links_to_parts(void **state)
{
    (void)state;
    OsintAsk bare = {.base = ""}, ask = {.base = "", .query = (char *)"x", .at = 3};
    g_autoptr(OsintArticle) article = osint_article_new();
    article->id = g_strdup("p1");
    const OsintSpan passages[] = {{0, 500000}, {500000, 524290}, {524290, 524300}, {3000000, 3000001}};
    g_array_append_vals(article->passages, passages, G_N_ELEMENTS(passages));
    assert_link(osint_link_article(&bare, article, 0, 2), "/article/p1#p2");
    assert_link(osint_link_article(&bare, article, 0, 3), "/article/p1?p=3#p3");
    assert_link(osint_link_article(&bare, article, 0, 4), "/article/p1?p=4#p4");
    assert_link(osint_link_article(&bare, article, 0, 5), "/article/p1#p5");
    assert_link(osint_link_part(&ask, article, 2), "/article/p1?q=x&at=3&part=2");
    assert_link(osint_link_part(&ask, article, 1), "/article/p1?q=x&at=3");
}

static void test_other_links(void **state)
{
    (void)state;
    OsintAsk ask = {.base = "/s", .query = (char *)"x", .sort = OSINT_SORT_OLDEST};
    assert_link(osint_link_entity(&ask, "tick"), "/s/entity/tick");
    assert_link(osint_link_entity(&ask, "url:http://x/"), "/s/entity/?id=url:http://x/");
    assert_link(osint_link_like(&ask, "a&b"), "/s/?like=a%26b");
}

static void test_names_are_read_back(void **state)
{
    (void)state;
    for (guint i = OSINT_SHOW_PASSAGES; i <= OSINT_SHOW_ARTICLES; i++) {
        OsintShow show = OSINT_SHOW_PASSAGES;
        assert_true(osint_show_parse(osint_show_name((OsintShow)i), &show));
        assert_int_equal(show, i);
    }
    assert_string_equal(osint_sort_name(OSINT_SORT_RELEVANCE), "relevance");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),      cmocka_unit_test(test_values),
        cmocka_unit_test(test_bad_values),    cmocka_unit_test(test_links),
        cmocka_unit_test(test_article_links), cmocka_unit_test(test_links_to_parts),
        cmocka_unit_test(test_other_links),   cmocka_unit_test(test_names_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
