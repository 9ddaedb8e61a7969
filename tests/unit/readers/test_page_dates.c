/* The dates of web pages: indexer/readers/html/dates.h, by way of whole pages. */
#include "tests/unit/readers/collect.h"

#define BODY "<p>The ministry said on Monday that the servers had been leased by a company.</p>"
#define NOW G_GINT64_CONSTANT(1735689600) /* 2025-01-01 */

static Collected *page(const char *head, const char *body)
{
    g_autofree char *html = g_strconcat("<!DOCTYPE html><html><head><title>Leased servers</title>", head,
                                        "</head><body>", body, BODY "</body></html>", NULL);
    OsintReadOptions options = {.now = NOW};
    return collect("/a.html", html, strlen(html), &options);
}

static void assert_published(const char *head, const char *body, const char *published)
{
    g_autoptr(Collected) collected = page(head, body);
    const OsintArticle *article = only_article(collected);
    if (g_strcmp0(article->published, published) != 0)
        fail_msg("%s%s: published %s, not %s", head, body, article->published, published);
}

static void test_what_is_declared(void **state)
{
    (void)state;
    assert_published("<meta property='article:published_time' content='2021-04-20T09:30:00+09:00'>", "",
                     "2021-04-20T09:30:00+09:00");
    assert_published("<meta name='DC.date.issued' content='2021-04-20'>", "", "2021-04-20");
    assert_published("<meta name=parsely-pub-date content='2021-04-20T09:30:00Z'>", "",
                     "2021-04-20T09:30:00Z");
    assert_published("<meta name=pubdate content=20210420>", "", "2021-04-20");
    assert_published("<meta name=date content=1618911000>", "", "2021-04-20T09:30:00Z");
    assert_published("", "<time itemprop=datePublished datetime=2021-04-20>yesterday</time>", "2021-04-20");
    assert_published("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":"
                     "\"2021-04-20T09:30:00Z\"}</script><meta name=date content=2022-01-01>",
                     "", "2021-04-20T09:30:00Z");
}

static void test_what_programs_keep(void **state)
{
    static const char program[] =
        "<script type='application/json'>{\"published_at\":\"2021-04-20T09:30:00+02:00\"}</script>";
    (void)state;
    assert_published("", program, "2021-04-20T09:30:00+02:00");
    assert_published("<meta name=pubdate content=2021-05-01>", program, "2021-05-01");
    assert_published("", "<script type='application/json'>{\\\"publishedAt\\\":\\\"2021-04-20\\\"}</script>",
                     "2021-04-20");
    assert_published("", "<script type='application/json'>createdAt: new Date()</script>", NULL);
}

static void test_what_is_seen(void **state)
{
    static const char *const lines[] = {
        "<p>By Jane Doe | April 20, 2021 | 3 comments</p>",
        "<div class=entry-date>20.04.21</div>",
        "<time datetime=2021-04-20>April 20</time>",
        "<p>Veröffentlicht am 20. April 2021</p>",
        "<p>Publié le mardi 20 avril 2021</p>",
        "<p>公開日 2021年4月20日</p><p>更新日 2021年5月1日</p>",
        "<p>Last updated: May 1, 2021</p><p>Published: April 20, 2021</p>",
        "<p>Опубликовано 20 апреля 2021</p>",
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *body = g_strconcat("<h1>Leased servers</h1>", lines[i], NULL);
        assert_published("", body, "2021-04-20");
    }
}

static void test_other_things_dates(void **state)
{
    (void)state;
    assert_published("", "<h1>Leased servers</h1><p>© 2021 April 20, 2021</p>", NULL);
    assert_published("", "<h1>Leased servers</h1><aside><p>April 20, 2021</p></aside>", NULL);
    assert_published("", "<h1>Leased servers</h1><div class=comments><p>Joe, April 20, 2021</p></div>", NULL);
    assert_published("", "<h1>Leased servers</h1><p>Member since April 20, 2021</p>", NULL);
}

static void test_dates_that_cannot_be(void **state)
{
    static const char *const dates[] = {"1970-01-01T00:00:00Z", "0001-01-01", "2038-01-19", "2025-01-04",
                                        "1700-01-01"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_autofree char *head =
            g_strdup_printf("<meta property='article:published_time' content='%s'>", dates[i]);
        assert_published(head, "", NULL);
    }
    assert_published("<meta property='article:published_time' content='2025-01-01T20:00:00Z'>", "",
                     "2025-01-01T20:00:00Z");
    assert_published("<meta property='article:published_time' content='1912-04-16'>", "", "1912-04-16");
}

static void test_addresses(void **state)
{
    static const char *const urls[][2] = {
        {"https://x.example/2021/04/20/servers", "2021-04-20"},
        {"https://x.example/news/20210420-servers.html", "2021-04-20"},
        {"https://x.example/2021/apr/20/servers", "2021-04-20"},
        {"https://x.example/202104/20/c_1.htm", "2021-04-20"},
        {"https://x.example/a/t20210420_5.html", "2021-04-20"},
        {"https://x.example/2021/04/servers", "2021-04"},
        {"https://x.example/article/83746", NULL},
        {"https://x.example/2021/13/servers", NULL},
        {"https://x.example/a?date=2021-04-20", NULL},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(urls); i++) {
        g_autofree char *head = g_strdup_printf("<link rel=canonical href='%s'>", urls[i][0]);
        assert_published(head, "", urls[i][1]);
    }
    assert_published("<link rel=canonical href='https://x.example/2021/04/servers'>",
                     "<p>May 3, 2021</p><p>April 20, 2021</p>", "2021-04-20");
}

static void test_either_way_round(void **state)
{
    g_autoptr(Collected) unknown = page("", "<h1>Leased servers</h1><p>Published 03/04/2024</p>");
    g_autoptr(Collected) others =
        page("", "<h1>Leased servers</h1><p>Published 03/04/2024</p><p>Next: 25/04/2024</p>");
    g_autoptr(Collected) address = page("<link rel=canonical href='https://x.example/2024/04/03/servers'>",
                                        "<h1>Leased servers</h1><p>Published 03/04/2024</p>");
    g_autoptr(Collected) locale = page("<meta property='og:locale' content='en_GB'>",
                                       "<h1>Leased servers</h1><p>Published 03/04/2024</p>");
    g_autoptr(Collected) future = page("", "<h1>Leased servers</h1><p>Published 01/02/2025</p>");
    (void)state;
    assert_string_equal(only_article(unknown)->published, "2024-03-04");
    assert_true(has_warning(only_article(unknown), "date-ambiguous"));
    assert_string_equal(only_article(others)->published, "2024-04-03");
    assert_false(has_warning(only_article(others), "date-ambiguous"));
    assert_string_equal(only_article(address)->published, "2024-04-03");
    assert_false(has_warning(only_article(address), "date-ambiguous"));
    assert_string_equal(only_article(locale)->published, "2024-04-03");
    assert_string_equal(only_article(future)->published, "2025-01-02");
    assert_false(has_warning(only_article(future), "date-ambiguous"));
}

static void test_the_day_of_the_place(void **state)
{
    static const char utc[] = "<meta property='article:published_time' content='2023-11-09T01:09:55Z'>";
    static const char local[] =
        "<meta property='article:published_time' content='2023-11-08T18:09:55-07:00'>";
    (void)state;
    assert_published(utc, "<h1>Leased servers</h1><p>Published: November 8, 2023</p>", "2023-11-08");
    assert_published(utc, "<h1>Leased servers</h1><p>Published: November 8, 2023 at 6:09 p.m.</p>",
                     "2023-11-08T18:09:55-07:00");
    assert_published(utc, "<h1>Leased servers</h1><p>Published: November 9, 2023</p>",
                     "2023-11-09T01:09:55Z");
    assert_published(utc, "<h1>Leased servers</h1><p>Published: November 2, 2023</p>",
                     "2023-11-09T01:09:55Z");
    assert_published(local, "<h1>Leased servers</h1><p>Published: November 9, 2023</p>",
                     "2023-11-08T18:09:55-07:00");
}

static void test_publication_and_update(void **state)
{
    g_autoptr(Collected) both = page("<meta property='article:published_time' content='2021-04-20'>"
                                     "<meta property='article:modified_time' content='2021-05-01T10:00:00Z'>",
                                     "");
    g_autoptr(Collected) seen = page("", "<h1>Leased servers</h1><p>Aktualisiert: 1. Mai 2021</p>");
    g_autoptr(Collected) before = page("<meta property='article:published_time' content='2021-04-20'>"
                                       "<meta property='article:modified_time' content='2021-04-01'>",
                                       "");
    (void)state;
    assert_string_equal(only_article(both)->published, "2021-04-20");
    assert_string_equal(only_article(both)->updated, "2021-05-01T10:00:00Z");
    assert_null(only_article(seen)->published);
    assert_string_equal(only_article(seen)->updated, "2021-05-01");
    assert_null(only_article(before)->updated);
}

/* In time that grows with the square, this would not end before the test's time is up. */
static void test_thousands_of_everything(void **state)
{
    g_autoptr(GString) head = g_string_new(NULL);
    g_autoptr(GString) body = g_string_new(NULL);
    (void)state;
    for (int i = 0; i < 20000; i++) {
        g_string_append_printf(head, "<meta name=date content='2021-04-%02d'>", i % 28 + 1);
        g_string_append_printf(body, "<h2 class='headline date author'>April %d, 2020</h2>", i % 28 + 1);
    }
    g_autoptr(Collected) collected = page(head->str, body->str);
    assert_int_equal(collected->articles->len, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_declared),       cmocka_unit_test(test_what_is_seen),
        cmocka_unit_test(test_what_programs_keep),     cmocka_unit_test(test_other_things_dates),
        cmocka_unit_test(test_dates_that_cannot_be),   cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_either_way_round),       cmocka_unit_test(test_the_day_of_the_place),
        cmocka_unit_test(test_publication_and_update), cmocka_unit_test(test_thousands_of_everything),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
