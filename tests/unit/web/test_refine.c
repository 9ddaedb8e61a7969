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
    g_autoptr(OsintRefine) refine = osint_refine_new(query, NOW);
    const GPtrArray *filters = osint_refine_filters(refine);
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
    assert_filters("tick NOT lang:ja", (const char *const[]){"NOT lang:ja", "tick", NULL});
    assert_filters("lang:ja", (const char *const[]){"lang:ja", NULL, NULL});
    assert_filters("lang:ja OR tick", (const char *const[]){NULL});
    assert_filters("title:tick \"a phrase\"", (const char *const[]){NULL});
    assert_filters("date:never", (const char *const[]){NULL});
    assert_filters(NULL, (const char *const[]){NULL});
}

static void test_what_a_filter_says(void **state)
{
    (void)state;
    g_autoptr(OsintRefine) refine = osint_refine_new("-source:\"NHK World\" actor:tick", NOW);
    const OsintFilter *source = g_ptr_array_index(osint_refine_filters(refine), 0);
    const OsintFilter *actor = g_ptr_array_index(osint_refine_filters(refine), 1);
    assert_true(source->excludes);
    assert_int_equal(source->field, OSINT_FIELD_SOURCE);
    assert_string_equal(source->value, "NHK World");
    assert_string_equal(source->canonical, "source:\"NHK World\"");
    assert_false(actor->excludes);
    assert_string_equal(actor->type, "threat-actor");
}

static void assert_reads(char *changed, const char *expected)
{
    if (expected == NULL)
        assert_null(changed);
    else
        assert_same_query(changed, expected);
    g_free(changed);
}

/* expected: what the change reads as; NULL when there is none. */
static void assert_changed(const char *query, const char *filter, gboolean excludes, const char *expected)
{
    g_autoptr(OsintRefine) refine = osint_refine_new(query, NOW);
    for (guint i = 0; i < 2; i++) {
        g_autofree char *changed = osint_refine_with(refine, filter, excludes);
        if (expected == NULL) {
            assert_null(changed);
            continue;
        }
        assert_non_null(changed);
        assert_same_query(changed, expected);
    }
}

static void test_only_and_not(void **state)
{
    (void)state;
    assert_changed("tick", "lang:ja", FALSE, "tick lang:ja");
    assert_changed("tick", "lang:ja", TRUE, "tick NOT lang:ja");
    assert_changed(NULL, "lang:ja", TRUE, "NOT lang:ja");
    assert_changed("*", "lang:ja", TRUE, "NOT lang:ja");
    assert_changed("tick OR butler", "lang:ja", TRUE, "(tick OR butler) NOT lang:ja");
    assert_changed("tick NEAR/5 server", "lang:ja", TRUE, "(tick NEAR/5 server) NOT lang:ja");
    assert_changed("\"open phrase", "source:\"a \\\" b\"", TRUE, "\"open phrase\" NOT source:\"a \\\" b\"");
    assert_changed("tick source:nhk", "source:kyodo", TRUE, "tick source:nhk NOT source:kyodo");
    assert_changed("date:never", "lang:ja", FALSE, NULL);
    assert_changed("tick", "lang:ja OR tick", FALSE, NULL);
    assert_changed("tick", "date:never", FALSE, NULL);
}

static void test_many_of_one_query(void **state)
{
    (void)state;
    static const struct {
        const char *filter, *only, *without;
    } cases[] = {
        {"lang:ja", "tick NOT lang:de lang:ja", "tick NOT lang:de NOT lang:ja"},
        {"lang:en", "tick NOT lang:de lang:en", "tick NOT lang:de NOT lang:en"},
        {"lang:de", "tick lang:de", NULL},
        {"date:2021", "tick NOT lang:de date:2021", "tick NOT lang:de NOT date:2021"},
        {"date:2021-04", "tick NOT lang:de date:2021-04", "tick NOT lang:de NOT date:2021-04"},
        {"date:never", NULL, NULL},
        {"source:nhk", "tick NOT lang:de source:nhk", "tick NOT lang:de NOT source:nhk"},
        {"source:a b", NULL, NULL},
        {"source:\"a b\"", "tick NOT lang:de source:\"a b\"", "tick NOT lang:de NOT source:\"a b\""},
        {"source:x", "tick NOT lang:de source:x", "tick NOT lang:de NOT source:x"},
        {"source:x) OR (y", NULL, NULL},
        {"nowhere:x", NULL, NULL},
    };
    g_autoptr(OsintRefine) refine = osint_refine_new("tick NOT lang:de", NOW);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_reads(osint_refine_with(refine, cases[i].filter, FALSE), cases[i].only);
        assert_reads(osint_refine_with(refine, cases[i].filter, TRUE), cases[i].without);
    }
}

static void test_what_is_there_is_turned_round(void **state)
{
    (void)state;
    assert_changed("tick lang:ja server", "lang:ja", TRUE, "tick NOT lang:ja server");
    assert_changed("tick -lang:ja server", "lang:ja", FALSE, "tick lang:ja server");
    assert_changed("tick SOURCE:nhk", "source:NHK", TRUE, "tick NOT source:NHK");
    assert_changed("tick lang:ja", "lang:ja", FALSE, NULL);
    assert_changed("tick NOT lang:ja", "lang:ja", TRUE, NULL);
    assert_changed("lang:ja OR tick", "lang:ja", TRUE, "(lang:ja OR tick) NOT lang:ja");
}

static void test_shorter_periods(void **state)
{
    (void)state;
    g_autoptr(OsintRefine) refine = osint_refine_new("tick date:2021", NOW);
    assert_reads(osint_refine_with(refine, "date:2021-04", TRUE), "tick date:2021 NOT date:2021-04");
    assert_reads(osint_refine_with(refine, "date:2021-04", FALSE), "tick date:2021-04");
    assert_reads(osint_refine_with(refine, "date:2021-04", TRUE), "tick date:2021 NOT date:2021-04");
    assert_changed("date:2021 tick", "date:2021-04", FALSE, "date:2021-04 tick");
    assert_changed("tick date:2020..", "date:2021-04-20", FALSE, "tick date:2021-04-20");
    assert_changed("tick date:2021-04", "date:2021", FALSE, "tick date:2021-04 date:2021");
    assert_changed("tick date:2021", "date:2021-04", TRUE, "tick date:2021 NOT date:2021-04");
    assert_changed("tick NOT date:2020", "date:2021", FALSE, "tick NOT date:2020 date:2021");
    assert_changed("tick date:2021", "date:2021", FALSE, NULL);
}

static void test_names(void **state)
{
    (void)state;
    g_autoptr(OsintRefine) named = osint_refine_new("entity:\"BRONZE BUTLER\" server", NOW);
    g_autoptr(OsintRefine) by_id = osint_refine_new("server AND entity:tick", NOW);
    g_autoptr(OsintRefine) exact = osint_refine_new("entity:=Tick server", NOW);
    g_autoptr(OsintRefine) word = osint_refine_new("tick", NOW);
    assert_reads(osint_refine_only_name(named, "BRONZE BUTLER", "BRONZE BUTLER"),
                 "entity:=\"BRONZE BUTLER\" server");
    assert_reads(osint_refine_only_name(by_id, "tick", "Tick"), "server entity:=Tick");
    assert_reads(osint_refine_only_name(exact, "Tick", "Tick"), NULL);
    assert_reads(osint_refine_only_name(word, "tick", "Tick"), NULL);
    assert_reads(osint_refine_all_names(exact, "Tick"), "entity:Tick server");
    assert_reads(osint_refine_all_names(by_id, "tick"), NULL);
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
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_adding),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_what_a_filter_says),
        cmocka_unit_test(test_only_and_not),
        cmocka_unit_test(test_what_is_there_is_turned_round),
        cmocka_unit_test(test_shorter_periods),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_many_of_one_query),
        cmocka_unit_test(test_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
