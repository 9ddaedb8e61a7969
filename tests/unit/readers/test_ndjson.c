/* Articles as JSON: indexer/readers/ndjson.h, and the stream. */
#include "tests/unit/readers/collect.h"

static void test_one_object(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a", "{\"id\": \"x1\", \"title\": \"T\", \"text\": \"One.\\r\\n\\r\\nTwo.\", \"language\": \"ja\"}");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->media_type, "application/json");
    assert_string_equal(article->id, "x1");
    assert_string_equal(article->text, "One.\n\nTwo.");
    assert_string_equal(article->language, "ja");
}

static void test_array(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text("/a", "[{\"text\": \"One.\"}, 5, {\"text\": \"Two.\"}]");
    assert_int_equal(collected->articles->len, 2);
    assert_int_equal(collected->refusals->len, 1);
    assert_string_equal(refusal_at(collected, 0), "0 json-type element 2: an article is a JSON object");
}

static void test_bad_lines_are_refused_by_themselves(void **state)
{
    (void)state;
    static const char text[] = "{\"text\": \"One.\", \"shelf\": 1}\n"
                               "not json\n"
                               "\r\n"
                               "{\"text\": 5}\n"
                               "{\"title\": \"no text\"}\n"
                               "{\"text\": \"\"}\n"
                               "[1]\n"
                               "{\"text\": \"x\", \"title\": {}}\n"
                               "{\"text\": \"  \"}\n"
                               "{\"text\": \"Two.\", \"shelf\": 2}\n"
                               "{\"text\": \"cut off";
    static const char *const expected[] = {"2 json-syntax ", "4 json-type ",   "5 text-missing ",
                                           "6 text-empty ",  "7 json-type ",   "8 json-type ",
                                           "9 text-empty ",  "11 json-syntax "};
    g_autoptr(Collected) collected = collect_text("/a", text);
    assert_int_equal(collected->articles->len, 2);
    assert_int_equal(collected->refusals->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        assert_true(g_str_has_prefix(refusal_at(collected, i), expected[i]));
    assert_int_equal(collected->offset, strstr(text, "{\"text\": \"cut") - text);
    assert_int_equal(collected->unknown->len, 1);
    assert_string_equal(article_at(collected, 0)->media_type, "application/x-ndjson");
}

static void test_html_in_json(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a", "{\"html\": \"<h2>Part</h2><p>One<br>two</p><script>x()</script><style>y</style><p>Three\"}");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->text, "Part\n\nOne\ntwo\n\nThree");
    assert_int_equal(article->headings->len, 1);
}

static void test_text_wins_over_html(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text("/a", "{\"html\": \"<p>no\", \"text\": \"yes\"}");
    assert_string_equal(only_article(collected)->text, "yes");
}

static void test_nul_escapes_lose_nothing(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("/a", "{\"text\": \"a\\u0000b\", \"title\": \"c\\u0000d\"}");
    assert_string_equal(only_article(collected)->text, "ab");
    assert_string_equal(article_at(collected, 0)->title, "cd");
}

static void test_a_line_in_another_encoding(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a", "{\"text\": \"One caf\xC3\xA9.\"}\n{\"text\": \"Two caf\xE9 d\xE9j\xE0 cr\xE8me.\"}\n");
    assert_int_equal(collected->articles->len, 2);
    assert_false(has_warning(article_at(collected, 0), "encoding-guessed"));
    assert_true(has_warning(article_at(collected, 1), "encoding-guessed"));
    assert_string_equal(article_at(collected, 1)->text, "Two café déjà crème.");
}

static void test_utf16(void **state)
{
    (void)state;
    const char *text = "{\"text\": \"One.\"}\n{\"text\": \"東京。\"}\n";
    gsize length;
    g_autofree char *wide = g_convert(text, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
    g_autoptr(Collected) collected = collect("/a", wide, length, NULL);
    assert_int_equal(collected->articles->len, 2);
    assert_string_equal(article_at(collected, 1)->text, "東京。");
}

static void test_deep_nesting_is_refused(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("{\"text\": ");
    for (int i = 0; i < 100000; i++)
        g_string_append(text, "[");
    g_autoptr(Collected) collected = collect_text("/a", text->str);
    assert_refused(collected, "1 json-syntax ");
}

static void test_lines_of_a_stream(void **state)
{
    (void)state;
    static const char text[] = "{\"text\": \"One.\"}\n\nx\n{\"text\": \"Two.\"}";
    g_autoptr(Collected) collected = collected_new();
    OsintReadSink sink = sink_of(collected);
    g_autoptr(GBytes) lines = g_bytes_new_static(text, sizeof text - 1);
    osint_read_ndjson_lines("-", lines, 1000, 50, NULL, &sink);
    assert_int_equal(collected->articles->len, 2);
    assert_string_equal(article_at(collected, 1)->text, "Two.");
    assert_string_equal(article_at(collected, 1)->path, "-");
    assert_int_equal(article_at(collected, 1)->bytes, 16);
    assert_true(g_str_has_prefix(refusal_at(collected, 0), "52 json-syntax "));
    assert_int_equal(collected->offset, 1000 + (strstr(text, "x\n") - text));
}

static gboolean all_but_second(guint64 number, guint64 offset, gpointer user_data)
{
    Collected *collected = user_data;
    collected->offset = offset;
    return number != 2;
}

static void test_lines_are_records(void **state)
{
    (void)state;
    static const char text[] = "{\"text\": \"One.\"}\n\n{\"text\": \"Two.\"}\n{\"text\": \"Three.\"}\n";
    g_autoptr(Collected) collected = collected_new();
    OsintReadSink sink = sink_of(collected);
    OsintReadOptions options = {.record = all_but_second};
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, sizeof text - 1);
    osint_read_document("/a", bytes, &options, &sink);
    assert_int_equal(collected->articles->len, 2);
    assert_string_equal(article_at(collected, 1)->text, "Three.");
    assert_int_equal(collected->offset, strstr(text, "{\"text\": \"Three") - text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_object),
        cmocka_unit_test(test_array),
        cmocka_unit_test(test_bad_lines_are_refused_by_themselves),
        cmocka_unit_test(test_html_in_json),
        cmocka_unit_test(test_text_wins_over_html),
        cmocka_unit_test(test_nul_escapes_lose_nothing),
        cmocka_unit_test(test_a_line_in_another_encoding),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_deep_nesting_is_refused),
        cmocka_unit_test(test_lines_of_a_stream),
        cmocka_unit_test(test_lines_are_records),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
