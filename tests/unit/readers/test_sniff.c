/* Recognition: indexer/readers/sniff.h. */
#include "tests/unit/readers/collect.h"

#include "indexer/readers/sniff.h"

static void assert_form(const char *path, const char *data, gsize length, OsintForm expected)
{
    const char *what;
    OsintForm form = osint_sniff(path, data, length, &what);
    if (form != expected)
        fail_msg("form %d, not %d: %.60s", form, expected, data);
    if (expected == OSINT_FORM_FOREIGN)
        assert_non_null(what);
}

#define ASSERT_FORM(data, expected) assert_form("document", data, sizeof data - 1, expected)

static void test_text(void **state)
{
    (void)state;
    ASSERT_FORM("The servers were leased.", OSINT_FORM_PLAIN);
    ASSERT_FORM("From the capital it was reported that the servers\nwere leased.", OSINT_FORM_PLAIN);
    ASSERT_FORM("<3 is how she signed it.", OSINT_FORM_PLAIN);
    ASSERT_FORM("[Tokyo] The servers were leased.", OSINT_FORM_PLAIN);
    ASSERT_FORM("{sic} he wrote.", OSINT_FORM_PLAIN);
    ASSERT_FORM("Received: nothing at all.\nSo said the clerk.\nAnd left.", OSINT_FORM_PLAIN);
    ASSERT_FORM("Title: A memo\nFrom: Jane\nDate: 2021-04-20\n\nText.", OSINT_FORM_PLAIN);
    ASSERT_FORM("Date: 2021-04-20\nTo: them\n\nText.", OSINT_FORM_PLAIN);
    ASSERT_FORM("One\0two three, and a NUL between.", OSINT_FORM_PLAIN);
    ASSERT_FORM("\xFF\xFEp\0l\0a\0i\0n\0", OSINT_FORM_PLAIN);
}

static void test_markdown(void **state)
{
    (void)state;
    ASSERT_FORM("# Title\n\nText.", OSINT_FORM_MARKDOWN);
    ASSERT_FORM("Text with [a link](https://x.example/) and **bold** and **more**.", OSINT_FORM_MARKDOWN);
    ASSERT_FORM("#hashtag of the day\n\nText.", OSINT_FORM_PLAIN);
    assert_form("a.md", "Text.", 5, OSINT_FORM_MARKDOWN);
    assert_form("a.MD", "<div>Text.</div>", 16, OSINT_FORM_MARKDOWN);
    assert_form("a.txt", "Text.", 5, OSINT_FORM_PLAIN);
}

static void test_json(void **state)
{
    (void)state;
    ASSERT_FORM("{\"text\": \"a\"}", OSINT_FORM_JSON);
    ASSERT_FORM("\xEF\xBB\xBF {\n  \"text\": \"a\"\n}\n", OSINT_FORM_JSON);
    ASSERT_FORM("[{\"text\": \"a\"}]", OSINT_FORM_JSON);
    assert_form("a.jsonl.gz", "{\"text\": \"a\"}\n", 14, OSINT_FORM_NDJSON);
    ASSERT_FORM("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", OSINT_FORM_NDJSON);
    ASSERT_FORM("{\"text\": \"a\"\n{\"text\": \"b\"}\n", OSINT_FORM_NDJSON);
    ASSERT_FORM("not json\n{\"text\": \"a\"}\n{\"text\": \"b\"}\n", OSINT_FORM_NDJSON);
}

static void test_markup(void **state)
{
    (void)state;
    ASSERT_FORM("<?xml version='1.0'?>\n<!-- x -->\n<articles/>", OSINT_FORM_ARTICLE_XML);
    ASSERT_FORM("<articles><article>", OSINT_FORM_ARTICLE_XML);
    ASSERT_FORM("<!DOCTYPE articles [<!ENTITY a 'b'>]><articles/>", OSINT_FORM_ARTICLE_XML);
    ASSERT_FORM("<article><body><p>x</p></body></article>", OSINT_FORM_ARTICLE_XML);
    ASSERT_FORM("<article class='x'><p>x</p></article>", OSINT_FORM_HTML);
    ASSERT_FORM("<!DOCTYPE html>\n<title>x</title>", OSINT_FORM_HTML);
    ASSERT_FORM("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", OSINT_FORM_HTML);
    ASSERT_FORM("<!-- saved -->\n<HTML><BODY>x", OSINT_FORM_HTML);
    ASSERT_FORM("<?xml version='1.0'?><rss version='2.0'/>", OSINT_FORM_RSS);
    ASSERT_FORM("<feed xmlns='http://www.w3.org/2005/Atom'/>", OSINT_FORM_ATOM);
    ASSERT_FORM("<?xml version='1.0'?><recipe/>", OSINT_FORM_FOREIGN);
}

static void test_binary(void **state)
{
    (void)state;
    ASSERT_FORM("%PDF-1.7\n", OSINT_FORM_PDF);
    ASSERT_FORM("PK\3\4....", OSINT_FORM_ZIP);
    ASSERT_FORM("\x89PNG\r\n\x1a\n", OSINT_FORM_FOREIGN);
    ASSERT_FORM("\xFF\xD8\xFF\xE0", OSINT_FORM_FOREIGN);
    ASSERT_FORM("GIF89a", OSINT_FORM_FOREIGN);
    ASSERT_FORM("\x01\x02\x03\x04\x05\x06\x07\x08 bytes", OSINT_FORM_FOREIGN);
    ASSERT_FORM("From a@x.example Mon Apr 19 09:00:00 2021\nSubject: x\n\nx\n", OSINT_FORM_MBOX);
}

static void test_mail(void **state)
{
    (void)state;
    ASSERT_FORM("Subject: x\nMessage-ID: <1@x.example>\n\nx\n", OSINT_FORM_MAIL);
    ASSERT_FORM("\r\n \r\nFrom: a@x.example\r\nSubject: x\r\n\r\nx\r\n", OSINT_FORM_MAIL);
    ASSERT_FORM("From a@x.example Mon Apr 19 09:00:00 2021\n\nx\n", OSINT_FORM_MBOX);
    ASSERT_FORM("From: <Saved by Blink>\nMIME-Version: 1.0\n\n", OSINT_FORM_MHTML);
    ASSERT_FORM("MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=b\n\n", OSINT_FORM_MHTML);
    ASSERT_FORM("From: a@x.example\nTo: b@x.example\nContent-Type: multipart/related\n\n", OSINT_FORM_MAIL);
}

static void test_the_refusal_names_the_form(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text("a.txt", "%!PS-Adobe-3.0\n");
    static const char outlook[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..."
                                  "_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n\0001\0";
    g_autoptr(Collected) message = collect("a.msg", outlook, sizeof outlook - 1, NULL);
    assert_refused(message, "0 format-unknown it looks like an Outlook message");
    g_autoptr(Collected) office = collect("a.doc", outlook, 12, NULL);
    assert_refused(office, "0 format-unknown it looks like an old Microsoft Office document");
    g_autoptr(Collected) attachment = collect_text("winmail.dat", "\x78\x9F\x3E\x22\1\2");
    assert_refused(attachment, "0 format-unknown it looks like an Outlook attachment (winmail.dat)");
    assert_refused(collected, "0 format-unknown it looks like a PostScript document");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_markup),
        cmocka_unit_test(test_binary),
        cmocka_unit_test(test_mail),
        cmocka_unit_test(test_the_refusal_names_the_form),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
