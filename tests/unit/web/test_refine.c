/* Queries changed by links read as they are meant. */
#include "web/refine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define NOW 1619049600 /* 22 April 2021 */

static void assert_same_query(const char *query, const char *expected)
{
    g_autoptr(OsintQuery) one = osint_query_parse(query, NOW, NULL, NULL);
    g_autoptr(OsintQuery) other = osint_query_parse(expected, NOW, NULL, NULL);
    assert_non_null(one);
    assert_non_null(other);
    g_autofree char *first = osint_query_print(one);
    g_autofree char *second = osint_query_print(other);
    assert_string_equal(first, second);
}

static void assert_added(const char *query, const char *filter, const char *expected)
{
    g_autofree char *added = osint_refine_add(query, filter, NOW);
    assert_non_null(added);
    assert_same_query(added, expected);
}

static void test_fields(void **state)
{
    (void)state;
    const char *const values[] = {"nhk",   "NHK World", "a\"b",  "back\\slash", "unit-61419",
                                  "a..b",  "日本",      "OR",    "x) OR (y",    "-minus",
                                  "2021*", "",          "a:b~1", "tab\there"};
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        if (*values[i] == '\0')
            continue;
        g_autofree char *filter = osint_refine_field("source", values[i]);
        g_autoptr(OsintQuery) query = osint_query_parse(filter, NOW, NULL, NULL);
        assert_non_null(query);
        assert_int_equal(query->root->kind, OSINT_NODE_FIELD);
        assert_int_equal(query->root->field, OSINT_FIELD_SOURCE);
        assert_string_equal(query->root->text, values[i]);
    }
}

static void test_adding(void **state)
{
    (void)state;
    assert_added(NULL, "lang:ja", "lang:ja");
    assert_added("*", "lang:ja", "lang:ja");
    assert_added("tick", "lang:ja", "tick lang:ja");
    assert_added("tick source:nhk", "lang:ja", "tick source:nhk lang:ja");
    assert_added("tick OR butler", "lang:ja", "(tick OR butler) lang:ja");
    assert_added("NOT insect", "lang:ja", "(NOT insect) lang:ja");
    assert_added("\"open phrase", "lang:ja", "\"open phrase\" lang:ja");
    assert_added("(tick", "lang:ja", "tick lang:ja");
    assert_null(osint_refine_add("date:never", "lang:ja", NOW));
}

static void assert_filters(const char *query, const char *const *texts_and_rests)
{
    g_autoptr(GPtrArray) filters = osint_refine_filters(query, NOW);
    guint count = 0;
    for (; texts_and_rests[2 * count] != NULL; count++) {
        assert_true(count < filters->len);
        const OsintFilter *filter = g_ptr_array_index(filters, count);
        assert_string_equal(filter->text, texts_and_rests[2 * count]);
        if (texts_and_rests[2 * count + 1] == NULL)
            assert_null(filter->rest);
        else
            assert_string_equal(filter->rest, texts_and_rests[2 * count + 1]);
    }
    assert_int_equal(filters->len, count);
}

static void test_filters(void **state)
{
    (void)state;
    assert_filters("tick lang:ja  source:\"NHK World\" police",
                   (const char *const[]){"lang:ja", "tick source:\"NHK World\" police",
                                         "source:\"NHK World\"", "tick lang:ja police", NULL});
    assert_filters("lang:ja", (const char *const[]){"lang:ja", NULL, NULL});
    assert_filters("lang:ja OR tick", (const char *const[]){NULL});
    assert_filters("title:tick \"a phrase\"", (const char *const[]){NULL});
    assert_filters("date:never", (const char *const[]){NULL});
    assert_filters(NULL, (const char *const[]){NULL});
}

static void test_only_this_name(void **state)
{
    (void)state;
    g_autofree char *named =
        osint_refine_only_name("entity:\"BRONZE BUTLER\" server", "BRONZE BUTLER", "BRONZE BUTLER", NOW);
    assert_same_query(named, "entity:=\"BRONZE BUTLER\" server");
    g_autofree char *by_id = osint_refine_only_name("server AND entity:tick", "tick", "Tick", NOW);
    assert_same_query(by_id, "server entity:=Tick");
    assert_null(osint_refine_only_name("entity:=Tick", "Tick", "Tick", NOW));
    assert_null(osint_refine_only_name("tick", "tick", "Tick", NOW));
}

static void test_periods(void **state)
{
    (void)state;
    g_autofree char *fixed = osint_refine_periods("date:2021 tick", NOW);
    g_autofree char *later = osint_refine_periods("date:2021 tick", NOW + 86400);
    g_autofree char *moving = osint_refine_periods("date:yesterday OR tick", NOW);
    g_autofree char *moved = osint_refine_periods("date:yesterday OR tick", NOW + 86400);
    g_autofree char *none = osint_refine_periods(NULL, NOW);
    assert_string_equal(fixed, later);
    assert_string_not_equal(fixed, "");
    assert_string_not_equal(moving, moved);
    assert_string_equal(none, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),         cmocka_unit_test(test_adding),  cmocka_unit_test(test_filters),
        cmocka_unit_test(test_only_this_name), cmocka_unit_test(test_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
