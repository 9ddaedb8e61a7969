/* Normal forms: every spelling of an indicator has the same id, and what is none has none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/entities/indicators/normal.h"

static const struct {
    const char *kind, *text, *id;
} cases[] = {
    {"ip", "192.0.2.1", "ipv4:192.0.2.1"},
    {"ip", " 192[.]0[.]2[.]1 ", "ipv4:192.0.2.1"},
    {"ip", "2001:DB8:0:0::1", "ipv6:2001:db8::1"},
    {"ip", "192.0.2.0/24", "cidr:192.0.2.0/24"},
    {"ip", "192.0.2.0/33", NULL},
    {"ip", "192.0.2.256", NULL},
    {"ip", "1.2.3", NULL},
    {"ipv6", "192.0.2.1", NULL},
    {"domain", "Evil[.]Example.", "domain:evil.example"},
    {"domain",
     "b\xc3\xbc"
     "cher.example",
     "domain:xn--bcher-kva.example"},
    {"domain", "localhost", NULL},
    {"domain", "a..example", NULL},
    {"domain", "-a.example", NULL},
    {"url", "hxxps://Evil[.]example/A?b=C", "url:https://evil.example/A?b=C"},
    {"url", "http://evil.example", "url:http://evil.example/"},
    {"url", "evil.example/a", "url:evil.example/a"},
    {"url", "http://u:p@evil.example:8080/", "url:http://u:p@evil.example:8080/"},
    {"url", "http://[2001:DB8::1]:80/a", "url:http://[2001:db8::1]:80/a"},
    {"url", "evil.example", NULL},
    {"url", "http://evil example/", NULL},
    {"email", "Some.One[at]Evil.example", "email:some.one@evil.example"},
    {"email", "evil.example", NULL},
    {"hash", "D41D8CD98F00B204E9800998ECF8427E", "md5:d41d8cd98f00b204e9800998ecf8427e"},
    {"sha1", "D41D8CD98F00B204E9800998ECF8427E", NULL},
    {"hash", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709"},
    {"hash", "abc", NULL},
    {"imphash", "D41D8CD98F00B204E9800998ECF8427E", "imphash:d41d8cd98f00b204e9800998ecf8427e"},
    {"cve", "cve 2021-44228", "cve:CVE-2021-44228"},
    {"cve", "CVE-2021-442", NULL},
    {"asn", "asn 64496", "asn:AS64496"},
    {"asn", "AS0", NULL},
    {"attack", "t1059.001", "attack:T1059.001"},
    {"attack", "T1059.01", NULL},
    {"attack", "TA0001", "attack:TA0001"},
    {"attack", "T9059", NULL},
    {"registry", "HKCU\\Software\\Classes", "registry:HKCU\\Software\\Classes"},
    {"nothing", "192.0.2.1", NULL},
};

static void gives_ids(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = osint_indicator_id(cases[i].kind, cases[i].text);
        if (cases[i].id == NULL && id != NULL)
            fail_msg("%s: %s", cases[i].text, id);
        if (cases[i].id != NULL)
            assert_string_equal(id, cases[i].id);
    }
}

static void knows_kinds(void **state)
{
    (void)state;
    assert_true(osint_indicator_is_kind("ipv4"));
    assert_true(osint_indicator_is_kind("zcash"));
    assert_false(osint_indicator_is_kind("ip"));
    assert_false(osint_indicator_is_kind("https"));
}

static void knows_what_answers(void **state)
{
    (void)state;
    assert_true(osint_indicator_answers("domain:evil.example", "domain:evil.example"));
    assert_true(osint_indicator_answers("domain:www.evil.example", "domain:evil.example"));
    assert_false(osint_indicator_answers("domain:devil.example", "domain:evil.example"));
    assert_false(osint_indicator_answers("domain:evil.example", "domain:www.evil.example"));
    assert_false(osint_indicator_answers("url:a.evil.example", "domain:evil.example"));
    const char *value = NULL;
    assert_string_equal(osint_indicator_type("cve:CVE-2021-44228", &value), "vulnerability");
    assert_string_equal(value, "CVE-2021-44228");
    assert_string_equal(osint_indicator_type("domain:a.b", NULL), "domain");
    assert_string_equal(osint_indicator_type("bitcoin:1A", NULL), "other");
    assert_null(osint_indicator_type("tick", NULL));
    assert_null(osint_indicator_type("cve-2021-44228", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_ids),
        cmocka_unit_test(knows_kinds),
        cmocka_unit_test(knows_what_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
