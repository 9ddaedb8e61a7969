/* Web archives: indexer/readers/archive/. */
#include "tests/unit/readers/collect.h"

#include <jansson.h>

#include "indexer/readers/archive/coding.h"
#include "indexer/readers/archive/http.h"
#include "indexer/readers/archive/records.h"
#include "tests/unit/readers/compress.h"

#define MAX_BLOCK ((gsize)64 << 20)
#define PAGE "<html><title>A page</title><p>The ministry said that the servers had been leased.</html>"

static void add_record(GString *archive, const char *type, const char *uri, const char *more,
                       const char *block, gssize declared)
{
    g_string_append_printf(archive,
                           "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
                           "WARC-Date: 2021-04-20T01:02:03Z\r\n%sContent-Length: %" G_GSSIZE_FORMAT
                           "\r\n\r\n%s\r\n\r\n",
                           type, uri, more, declared >= 0 ? declared : (gssize)strlen(block), block);
}

static void add_page(GString *archive, const char *uri, const char *fields, const char *body)
{
    g_autofree char *block = g_strdup_printf("HTTP/1.1 200 OK\r\n%s\r\n%s", fields, body);
    add_record(archive, "response", uri, "Content-Type: application/http; msgtype=response\r\n", block, -1);
}

#define HTML "Content-Type: text/html; charset=utf-8\r\n"

static void test_page(void **state)
{
    (void)state;
    g_autoptr(GString) archive = g_string_new(NULL);
    add_record(archive, "warcinfo", "", "", "software: none", -1);
    add_page(archive, "<http://x.example/a>", HTML "Last-Modified: Fri, 09 Aug 2013 23:54:35 GMT\r\n", PAGE);
    g_autoptr(Collected) collected = collect("/a.warc", archive->str, archive->len, NULL);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "A page");
    assert_string_equal(article->url, "http://x.example/a");
    assert_string_equal(article->accessed, "2021-04-20T01:02:03Z");
    assert_null(article->published);
    assert_string_equal(article->media_type, "application/warc");
    assert_int_equal(article->bytes, archive->len);
    assert_int_equal(article->warnings->len, 0);
}

static void test_what_is_no_page(void **state)
{
    (void)state;
    g_autoptr(GString) archive = g_string_new(NULL);
    add_record(archive, "request", "http://x.example/a", "", "GET / HTTP/1.1\r\nHost: x.example\r\n\r\n", -1);
    add_page(archive, "http://x.example/a.png", "Content-Type: image/png\r\n", "\x89PNG");
    add_page(archive, "http://x.example/a.js", "Content-Type: text/javascript\r\n", "var a = 'text';");
    add_page(archive, "http://x.example/a.json", "Content-Type: application/json\r\n", "{\"a\": 1}");
    add_page(archive, "http://x.example/robots.txt", "Content-Type: text/plain\r\n", "User-agent: *");
    add_page(archive, "http://x.example/empty", HTML, "\r\n");
    add_record(archive, "response", "http://x.example/b", "", "HTTP/1.1 404 Not Found\r\n" HTML "\r\n" PAGE,
               -1);
    add_record(archive, "response", "http://x.example/c", "", "HTTP/1.1 301 Moved\r\n" HTML "\r\n" PAGE, -1);
    add_record(archive, "revisit", "http://x.example/d", "", "HTTP/1.1 200 OK\r\n" HTML "\r\n", -1);
    add_record(archive, "metadata", "http://x.example/e", "", "via: http://x.example/", -1);
    add_record(archive, "resource", "metadata://x.example/log", "Content-Type: text/plain\r\n", "A log.", -1);
    g_autoptr(Collected) collected = collect("/a.warc", archive->str, archive->len, NULL);
    assert_int_equal(collected->articles->len, 0);
    assert_int_equal(collected->refusals->len, 0);
    assert_int_equal(collected->unknown->len, 0);
}

/* A refusal of a page says which. */
static void test_refused_page(void **state)
{
    (void)state;
    g_autoptr(GString) archive = g_string_new(NULL);
    add_page(archive, "http://x.example/a", HTML, "<html><body><img src=a.png></body></html>");
    g_autoptr(Collected) collected = collect("/a.warc", archive->str, archive->len, NULL);
    assert_refused(collected, "0 text-empty there is no text in it, in http://x.example/a");
}

static void test_resource_and_conversion(void **state)
{
    (void)state;
    g_autoptr(GString) archive = g_string_new(NULL);
    add_record(archive, "resource", "http://x.example/a", "Content-Type: text/html\r\n", PAGE, -1);
    add_record(archive, "conversion", "http://x.example/b", "Content-Type: text/plain\r\n",
               "The converted text of a page.", -1);
    g_autoptr(Collected) collected = collect("/a.warc", archive->str, archive->len, NULL);
    assert_int_equal(collected->refusals->len, 0);
    assert_string_equal(article_at(collected, 0)->title, "A page");
    assert_string_equal(article_at(collected, 1)->url, "http://x.example/b");
    assert_string_equal(article_at(collected, 1)->text, "The converted text of a page.");
}

static void test_charset_of_the_header(void **state)
{
    (void)state;
    g_autoptr(GString) archive = g_string_new(NULL);
    add_page(archive, "http://x.example/a", "Content-Type: text/html; charset=\"Shift_JIS\"\r\n",
             "<p>\x93\x8C\x8B\x9E\x82\xCC\x8C\x78\x8E\x40\x81\x42");
    g_autoptr(Collected) collected = collect("/a.warc", archive->str, archive->len, NULL);
    assert_string_equal(only_article(collected)->text, "東京の警察。");
}

/* A wrong length costs nothing, damage costs one record. */
static void test_wrong_lengths(void **state)
{
    (void)state;
    static const gssize lengths[] = {0, 40, 5000, 100000000};
    for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++) {
        g_autoptr(GString) archive = g_string_new(NULL);
        add_record(archive, "resource", "http://x.example/a", "Content-Type: text/html\r\n", PAGE,
                   lengths[i]);
        add_record(archive, "resource", "http://x.example/b", "Content-Type: text/html\r\n", PAGE, -1);
        g_autoptr(Collected) collected = collect("/a.warc", archive->str, archive->len, NULL);
        assert_int_equal(collected->refusals->len, 0);
        assert_int_equal(collected->articles->len, 2);
        assert_true(has_warning(article_at(collected, 0), "part-damaged"));
        assert_string_equal(article_at(collected, 1)->url, "http://x.example/b");
        assert_string_equal(article_at(collected, 0)->text, article_at(collected, 1)->text);
    }
}

static void test_garbage_between_records(void **state)
{
    (void)state;
    g_autoptr(GString) archive = g_string_new(NULL);
    add_record(archive, "resource", "http://x.example/a", "Content-Type: text/html\r\n", PAGE, -1);
    gsize place = archive->len;
    g_string_append(archive, "WARC/1.0\r\nthis is no record");
    g_autoptr(Collected) end = collect("/a.warc", archive->str, archive->len, NULL);
    assert_int_equal(end->articles->len, 1);
    assert_true(g_str_has_prefix(refusal_at(end, 0), "0 archive-truncated"));
    assert_int_equal(end->offset, place);

    for (int i = 0; i < 100000; i++)
        g_string_append(archive, "zzz zzz\n");
    add_record(archive, "resource", "http://x.example/b", "Content-Type: text/html\r\n", PAGE, -1);
    g_autoptr(Collected) middle = collect("/a.warc", archive->str, archive->len, NULL);
    assert_int_equal(middle->articles->len, 2);
    assert_int_equal(middle->refusals->len, 1);
    assert_true(g_str_has_prefix(refusal_at(middle, 0), "0 archive-damaged"));
    assert_int_equal(middle->offset, place);
}

static void test_truncated(void **state)
{
    (void)state;
    g_autoptr(GString) archive = g_string_new(NULL);
    add_record(archive, "resource", "http://x.example/a", "Content-Type: text/html\r\n", PAGE, -1);
    g_autoptr(Collected) collected = collect("/a.warc", archive->str, archive->len - 20, NULL);
    assert_true(has_warning(article_at(collected, 0), "part-damaged"));
    assert_true(g_str_has_prefix(refusal_at(collected, 0), "0 archive-truncated"));
}

static void test_too_large(void **state)
{
    (void)state;
    OsintReadOptions options = {.max_bytes = 400};
    g_autoptr(GString) archive = g_string_new(NULL);
    g_autofree char *big = g_strnfill(1000, 'x');
    add_record(archive, "resource", "http://x.example/a", "Content-Type: text/plain\r\n", big, -1);
    add_record(archive, "resource", "http://x.example/b", "Content-Type: text/html\r\n", PAGE, -1);
    g_autoptr(Collected) collected = collect("/a.warc", archive->str, archive->len, &options);
    assert_int_equal(collected->refusals->len, 1);
    assert_true(g_str_has_prefix(refusal_at(collected, 0), "0 too-large"));
    assert_string_equal(article_at(collected, 0)->url, "http://x.example/b");
}

/* What would not have been read is passed over in silence, and by its length alone. */
static void test_large_records_that_are_no_pages(void **state)
{
    (void)state;
    OsintReadOptions options = {.max_bytes = 400};
    g_autoptr(GString) archive = g_string_new(NULL);
    g_autofree char *big = g_strnfill(100000, 'x');
    add_page(archive, "http://x.example/v", "Content-Type: video/mp4\r\n", big);
    add_record(archive, "resource", "http://x.example/b", "Content-Type: text/html\r\n", PAGE, -1);
    g_autoptr(GByteArray) packed = compress_gzip(archive->str, archive->len);
    g_autoptr(Collected) flat = collect("/a.warc", archive->str, archive->len, &options);
    assert_string_equal(only_article(flat)->url, "http://x.example/b");
    g_autoptr(Collected) compressed = collect("/a.warc.gz", packed->data, packed->len, &options);
    assert_string_equal(only_article(compressed)->url, "http://x.example/b");

    g_string_set_size(archive, 0);
    add_page(archive, "http://x.example/v", "Content-Type: video/mp4\r\n", big);
    g_autoptr(GByteArray) half = compress_gzip(archive->str, archive->len / 2);
    g_autoptr(Collected) cut = collect("/a.warc.gz", half->data, half->len, &options);
    assert_refused(cut, "0 archive-truncated");
}

static void append_member(GByteArray *file, const char *uri)
{
    g_autoptr(GString) record = g_string_new(NULL);
    add_record(record, "resource", uri, "Content-Type: text/html\r\n", PAGE, -1);
    g_autoptr(GByteArray) member = compress_gzip(record->str, record->len);
    g_byte_array_append(file, member->data, member->len);
}

/* The archive as a whole may be larger than a document. */
static void test_gzip_members(void **state)
{
    (void)state;
    OsintReadOptions options = {.max_bytes = 2000};
    g_autoptr(GByteArray) file = g_byte_array_new();
    for (int i = 0; i < 20; i++) {
        g_autofree char *uri = g_strdup_printf("http://x.example/%d", i);
        append_member(file, uri);
    }
    g_autoptr(Collected) collected = collect("/a.warc.gz", file->data, file->len, &options);
    assert_int_equal(collected->refusals->len, 0);
    assert_int_equal(collected->articles->len, 20);
    assert_string_equal(article_at(collected, 19)->url, "http://x.example/19");
    assert_string_equal(article_at(collected, 0)->media_type, "application/warc");
}

static void test_damaged_gzip_member(void **state)
{
    (void)state;
    g_autoptr(GByteArray) file = g_byte_array_new();
    append_member(file, "http://x.example/a");
    guint second = file->len;
    append_member(file, "http://x.example/b");
    guint third = file->len;
    append_member(file, "http://x.example/c");
    memset(file->data + second + (third - second) / 2, 0xFF, 20);
    g_autoptr(Collected) collected = collect("/a.warc.gz", file->data, file->len, NULL);
    assert_int_equal(collected->refusals->len, 1);
    assert_true(g_str_has_prefix(refusal_at(collected, 0), "0 gzip-corrupt"));
    assert_int_equal(collected->offset, second);
    assert_string_equal(article_at(collected, 0)->url, "http://x.example/a");
    assert_string_equal(article_at(collected, collected->articles->len - 1)->url, "http://x.example/c");

    g_autoptr(Collected) cut = collect("/a.warc.gz", file->data, second - 5, NULL);
    assert_true(g_str_has_prefix(refusal_at(cut, 0), "0 gzip-truncated"));
    assert_int_equal(cut->articles->len, 1);
}

static void test_arc(void **state)
{
    (void)state;
    static const char archive[] =
        "filedesc://a.arc 0.0.0.0 20140216050221 text/plain 75\n2 0 Test\n\n"
        "http://x.example/a b 192.0.2.1 20140216050221 text/html 200 - - 0 a.arc 46\n"
        "HTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>One\n"
        "http://x.example/c 192.0.2.1 20140216050222 text/html 6\n<p>Two\n";
    g_autoptr(Collected) collected = collect_text("/a.arc", archive);
    assert_int_equal(collected->articles->len, 2);
    assert_string_equal(article_at(collected, 0)->url, "http://x.example/a%20b");
    assert_string_equal(article_at(collected, 0)->accessed, "2014-02-16T05:02:21Z");
    assert_string_equal(article_at(collected, 0)->text, "One");
    assert_string_equal(article_at(collected, 1)->text, "Two");
    assert_string_equal(article_at(collected, 1)->media_type, "application/x-internet-archive");
}

static void assert_body(const char *fields, const char *body, gsize length, const char *expected,
                        gboolean cut)
{
    g_autoptr(GString) message = g_string_new("HTTP/1.1 200 OK\r\n");
    g_string_append_printf(message, "%s\r\n", fields);
    g_string_append_len(message, body, (gssize)length);
    OsintHttp http;
    assert_true(osint_http_parse(message->str, message->len, 1000, &http));
    assert_int_equal(http.length, strlen(expected));
    assert_memory_equal(http.body, expected, http.length);
    assert_int_equal(http.cut, cut);
    osint_http_clear(&http);
}

#define CHUNKED "Transfer-Encoding: chunked\r\n"

static void test_transfer_coding(void **state)
{
    (void)state;
    static const struct {
        const char *body, *expected;
        gboolean cut;
    } cases[] = {
        {"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde", FALSE},
        {"3\r\nabc\r\n20\r\nde", "abcde", TRUE},
        {"no chunks", "no chunks", FALSE},
        {"3\r\nabc\r\nrest", "abcrest", FALSE},
        {"", "", FALSE},
        {"FFFFFFFFFFFFFFFF\r\nabc", "FFFFFFFFFFFFFFFF\r\nabc", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_body(CHUNKED, cases[i].body, strlen(cases[i].body), cases[i].expected, cases[i].cut);
}

static void test_content_coding(void **state)
{
    (void)state;
    static const char brotli[] = "\x0B\x02\x80\x61\x62\x63\x64\x65\x03";
    static const char zlib[] = "\x78\x9C\x4B\x4C\x4A\x4E\x49\x05\x00\x05\xC8\x01\xF0";
    g_autoptr(GByteArray) gzip = compress_gzip("abcde", 5);
    const char *packed = (const char *)gzip->data;
    assert_body("Content-Encoding: gzip\r\n", packed, gzip->len, "abcde", FALSE);
    assert_body("Content-Encoding: gzip\r\n", packed, gzip->len - 4, "abcde", TRUE);
    assert_body("Content-Encoding: GZIP, identity\r\n", packed, gzip->len, "abcde", FALSE);
    assert_body("Content-Encoding: gzip\r\n", "abcde", 5, "abcde", FALSE);
    assert_body("Content-Encoding: br\r\n", brotli, sizeof brotli - 1, "abcde", FALSE);
    assert_body("Content-Encoding: br\r\n", "plain text", 10, "plain text", FALSE);
    assert_body("Content-Encoding: deflate\r\n", zlib, sizeof zlib - 1, "abcde", FALSE);
    assert_body("Content-Encoding: deflate\r\n", zlib + 2, sizeof zlib - 7, "abcde", FALSE);
}

static void test_bombs(void **state)
{
    (void)state;
    g_autofree char *zeros = g_malloc0(100000);
    g_autoptr(GByteArray) gzip = compress_gzip(zeros, 100000);
    GByteArray *plain = NULL;
    assert_int_equal(osint_coding_undo("gzip", (const char *)gzip->data, gzip->len, 5000, &plain),
                     OSINT_CODING_CUT);
    assert_int_equal(plain->len, 5000);
    g_byte_array_unref(plain);
    assert_int_equal(osint_coding_undo("zstd", (const char *)gzip->data, gzip->len, 5000, &plain),
                     OSINT_CODING_UNKNOWN);
}

/* One line a record, as expect_warciojs.json has them. */
static char *describe(const OsintRecord *record)
{
    OsintHttp http = {0};
    gboolean is_http = osint_http_parse(record->block, record->length, MAX_BLOCK, &http);
    const char *payload = is_http ? http.body : record->block;
    gsize length = is_http ? http.length : record->length;
    g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA1, (const guchar *)payload, length);
    char *line = g_strdup_printf("%s %s %s %u %s %" G_GSIZE_FORMAT " %s", record->type,
                                 record->uri != NULL ? record->uri : "-", record->date, http.status,
                                 http.content_type != NULL ? http.content_type : "-", length, sum);
    osint_http_clear(&http);
    return line;
}

static const char *string_of(const json_t *row, const char *key)
{
    const char *value = json_string_value(json_object_get(row, key));
    return value != NULL ? value : "-";
}

static char *expected_line(const json_t *row)
{
    return g_strdup_printf(
        "%s %s %s %d %s %d %s", string_of(row, "type"), string_of(row, "uri"), string_of(row, "date"),
        (int)json_integer_value(json_object_get(row, "status")), string_of(row, "ctype"),
        (int)json_integer_value(json_object_get(row, "payload_bytes")), string_of(row, "payload_sha1"));
}

static guint compare_records(const char *path, const json_t *rows)
{
    g_autofree char *data = NULL;
    gsize length, index = 0;
    assert_true(g_file_get_contents(path, &data, &length, NULL));
    g_autoptr(OsintWindow) window = osint_window_new(data, length);
    g_autoptr(OsintRecords) records = osint_records_new(window, MAX_BLOCK);
    OsintRecord record;
    while (osint_records_next(records, &record)) {
        if (record.code != NULL)
            fail_msg("%s: %s at %" G_GUINT64_FORMAT, path, record.message, record.offset);
        g_autofree char *line = describe(&record);
        /* That reader gives up the payload where a length is wrong, and the rest behind wrong chunks. */
        if (index == json_array_size(rows))
            break;
        g_autofree char *expected = expected_line(json_array_get(rows, index++));
        if (!record.mended)
            assert_string_equal(line, expected);
    }
    assert_int_equal(index, json_array_size(rows));
    return (guint)index;
}

/* Another program's reading of real archives. */
static void test_record_lists(void **state)
{
    (void)state;
    static const char archive[] = OSINT_SHARED_DIR "/data/files/warc.tar.gz";
    if (!g_file_test(archive, G_FILE_TEST_EXISTS)) {
        print_message("skipped: %s is not there\n", archive);
        skip();
    }
    g_autofree char *folder = g_dir_make_tmp("osint-warc-XXXXXX", NULL);
    const char *unpack[] = {"tar", "xzf", archive, "-C", folder, NULL};
    const char *clear[] = {"rm", "-rf", folder, NULL};
    assert_true(
        g_spawn_sync(NULL, (char **)unpack, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
    g_autofree char *list = g_build_filename(folder, "warc", "expect_warciojs.json", NULL);
    json_t *files = json_load_file(list, 0, NULL);
    assert_non_null(files);
    const char *name;
    json_t *file;
    guint compared = 0;
    json_object_foreach(files, name, file)
    {
        const json_t *rows = json_object_get(file, "records");
        /* That program does not know ARC. */
        if (json_is_null(json_object_get(json_array_get(rows, 0), "type")))
            continue;
        g_autofree char *path = g_build_filename(folder, "warc", name, NULL);
        compared += compare_records(path, rows);
    }
    assert_true(compared > 50);
    json_decref(files);
    g_spawn_sync(NULL, (char **)clear, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_what_is_no_page),
        cmocka_unit_test(test_refused_page),
        cmocka_unit_test(test_resource_and_conversion),
        cmocka_unit_test(test_charset_of_the_header),
        cmocka_unit_test(test_wrong_lengths),
        cmocka_unit_test(test_garbage_between_records),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_large_records_that_are_no_pages),
        cmocka_unit_test(test_gzip_members),
        cmocka_unit_test(test_damaged_gzip_member),
        cmocka_unit_test(test_arc),
        cmocka_unit_test(test_transfer_coding),
        cmocka_unit_test(test_content_coding),
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_record_lists),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
