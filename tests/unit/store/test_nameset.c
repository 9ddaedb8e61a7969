/* Which names an index may have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "indexer/store/nameset.h"

#define NAMES 20000

static gboolean has(GBytes *set, const char *name)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    return osint_nameset_may_have(set, folded);
}

static OsintEntityList *list_of(const char *rows)
{
    g_autoptr(GError) error = NULL;
    OsintEntityList *list = osint_entity_list_new();
    g_autoptr(GBytes) content = g_bytes_new(rows, strlen(rows));
    assert_true(osint_entity_list_add(list, "test", content, NULL, NULL, &error));
    return list;
}

static void test_every_name_is_there(G_GNUC_UNUSED void **state)
{
    g_autoptr(GString) rows = g_string_new(NULL);
    for (guint i = 0; i < NAMES; i++)
        g_string_append_printf(rows, "n%u\tthreat-actor\tGroup Nr%u\tÄlias-%u\n", i, i, i);
    g_autoptr(OsintEntityList) list = list_of(rows->str);
    g_autoptr(GBytes) set = osint_nameset_make(list);
    guint others = 0;
    for (guint i = 0; i < NAMES; i++) {
        g_autofree char *name = g_strdup_printf("group nr%u", i), *alias = g_strdup_printf("alias %u", i),
                        *other = g_strdup_printf("band nr%u", i);
        assert_true(has(set, name));
        assert_true(has(set, alias));
        others += has(set, other) ? 1 : 0;
    }
    assert_in_range(others, 0, 5);
}

static void test_words_that_need_evidence_are_not(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintEntityList) list = list_of("unit-4711\tmilitary-unit\tUnit 4711\t4711\n");
    g_autoptr(GBytes) set = osint_nameset_make(list);
    assert_false(has(set, "4711"));
    assert_true(has(set, "unit 4711"));
}

static void test_empty_list_has_none(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(GBytes) set = osint_nameset_make(list);
    assert_int_equal(g_bytes_get_size(set), 0);
    assert_false(has(set, "tick"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_name_is_there),
        cmocka_unit_test(test_words_that_need_evidence_are_not),
        cmocka_unit_test(test_empty_list_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
