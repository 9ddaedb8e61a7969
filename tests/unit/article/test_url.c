/* URLs: the canonical form and the host. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "indexer/article/article.h"

static void assert_canonical(const char *url, const char *expected)
{
    g_autofree char *canonical = osint_url_canonical(url);

    if (g_strcmp0(canonical, expected) != 0)
        fail_msg("\"%s\" becomes %s, not %s", url, canonical, expected);
    if (canonical == NULL)
        return;
    g_autofree char *again = osint_url_canonical(canonical);
    assert_string_equal(again, canonical);
}

static void spellings_of_one_address(void **state)
{
    (void)state;
    assert_canonical("https://example.org/a", "https://example.org/a");
    assert_canonical("HTTPS://Example.ORG/a", "https://example.org/a");
    assert_canonical("https://example.org:443/a", "https://example.org/a");
    assert_canonical("http://example.org:80", "http://example.org/");
    assert_canonical("http://example.org:8080/a", "http://example.org:8080/a");
    assert_canonical("https://example.org/a#section", "https://example.org/a");
    assert_canonical("https://example.org", "https://example.org/");
    assert_canonical("https://example.org./a", "https://example.org/a");
    assert_canonical("  https://example.org/a\n", "https://example.org/a");
    assert_canonical("https://example.org/a/./b/../c", "https://example.org/a/c");
    assert_canonical("https://example.org/%7euser/%e4%bd%a0", "https://example.org/~user/%E4%BD%A0");
    assert_canonical("https://example.org/你", "https://example.org/%E4%BD%A0");
    assert_canonical("https://bücher.example/a", "https://xn--bcher-kva.example/a");
    assert_canonical("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/");
}

static void parameters(void **state)
{
    (void)state;
    assert_canonical("https://example.org/?b=2&a=1", "https://example.org/?a=1&b=2");
    assert_canonical("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a");
    assert_canonical("https://example.org/a?id=7&fbclid=abc&GCLID=1", "https://example.org/a?id=7");
    assert_canonical("https://example.org/a?", "https://example.org/a");
    assert_canonical("https://example.org/a?&&x", "https://example.org/a?x");
    assert_canonical("https://example.org/?q=a%26b", "https://example.org/?q=a%26b");
    assert_canonical("https://example.org/?clid=1&autm_x=2", "https://example.org/?autm_x=2&clid=1");
    assert_canonical("https://example.org/?q=a+b", "https://example.org/?q=a+b");
}

static void different_addresses_stay_apart(void **state)
{
    g_autofree char *slash = osint_url_canonical("https://example.org/a%2Fb");
    g_autofree char *plain = osint_url_canonical("https://example.org/a/b");
    g_autofree char *end = osint_url_canonical("https://example.org/a/b/");
    (void)state;
    assert_string_not_equal(slash, plain);
    assert_string_not_equal(plain, end);
}

static void what_is_no_web_address(void **state)
{
    static const char *const bad[] = {"",
                                      "/a",
                                      "example.org/a",
                                      "//example.org/a",
                                      "ftp://example.org/",
                                      "javascript:alert(1)",
                                      "mailto:a@example.org",
                                      "http://",
                                      "http:///a",
                                      "https://exa mple.org/",
                                      "http://example.org:99999/",
                                      "http:",
                                      "data:text/html,x",
                                      "https://[::1/",
                                      "http://./"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        assert_canonical(bad[i], NULL);
        assert_null(osint_url_host(bad[i]));
    }
}

static void hosts(void **state)
{
    g_autofree char *host = osint_url_host("https://www3.NHK.or.jp/news");
    g_autofree char *without = osint_url_host("https://WWW.Example.org/a");
    (void)state;
    assert_string_equal(host, "www3.nhk.or.jp");
    assert_string_equal(without, "example.org");
}

static void truncations_never_break(void **state)
{
    const char *whole = "https://user:pw@www.example.org:8443/a/%E4%BD/../b;x?utm_a=1&c=%20d&b#frag";
    (void)state;
    for (gsize from = 0; from < strlen(whole); from++) {
        for (gsize length = 0; length <= strlen(whole) - from; length++) {
            g_autofree char *cut = g_strndup(whole + from, length);
            g_autofree char *canonical = osint_url_canonical(cut);
            if (canonical != NULL)
                assert_canonical(canonical, canonical);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_address),
        cmocka_unit_test(parameters),
        cmocka_unit_test(different_addresses_stay_apart),
        cmocka_unit_test(what_is_no_web_address),
        cmocka_unit_test(hosts),
        cmocka_unit_test(truncations_never_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
