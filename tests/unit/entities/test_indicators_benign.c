/* Benign indicators: by standard and by list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/indicators/benign.h"

static const char *const entries[] = {"github.com",      "https://blog.org/a",
                                      "198.18.5.0/24",   "8.8.8.8",
                                      "a[@]b.org",       "d41d8cd98f00b204e9800998ecf8427e",
                                      "not an indicator"};

static const struct {
    const char *kind, *value, *why;
} cases[] = {
    {"domain", "github.com", "listed as benign"},
    {"domain", "api.github.com", "listed as benign"},
    {"domain", "notgithub.com", NULL},
    {"domain", "github.com.evil.com", NULL},
    {"url", "https://github.com/a", "listed as benign"},
    {"url", "https://user@github.com:443/a", "listed as benign"},
    {"url", "https://github.com@evil.com/a", NULL},
    {"url", "https://blog.org/a?b", "listed as benign"},
    {"url", "https://blog.org/ab", NULL},
    {"url", "http://10.1.2.3/", "a reserved address"},
    {"url", "http://[2001:db8::1]/", "a reserved address"},
    {"ipv4", "8.8.8.8", "listed as benign"},
    {"ipv4", "8.8.8.9", NULL},
    {"ipv4", "172.31.255.255", "a reserved address"},
    {"ipv4", "172.32.0.0", NULL},
    {"ipv4", "192.0.2.7", "a reserved address"},
    {"ipv6", "2001:db8::1", "a reserved address"},
    {"ipv6", "2001:db9::1", NULL},
    {"cidr", "10.20.0.0/16", "a reserved address"},
    {"cidr", "10.0.0.0/7", NULL},
    {"email", "a@b.org", "listed as benign"},
    {"email", "c@b.org", NULL},
    {"email", "c@github.com", "listed as benign"},
    {"md5", "d41d8cd98f00b204e9800998ecf8427e", "listed as benign"},
    {"domain", "www.example.com", "a reserved name"},
    {"domain", "evil.test", "a reserved name"},
    {"domain", "test.evil", NULL},
};

static void says_why(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(entries); i++)
        g_ptr_array_add(list, (gpointer)entries[i]);
    OsintBenign *benign = osint_benign_new(list);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *why = osint_benign_why(benign, cases[i].kind, cases[i].value);
        if (g_strcmp0(why, cases[i].why) != 0)
            fail_msg("%s: %s", cases[i].value, why);
    }
    osint_benign_free(benign);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_why)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
