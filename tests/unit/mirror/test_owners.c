/* Owners of ids: as many as there are, given up and taken again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "indexer/owners.h"

static void test_many(void **state G_GNUC_UNUSED)
{
    OsintOwners *owners = osint_owners_new();
    for (guint i = 1; i <= 5000; i++) {
        g_autofree char *id = g_strdup_printf("article-%u", i);
        assert_null(osint_owners_get(owners, id));
        osint_owners_set(owners, id, GUINT_TO_POINTER(i), i);
    }
    for (guint i = 1; i <= 5000; i++) {
        g_autofree char *id = g_strdup_printf("article-%u", i);
        assert_int_equal(GPOINTER_TO_UINT(osint_owners_get(owners, id)), i);
    }
    osint_owners_free(owners);
}

static void test_given_up(void **state G_GNUC_UNUSED)
{
    OsintOwners *owners = osint_owners_new();
    osint_owners_set(owners, "a", GUINT_TO_POINTER(1), 11);
    osint_owners_set(owners, "", GUINT_TO_POINTER(2), 12);
    osint_owners_set(owners, "a", NULL, 0);
    assert_null(osint_owners_get(owners, "a"));
    assert_int_equal(osint_owners_mark(owners, "a"), 0);
    assert_int_equal(osint_owners_mark(owners, ""), 12);
    assert_int_equal(GPOINTER_TO_UINT(osint_owners_get(owners, "")), 2);
    osint_owners_set(owners, "a", GUINT_TO_POINTER(3), 13);
    assert_int_equal(GPOINTER_TO_UINT(osint_owners_get(owners, "a")), 3);
    osint_owners_free(owners);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_many), cmocka_unit_test(test_given_up)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
