/* Answers as CGI has them. */
#include "web/response.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/web/page_checks.h"

static void test_security_headers(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) response = osint_response_new(200);
    g_autoptr(GString) out = g_string_new(NULL);
    osint_response_write_cgi(response, FALSE, out);
    assert_true(g_str_has_prefix(out->str, "Status: 200 OK\r\n"));
    assert_contains(out->str,
                    "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; "
                    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n");
    assert_contains(out->str, "X-Content-Type-Options: nosniff\r\n");
    assert_contains(out->str, "Referrer-Policy: no-referrer\r\n");
    assert_lacks(out->str, "unsafe");
}

static void test_header_injection(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) response = osint_response_new(200);
    osint_response_header(response, "ETag", "\"a\r\nSet-Cookie: b\x7f\xc3\xa9\"");
    assert_contains(response->headers->str, "ETag: \"aSet-Cookie: b\"\r\n");
    assert_lacks(response->headers->str, "\nSet-Cookie");
}

static void test_head_has_no_body(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) response = osint_response_new(404);
    osint_response_body(response, "text/html", g_string_new("four"));
    g_autoptr(GString) head = g_string_new(NULL), full = g_string_new(NULL);
    osint_response_write_cgi(response, TRUE, head);
    osint_response_write_cgi(response, FALSE, full);
    assert_contains(head->str, "Status: 404 Not Found\r\n");
    assert_contains(head->str, "Content-Type: text/html; charset=utf-8\r\n");
    assert_contains(head->str, "Content-Length: 4\r\n");
    assert_true(g_str_has_suffix(head->str, "\r\n\r\n"));
    assert_int_equal(full->len, head->len + 4);
}

static void test_media_types(void **state)
{
    (void)state;
    g_autoptr(OsintResponse) json = osint_response_new(200);
    osint_response_body(json, "application/json", g_string_new("{}"));
    assert_contains(json->headers->str, "Content-Type: application/json\r\n");
    g_autoptr(OsintResponse) csv = osint_response_new(200);
    osint_response_body(csv, "text/csv; charset=utf-8; header=present", g_string_new(""));
    assert_contains(csv->headers->str, "Content-Type: text/csv; charset=utf-8; header=present\r\n");
}

static void test_entity_tags(void **state)
{
    (void)state;
    assert_true(osint_etag_matches("\"abc\"", "\"abc\""));
    assert_true(osint_etag_matches("\"x\", W/\"abc\"", "\"abc\""));
    assert_false(osint_etag_matches("\"x\",\"y\"", "\"abc\""));
    assert_false(osint_etag_matches("abc", "\"abc\""));
    assert_false(osint_etag_matches("", "\"abc\""));
    assert_false(osint_etag_matches(NULL, "\"abc\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_security_headers), cmocka_unit_test(test_header_injection),
        cmocka_unit_test(test_head_has_no_body), cmocka_unit_test(test_media_types),
        cmocka_unit_test(test_entity_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
