/* Mail: indexer/readers/mail/. */
#include "tests/unit/readers/collect.h"

#include "indexer/readers/mail/plain.h"

#define BODY "The ministry said that the servers had been leased.\n"

static char *repeated(const char *text, guint times)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < times; i++)
        g_string_append(all, text);
    return g_string_free(all, FALSE);
}

static void test_fields(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("/a.eml", "\n  \nFrom: =?utf-8?q?J=C3=A4ne_Doe?= <jane@x.example>, bare@x.example,\n"
                               " 'Joe Roe' via The List <list@x.example>\n"
                               "To: somebody@y.example\n"
                               "Subject: The =?iso-8859-1?q?caf=E9?=\n =?utf-8?b?IG9mIOadseS6rA==?=\n"
                               "Date: Tue, 20 Apr 2021 09:30:00 +0900 (JST)\n"
                               "List-Id: The List <list.x.example>\n"
                               "Archived-At: <https://lists.x.example/m/1>\n"
                               "Message-ID: <1@x.example>\n\n" BODY);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "The café of 東京");
    assert_int_equal(article->authors->len, 3);
    assert_string_equal(g_ptr_array_index(article->authors, 0), "Jäne Doe");
    assert_string_equal(g_ptr_array_index(article->authors, 1), "bare@x.example");
    assert_string_equal(g_ptr_array_index(article->authors, 2), "Joe Roe");
    assert_string_equal(article->published, "2021-04-20T09:30:00+09:00");
    assert_string_equal(article->publisher, "The List");
    assert_string_equal(article->url, "https://lists.x.example/m/1");
    assert_string_equal(article->media_type, "message/rfc822");
    assert_string_equal(article->text, "The ministry said that the servers had been leased.");
    assert_null(strstr(article->text, "somebody"));
}

static void assert_title(const char *subject, const char *type, const char *expected)
{
    g_autofree char *mail = g_strdup_printf(
        "MIME-Version: 1.0\nSubject: %s\nContent-Type: text/plain; charset=%s\n\nText.", subject, type);
    g_autoptr(Collected) collected = collect_text("/a.eml", mail);
    assert_string_equal(only_article(collected)->title, expected);
}

static void test_broken_subjects(void **state)
{
    (void)state;
    assert_title("caf\xE9 today", "iso-8859-1", "café today");
    assert_title("\xD0\xBC\xD0\xB8\xD1\x80", "koi8-r", "мир");
    assert_title("\xCD\xC9\xD2", "koi8-r", "мир");
    assert_title("=?windows-1252?Q?Talk\xE2\x80\x99s?=", "us-ascii", "Talk’s");
    assert_title("=?utf-8?q?one two?=", "us-ascii", "one two");
    assert_title("=?utf-8?q?no end", "us-ascii", "=?utf-8?q?no end");
    assert_title("a =?b? and =?utf-8?z?x?=", "us-ascii", "a =?b? and =?utf-8?z?x?=");
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *fields, *expected;
    } cases[] = {
        {"Date: 20 Apr 21 09:30 GMT", "2021-04-20T09:30:00Z"},
        {"Received: from a by b; Tue, 20 Apr 2021 09:30:00 +0000", "2021-04-20T09:30:00+00:00"},
        {"Date: soon\nReceived: by b; Tue, 20 Apr 2021 09:30:00 -0500", "2021-04-20T09:30:00-05:00"},
        {"Subject: x", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *mail = g_strdup_printf("MIME-Version: 1.0\n%s\n\n" BODY, cases[i].fields);
        g_autoptr(Collected) collected = collect_text("/a.eml", mail);
        const OsintArticle *article = only_article(collected);
        if (cases[i].expected == NULL)
            assert_null(article->published);
        else
            assert_string_equal(article->published, cases[i].expected);
        assert_int_equal(has_warning(article, "date-unreadable"), strstr(cases[i].fields, "soon") != NULL);
    }
}

#define HEAD "From: Jane <jane@x.example>\nSubject: S\nMIME-Version: 1.0\n"
#define MULTIPART(kind) HEAD "Content-Type: multipart/" kind "; boundary=b\n\nnot this\n"

static void assert_text(const char *mail, const char *expected)
{
    g_autoptr(Collected) collected = collect_text("/a.eml", mail);
    assert_string_equal(only_article(collected)->text, expected);
}

/* The form with more text; plain text when both have it and it has quotations. */
static void test_alternatives(void **state)
{
    (void)state;
    assert_text(MULTIPART("alternative") "--b\n\nSee the page.\n--b\nContent-Type: text/html\n\n"
                                         "<p>The ministry said so.<p>The police did not.\n--b--\n",
                "The ministry said so.\n\nThe police did not.");
    assert_text(MULTIPART("alternative") "--b\n\nThe ministry said so.\n--b\nContent-Type: text/html\n\n"
                                         "<html><style>p{}</style><img src=x></html>\n--b--\n",
                "The ministry said so.");
    assert_text(
        MULTIPART("alternative") "--b\n\nNo.\n\n> The ministry\n> said so.\n--b\nContent-Type: text/html\n\n"
                                 "<p>No.<blockquote>The ministry said so.</blockquote>\n--b--\n",
        "No.\n\n> The ministry\n\n> said so.");
}

static void test_encodings_of_parts(void **state)
{
    (void)state;
    assert_text(HEAD "Content-Type: text/plain; charset=shift_jis\nContent-Transfer-Encoding: base64\n\n"
                     "k4yLnoLMjHiOQIFC\n",
                "東京の警察。");
    assert_text(HEAD
                "Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
                "<p>caf=E9 =\nnoir\n",
                "café noir");
    assert_text(
        MULTIPART(
            "mixed") "--b\nContent-Type: text/plain; charset=koi8-r\n\n\xCD\xC9\xD2\n"
                     "--b\nContent-Type: text/plain; charset=utf-8\n\n\xD0\xBC\xD0\xB8\xD1\x80\n--b--\n",
        "мир\n\nмир");
}

static void test_attachments(void **state)
{
    (void)state;
    static const char mail[] = MULTIPART(
        "mixed") "--b\n\nSee the attached.\n"
                 "--b\nContent-Type: text/html; name=report.html\n"
                 "Content-Disposition: attachment; filename*=utf-8''r%C3%A9port.html\n\n"
                 "<html><title>The report</title><p>" BODY "</html>\n"
                 "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\n" BODY
                 "--b\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n"
                 "iVBORw0KGgo=\n"
                 "--b\nContent-Type: application/x-msdownload; name=a.exe\n\nMZ\x90.\1\2\3\4\5\n"
                 "--b\nContent-Type: message/rfc822\n\nFrom: Joe <joe@x.example>\nSubject: Inner\n"
                 "Date: Tue, 20 Apr 2021 09:30:00 +0000\n\nThe inner text.\n--b--\n";
    g_autoptr(Collected) collected = collect_text("/a.eml", mail);
    assert_int_equal(collected->articles->len, 4);
    assert_string_equal(article_at(collected, 0)->text, "See the attached.");
    assert_string_equal(article_at(collected, 1)->title, "The report");
    assert_string_equal(article_at(collected, 2)->title, "a.txt");
    assert_string_equal(article_at(collected, 3)->title, "Inner");
    assert_string_equal(article_at(collected, 3)->published, "2021-04-20T09:30:00+00:00");
    assert_int_equal(collected->refusals->len, 1);
    assert_true(g_str_has_prefix(refusal_at(collected, 0), "0 format-unknown it looks like"));
    assert_true(g_str_has_suffix(refusal_at(collected, 0), ", in a.exe"));
    assert_int_equal(collected->offset, strstr(mail, "Content-Type: application/x-msdownload") - mail);
}

static void test_signed_and_encrypted(void **state)
{
    (void)state;
    assert_text(MULTIPART("signed") "--b\n\n" BODY
                                    "--b\nContent-Type: application/pgp-signature\n\nabc\n--b--\n",
                "The ministry said that the servers had been leased.");
    assert_text(HEAD "\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOne.\n- - Two.\n"
                     "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n",
                "One.\n\n- Two.");
    g_autoptr(Collected) pgp = collect_text(
        "/a.eml", MULTIPART("encrypted") "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
                                         "--b\nContent-Type: application/octet-stream\n\nabc\n--b--\n");
    assert_refused(pgp, "0 mail-encrypted");
    g_autoptr(Collected) smime = collect_text(
        "/a.eml", HEAD "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nabc\n");
    assert_refused(smime, "0 mail-encrypted");
    g_autoptr(Collected) armoured = collect_text(
        "/a.eml", HEAD "\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=abcd\n-----END PGP MESSAGE-----\n");
    assert_refused(armoured, "0 mail-encrypted");
}

/* An element of CMS: its tag, its length (in two bytes, or indefinite), its content. */
static GByteArray *element(guint8 tag, gboolean indefinite, const void *content, gsize length)
{
    GByteArray *bytes = g_byte_array_new();
    const guint8 head[] = {tag, 0x82, (guint8)(length >> 8), (guint8)length};
    const guint8 open_head[] = {tag, 0x80}, end[] = {0, 0};
    g_byte_array_append(bytes, indefinite ? open_head : head, indefinite ? 2 : 4);
    g_byte_array_append(bytes, content, (guint)length);
    if (indefinite)
        g_byte_array_append(bytes, end, 2);
    return bytes;
}

static GByteArray *wrap(guint8 tag, gboolean indefinite, const char *before, gsize before_length,
                        GByteArray *inner)
{
    g_byte_array_prepend(inner, (const guint8 *)before, (guint)before_length);
    GByteArray *outer = element(tag, indefinite, inner->data, inner->len);
    g_byte_array_unref(inner);
    return outer;
}

#define SIGNED_DATA "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"
#define DATA "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01"

static char *signed_mail(const char *content, gboolean indefinite)
{
    GByteArray *bytes = element(0x04, FALSE, content, strlen(content));
    if (indefinite)
        bytes = wrap(0x24, TRUE, "", 0, bytes);
    bytes = wrap(0xA0, indefinite, "", 0, bytes);
    bytes = wrap(0x30, indefinite, DATA, sizeof DATA - 1, bytes);
    bytes = wrap(0x30, indefinite, "\x02\x01\x01\x31\x00", 5, bytes);
    bytes = wrap(0xA0, indefinite, "", 0, bytes);
    bytes = wrap(0x30, indefinite, SIGNED_DATA, sizeof SIGNED_DATA - 1, bytes);
    g_autofree char *text = g_base64_encode(bytes->data, bytes->len);
    g_byte_array_unref(bytes);
    return g_strconcat(HEAD "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n"
                            "Content-Transfer-Encoding: base64\n\n",
                       text, "\n", NULL);
}

static void test_opaque_signatures(void **state)
{
    (void)state;
    static const char inner[] =
        "Content-Type: multipart/mixed; boundary=c\n\n--c\n\n" BODY
        "--c\nContent-Type: message/rfc822\n\nSubject: Inner\n\nThe inner text.\n--c--\n";
    for (int i = 0; i < 2; i++) {
        g_autofree char *mail = signed_mail(inner, i == 1);
        g_autoptr(Collected) collected = collect_text("/a.eml", mail);
        assert_int_equal(collected->refusals->len, 0);
        assert_string_equal(article_at(collected, 0)->text,
                            "The ministry said that the servers had been leased.");
        assert_string_equal(article_at(collected, 1)->title, "Inner");
        for (gsize length = 0; length < strlen(mail); length += 7)
            collected_free(collect("/a.eml", mail, length, NULL));
    }
}

static void assert_plain(const char *text, OsintMailFormat format, const char *expected)
{
    g_autofree char *found = osint_mail_plain_text(text, format);
    if (expected == NULL)
        assert_null(found);
    else
        assert_string_equal(found, expected);
}

static void test_flowed(void **state)
{
    (void)state;
    OsintMailFormat flowed = {TRUE, FALSE}, delsp = {TRUE, TRUE};
    assert_plain("One \ntwo.\n\nThree \n four.\n", flowed, "One two.\n\nThree four.");
    assert_plain("> One \n> two.\n>> Three \n>> four.\nFive.", flowed,
                 "> One two.\n\n>> Three four.\n\nFive.");
    assert_plain("東京 \nの警察。\n", delsp, "東京の警察。");
}

static void test_quotations(void **state)
{
    (void)state;
    OsintMailFormat fixed = {FALSE, FALSE};
    assert_plain("Yes.\n> > One\n>\n> Two\n", fixed, "Yes.\n\n>> One\n\n> Two");
    assert_plain(
        "> I have looked at the servers which were leased in 2016 and found\n"
        "> that they had all been paid for by the same card, which is odd.\n"
        "> Does anybody know who paid? The invoices that I have seen name a\n"
        "> company that does not exist.\n"
        "That is usual for this provider. It names all machines in this way,\n"
        "so that nothing can be learned.\n",
        fixed,
        "> I have looked at the servers which were leased in 2016 and found that they had all been paid for "
        "by "
        "the same card, which is odd. Does anybody know who paid? The invoices that I have seen name a "
        "company "
        "that does not exist.\n\nThat is usual for this provider. It names all machines in this way, so that "
        "nothing can be learned.");
    assert_int_equal(osint_mail_quoted_lines("a\n> b\n>> c\nd > e\n"), 2);
}

static void test_signatures(void **state)
{
    (void)state;
    OsintMailFormat fixed = {FALSE, FALSE};
    assert_plain("Yes.\n-- \nJane\nx.example\n", fixed, "Yes.");
    assert_plain("Yes.\r\n-- \r\nJane\r\n> One\r\n", fixed, "Yes.\n\n> One");
    assert_plain("Yes.\n--\nJane\n", fixed, "Yes.");
    assert_plain("Yes.\n______________________________\nThe List mailing list\nhttps://x.example/\n", fixed,
                 "Yes.");
    g_autofree char *long_text = repeated("It is no signature.\n", 40);
    g_autofree char *mail = g_strconcat("Yes.\n-- \n", long_text, NULL);
    g_autofree char *found = osint_mail_plain_text(mail, fixed);
    assert_non_null(strstr(found, "no signature"));
    assert_plain("-- \nJane\n", fixed, NULL);
}

#define ENVELOPE "From jane@x.example Tue Apr 20 09:30:00 2021\n"

static void test_mailbox(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("/a.mbox", ENVELOPE
                     "Subject: One\nMessage-ID: <1@x.example>\n\nThe text.\n>From here on.\n>>From it.\n\n"
                     "From the capital it was reported.\n\n" ENVELOPE
                     "Subject: Two\nMessage-ID: <1@x.example>\nContent-Length: 68\n\nA mail:\n\n" ENVELOPE
                     "\nThis is text.\n\n" ENVELOPE "\nThree.\n");
    assert_int_equal(collected->refusals->len, 0);
    assert_int_equal(collected->articles->len, 3);
    const OsintArticle *one = article_at(collected, 0);
    assert_string_equal(one->title, "One");
    assert_string_equal(one->published, "2021-04-20");
    assert_string_equal(one->media_type, "application/mbox");
    assert_string_equal(one->text,
                        "The text.\n\nFrom here on.\n\n> From it.\n\nFrom the capital it was reported.");
    assert_non_null(strstr(article_at(collected, 1)->text, "This is text."));
    assert_string_equal(article_at(collected, 2)->text, "Three.");
    assert_non_null(one->id);
    assert_null(article_at(collected, 1)->id);
}

static void test_mailbox_of_any_size(void **state)
{
    (void)state;
    OsintReadOptions options = {.max_bytes = 200};
    g_autofree char *big = repeated(BODY, 10);
    g_autofree char *mailbox = g_strconcat(ENVELOPE "Subject: One\n\n" BODY "\n" ENVELOPE "Subject: Two\n\n",
                                           big, "\n" ENVELOPE "Subject: Three\n\n" BODY, NULL);
    assert_true(osint_is_unlimited(mailbox, 100));
    g_autoptr(Collected) collected = collect("/a.mbox", mailbox, strlen(mailbox), &options);
    assert_int_equal(collected->articles->len, 2);
    assert_string_equal(article_at(collected, 1)->title, "Three");
    assert_int_equal(collected->refusals->len, 1);
    assert_true(g_str_has_prefix(refusal_at(collected, 0), "0 too-large"));
}

static void test_mailbox_places(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("/a.mbox", ENVELOPE "Subject: One\n\n" BODY "\n" ENVELOPE "Subject: Empty\n\n\n");
    assert_int_equal(collected->articles->len, 1);
    assert_true(g_str_has_prefix(refusal_at(collected, 0), "0 text-empty"));
    assert_int_equal(collected->offset, strlen(ENVELOPE "Subject: One\n\n" BODY "\n"));
}

/* Lines before a message that have no date, or nothing at all. */
static void test_odd_envelopes(void **state)
{
    (void)state;
    g_autoptr(Collected) bare = collect_text("/a.mbox", "From jane@x.example\nSubject: One\n\n" BODY);
    assert_null(only_article(bare)->published);
    g_autoptr(Collected) zoned =
        collect_text("/a.mbox", "From jane@x.example  Tue Apr  6 09:30:00 +0900 2021\n\n" BODY);
    assert_string_equal(only_article(zoned)->published, "2021-04-06");
}

/* The id goes with the message, wherever in the mailbox it is. */
static void test_ids(void **state)
{
    (void)state;
    static const char one[] = ENVELOPE "Subject: One\nMessage-ID: <1@x.example>\n\n" BODY "\n";
    static const char two[] = ENVELOPE "Subject: Two\nMessage-ID: <2@x.example>\n\n" BODY "\n";
    g_autofree char *both = g_strconcat(one, two, NULL);
    g_autoptr(Collected) before = collect_text("/a.mbox", both);
    g_autoptr(Collected) after = collect_text("/a.mbox", two);
    g_autoptr(Collected) elsewhere = collect_text("/b.mbox", two);
    assert_string_equal(article_at(before, 1)->id, article_at(after, 0)->id);
    assert_string_not_equal(article_at(before, 0)->id, article_at(before, 1)->id);
    assert_string_not_equal(article_at(elsewhere, 0)->id, article_at(after, 0)->id);
}

#define SAVED                                                                                                \
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/a\nSubject: The saved page\n"      \
    "Date: Tue, 20 Apr 2021 09:30:00 +0000\nMIME-Version: 1.0\n"                                             \
    "Content-Type: multipart/related; type=\"text/html\"; boundary=b\n\n"

static void test_saved_page(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a.mhtml",
        SAVED "--b\nContent-Type: text/html; charset=utf-8\nContent-Location: https://x.example/a\n\n"
              "<html><p>" BODY "</html>\n--b\nContent-Type: text/css\n\np{}\n"
              "--b\nContent-Type: text/html\nContent-Location: https://y.example/\n\n<p>An advert.\n--b--\n");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "The saved page");
    assert_string_equal(article->url, "https://x.example/a");
    assert_string_equal(article->accessed, "2021-04-20T09:30:00+00:00");
    assert_null(article->published);
    assert_int_equal(article->authors->len, 0);
    assert_string_equal(article->media_type, "multipart/related");
    assert_string_equal(article->text, "The ministry said that the servers had been leased.");
}

static void test_saved_frames(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a.mhtml", SAVED "--b\nContent-Type: text/html\n\n<html><frameset><frame src=x></frameset>\n"
                          "--b\nContent-Type: text/html\n\n<html><p>" BODY "\n--b--\n");
    assert_string_equal(only_article(collected)->text, "The ministry said that the servers had been leased.");
    g_autoptr(Collected) blank = collect_text(
        "/a.mhtml", SAVED "--b\nContent-Type: text/html\n\n--b\nContent-Type: text/html\n--b--\n");
    assert_refused(blank, "0 text-empty");
    g_autoptr(Collected) empty =
        collect_text("/a.mhtml", SAVED "--b\nContent-Type: text/css\n\np{}\n--b--\n");
    assert_refused(empty, "0 text-empty");
}

static void test_missing_boundaries(void **state)
{
    (void)state;
    static const char *const mails[] = {MULTIPART("mixed") BODY,
                                        HEAD "Content-Type: multipart/mixed\n\n" BODY};
    for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
        g_autoptr(Collected) collected = collect_text("/a.eml", mails[i]);
        const OsintArticle *article = only_article(collected);
        assert_non_null(strstr(article->text, "the servers had been leased"));
        assert_true(has_warning(article, "mail-damaged"));
    }
}

static void test_bombs(void **state)
{
    (void)state;
    GString *deep = g_string_new(HEAD);
    for (int i = 0; i < 3000; i++)
        g_string_append_printf(deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    g_string_append(deep, "\n" BODY);
    collected_free(collect("/a.eml", deep->str, deep->len, NULL));
    g_string_free(deep, TRUE);

    g_autofree char *inner = repeated("Content-Type: message/rfc822\n\nSubject: x\n", 1000);
    g_autofree char *nested = g_strconcat(HEAD, inner, "\n" BODY, NULL);
    g_autoptr(Collected) messages = collect_text("/a.eml", nested);
    assert_true(g_str_has_prefix(refusal_at(messages, 0), "0 parts-too-deep"));

    g_autofree char *parts = repeated("--b\nContent-Disposition: attachment\n\nx\n", 12000);
    g_autofree char *many = g_strconcat(MULTIPART("mixed"), parts, NULL);
    g_autoptr(Collected) attached = collect_text("/a.eml", many);
    assert_true(attached->articles->len < 12000);
    assert_true(g_str_has_prefix(refusal_at(attached, attached->refusals->len - 1), "0 mail-parts"));

    g_autofree char *words = repeated("=?utf-8?q?abc?= ", 200000);
    g_autofree char *header =
        g_strconcat("MIME-Version: 1.0\nX: ", words, "\nSubject: ", words, "\n\n" BODY, NULL);
    g_autoptr(Collected) endless = collect_text("/a.eml", header);
    assert_string_equal(only_article(endless)->text, "The ministry said that the servers had been leased.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_broken_subjects),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_alternatives),
        cmocka_unit_test(test_encodings_of_parts),
        cmocka_unit_test(test_attachments),
        cmocka_unit_test(test_signed_and_encrypted),
        cmocka_unit_test(test_opaque_signatures),
        cmocka_unit_test(test_flowed),
        cmocka_unit_test(test_quotations),
        cmocka_unit_test(test_signatures),
        cmocka_unit_test(test_mailbox),
        cmocka_unit_test(test_mailbox_of_any_size),
        cmocka_unit_test(test_mailbox_places),
        cmocka_unit_test(test_odd_envelopes),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_saved_page),
        cmocka_unit_test(test_saved_frames),
        cmocka_unit_test(test_missing_boundaries),
        cmocka_unit_test(test_bombs),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
