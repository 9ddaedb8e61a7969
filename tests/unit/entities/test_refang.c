/* Defanged spellings: of one value, in running text, and where the plain text's bytes come from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/indicators/refang.h"

typedef struct {
    const char *text, *expected;
} Case;

static const Case values[] = {
    {"evil[.]example", "evil.example"},
    {"evil(.)example{.}test", "evil.example.test"},
    {"evil[dot]example", "evil.example"},
    {"evil (dot) example", "evil.example"},
    {"evil[.example", "evil.example"},
    {"evil.]example", "evil.example"},
    {"evil\\.example", "evil.example"},
    {"evilDOTexample", "evil.example"},
    {"evil-dot-com", "evil.com"},
    {"[www].evil.example", "www.evil.example"},
    {"192[.]0(.)2[dot]1", "192.0.2.1"},
    {"192.0.2[.1", "192.0.2.1"},
    {"hxxp://evil.example/a", "http://evil.example/a"},
    {"hXXps[:]//evil.example", "https://evil.example"},
    {"h**p://evil.example", "http://evil.example"},
    {"meow://evil.example", "http://evil.example"},
    {"fxp://evil.example", "ftp://evil.example"},
    {"hxxp[://]evil.example", "http://evil.example"},
    {"http[s]://evil.example", "https://evil.example"},
    {"hxxp(s)://evil.example", "https://evil.example"},
    {"http:\\\\evil.example", "http://evil.example"},
    {"https__evil.example", "https://evil.example"},
    {"https:\\/\\/evil.example\\/a", "https://evil.example/a"},
    {"https ://evil.example", "https://evil.example"},
    {"someone[at]evil[.]example", "someone@evil.example"},
    {"someone (at) evil [dot] example", "someone@evil.example"},
    {"someone AT evil DOT example", "someone@evil.example"},
    {"someone @ evil.example", "someone@evil.example"},
    {"evil.example[:]8080[/]a", "evil.example:8080/a"},
    {"evil\xe3\x80\x82"
     "example",
     "evil.example"},
    {"ev\xe2\x80\x8bil.example", "evil.example"},
    {"evil\xef\xbc\x8e"
     "example",
     "evil.example"},
    {"evil.example", "evil.example"},
    {"C:\\Users\\.ssh", "C:\\Users\\.ssh"},
    {"anecdotes", "anecdotes"},
    {"", ""},
};

static void refangs_values(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autofree char *plain = osint_refang(values[i].text);
        assert_string_equal(plain, values[i].expected);
    }
}

static const Case running[] = {
    {"Seen at evil[.]example and 192.0.2[.]1.", "Seen at evil.example and 192.0.2.1."},
    {"write to someone at evil dot com today", "write to someone@evil.com today"},
    /* What only looks so stays. */
    {"The dot com years (see page 4). Then", "The dot com years (see page 4). Then"},
    {"They met at home [in Osaka]. Nobody", "They met at home [in Osaka]. Nobody"},
    {"NASA AT work, the DOT report", "NASA AT work, the DOT report"},
    {"call foo().bar() or a[0].b", "call foo().bar() or a[0.b"},
    {"a list (.NET, Java) [a], (b). C", "a list (.NET, Java) [a], (b). C"},
    {"join us @ noon", "join us @ noon"},
    {"\xe6\x9d\xb1\xe4\xba\xac\xe3\x80\x82\xe5\xa4\xa7\xe9\x98\xaa",
     "\xe6\x9d\xb1\xe4\xba\xac\xe3\x80\x82\xe5\xa4\xa7\xe9\x98\xaa"},
};

static void refangs_running_text(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(running); i++) {
        g_autoptr(OsintRefanged) refanged = osint_refanged_new(running[i].text, strlen(running[i].text));
        gsize length;
        assert_string_equal(osint_refanged_text(refanged, &length), running[i].expected);
        assert_int_equal(length, strlen(running[i].expected));
    }
}

/* "evil.example" is bytes 3 to 15 of the plain text. */
static void knows_where_it_comes_from(void **state)
{
    (void)state;
    static const char text[] = "to evil[.]example, hxxp://a.example";
    g_autoptr(OsintRefanged) refanged = osint_refanged_new(text, strlen(text));
    gsize length;
    const char *plain = osint_refanged_text(refanged, &length);
    assert_string_equal(plain, "to evil.example, http://a.example");
    OsintSpan host = osint_refanged_span(refanged, 3, 15);
    assert_int_equal(host.start, 3);
    assert_int_equal(host.end, 17);
    OsintSpan url = osint_refanged_span(refanged, 17, length);
    assert_int_equal(url.start, 19);
    assert_int_equal(url.end, strlen(text));
    assert_true(osint_refanged_is_changed(refanged, 3, 15));
    assert_false(osint_refanged_is_changed(refanged, 0, 7));
    assert_false(osint_refanged_is_changed(refanged, 24, length));
    assert_true(osint_refanged_is_changed(refanged, 17, length));
}

static const Case harmless[] = {
    {"http://192.0.2.1/path.ext", "hxxp://192[.]0[.]2[.]1/path.ext"},
    {"https://evil.example:8080/a.b", "hxxps://evil[.]example:8080/a.b"},
    {"ftp://evil.example/", "fxp://evil[.]example/"},
    {"evil.example/a.b", "evil[.]example/a.b"},
    {"someone@evil.example", "someone(at)evil[.]example"},
};

static void defangs(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(harmless); i++) {
        g_autofree char *made = osint_defang(harmless[i].text);
        g_autofree char *again = osint_refang(made);
        assert_string_equal(made, harmless[i].expected);
        assert_string_equal(again, harmless[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refangs_values),
        cmocka_unit_test(refangs_running_text),
        cmocka_unit_test(knows_where_it_comes_from),
        cmocka_unit_test(defangs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
