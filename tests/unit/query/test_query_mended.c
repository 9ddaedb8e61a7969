/* A query with the nearest valid name in place of the one that is not. */
#include "search/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1619000000)

/* Of what the parser refuses. expected: NULL when there is nothing near. */
static void check(const char *text, const char *expected)
{
    OsintSpan place = {0, 0};
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintQuery) query = osint_query_parse(text, NOW, &place, &error);
    assert_null(query);
    g_autofree char *mended = osint_query_mended(text, place, error, NOW);
    if (expected == NULL)
        assert_null(mended);
    else
        assert_string_equal(mended, expected);
}

static void test_what_the_parser_refuses(void **state)
{
    (void)state;
    check("tick enttiy:tick japan", "tick entity:tick japan");
    check("NOT (lagn:ja OR tick)", "NOT (lang:ja OR tick)");
    check("date:20.4.2021 tick", "date:2021-04-20 tick");
    check("tick date:2021..2019", "tick date:2019..2021");
    check("date:1.4.2021..20.4.2021", NULL);
    check("date:2021-02-31", NULL);
    check("tick AND", NULL);
    check("enttiy:tick lagn:ja", NULL);
}

static void check_near(const char *text, guint32 start, guint32 end, const char *nearest,
                       const char *expected)
{
    g_autoptr(GError) error = g_error_new_literal(OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_ENTITY, "none");
    osint_query_error_set_nearest(error, nearest);
    assert_string_equal(osint_query_error_nearest(error), nearest);
    g_autoptr(GError) copy = g_error_copy(error);
    g_autofree char *mended = osint_query_mended(text, (OsintSpan){start, end}, copy, NOW);
    if (expected == NULL)
        assert_null(mended);
    else
        assert_string_equal(mended, expected);
}

static void test_values(void **state)
{
    (void)state;
    check_near("a entity:tikc b", 2, 13, "tick", "a entity:tick b");
    check_near("entity:=tikc", 0, 12, "Tick", "entity:=Tick");
    check_near("entity:\"brnze butler\"", 0, 21, "BRONZE BUTLER", "entity:\"BRONZE BUTLER\"");
    check_near("mentions:tikc>=3", 0, 16, "tick", "mentions:tick>=3");
    check_near("entity:apt18", 0, 12, "apt17", "entity:apt17");
    check_near("tikc", 0, 4, "say \"x\\y\"", "\"say \\\"x\\\\y\\\"\"");
    check_near("e:x", 0, 3, "x", NULL);
    check_near("tick", 3, 99, "x", NULL);
}

static void test_other_errors(void **state)
{
    (void)state;
    g_autoptr(GError) error = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_NOENT, "none");
    assert_null(osint_query_error_nearest(error));
    assert_null(osint_query_mended("tick", (OsintSpan){0, 4}, error, NOW));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_parser_refuses),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_other_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
