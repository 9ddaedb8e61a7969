/* CGI variables, sound and hostile, become requests. */
#include "web/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *lookup(const char *name, gpointer pairs)
{
    for (const char *const *pair = pairs; *pair != NULL; pair += 2) {
        if (g_str_equal(pair[0], name))
            return pair[1];
    }
    return NULL;
}

static OsintRequest *request_of(const char *const *pairs)
{
    return osint_request_new(lookup, (gpointer)pairs, "f00dcafe");
}

static OsintRequest *with_query(const char *query)
{
    const char *const pairs[] = {"REQUEST_METHOD", "GET", "QUERY_STRING", query, NULL};
    return request_of(pairs);
}

static char *base_for(const char *script_name)
{
    const char *const pairs[] = {"SCRIPT_NAME", script_name, NULL};
    g_autoptr(OsintRequest) request = request_of(pairs);
    return g_strdup(request->base);
}

static void test_nothing_set(void **state)
{
    (void)state;
    const char *const pairs[] = {NULL};
    g_autoptr(OsintRequest) request = request_of(pairs);
    assert_string_equal(request->method, "");
    assert_string_equal(request->base, "");
    assert_string_equal(request->path, "/");
    assert_null(request->origin);
    assert_null(request->malformed);
    assert_null(osint_request_parameter(request, "q"));
    assert_string_equal(request->failure_id, "f00dcafe");
}

static void test_parameters(void **state)
{
    (void)state;
    g_autoptr(OsintRequest) request = with_query("q=a+b%2Bc%26&&q=second&empty=&flag&%E6%97%A5=%e6%9c%ac");
    assert_null(request->malformed);
    assert_string_equal(osint_request_parameter(request, "q"), "a b+c&");
    assert_string_equal(osint_request_parameter(request, "empty"), "");
    assert_string_equal(osint_request_parameter(request, "flag"), "");
    assert_string_equal(osint_request_parameter(request, "日"), "本");
}

static void test_malformed_parameters(void **state)
{
    (void)state;
    const char *const queries[] = {"q=%",     "q=%4",  "q=%zz",    "q=%00",
                                   "q=a%00b", "q=%ff", "%c3%28=1", "q=%ed%a0%80"};
    for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(OsintRequest) request = with_query(queries[i]);
        assert_non_null(request->malformed);
    }
}

static void test_length(void **state)
{
    (void)state;
    g_autofree char *longest = g_strnfill(OSINT_REQUEST_MAX_QUERY, 'a');
    g_autofree char *longer = g_strnfill(OSINT_REQUEST_MAX_QUERY + 1, 'a');
    g_autoptr(OsintRequest) fits = with_query(longest);
    g_autoptr(OsintRequest) not = with_query(longer);
    assert_false(fits->too_long);
    assert_true(not ->too_long);
    g_autofree char *path = g_strnfill(OSINT_REQUEST_MAX_PATH + 1, '/');
    const char *const pairs[] = {"PATH_INFO", path, NULL};
    g_autoptr(OsintRequest) deep = request_of(pairs);
    assert_true(deep->too_long);
}

static void test_mount_point(void **state)
{
    (void)state;
    const struct {
        const char *script_name;
        const char *base;
    } cases[] = {
        {"/cgi-bin/osint-search.cgi", "/cgi-bin/osint-search.cgi"},
        {"", ""},
        {"/", ""},
        {"/search/", "/search"},
        {"//evil.example", ""},
        {"/\\evil.example", ""},
        {"https://evil.example", ""},
        {"/a b\"<>?#", "/a%20b%22%3C%3E%3F%23"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *base = base_for(cases[i].script_name);
        assert_string_equal(base, cases[i].base);
    }
}

static void test_origin(void **state)
{
    (void)state;
    const char *const secure[] = {"HTTP_HOST", "search.example.org:8443", "HTTPS", "on", NULL};
    const char *const hostile[] = {"HTTP_HOST", "x\"/><script>", "SERVER_NAME", "localhost", NULL};
    const char *const nothing[] = {"HTTP_HOST", "a b", "SERVER_NAME", "", NULL};
    g_autoptr(OsintRequest) first = request_of(secure);
    g_autoptr(OsintRequest) second = request_of(hostile);
    g_autoptr(OsintRequest) third = request_of(nothing);
    assert_string_equal(first->origin, "https://search.example.org:8443");
    assert_string_equal(second->origin, "http://localhost");
    assert_null(third->origin);
}

static void test_path(void **state)
{
    (void)state;
    const char *const relative[] = {"PATH_INFO", "article", NULL};
    const char *const invalid[] = {"PATH_INFO", "/article/\xff", NULL};
    const char *const sound[] = {"PATH_INFO", "/article/日本 1", NULL};
    g_autoptr(OsintRequest) first = request_of(relative);
    g_autoptr(OsintRequest) second = request_of(invalid);
    g_autoptr(OsintRequest) third = request_of(sound);
    assert_non_null(first->malformed);
    assert_non_null(second->malformed);
    assert_null(third->malformed);
    assert_string_equal(third->path, "/article/日本 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_set),
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_malformed_parameters),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_mount_point),
        cmocka_unit_test(test_origin),
        cmocka_unit_test(test_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
