/* Facets by columns and by the database: the same counts, cut alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "search/facets.h"
#include "tests/unit/store/fixture.h"

#define NOW 1767225600
#define ARTICLES 60
#define ENTITIES 25
#define MOST 4

static const char text[] = "A heron stands on the bank of the river.";

static void put(OsintWriter *writer, guint number)
{
    static const char *const types[] = {"person", "place", "threat-actor"};
    g_autofree char *id = g_strdup_printf("a%u", number);
    g_autoptr(OsintArticle) article = make_article(id, NULL, text);
    article->publisher = g_strdup_printf("Gazette %u", number % 7);
    g_ptr_array_add(article->tags, g_strdup_printf("Tag %u", number % 9));
    if (number % 10 > 0)
        article->published = g_strdup_printf("20%02u-03", number % 20);
    for (guint i = 0; i < ENTITIES; i++) {
        g_autofree char *entity = g_strdup_printf("entity-%u", i);
        if ((number * 7 + i * i) % 5 < 2)
            osint_article_add_mention(article, (OsintSpan){2, 7}, entity, types[i % 3], "Heron");
    }
    assert_true(osint_writer_put(writer, article, 100, NULL));
}

static void add_entities(OsintWriter *writer)
{
    static const char *const types[] = {"person", "place", "threat-actor"};
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    GString *rows = g_string_new(NULL);
    for (guint i = 0; i + 3 < ENTITIES; i++)
        g_string_append_printf(rows, "entity-%u\t%s\tEntity %u\n", i, types[i % 3], i);
    g_autoptr(GBytes) content = g_string_free_to_bytes(rows);
    assert_true(osint_entity_list_add(list, "birds", content, NULL, NULL, NULL));
    assert_true(osint_writer_set_entities(writer, list, NULL));
}

static int make_herons(void **state)
{
    if (make_directory(state) != 0)
        return 1;
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    add_entities(writer);
    for (guint i = 0; i < ARTICLES; i++)
        put(writer, i);
    commit(writer);
    return 0;
}

static OsintFacets *count(const char *directory, guint most, gboolean by_columns)
{
    g_autoptr(OsintIndex) index = open_index(directory);
    const OsintSearchOptions options = {.strict = TRUE, .passages = 1};
    assert_int_equal(osint_index_columns(index) != NULL, by_columns);
    g_autoptr(OsintSearch) search = osint_search_start(index, "heron", &options, NOW, NULL, NULL);
    assert_non_null(search);
    OsintFacets *facets = osint_facets_count_most(search, OSINT_FACETS_ALL, most, NULL);
    assert_non_null(facets);
    assert_int_equal(facets->articles, ARTICLES);
    return facets;
}

static void assert_same(const OsintFacets *a, const OsintFacets *b)
{
    for (OsintFacet facet = 0; facet < OSINT_FACETS; facet++) {
        assert_int_equal(a->left_out[facet], b->left_out[facet]);
        assert_int_equal(a->values[facet]->len, b->values[facet]->len);
        for (guint i = 0; i < a->values[facet]->len; i++) {
            const OsintFacetValue *left = &g_array_index(a->values[facet], OsintFacetValue, i);
            const OsintFacetValue *right = &g_array_index(b->values[facet], OsintFacetValue, i);
            assert_string_equal(left->value, right->value);
            assert_int_equal(left->articles, right->articles);
            assert_int_equal(g_strcmp0(left->type, right->type), 0);
            assert_int_equal(g_strcmp0(left->name, right->name), 0);
        }
    }
}

static guint64 rest_of(const OsintFacets *facets, const char *type)
{
    for (guint i = 0; i < facets->entity_rests->len; i++)
        if (g_strcmp0(g_array_index(facets->entity_rests, OsintFacetRest, i).type, type) == 0)
            return g_array_index(facets->entity_rests, OsintFacetRest, i).values;
    return 0;
}

static void test_both_ways(void **state)
{
    static const guint mosts[] = {1, MOST, 7, 65, G_MAXUINT};
    g_autofree char *columns = g_build_filename(*state, "current", OSINT_COLUMNS_FILE, NULL);
    OsintFacets *by_columns[G_N_ELEMENTS(mosts)];
    for (gsize i = 0; i < G_N_ELEMENTS(mosts); i++)
        by_columns[i] = count(*state, mosts[i], TRUE);
    assert_int_equal(g_unlink(columns), 0);
    for (gsize i = 0; i < G_N_ELEMENTS(mosts); i++) {
        g_autoptr(OsintFacets) facets = count(*state, mosts[i], FALSE);
        assert_same(by_columns[i], facets);
        assert_int_equal(rest_of(by_columns[i], "place"), rest_of(facets, "place"));
        assert_int_equal(rest_of(by_columns[i], NULL), rest_of(facets, NULL));
        osint_facets_free(by_columns[i]);
    }
}

static void test_most(void **state)
{
    g_autoptr(OsintFacets) facets = count(*state, MOST, TRUE);
    assert_int_equal(facets->values[OSINT_FACET_SOURCE]->len, MOST);
    assert_int_equal(facets->left_out[OSINT_FACET_SOURCE], 7 - MOST);
    assert_int_equal(facets->values[OSINT_FACET_YEAR]->len, 18);
    assert_int_equal(facets->values[OSINT_FACET_ENTITY]->len, 3 * MOST + 3);
    assert_int_equal(facets->left_out[OSINT_FACET_ENTITY], ENTITIES - 3 * MOST - 3);
    assert_int_equal(rest_of(facets, "person"), 8 - MOST);
    assert_int_equal(rest_of(facets, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_both_ways, make_herons, remove_directory),
        cmocka_unit_test_setup_teardown(test_most, make_herons, remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
