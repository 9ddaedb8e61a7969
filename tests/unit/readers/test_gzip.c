/* Compressed documents: indexer/readers/gzip.h. */
#include "tests/unit/readers/collect.h"
#include "tests/unit/readers/compress.h"

#include "indexer/readers/gzip.h"

#define TEXT "The ministry said on Monday that the servers had been leased under false names.\n"

static void test_members_follow_each_other(void **state)
{
    (void)state;
    g_autoptr(GByteArray) file = compress_gzip("one ", 4);
    g_autoptr(GByteArray) second = compress_gzip("two", 3);
    g_byte_array_append(file, second->data, second->len);
    g_byte_array_append(file, (const guint8 *)"\0\0\0", 3);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) content = osint_gunzip(file->data, file->len, 100, &error);
    assert_non_null(content);
    assert_int_equal(g_bytes_get_size(content), 7);
    assert_memory_equal(g_bytes_get_data(content, NULL), "one two", 7);
}

static void test_the_limit_holds(void **state)
{
    (void)state;
    g_autofree char *zeros = g_malloc0(1 << 20);
    g_autoptr(GByteArray) bomb = compress_gzip(zeros, 1 << 20);
    g_autoptr(GError) error = NULL;
    assert_null(osint_gunzip(bomb->data, bomb->len, 1000, &error));
    assert_true(g_error_matches(error, OSINT_GZIP_ERROR, OSINT_GZIP_ERROR_TOO_LARGE));
    g_autoptr(GBytes) content = osint_gunzip(bomb->data, bomb->len, 1 << 20, NULL);
    assert_non_null(content);
}

static void test_every_truncation_is_refused(void **state)
{
    (void)state;
    g_autoptr(GByteArray) file = compress_gzip(TEXT, sizeof TEXT - 1);
    for (guint length = 3; length < file->len; length++) {
        g_autoptr(GError) error = NULL;
        assert_null(osint_gunzip(file->data, length, 1000, &error));
        assert_true(g_error_matches(error, OSINT_GZIP_ERROR, OSINT_GZIP_ERROR_TRUNCATED));
        if (length < 10)
            continue;
        g_autoptr(Collected) collected = collect("a.txt.gz", file->data, length, NULL);
        assert_refused(collected, "0 gzip-truncated ");
    }
}

static void test_a_wrong_checksum_is_refused(void **state)
{
    (void)state;
    g_autoptr(GByteArray) file = compress_gzip(TEXT, sizeof TEXT - 1);
    file->data[file->len - 6] ^= 1;
    g_autoptr(Collected) collected = collect("a.txt.gz", file->data, file->len, NULL);
    assert_refused(collected, "0 gzip-corrupt ");
}

static void test_the_article_describes_the_original(void **state)
{
    (void)state;
    g_autoptr(GByteArray) file = compress_gzip(TEXT, sizeof TEXT - 1);
    g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, file->data, file->len);
    g_autoptr(Collected) collected = collect("/a.txt.gz", file->data, file->len, NULL);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->sha256, hash);
    assert_int_equal(article->bytes, file->len);
    assert_string_equal(article->media_type, "text/plain");
    assert_string_equal(article->path, "/a.txt.gz");
}

static void test_layers_are_bounded(void **state)
{
    (void)state;
    g_autoptr(GByteArray) file = compress_gzip(TEXT, sizeof TEXT - 1);
    for (int layer = 2; layer <= 3; layer++) {
        GByteArray *outer = compress_gzip((const char *)file->data, file->len);
        g_byte_array_unref(file);
        file = outer;
        g_autoptr(Collected) collected = collect("a.gz", file->data, file->len, NULL);
        assert_int_equal(collected->articles->len, layer == 2 ? 1 : 0);
    }
}

static void test_documents_have_a_limit_too(void **state)
{
    (void)state;
    OsintReadOptions options = {.max_bytes = 10};
    g_autoptr(Collected) collected = collect("a.txt", TEXT, sizeof TEXT - 1, &options);
    assert_refused(collected, "0 too-large ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_follow_each_other),
        cmocka_unit_test(test_the_limit_holds),
        cmocka_unit_test(test_every_truncation_is_refused),
        cmocka_unit_test(test_a_wrong_checksum_is_refused),
        cmocka_unit_test(test_the_article_describes_the_original),
        cmocka_unit_test(test_layers_are_bounded),
        cmocka_unit_test(test_documents_have_a_limit_too),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
