/* Indicators in articles: what is found, where it begins and ends, and what only looks like one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/tagger.h"

#define MD5 "0123456789abcdef0123456789abcdef"

typedef struct {
    const char *text, *expected;
} Case;

/* "id=words" of every mention, separated by "; ". */
static char *mentions_in(const char *list_text, const char *text, gboolean why)
{
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    if (list_text != NULL) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(list_text, strlen(list_text));
        assert_true(osint_entity_list_add(list, "list", bytes, NULL, NULL, NULL));
    }
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    g_autoptr(OsintArticle) article = osint_article_new();
    article->text = g_strdup(text);
    article->url = g_strdup("https://www.gazette.co.jp/a");
    osint_tagger_tag(tagger, article);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        g_string_append_printf(out, "%s%s=%.*s", i > 0 ? "; " : "", mention->entity,
                               (int)(mention->span.end - mention->span.start), text + mention->span.start);
        if (why)
            g_string_append_printf(out, "%s%s", mention->benign ? "~" : "!",
                                   mention->why != NULL ? mention->why : "");
    }
    return g_string_free(out, FALSE);
}

static void check(const Case *cases, gsize count, gboolean why)
{
    for (gsize i = 0; i < count; i++) {
        g_autofree char *found = mentions_in(NULL, cases[i].text, why);
        assert_string_equal(found, cases[i].expected);
    }
}

static const Case addresses[] = {
    {"It spoke to 192.0.2.1, 192[.]0[.]2[.]2 and (192.0.2.3).",
     "ipv4:192.0.2.1=192.0.2.1; ipv4:192.0.2.2=192[.]0[.]2[.]2; ipv4:192.0.2.3=192.0.2.3"},
    {"at 192.0.2.1:8080 and 192.0.2.0/24",
     "ipv4:192.0.2.1=192.0.2.1; cidr:192.0.2.0/24=192.0.2.0/24; ipv4:192.0.2.0=192.0.2.0"},
    {"from 2001:db8::1 and [2001:db8::2]:443.", "ipv6:2001:db8::1=2001:db8::1; ipv6:2001:db8::2=2001:db8::2"},
    {"version 10.0.0.1, v1.2.3.4, 1.2.3.4.5, 300.1.1.1, 12:30:45, 1:2, std::map, ab::cd", ""},
    {"\xe3\x82\xb5\xe3\x83\xbc\xe3\x83\x90\xe3\x83\xbc"
     "192.0.2.1\xe3\x81\xa8"
     "evil.com\xe3\x81\xab\xe6\x8e\xa5\xe7\xb6\x9a",
     "ipv4:192.0.2.1=192.0.2.1; domain:evil.com=evil.com"},
};

static const Case domains[] = {
    {"See evil.com, www.Evil.co.uk. And evil[.]example!",
     "domain:evil.com=evil.com; domain:www.evil.co.uk=www.Evil.co.uk; domain:evil.example=evil[.]example"},
    {"visit evil.com.Then go", "domain:evil.com=evil.com"},
    {"b\xc3\xbc"
     "cher.de",
     "domain:xn--bcher-kva.de=b\xc3\xbc"
     "cher.de"},
    {"abcdefghij234567.onion no.onion", "domain:abcdefghij234567.onion=abcdefghij234567.onion"},
    {"evil[.]com[.]tw", "domain:evil.com.tw=evil[.]com[.]tw"},
    {"evil (dot) com", "domain:evil.com=evil (dot) com"},
};

static const Case no_domains[] = {
    {"nfslock.dll invoice.zip update.sh command.com README.md System.Net e.g. a.m. i.e. U.S. U.S.A. Ph.D.",
     ""},
    {"the end.Next one, index.html, a.out, main.rs, foo.bar() obj.call(x) node.js ASP.NET KLM.AS 20.NET", ""},
    {"dropper[.]exe, lib.so.6, 3.14, 1.5m, v2.0.1, file_name.tar.gz, .NET, Loader (.NET), it.is", ""},
    {"C:\\Users\\evil.com\\a /etc/evil.com",
     "file:C:\\Users\\evil.com\\a=C:\\Users\\evil.com\\a; file:/etc/evil.com=/etc/evil.com"},
};

static const Case urls[] = {
    {"(https://evil.com/a_(b)), then",
     "url:https://evil.com/a_(b)=https://evil.com/a_(b); domain:evil.com=evil.com"},
    {"hxxp://evil[.]com/x.exe.",
     "url:http://evil.com/x.exe=hxxp://evil[.]com/x.exe; domain:evil.com=evil[.]com"},
    {"\"http://192.0.2.1:80/\"", "url:http://192.0.2.1:80/=http://192.0.2.1:80/; ipv4:192.0.2.1=192.0.2.1"},
    {"evil.com/a/b.php?c=1", "url:evil.com/a/b.php?c=1=evil.com/a/b.php?c=1; domain:evil.com=evil.com"},
    {"https://scan.example/d/evil.com/" MD5,
     "url:https://scan.example/d/evil.com/" MD5 "=https://scan.example/d/evil.com/" MD5
     "; domain:scan.example=scan.example; domain:evil.com=evil.com; md5:" MD5 "=" MD5},
    {"https://evil.com/\xe3\x81\xa7\xe3\x81\x99",
     "url:https://evil.com/=https://evil.com/; domain:evil.com=evil.com"},
    {"x=http%3A%2F%2Fevil%2Ecom%2Fa", "url:http://evil.com/a=http%3A%2F%2Fevil%2Ecom%2Fa"},
    {"http://, http://x, https://...", ""},
};

static const Case emails[] = {
    {"Some.One@evil.com, a+b[at]evil[.]com.",
     "email:some.one@evil.com=Some.One@evil.com; domain:evil.com=evil.com; "
     "email:a+b@evil.com=a+b[at]evil[.]com; "
     "domain:evil.com=evil[.]com"},
    {"image@2x.png @handle a@b 5@3.", ""},
};

static const Case numbers[] = {
    {"MD5 0123456789ABCDEF0123456789ABCDEF.", "md5:" MD5 "=0123456789ABCDEF0123456789ABCDEF"},
    {"imphash: " MD5, "imphash:" MD5 "=" MD5},
    {"12345678901234567890123456789012 " MD5 "0", ""},
    {"CVE-2021-44228, cve 2021-45046",
     "cve:CVE-2021-44228=CVE-2021-44228; cve:CVE-2021-45046=cve 2021-45046"},
    {"AS64496 and ASN 64497, just as 2014", "asn:AS64496=AS64496; asn:AS64497=ASN 64497"},
    {"T1059, T1059.001 (TA0002), not T1059.0011 or XT1059",
     "attack:T1059=T1059; attack:T1059.001=T1059.001; attack:TA0002=TA0002"},
    {"00:1a:2b:3c:4d:5e", "mac:00:1a:2b:3c:4d:5e=00:1a:2b:3c:4d:5e"},
    {"pays 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, not 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
     "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa=1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"},
};

static const Case paths[] = {
    {"sets HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion on start",
     "registry:HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion=HKLM\\Software\\Microsoft\\Windows "
     "NT\\CurrentVersion"},
    {"in C:\\Program Files\\A\\b.exe and then",
     "file:C:\\Program Files\\A\\b.exe=C:\\Program Files\\A\\b.exe"},
    {"%APPDATA%\\a.dll; and/or 1/2", "file:%APPDATA%\\a.dll=%APPDATA%\\a.dll"},
};

static void finds(void **state)
{
    (void)state;
    check(addresses, G_N_ELEMENTS(addresses), FALSE);
    check(domains, G_N_ELEMENTS(domains), FALSE);
    check(urls, G_N_ELEMENTS(urls), FALSE);
    check(emails, G_N_ELEMENTS(emails), FALSE);
    check(numbers, G_N_ELEMENTS(numbers), FALSE);
    check(paths, G_N_ELEMENTS(paths), FALSE);
}

static void leaves_alone(void **state)
{
    (void)state;
    check(no_domains, G_N_ELEMENTS(no_domains), FALSE);
}

static const Case reasons[] = {
    {"evil.com", "domain:evil.com=evil.com!"},
    {"evil[.]com", "domain:evil.com=evil[.]com!defanged"},
    {"https://evil.com/",
     "url:https://evil.com/=https://evil.com/!written as a link; domain:evil.com=evil.com!in a URL"},
    {"x@evil.com", "email:x@evil.com=x@evil.com!; domain:evil.com=evil.com!in an e-mail address"},
    {"10.0.0.1", "ipv4:10.0.0.1=10.0.0.1~a reserved address"},
    {"news.gazette.co.jp", "domain:news.gazette.co.jp=news.gazette.co.jp~the article's own site"},
    {"https://a.org/ evil[.]com", "url:https://a.org/=https://a.org/~a link, where others are defanged; "
                                  "domain:a.org=a.org~a link, where others "
                                  "are defanged; domain:evil.com=evil[.]com!defanged"},
};

static void says_why(void **state)
{
    (void)state;
    check(reasons, G_N_ELEMENTS(reasons), TRUE);
}

/* A name in a URL names nobody; a listed domain is found in any spelling. */
static void minds_lists(void **state)
{
    (void)state;
    static const char list[] =
        "zorbex\tthreat-actor\tZorbex\nbad\tdomain\tEvil.com\nlog\tvulnerability\tLogJam\tCVE-2021-44228\n";
    g_autofree char *found =
        mentions_in(list, "Zorbex used https://blog.org/Zorbex/a and evil[.]com, CVE-2021-44228.", FALSE);
    assert_string_equal(
        found,
        "zorbex=Zorbex; url:https://blog.org/Zorbex/a=https://blog.org/Zorbex/a; domain:blog.org=blog.org; "
        "bad=evil[.]com; domain:evil.com=evil[.]com; cve:CVE-2021-44228=CVE-2021-44228; "
        "log=CVE-2021-44228");
}

/* Tagging again changes nothing. */
static void is_repeatable(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    g_autoptr(OsintArticle) article = osint_article_new();
    GString *many = g_string_new(NULL);
    for (guint i = 0; i < 100100; i++)
        g_string_append_printf(many, "10.%u.%u.%u ", i >> 16, i >> 8 & 255, i & 255);
    article->text = g_string_free(many, FALSE);
    for (guint round = 0; round < 2; round++) {
        osint_tagger_tag(tagger, article);
        assert_int_equal(article->mentions->len, 100000);
        assert_int_equal(article->warnings->len, 1);
        assert_string_equal(((OsintWarning *)g_ptr_array_index(article->warnings, 0))->code,
                            "indicators-cut");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds),       cmocka_unit_test(leaves_alone),  cmocka_unit_test(says_why),
        cmocka_unit_test(minds_lists), cmocka_unit_test(is_repeatable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
