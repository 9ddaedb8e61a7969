/* The article as JSON, both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "indexer/article/json.h"

static void note_key(const char *key, gpointer user_data)
{
    g_string_append_printf(user_data, "%s;", key);
}

static json_t *load(const char *text)
{
    json_t *object = json_loads(text, JSON_ALLOW_NUL | JSON_DECODE_ANY, NULL);
    assert_non_null(object);
    return object;
}

static void set(OsintArticle *article, const char *text)
{
    json_t *object = load(text);
    g_autoptr(GError) error = NULL;
    assert_true(osint_article_set_from_json(article, object, NULL, NULL, &error));
    assert_null(error);
    json_decref(object);
}

static void assert_refused(const char *text, OsintJsonError code)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    json_t *object = load(text);
    g_autoptr(GError) error = NULL;

    assert_false(osint_article_set_from_json(article, object, NULL, NULL, &error));
    assert_true(g_error_matches(error, OSINT_JSON_ERROR, (int)code));
    assert_null(article->title);
    json_decref(object);
}

static void assert_has_warning(const OsintArticle *article, const char *code)
{
    for (guint i = 0; i < article->warnings->len; i++) {
        const OsintWarning *warning = g_ptr_array_index(article->warnings, i);
        if (strcmp(warning->code, code) == 0)
            return;
    }
    fail_msg("no warning %s", code);
}

static void assert_list(const GPtrArray *list, const char *expected)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++)
        g_string_append_printf(joined, "%s|", (const char *)g_ptr_array_index(list, i));
    assert_string_equal(joined->str, expected);
}

static void every_input_key_is_taken(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    set(article,
        "{\"id\": \"a/1\", \"title\": \" A\\n title \", \"authors\": [\"One\", \"Two\"], \"publisher\": "
        "\"NHK\","
        "\"url\": \"https://example.org/\", \"published\": \"20 April 2021\", \"updated\": \"2021-05\","
        "\"accessed\": \"2021-06-01T10:00:00+09:00\", \"language\": \"EN_gb\", \"entities\": [\"tick\"],"
        "\"tags\": [\"x\", \"y\", \"x\"], \"rating\": \"b2\", \"tlp\": \"TLP:amber+strict\"}");
    assert_string_equal(article->id, "a/1");
    assert_string_equal(article->title, "A title");
    assert_list(article->authors, "One|Two|");
    assert_string_equal(article->publisher, "NHK");
    assert_string_equal(article->url, "https://example.org/");
    assert_string_equal(article->published, "2021-04-20");
    assert_string_equal(article->updated, "2021-05");
    assert_string_equal(article->accessed, "2021-06-01T10:00:00+09:00");
    assert_string_equal(article->language, "en-GB");
    assert_list(article->entities, "tick|");
    assert_list(article->tags, "x|y|");
    assert_string_equal(article->rating, "B2");
    assert_string_equal(article->tlp, "AMBER+STRICT");
    assert_int_equal(article->warnings->len, 0);
}

static void null_and_empty_are_not_known(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    set(article,
        "{\"id\": \"\", \"title\": null, \"authors\": null, \"publisher\": \"  \", \"published\": \"\","
        "\"language\": null, \"tags\": [], \"entities\": [null, \"\"], \"rating\": null}");
    assert_null(article->id);
    assert_null(article->title);
    assert_null(article->publisher);
    assert_null(article->published);
    assert_null(article->language);
    assert_int_equal(article->entities->len, 0);
    assert_int_equal(article->warnings->len, 0);
}

static void what_is_known_is_replaced_only_by_a_value(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    set(article, "{\"title\": \"Old\", \"publisher\": \"Old\", \"tags\": [\"old\"], \"authors\": [\"old\"]}");
    set(article, "{\"title\": \"New\", \"publisher\": null, \"tags\": [\"new\"], \"authors\": null}");
    assert_string_equal(article->title, "New");
    assert_string_equal(article->publisher, "Old");
    assert_list(article->tags, "new|");
    assert_list(article->authors, "old|");
    set(article, "{\"tags\": []}");
    assert_list(article->tags, "");
}

static void one_string_is_a_list_too(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    set(article, "{\"authors\": \"One; Two;; Three, Jr. \", \"tags\": \"single\"}");
    assert_list(article->authors, "One|Two|Three, Jr.|");
    assert_list(article->tags, "single|");
}

static void bad_values_are_warnings(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    set(article, "{\"published\": \"2021-02-30\", \"updated\": \"03/04/2024\", \"language\": \"english!\","
                 "\"rating\": \"G9\", \"tlp\": \"purple\"}");
    assert_null(article->published);
    assert_string_equal(article->updated, "2024-03-04");
    assert_null(article->language);
    assert_string_equal(article->tlp, "PURPLE");
    assert_has_warning(article, "date-unreadable");
    assert_has_warning(article, "date-ambiguous");
    assert_has_warning(article, "language-unreadable");
    assert_has_warning(article, "rating-unknown");
    assert_has_warning(article, "tlp-unknown");
}

static void wrong_types_are_refused_as_a_whole(void **state)
{
    (void)state;
    assert_refused("[]", OSINT_JSON_ERROR_TYPE);
    assert_refused("\"x\"", OSINT_JSON_ERROR_TYPE);
    assert_refused("{\"title\": \"T\", \"publisher\": 1}", OSINT_JSON_ERROR_TYPE);
    assert_refused("{\"title\": \"T\", \"authors\": {}}", OSINT_JSON_ERROR_TYPE);
    assert_refused("{\"title\": \"T\", \"authors\": [1]}", OSINT_JSON_ERROR_TYPE);
    assert_refused("{\"title\": [\"T\"]}", OSINT_JSON_ERROR_TYPE);
    assert_refused("{\"title\": \"T\", \"published\": 2021}", OSINT_JSON_ERROR_TYPE);
    assert_refused("{\"title\": \"T\", \"id\": 7}", OSINT_JSON_ERROR_TYPE);
    assert_refused("{\"title\": \"T\", \"id\": true}", OSINT_JSON_ERROR_TYPE);
}

static void ids_are_kept_as_they_are(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autofree char *longest = g_strnfill(200, 'x');
    g_autofree char *fits = g_strdup_printf("{\"id\": \"%s\"}", longest);
    g_autofree char *longer = g_strdup_printf("{\"title\": \"T\", \"id\": \"%sx\"}", longest);
    (void)state;
    set(article, "{\"id\": \"tag:example.org,2021: ü/#?%\"}");
    assert_string_equal(article->id, "tag:example.org,2021: ü/#?%");
    set(article, fits);
    assert_string_equal(article->id, longest);
    assert_refused(longer, OSINT_JSON_ERROR_VALUE);
    assert_refused("{\"title\": \"T\", \"id\": \"a\\nb\"}", OSINT_JSON_ERROR_VALUE);
    assert_refused("{\"title\": \"T\", \"id\": \"a\\u0000b\"}", OSINT_JSON_ERROR_VALUE);
    assert_refused("{\"title\": \"T\", \"id\": \"a\\u0085b\"}", OSINT_JSON_ERROR_VALUE);
}

static void control_characters_do_not_stay(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    set(article, "{\"title\": \"a\\u0000b\\u001b[31mc\", \"authors\": [\"x\\u0000y\"]}");
    assert_string_equal(article->title, "a b [31mc");
    assert_list(article->authors, "x y|");
}

static void unknown_keys_are_told_and_ours_ignored(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autoptr(GString) keys = g_string_new(NULL);
    json_t *object =
        load("{\"Title\": 1, \"foo\": {}, \"text\": \"t\", \"html\": 3, \"path\": \"/x\", \"sha256\": 1,"
             "\"media_type\": [], \"bytes\": 1, \"passages\": [{}], \"mentions\": [], \"warnings\": 7}");
    (void)state;
    assert_true(osint_article_set_from_json(article, object, note_key, keys, NULL));
    assert_string_equal(keys->str, "Title;foo;");
    assert_null(article->path);
    assert_null(article->text);
    assert_int_equal(article->bytes, 0);
    json_decref(object);
}

static void front_matter_fields(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    assert_true(osint_article_set_field(article, "TITLE", " The title "));
    assert_true(osint_article_set_field(article, "Authors", "One; Two"));
    assert_true(osint_article_set_field(article, "published", "April 20, 2021"));
    assert_true(osint_article_set_field(article, "updated", "nonsense"));
    assert_true(osint_article_set_field(article, "publisher", ""));
    assert_true(osint_article_set_field(article, "tlp", "white"));
    assert_false(osint_article_set_field(article, "text", "x"));
    assert_false(osint_article_set_field(article, "path", "x"));
    assert_false(osint_article_set_field(article, "From", "x"));
    assert_string_equal(article->title, "The title");
    assert_list(article->authors, "One|Two|");
    assert_string_equal(article->published, "2021-04-20");
    assert_null(article->publisher);
    assert_string_equal(article->tlp, "CLEAR");
    assert_has_warning(article, "date-unreadable");
    g_autofree char *longest = g_strnfill(201, 'x');
    assert_true(osint_article_set_field(article, "id", longest));
    assert_null(article->id);
    assert_has_warning(article, "id-unusable");
    assert_true(osint_article_is_field("Language"));
    assert_false(osint_article_is_field("bytes"));
    assert_false(osint_article_is_field(""));
}

static void an_empty_article_has_every_key(void **state)
{
    static const char *const keys = "id;title;authors;publisher;url;published;updated;accessed;language;text;"
                                    "entities;tags;rating;tlp;path;"
                                    "sha256;media_type;bytes;passages;mentions;citations;warnings;";
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autoptr(GString) found = g_string_new(NULL);
    json_t *object = osint_article_to_json(article);
    const char *key;
    json_t *value;
    (void)state;
    json_object_foreach(object, key, value)
    {
        g_string_append_printf(found, "%s;", key);
        assert_true(json_is_null(value) || (json_is_array(value) && json_array_size(value) == 0));
    }
    assert_string_equal(found->str, keys);
    json_decref(object);
}

static json_int_t member(const json_t *object, const char *list, gsize index, const char *key)
{
    return json_integer_value(json_object_get(json_array_get(json_object_get(object, list), index), key));
}

static void spans_count_code_points(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    OsintSpan passages[] = {{0, 13}, {15, 22}};
    OsintSpan tick = {15, 19};
    OsintSpan man = {0, 3};
    (void)state;
    article->text = g_strdup("ü😀日本 x\n\nTick é");
    passages[0].end = (guint32)(strstr(article->text, "\n\n") - article->text);
    passages[1].start = passages[0].end + 2;
    passages[1].end = (guint32)strlen(article->text);
    tick.start = passages[1].start;
    tick.end = tick.start + 4;
    man.end = 2;
    g_array_append_vals(article->passages, passages, 2);
    osint_article_add_mention(article, man, "suspect", "person", "the man")->descriptive = TRUE;
    OsintMention *mention = osint_article_add_mention(article, tick, "tick", "threat-actor", "Tick");
    mention->undecided = TRUE;
    mention->confidence = 60;
    mention->why = g_strdup("next to \"hackers\"");
    osint_article_add_citation(article, tick, "nhk", NULL, TRUE);
    osint_article_warn(article, "code", "why");
    json_t *object = osint_article_to_json(article);

    assert_int_equal(member(object, "passages", 0, "index"), 1);
    assert_int_equal(member(object, "passages", 0, "start"), 0);
    assert_int_equal(member(object, "passages", 0, "end"), 6);
    assert_int_equal(member(object, "passages", 1, "index"), 2);
    assert_int_equal(member(object, "passages", 1, "start"), 8);
    assert_int_equal(member(object, "passages", 1, "end"), 14);
    assert_int_equal(member(object, "mentions", 1, "start"), 8);
    assert_int_equal(member(object, "mentions", 1, "end"), 12);
    json_t *first = json_array_get(json_object_get(object, "mentions"), 0);
    json_t *second = json_array_get(json_object_get(object, "mentions"), 1);
    assert_string_equal(json_string_value(json_object_get(first, "text")), "ü");
    assert_true(json_is_true(json_object_get(first, "descriptive")));
    assert_null(json_object_get(second, "descriptive"));
    assert_null(json_object_get(first, "undecided"));
    assert_null(json_object_get(first, "confidence"));
    assert_null(json_object_get(first, "why"));
    assert_true(json_is_true(json_object_get(second, "undecided")));
    assert_int_equal(member(object, "mentions", 1, "confidence"), 60);
    assert_string_equal(json_string_value(json_object_get(second, "why")), "next to \"hackers\"");
    json_t *citation = json_array_get(json_object_get(object, "citations"), 0);
    assert_string_equal(json_string_value(json_object_get(citation, "origin")), "nhk");
    assert_true(json_is_null(json_object_get(citation, "name")));
    assert_true(json_is_true(json_object_get(citation, "unnamed")));
    assert_int_equal(member(object, "citations", 0, "start"), 8);
    assert_int_equal(member(object, "citations", 0, "end"), 12);
    assert_string_equal(json_string_value(json_object_get(second, "text")), "Tick");
    assert_string_equal(json_string_value(json_object_get(second, "type")), "threat-actor");
    assert_int_equal(osint_text_offset_to_chars(article->text, tick.start), 8);
    assert_int_equal(osint_text_offset_to_chars(article->text, G_MAXUINT32), 14);

    json_t *inside =
        osint_mention_to_json(&g_array_index(article->mentions, OsintMention, 1), article->text, 2);
    assert_int_equal(json_integer_value(json_object_get(inside, "start")), 7);
    assert_int_equal(json_integer_value(json_object_get(inside, "end")), 11);
    json_decref(inside);
    json_decref(object);
}

/* Against GLib's own count, at every character of a text longer than several checkpoints. */
static void spans_are_right_everywhere(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autoptr(GString) text = g_string_new(NULL);
    guint32 chars = 0;
    (void)state;
    while (text->len < 5000)
        g_string_append(text, "aé日😀b");
    article->text = g_strdup(text->str);
    for (const char *at = article->text; *at != '\0'; at = g_utf8_next_char(at)) {
        OsintSpan span = {(guint32)(at - article->text), (guint32)(g_utf8_next_char(at) - article->text)};
        g_array_append_val(article->passages, span);
    }
    json_t *object = osint_article_to_json(article);
    for (; chars < article->passages->len; chars++) {
        assert_int_equal(member(object, "passages", chars, "start"), chars);
        assert_int_equal(member(object, "passages", chars, "end"), chars + 1);
    }
    json_decref(object);
}

/* In time that grows with the square, this would not end before the test's time is up. */
static void many_spans_are_not_quadratic(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    const guint32 length = 4000000;
    (void)state;
    article->text = g_strnfill(length, 'x');
    for (guint32 at = 0; at + 4 < length; at += 100) {
        OsintSpan span = {at, at % 200 == 0 ? length - at : at + 4};
        span.end = MAX(span.end, span.start);
        g_array_append_val(article->passages, span);
    }
    json_t *object = osint_article_to_json(article);
    assert_int_equal(json_array_size(json_object_get(object, "passages")), article->passages->len);
    json_decref(object);
}

static void what_is_written_is_read_again(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autoptr(OsintArticle) again = osint_article_new();
    g_autoptr(GString) unknown = g_string_new(NULL);
    (void)state;
    set(article, "{\"id\": \"a\", \"title\": \"T\", \"authors\": [\"One; Two\"], \"published\": "
                 "\"2021-04-20T09:30:00+09:00\","
                 "\"language\": \"zh-Hant\", \"rating\": \"A1\", \"tlp\": \"RED\", \"tags\": [\"t\"]}");
    article->text = g_strdup("text");
    article->sha256 = g_strdup("00");
    article->bytes = 4;
    json_t *first = osint_article_to_json(article);
    assert_int_equal(json_integer_value(json_object_get(first, "bytes")), 4);
    assert_true(osint_article_set_from_json(again, first, note_key, unknown, NULL));
    assert_int_equal(unknown->len, 0);
    again->text = g_strdup("text");
    again->sha256 = g_strdup("00");
    again->bytes = 4;
    json_t *second = osint_article_to_json(again);
    assert_true(json_equal(first, second));
    json_decref(first);
    json_decref(second);
}

static void the_brief_form(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autoptr(GString) found = g_string_new(NULL);
    const char *key;
    json_t *value;
    (void)state;
    article->path = g_strdup("/a/\xff.txt");
    json_t *object = osint_article_to_json_brief(article);
    json_object_foreach(object, key, value) g_string_append_printf(found, "%s;", key);
    assert_string_equal(found->str, "id;title;authors;publisher;url;published;language;path;sha256;");
    assert_string_equal(json_string_value(json_object_get(object, "path")), "/a/\xef\xbf\xbd.txt");
    json_decref(object);
}

/* Cut anywhere, an object that is still JSON is taken or refused, and nothing breaks. */
static void hostile_objects_never_break(void **state)
{
    static const char *const values[] = {
        "null",  "1",    "-1e300", "true", "\"\"",          "\"\\u0000\"",        "\"x;;y\"",
        "[]",    "[[]]", "[null]", "{}",   "[\"\\u0000\"]", "\"\\ud83d\\ude00\"", "\"99999999999999999999\"",
        "\";\"", "\"-\""};
    static const char *const keys[] = {"id",  "title", "authors", "published", "language", "rating",
                                       "tlp", "tags",  "bytes",   "",          "unknown"};
    (void)state;
    for (gsize k = 0; k < G_N_ELEMENTS(keys); k++) {
        for (gsize v = 0; v < G_N_ELEMENTS(values); v++) {
            g_autoptr(OsintArticle) article = osint_article_new();
            g_autofree char *text = g_strdup_printf("{\"%s\": %s}", keys[k], values[v]);
            json_t *object = load(text);
            g_autoptr(GError) error = NULL;
            gboolean taken = osint_article_set_from_json(article, object, NULL, NULL, &error);
            assert_true(taken == (error == NULL));
            json_t *written = osint_article_to_json(article);
            assert_int_equal(json_object_size(written), 22);
            json_decref(written);
            json_decref(object);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_input_key_is_taken),
        cmocka_unit_test(null_and_empty_are_not_known),
        cmocka_unit_test(what_is_known_is_replaced_only_by_a_value),
        cmocka_unit_test(one_string_is_a_list_too),
        cmocka_unit_test(bad_values_are_warnings),
        cmocka_unit_test(wrong_types_are_refused_as_a_whole),
        cmocka_unit_test(ids_are_kept_as_they_are),
        cmocka_unit_test(control_characters_do_not_stay),
        cmocka_unit_test(unknown_keys_are_told_and_ours_ignored),
        cmocka_unit_test(front_matter_fields),
        cmocka_unit_test(an_empty_article_has_every_key),
        cmocka_unit_test(spans_count_code_points),
        cmocka_unit_test(spans_are_right_everywhere),
        cmocka_unit_test(many_spans_are_not_quadratic),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(the_brief_form),
        cmocka_unit_test(hostile_objects_never_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
