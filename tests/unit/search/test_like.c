/* Queries for articles like one: what they are made of, and what they find. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "search/engine.h"
#include "search/like.h"
#include "tests/unit/store/fixture.h"

#define NOW 1767225600

static void put(OsintWriter *writer, const char *id, const char *language, const char *text,
                const char *names)
{
    g_autoptr(OsintArticle) article = make_article(id, "A title", text);
    g_auto(GStrv) each = g_strsplit(names, ",", -1);
    g_free(article->language);
    article->language = g_strdup(language);
    for (char **name = each; *name != NULL; name++)
        for (const char *at = strstr(text, *name); at != NULL; at = strstr(at + 1, *name)) {
            OsintSpan span = {(guint32)(at - text), (guint32)(at - text + (gssize)strlen(*name))};
            g_autofree char *entity = g_ascii_strdown(*name, -1);
            osint_article_add_mention(article, span, entity, "place", *name);
        }
    osint_article_sort_mentions(article);
    assert_true(osint_writer_put(writer, article, 100, NULL));
}

static int make_town(void **state)
{
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    static const char row[] = "kilmore\tplace\tKilmore\nireland\tplace\tIreland\n";
    if (make_directory(state) != 0)
        return 1;
    g_autoptr(GBytes) rows = g_bytes_new_static(row, strlen(row));
    assert_true(osint_entity_list_add(list, "towns", rows, NULL, NULL, NULL));
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    assert_true(osint_writer_set_entities(writer, list, NULL));
    put(writer, "harbour", "en",
        "Dredgers deepen the harbour of Kilmore.\n\nIn Ireland a harbour \"AND\" its dredgers wait for a "
        "tide.",
        "Kilmore,Ireland");
    put(writer, "port", "en", "More dredgers came into a harbour near Kilmore.", "Kilmore");
    put(writer, "bakery", "en", "The bakery of Kilmore sells bread at noon.", "Kilmore");
    put(writer, "tide", "en", "Nobody waits for a tide at noon.", "");
    put(writer, "alone", "en", "Zyzzyva weevils.", "");
    put(writer, "rocket", "ja", "種子島宇宙センターでロケットを打ち上げた。ロケットは成功した。", "");
    put(writer, "engine", "ja", "ロケットのエンジンを種子島宇宙センターで調べた。", "");
    for (guint i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("filler-%u", i);
        put(writer, id, "en", "Markets of Ireland rose at noon, as ever.", "Ireland");
    }
    commit(writer);
    return 0;
}

/* The ids that a query finds, in order; it must be read without a word of its own. */
static char *found(OsintIndex *index, const char *query)
{
    OsintSearchOptions options = OSINT_SEARCH_OPTIONS_DEFAULT;
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintSearch) search = osint_search_start(index, query, &options, NOW, NULL, &error);
    if (search == NULL)
        fail_msg("%s: %s", query, error->message);
    assert_int_equal(osint_search_notes(search)->len, 0);
    assert_string_equal(osint_search_read_as(search), query);
    GString *ids = g_string_new(NULL);
    OsintHit *hit;
    while ((hit = osint_search_next(search, NULL)) != NULL) {
        g_string_append_printf(ids, "%s%s", ids->len > 0 ? " " : "", hit->article->id);
        osint_hit_free(hit);
    }
    return g_string_free(ids, FALSE);
}

static void test_neighbours(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autofree char *query = osint_like_query(index, "harbour", NULL);
    assert_string_equal(
        query, "(entity:kilmore OR entity:ireland) (dredgers OR harbour OR wait OR tide OR entity:kilmore) "
               "NOT id:harbour");
    g_autofree char *neighbours = found(index, query);
    assert_string_equal(neighbours, "port bakery");
    g_autofree char *with = g_strndup(query, strlen(query) - strlen(" NOT id:harbour"));
    g_autofree char *itself = found(index, with);
    assert_string_equal(itself, "harbour port bakery");
}

static void test_words_in_a_script_without_spaces(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autofree char *query = osint_like_query(index, "rocket", NULL);
    assert_string_equal(query, "(種子島宇宙 OR センター OR ロケット) NOT id:rocket");
    g_autofree char *neighbours = found(index, query);
    assert_string_equal(neighbours, "engine");
}

static void test_nothing_in_common(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autofree char *query = osint_like_query(index, "alone", NULL);
    assert_string_equal(query, "id:alone");
    g_autofree char *itself = found(index, query);
    assert_string_equal(itself, "alone");
    g_autoptr(GError) error = NULL;
    assert_null(osint_like_query(index, "no such", &error));
    assert_null(error);
}

#define TOWN_TEST(test) cmocka_unit_test_setup_teardown(test, make_town, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_neighbours),
        TOWN_TEST(test_words_in_a_script_without_spaces),
        TOWN_TEST(test_nothing_in_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
