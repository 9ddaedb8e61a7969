/* Encodings: indexer/readers/encoding.h. */
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
    for (int round = 0; round < 300; round++) {
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
        cmocka_unit_test(test_unknown_declaration_is_not_believed),
        cmocka_unit_test(test_a_broken_byte_spoils_nothing),
        cmocka_unit_test(test_any_bytes_become_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
