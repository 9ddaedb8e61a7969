/* Each format on records made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include <string.h>

#include "tests/unit/search/hits.h"

#define TEXT                                                                                                 \
    "The museum lost a map of Ort\u014d on Monday.\n\nPolice in T\u014dky\u014d found the map again. "       \
    "Nobody "                                                                                                \
    "was hurt."

static OsintHit *map_hit(void)
{
    OsintArticle *article = hits_article("map-1", "A map is found", TEXT);
    article->publisher = g_strdup("Example Gazette");
    article->published = g_strdup("2021-04-20T09:30:00+09:00");
    article->language = g_strdup("en");
    article->path = g_strdup("/tmp/map.txt");
    const char *place = strstr(article->text, "T\u014dky\u014d");
    OsintSpan span = {(guint32)(place - article->text), (guint32)(place - article->text) + 7};
    osint_article_add_mention(article, span, "tokyo", "place", "Tokyo");
    return hits_hit(1, article, "map");
}

static void expect(const char *format, const OsintSearch *search, const OsintHit *hit,
                   const OsintRenderOptions *options, const char *expected)
{
    g_autofree char *text = hits_render(format, search, hit, options);
    assert_string_equal(text, expected);
}

static void test_table(void **state)
{
    (void)state;
    OsintShow show = OSINT_SHOW_PASSAGES;
    assert_null(osint_renderer_find("stix"));
    assert_null(osint_renderer_find(""));
    for (const OsintRenderer *const *each = osint_renderers(); *each != NULL; each++)
        assert_ptr_equal(osint_renderer_find((*each)->name), *each);
    assert_true(osint_show_parse("articles", &show));
    assert_int_equal(show, OSINT_SHOW_ARTICLES);
    assert_false(osint_show_parse("nonsense", &show));
    assert_int_equal(show, OSINT_SHOW_ARTICLES);
    g_autofree char *all = osint_renderers_for(OSINT_SHOW_PASSAGES);
    g_autofree char *of_time = osint_renderers_for(OSINT_SHOW_TIMELINE);
    assert_string_equal(all, "text, json, ndjson, csv, atom, trec, markdown, bibtex, csl-json");
    assert_string_equal(of_time, "text, json, ndjson, csv, markdown");
}

static void test_terminal(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("map", 3);
    OsintHit *hit = map_hit();
    hits_entity(search, "tokyo", "Tokyo", "edo", "Tokyo;\u6771\u4EAC;Edo");
    hits_note(search, "common words are not required: the");
    g_ptr_array_add(hit->missing, g_strdup("castle"));
    const OsintRenderOptions options = {.terminal = TRUE, .width = 40};
    expect("text", search, hit, &options,
           "searched for map\n"
           "edo is Tokyo: also searched as 東京, Edo\n"
           "note: common words are not required: the\n"
           "\n"
           " 1. A map is found\n"
           "    Example Gazette · 2021-04-20 09:30\n"
           "    +09:00 · en\n"
           "    /tmp/map.txt\n"
           "    missing: castle\n"
           "\n"
           "    [1]  The museum lost a map of Ortō\n"
           "         on Monday.\n"
           "\n"
           "    [2]  Police in Tōkyō found the map\n"
           "         again. Nobody was hurt.\n"
           "\n"
           "1 of 3 articles; the next ones:\n"
           "--offset=1\n");
    hits_hit_free(hit);
    hits_search_free(search);
}

static void test_terminal_articles(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("map", 1);
    OsintHit *hit = map_hit();
    const OsintRenderOptions options = {.show = OSINT_SHOW_ARTICLES, .terminal = TRUE, .width = 80};
    search->closest = TRUE;
    expect("text", search, hit, &options,
           "searched for map\n"
           "note: no article has all of this; these come closest\n"
           "\n"
           " 1. A map is found\n"
           "    Example Gazette · 2021-04-20 09:30 +09:00 · en\n"
           "    /tmp/map.txt\n"
           "    [1]  The museum lost a map of Ortō on Monday.\n"
           "\n"
           "1 article\n");
    hits_hit_free(hit);
    hits_search_free(search);
}

static void test_terminal_nothing(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("mpa", 0);
    const OsintRenderOptions options = {.terminal = TRUE, .width = 80};
    search->suggestion = "map";
    expect("text", search, NULL, &options, "searched for mpa\n\nNothing found.\nDid you mean: map\n");
    search->total = 70;
    search->exact = FALSE;
    search->options.offset = 90;
    search->suggestion = NULL;
    expect("text", search, NULL, &options, "searched for mpa\n\nnone shown of about 70 articles\n");
    hits_search_free(search);
}

static void test_lines(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("map", 1);
    OsintHit *hit = map_hit();
    OsintRenderOptions options = {.show = OSINT_SHOW_PASSAGES};
    expect("text", search, hit, &options,
           "/tmp/map.txt:1:The museum lost a map of Ortō on Monday.\n"
           "/tmp/map.txt:2:Police in Tōkyō found the map again. Nobody was hurt.\n");
    options = (OsintRenderOptions){.show = OSINT_SHOW_ARTICLES, .name = "q7", .color = TRUE};
    expect("text", search, hit, &options,
           "q7\t\033[35m/tmp/map.txt\033[0m:1:The museum lost a \033[1;31mmap\033[0m of Ortō on Monday.\n");
    g_ptr_array_set_size(hit->passages, 0);
    options = (OsintRenderOptions){.show = OSINT_SHOW_PASSAGES};
    expect("text", search, hit, &options, "/tmp/map.txt:0:A map is found\n");
    hits_hit_free(hit);
    hits_search_free(search);
}

static void test_trec(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("map", 1);
    OsintHit *hit = map_hit();
    OsintRenderOptions options = {.show = OSINT_SHOW_PASSAGES};
    expect("trec", search, hit, &options, "1 Q0 map-1 1 12.250000 osint-search\n");
    options.name = "my query\n2";
    g_free(hit->article->id);
    hit->article->id = g_strdup("map 1");
    expect("trec", search, hit, &options, "my_query_2 Q0 map_1 1 12.250000 osint-search\n");
    hits_hit_free(hit);
    hits_search_free(search);
}

static void test_json(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("map edo", 1);
    OsintHit *hit = map_hit();
    hits_entity(search, "tokyo", "Tokyo", "edo", "\u6771\u4EAC");
    g_ptr_array_add(hit->missing, g_strdup("edo"));
    const OsintRenderOptions options = {.show = OSINT_SHOW_PASSAGES};
    expect("json", search, hit, &options,
           "{\"format\": \"osint-search/1\",\n"
           " \"query\": {\"text\": \"map edo\", \"read_as\": \"map edo\", \"notes\": [], \"entities\": "
           "[{\"id\": \"tokyo\", \"name\": \"Tokyo\", \"matched_by\": \"edo\", \"also_searched\": "
           "[\"東京\"], \"type\": null, \"names\": [], \"counted\": null}]},\n"
           " \"total\": {\"articles\": 1, \"exact\": true},\n"
           " \"results\": [\n"
           "{\"rank\": 1, \"score\": 12.25, \"missing\": [\"edo\"], \"article\": {\"id\": \"map-1\", "
           "\"title\": \"A map is found\", \"authors\": [], \"publisher\": \"Example Gazette\", \"url\": "
           "null, \"published\": \"2021-04-20T09:30:00+09:00\", \"language\": \"en\", \"path\": "
           "\"/tmp/map.txt\", \"sha256\": null}, \"passages\": [{\"index\": 1, \"score\": 3.5, \"text\": "
           "\"The museum lost a map of Ortō on Monday.\", \"start\": 0, \"end\": 40, \"highlights\": "
           "[[18, 21]], \"mentions\": [], \"cites\": []}, {\"index\": 2, \"score\": 3.5, \"text\": \"Police "
           "in Tōkyō "
           "found the map again. Nobody was hurt.\", \"start\": 42, \"end\": 95, \"highlights\": [[26, "
           "29]], \"mentions\": [{\"entity\": \"tokyo\", \"type\": \"place\", \"name\": \"Tokyo\", "
           "\"text\": \"Tōkyō\", \"start\": 10, \"end\": 15}], \"cites\": []}], \"copies\": []}],\n"
           " \"suggestion\": null}\n");
    hits_hit_free(hit);
    hits_search_free(search);
}

/* A passage that speaks of the entity without its name says so; one that names it does not. */
static void test_described(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("nobody", 1);
    OsintArticle *article = hits_article("a", "T", "Somebody left.\n\nRoe was hurt, nobody else.");
    hits_entity(search, "roe", "Roe", "roe", "");
    OsintMention *mention = osint_article_add_mention(article, (OsintSpan){0, 8}, "roe", "person", "Roe");
    mention->descriptive = mention->undecided = TRUE;
    mention->confidence = 50;
    osint_article_add_mention(article, (OsintSpan){16, 19}, "roe", "person", "Roe");
    OsintHit *hit = hits_hit(1, article, "left");
    const OsintRenderOptions options = {.terminal = TRUE, .width = 90};
    g_autofree char *text = hits_render("text", search, hit, &options);
    const char *said = strstr(text, "as \"Somebody\" (described, not named; 50 %, fits others as well)\n");
    assert_non_null(said);
    assert_null(strstr(said + 1, "as \""));
    assert_true(strstr(text, "Somebody left") < said);
    hits_hit_free(hit);
    hits_search_free(search);
}

static json_t *load(const char *format, const OsintSearch *search, const OsintHit *hit,
                    const OsintRenderOptions *options)
{
    g_autofree char *text = hits_render(format, search, hit, options);
    json_error_t error;
    json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (value == NULL)
        fail_msg("%s in %s", error.text, text);
    return value;
}

/* A passage of a document that has pages names the one where it begins. */
static void test_pages(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("map", 1);
    OsintHit *hit = map_hit();
    osint_article_add_page(hit->article, 0, 11);
    osint_article_add_page(hit->article, 10, 12);
    const OsintRenderOptions terminal = {.show = OSINT_SHOW_PASSAGES, .terminal = TRUE, .width = 60};
    const OsintRenderOptions options = {.show = OSINT_SHOW_PASSAGES};
    g_autofree char *text = hits_render("text", search, hit, &terminal);
    assert_non_null(strstr(text, "[1] p. 11 The museum"));
    assert_non_null(strstr(text, "[2] p. 12 Police in"));
    g_autofree char *markdown = hits_render("markdown", search, hit, &options);
    assert_non_null(strstr(markdown, "on Monday.\n>\n> p. 11\n"));
    json_t *object = load("ndjson", search, hit, &options);
    const json_t *passages = json_object_get(object, "passages");
    assert_int_equal(json_integer_value(json_object_get(json_array_get(passages, 0), "page")), 11);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(passages, 1), "page")), 12);
    json_decref(object);
    hits_hit_free(hit);
    hits_search_free(search);
}

static void test_json_of_a_batch(void **state)
{
    (void)state;
    OsintSearch *search = hits_search("bad \xFF byte", 0);
    OsintHit *hit = map_hit();
    const OsintRenderOptions options = {.show = OSINT_SHOW_ARTICLES, .name = "q7"};
    json_t *object = load("json", search, NULL, &options);
    json_t *query = json_object_get(object, "query");
    assert_string_equal(json_string_value(json_object_get(query, "name")), "q7");
    assert_string_equal(json_string_value(json_object_get(query, "text")), "bad \uFFFD byte");
    assert_int_equal(json_array_size(json_object_get(object, "results")), 0);
    json_decref(object);
    hit->explanation = g_strdup("map 3.1");
    object = load("ndjson", search, hit, &options);
    assert_string_equal(json_string_value(json_object_get(object, "query")), "q7");
    assert_string_equal(json_string_value(json_object_get(object, "explanation")), "map 3.1");
    assert_int_equal(json_array_size(json_object_get(object, "passages")), 1);
    json_decref(object);
    hits_hit_free(hit);
    hits_search_free(search);
}

/* Everything that comes from a document or a query, full of what a terminal would act on. */
static void test_hostile(void **state)
{
    (void)state;
    static const char evil[] = "a\033]0;t\a\xC2\x9B"
                               "2J\u202Eb\r\v\x7f\u2066c";
    OsintSearch *search = hits_search(evil, 2);
    OsintHit *hit = hits_hit(1, hits_article(evil, evil, evil), "b");
    hit->article->path = g_strdup(evil);
    hit->article->publisher = g_strdup(evil);
    hit->explanation = g_strdup(evil);
    g_ptr_array_add(hit->missing, g_strdup(evil));
    hits_entity(search, evil, evil, "x", evil);
    hits_note(search, evil);
    search->suggestion = evil;
    OsintRenderOptions options[] = {{.name = evil}, {.terminal = TRUE, .width = 30, .name = evil}};
    for (const OsintRenderer *const *each = osint_renderers(); *each != NULL; each++) {
        for (gsize i = 0; i < G_N_ELEMENTS(options) && (*each)->hit != NULL; i++) {
            g_autofree char *text = hits_render((*each)->name, search, hit, &options[i]);
            assert_true(g_utf8_validate(text, -1, NULL));
            for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
                gunichar c = g_utf8_get_char(at);
                assert_false(g_unichar_iscntrl(c) && strchr("\n\t\r", (int)c) == NULL);
                assert_true(c != '\r' || at[1] == '\n');
                assert_false(c == 0x202E || c == 0x2066);
            }
        }
    }
    json_t *object = load("json", search, hit, &options[0]);
    const char *text = json_string_value(json_object_get(json_object_get(object, "query"), "text"));
    assert_string_equal(text, evil);
    json_decref(object);
    hits_hit_free(hit);
    hits_search_free(search);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),     cmocka_unit_test(test_terminal),
        cmocka_unit_test(test_described), cmocka_unit_test(test_terminal_articles),
        cmocka_unit_test(test_pages),     cmocka_unit_test(test_terminal_nothing),
        cmocka_unit_test(test_lines),     cmocka_unit_test(test_trec),
        cmocka_unit_test(test_json),      cmocka_unit_test(test_json_of_a_batch),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
