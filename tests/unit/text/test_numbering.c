/* Numbers for strings: dense, the same for the same bytes, whatever the strings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/text/numbering.h"

static void test_numbers_are_dense(G_GNUC_UNUSED void **state)
{
    OsintNumbering *numbering = osint_numbering_new();
    assert_int_equal(osint_numbering_add(numbering, "", 0), 0);
    assert_int_equal(osint_numbering_add(numbering, "tick", 4), 1);
    assert_int_equal(osint_numbering_add(numbering, "ticks", 4), 1);
    assert_int_equal(osint_numbering_add(numbering, "ticks", 5), 2);
    assert_int_equal(osint_numbering_add(numbering, "", 0), 0);
    assert_int_equal(osint_numbering_size(numbering), 3);
    assert_string_equal(osint_numbering_string(numbering, 1), "tick");
    guint32 found;
    assert_true(osint_numbering_find(numbering, "ticks", 5, &found));
    assert_int_equal(found, 2);
    assert_false(osint_numbering_find(numbering, "ticked", 6, &found));
    assert_int_equal(osint_numbering_size(numbering), 3);
    osint_numbering_clear(numbering);
    assert_int_equal(osint_numbering_size(numbering), 0);
    assert_int_equal(osint_numbering_add(numbering, "ticks", 5), 0);
    osint_numbering_free(numbering);
}

/* Strings of every length up to 40 in few letters: many that differ in one byte, beyond many growths. */
static void test_against_a_hash_table(G_GNUC_UNUSED void **state)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    OsintNumbering *numbering = osint_numbering_new();
    for (guint i = 0; i < 30000; i++) {
        char string[48] = "";
        gint length = g_rand_int_range(random, 0, 41);
        for (gint k = 0; k < length; k++)
            string[k] = (char)('a' + (k % 5 == 0 ? g_rand_int_range(random, 0, 26) : 0));
        gpointer known;
        guint32 number = osint_numbering_add(numbering, string, (gsize)length);
        if (g_hash_table_lookup_extended(numbers, string, NULL, &known)) {
            assert_int_equal(number, GPOINTER_TO_UINT(known));
        } else {
            assert_int_equal(number, g_hash_table_size(numbers));
            g_hash_table_insert(numbers, g_strdup(string), GUINT_TO_POINTER(number));
        }
        assert_string_equal(osint_numbering_string(numbering, number), string);
    }
    assert_int_equal(osint_numbering_size(numbering), g_hash_table_size(numbers));
    osint_numbering_free(numbering);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_dense),
        cmocka_unit_test(test_against_a_hash_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
