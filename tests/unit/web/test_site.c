/* Routes that need no index, and every failure. */
#include "web/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/web/page_checks.h"
#include "web/help.h"

#define NOW 1619049600

typedef struct {
    const char *method, *path, *query, *if_none_match;
} Call;

static const char *lookup(const char *name, gpointer user_data)
{
    const Call *call = user_data;
    if (g_str_equal(name, "REQUEST_METHOD"))
        return call->method;
    if (g_str_equal(name, "PATH_INFO"))
        return call->path;
    if (g_str_equal(name, "HTTP_IF_NONE_MATCH"))
        return call->if_none_match;
    return g_str_equal(name, "QUERY_STRING") ? call->query : NULL;
}

static OsintResponse *answer(Call call)
{
    g_autoptr(OsintSite) site = osint_site_new(NULL, NULL, "no such directory: /secret/index\nsecond line");
    g_autoptr(OsintRequest) request = osint_request_new(lookup, &call, "f00dcafe");
    return osint_site_answer(site, request, NOW);
}

static void assert_failure(Call call, guint status)
{
    g_autoptr(OsintResponse) response = answer(call);
    assert_int_equal(response->status, status);
    assert_non_null(response->log);
    assert_true(g_str_has_prefix(response->log, "f00dcafe "));
    assert_null(strpbrk(response->log, "\r\n\x1b"));
    assert_contains(response->body->str, "f00dcafe");
    assert_contains(response->headers->str, "Cache-Control: no-store\r\n");
    assert_sound_page(response->body->str);
}

static void test_failures(void **state)
{
    (void)state;
    g_autofree char *long_query = g_strnfill(OSINT_REQUEST_MAX_QUERY + 1, 'q');
    assert_failure((Call){"POST", "/", NULL, NULL}, 405);
    assert_failure((Call){"get", "/", NULL, NULL}, 405);
    assert_failure((Call){"", "/", NULL, NULL}, 405);
    assert_failure((Call){"GET", "/", long_query, NULL}, 414);
    assert_failure((Call){"GET", "/", "q=%ff", NULL}, 400);
    assert_failure((Call){"GET", "/nothing\x1b[31m\n", NULL, NULL}, 404);
    assert_failure((Call){"GET", "/static/../main.c", NULL, NULL}, 404);
    assert_failure((Call){"GET", "/article", NULL, NULL}, 404);
    assert_failure((Call){"GET", "/", "q=tick", NULL}, 503);
    assert_failure((Call){"GET", "/article/x", NULL, NULL}, 503);
}

static void test_no_index(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) response = answer((Call){"GET", "/", "q=tick", NULL});
    assert_contains(response->headers->str, "Retry-After: 60\r\n");
    assert_contains(response->log, "/secret/index");
    assert_lacks(response->body->str, "/secret");
    assert_contains(response->body->str, "value=\"tick\"");
}

static void test_allow(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) response = answer((Call){"DELETE", "/", NULL, NULL});
    assert_contains(response->headers->str, "Allow: GET, HEAD\r\n");
}

static void test_failures_for_programs(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) response = answer((Call){"GET", "/", "q=tick&format=json", NULL});
    assert_int_equal(response->status, 503);
    assert_contains(response->headers->str, "Content-Type: application/json\r\n");
    assert_contains(response->body->str, "\"id\": \"f00dcafe\"");
    assert_lacks(response->body->str, "<");
}

static char *etag_of(const OsintResponse *response)
{
    const char *etag = strstr(response->headers->str, "ETag: ");
    assert_non_null(etag);
    return g_strndup(etag + 6, strcspn(etag + 6, "\r"));
}

static void test_fixed_pages_are_cached(void **state)
{
    (void)state;
    const char *const paths[] = {"/static/style.css", "/static/icon.svg", "/help", "/robots.txt",
                                 "/opensearch.xml"};
    for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(OsintResponse) first = answer((Call){"GET", paths[i], NULL, NULL});
        assert_int_equal(first->status, 200);
        assert_null(first->log);
        assert_true(first->body->len > 0);
        g_autofree char *etag = etag_of(first);
        g_autoptr(OsintResponse) again = answer((Call){"GET", paths[i], NULL, etag});
        assert_int_equal(again->status, 304);
        assert_int_equal(again->body->len, 0);
        assert_contains(again->headers->str, etag);
    }
}

static void test_opensearch(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) response = answer((Call){"GET", "/opensearch.xml", NULL, NULL});
    assert_contains(response->body->str, "template=\"/?q={searchTerms}\"");
    static const GMarkupParser parser = {0};
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
    assert_true(g_markup_parse_context_parse(context, response->body->str, -1, NULL));
    assert_true(g_markup_parse_context_end_parse(context, NULL));
}

static void test_style_sheet_is_small(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) response = answer((Call){"GET", "/static/style.css", NULL, NULL});
    assert_contains(response->headers->str, "Content-Type: text/css; charset=utf-8\r\n");
    assert_in_range(response->body->len, 1000, 30000);
    assert_lacks(response->body->str, "url(");
    assert_lacks(response->body->str, "@import");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_no_index),
        cmocka_unit_test(test_allow),
        cmocka_unit_test(test_failures_for_programs),
        cmocka_unit_test(test_fixed_pages_are_cached),
        cmocka_unit_test(test_opensearch),
        cmocka_unit_test(test_style_sheet_is_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
