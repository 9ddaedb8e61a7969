/* Encodings: indexer/readers/encoding.h. */
#include "tests/unit/often.h"
#include "tests/unit/readers/collect.h"

#include "indexer/readers/encoding.h"

static char *decode(const char *data, gsize length, const char *declared, OsintDecoded *decoded)
{
    osint_decode(data, length, declared, decoded);
    assert_true(decoded->text[decoded->length] == '\0');
    g_autofree char *encoding = decoded->encoding;
    assert_non_null(encoding);
    return decoded->text;
}

static void assert_decoded(const char *data, gsize length, const char *declared, const char *expected,
                           gboolean guessed)
{
    OsintDecoded decoded;
    g_autofree char *text = decode(data, length, declared, &decoded);
    assert_string_equal(text, expected);
    assert_int_equal(decoded.guessed, guessed);
}

#define ASSERT_DECODED(data, declared, expected, guessed)                                                    \
    assert_decoded(data, sizeof data - 1, declared, expected, guessed)

static void test_marks(void **state)
{
    (void)state;
    ASSERT_DECODED("\xEF\xBB\xBFh\xC3\xA9", NULL, "hé", FALSE);
    ASSERT_DECODED("\xFF\xFEh\0\xE9\0", NULL, "hé", FALSE);
    ASSERT_DECODED("\xFE\xFF\0h\0\xE9", NULL, "hé", FALSE);
    ASSERT_DECODED("\xFF\xFE\0\0h\0\0\0\xE9\0\0\0", NULL, "hé", FALSE);
}

static void test_utf16_without_mark(void **state)
{
    (void)state;
    ASSERT_DECODED("p\0l\0a\0i\0n\0 \0t\0e\0x\0t\0", NULL, "plain text", FALSE);
    ASSERT_DECODED("\0p\0l\0a\0i\0n\0 \0t\0e\0x\0t", NULL, "plain text", FALSE);
}

static void test_utf8_comes_before_what_is_declared(void **state)
{
    (void)state;
    ASSERT_DECODED("h\xC3\xA9", "iso-8859-1", "hé", FALSE);
    ASSERT_DECODED("h\xE9", "iso-8859-1", "hé", FALSE);
    ASSERT_DECODED("caf\x80", "iso-8859-1", "caf€", FALSE);
}

static void test_guess(void **state)
{
    (void)state;
    const char *japanese = "警視庁は月曜日、攻撃に使われたサーバーが偽名で契約されていたと発表した。";
    static const char *const encodings[] = {"SHIFT_JIS", "EUC-JP", "ISO-2022-JP"};
    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        gsize length;
        g_autofree char *data = g_convert(japanese, -1, encodings[i], "UTF-8", NULL, &length, NULL);
        assert_non_null(data);
        assert_decoded(data, length, NULL, japanese, TRUE);
    }
    gsize length;
    const char *russian = "Министерство сообщило в понедельник, что серверы были арендованы на чужое имя.";
    g_autofree char *data = g_convert(russian, -1, "WINDOWS-1251", "UTF-8", NULL, &length, NULL);
    assert_decoded(data, length, NULL, russian, TRUE);
}

static void test_utf32_without_mark(void **state)
{
    (void)state;
    ASSERT_DECODED("t\0\0\0e\0\0\0x\0\0\0t\0\0\0", NULL, "text", FALSE);
    ASSERT_DECODED("\0\0\0t\0\0\0e\0\0\0x\0\1\x00\x00", NULL, "tex\xF0\x90\x80\x80", FALSE);
}

static void assert_not_wide(const char *data, gsize length)
{
    assert_null(osint_encoding_of_wide(data, length));
}

static void test_stray_zeros_are_no_utf16(void **state)
{
    (void)state;
    assert_not_wide("abc\0d", 5);
    assert_not_wide("abc\0def\0", 8);
    assert_not_wide("line one\0line two\0", 18);
    assert_not_wide("\0\0\0\0\0\0\0\0", 8);
}

/* Every text must come back from its encoding without a word said about it. */
static void assert_guessed(const char *text, const char *encoding)
{
    gsize length;
    g_autofree char *data = g_convert(text, -1, encoding, "UTF-8", NULL, &length, NULL);
    assert_non_null(data);
    OsintDecoded decoded;
    g_autofree char *back = decode(data, length, NULL, &decoded);
    if (strcmp(back, text) != 0)
        fail_msg("%s read as: %s", encoding, back);
}

static void test_guess_of_few_letters(void **state)
{
    (void)state;
    assert_guessed("The café on the corner has closed for the winter.", "WINDOWS-1252");
    assert_guessed("“It’s not over,” the minister’s spokesman said on Monday.", "WINDOWS-1252");
    assert_guessed("La città è stata colpita da un attacco informatico.", "WINDOWS-1252");
    assert_guessed("Der Angriff traf mehrere Behörden; die Täter blieben über Monate unerkannt.",
                   "WINDOWS-1252");
    assert_guessed("Žalobce obvinil dva důstojníky z útoku na vládní síť.", "WINDOWS-1250");
    assert_guessed("Prokuratura oskarżyła dwóch oficerów o włamania do sieci.", "ISO-8859-2");
    assert_guessed("Saldırganlar kurumların ağlarına aylarca sızdı, şüpheliler yakalandı.", "WINDOWS-1254");
    assert_guessed("Прокуратура звинуватила двох офіцерів у зламі мереж.", "KOI8-U");
    assert_guessed("Прокуратура обвинила двух офицеров во взломе сетей.", "ISO-8859-5");
    assert_guessed("검찰은 장교 두 명을 해킹 혐의로 기소했다고 밝혔다.", "JOHAB");
}

static void test_a_wrong_declaration_is_noticed(void **state)
{
    (void)state;
    const char *russian = "Министерство сообщило, что серверы были арендованы на чужое имя.";
    gsize length;
    g_autofree char *data = g_convert(russian, -1, "WINDOWS-1251", "UTF-8", NULL, &length, NULL);
    OsintDecoded decoded;
    g_autofree char *text = decode(data, length, "iso-8859-1", &decoded);
    assert_string_equal(text, russian);
    assert_true(decoded.misdeclared);
    g_autofree char *other = decode(data, length, "windows-1251", &decoded);
    assert_string_equal(other, russian);
    assert_false(decoded.misdeclared || decoded.guessed);
}

static void test_names_mean_what_browsers_take_them_for(void **state)
{
    (void)state;
    ASSERT_DECODED("\x93quoted\x94", "latin1", "“quoted”", FALSE);
    ASSERT_DECODED("\x82\xA0 \x87\x40", "x-sjis", "あ ①", FALSE);
    ASSERT_DECODED("\xB0\xA1 \x81\x41", "ks_c_5601-1987", "가 갂", FALSE);
    ASSERT_DECODED("\xA4\xA6 \xD0", "koi8-r", "єі п", FALSE);
}

static void assert_declares(const char *head, const char *expected)
{
    g_autofree char *found = osint_encoding_declared(head, strlen(head));
    if (g_strcmp0(found, expected) != 0)
        fail_msg("%s: %s", head, found != NULL ? found : "none");
}

static void test_declarations(void **state)
{
    (void)state;
    assert_declares("<?xml version='1.0' encoding='KOI8-R'?><rss/>", "KOI8-R");
    assert_declares("<meta charset=euc-jp>", "euc-jp");
    assert_declares("<META  CHARSET = 'Euc-Kr' />", "euc-kr");
    assert_declares("<meta content='text/html; charset=big5' http-equiv=Content-Type>", "big5");
    assert_declares("<meta http-equiv=refresh content='0; charset=big5'>", NULL);
    assert_declares("<!-- <meta charset=big5> --><meta charset=gbk>", "gbk");
    assert_declares("<script>'<meta charset=big5>'</script><meta charset=gbk>", "gbk");
    assert_declares("<title>a < b</title><meta name=x content='a>b'><meta charset=utf-8>", "utf-8");
    assert_declares("<meta charset=nonsense><meta charset=gbk>", "gbk");
    assert_declares("<meta charset='gbk", NULL);
    assert_declares("charset=gbk", NULL);
}

static void test_unknown_declaration_is_not_believed(void **state)
{
    (void)state;
    ASSERT_DECODED("caf\xE9 au lait, d\xE9j\xE0 vu, cr\xE8me", "x-nonsense", "café au lait, déjà vu, crème",
                   TRUE);
}

static void test_a_broken_byte_spoils_nothing(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 20; i++)
        g_string_append(text, "警視庁");
    g_string_append_c(text, '\xE8');
    OsintDecoded decoded;
    g_autofree char *repaired = decode(text->str, text->len, NULL, &decoded);
    assert_true(decoded.repaired);
    assert_false(decoded.guessed);
    assert_true(g_str_has_suffix(repaired, "警視庁\xEF\xBF\xBD"));
}

static void test_any_bytes_become_utf8(void **state)
{
    (void)state;
    GRand *random = g_rand_new_with_seed(4);
    for (int round = 0; round < (int)often(300); round++) {
        char data[64];
        gsize length = (gsize)g_rand_int_range(random, 0, sizeof data);
        for (gsize i = 0; i < length; i++)
            data[i] = (char)g_rand_int_range(random, 0, 256);
        OsintDecoded decoded;
        g_autofree char *text = decode(data, length, round % 2 ? "big5" : NULL, &decoded);
        for (gsize i = 0; i < decoded.length; i++)
            text[i] = text[i] == '\0' ? ' ' : text[i];
        assert_true(g_utf8_validate(text, (gssize)decoded.length, NULL));
    }
    g_rand_free(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_utf16_without_mark),
        cmocka_unit_test(test_utf8_comes_before_what_is_declared),
        cmocka_unit_test(test_guess),
        cmocka_unit_test(test_utf32_without_mark),
        cmocka_unit_test(test_stray_zeros_are_no_utf16),
        cmocka_unit_test(test_guess_of_few_letters),
        cmocka_unit_test(test_a_wrong_declaration_is_noticed),
        cmocka_unit_test(test_names_mean_what_browsers_take_them_for),
        cmocka_unit_test(test_declarations),
        cmocka_unit_test(test_unknown_declaration_is_not_believed),
        cmocka_unit_test(test_a_broken_byte_spoils_nothing),
        cmocka_unit_test(test_any_bytes_become_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
