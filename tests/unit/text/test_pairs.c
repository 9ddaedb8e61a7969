/* Signatures of pairs of neighbouring words: what is there is never missed, what is not seldom seems to be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/text/pairs.h"

static void add_numbered_pairs(GArray *hashes, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        g_autofree char *text = g_strdup_printf("word%u and", i);
        osint_pairs_append(text, hashes);
    }
}

static guint count_found(GBytes *signature, guint from, guint to)
{
    g_autoptr(GArray) hashes = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint found = 0;
    gsize length;
    gconstpointer data = g_bytes_get_data(signature, &length);
    add_numbered_pairs(hashes, from, to);
    for (guint i = 0; i < hashes->len; i++)
        found += osint_pairs_may_have(data, length, g_array_index(hashes, guint32, i)) ? 1 : 0;
    return found;
}

static GBytes *signature_of(guint pairs)
{
    g_autoptr(GArray) hashes = g_array_new(FALSE, FALSE, sizeof(guint32));
    add_numbered_pairs(hashes, 0, pairs);
    add_numbered_pairs(hashes, 0, pairs / 2);
    return osint_pairs_signature(hashes);
}

static void test_none_is_missed(G_GNUC_UNUSED void **state)
{
    static const guint sizes[] = {1, 2, 7, 400, 5000};
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(GBytes) signature = signature_of(sizes[i]);
        assert_int_equal(count_found(signature, 0, sizes[i]), sizes[i]);
        assert_int_equal(g_bytes_get_size(signature), (sizes[i] * 10 + 7) / 8);
    }
}

static void test_few_are_mistaken(G_GNUC_UNUSED void **state)
{
    g_autoptr(GBytes) signature = signature_of(400);
    assert_in_range(count_found(signature, 1000, 11000), 0, 150);
}

static void test_no_pairs(G_GNUC_UNUSED void **state)
{
    g_autoptr(GBytes) signature = signature_of(0);
    assert_int_equal(g_bytes_get_size(signature), 0);
    assert_int_equal(count_found(signature, 0, 10), 0);
}

static void test_too_many_pairs(G_GNUC_UNUSED void **state)
{
    g_autoptr(GBytes) signature = signature_of(60000);
    assert_int_equal(g_bytes_get_size(signature), 1);
    assert_int_equal(count_found(signature, 0, 70000), 70000);
}

static void assert_same_pairs(const char *a, const char *b, guint count, gboolean same)
{
    g_autoptr(GArray) of_a = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) of_b = g_array_new(FALSE, FALSE, sizeof(guint32));
    osint_pairs_append(a, of_a);
    osint_pairs_append(b, of_b);
    assert_int_equal(of_a->len, count);
    assert_int_equal(of_b->len, count);
    for (guint i = 0; i < count; i++)
        assert_true((g_array_index(of_a, guint32, i) == g_array_index(of_b, guint32, i)) == same);
}

static void test_pairs_of_text(G_GNUC_UNUSED void **state)
{
    assert_same_pairs("", "one", 0, TRUE);
    assert_same_pairs("But it rains.", "but, IT: rains", 2, TRUE);
    assert_same_pairs("people's caf\303\251", "People cafe", 1, TRUE);
    assert_same_pairs("U.S. Army", "us army", 1, TRUE);
    assert_same_pairs("a b", "b a", 1, FALSE);
    assert_same_pairs("ab c", "a bc", 1, FALSE);
    assert_same_pairs("spies", "spying", 0, TRUE);
    assert_same_pairs("spies fled", "spy fled", 1, FALSE);
    assert_same_pairs("one \346\227\245 two", "\346\227\245\346\234\254", 0, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_none_is_missed), cmocka_unit_test(test_few_are_mistaken),
        cmocka_unit_test(test_no_pairs),       cmocka_unit_test(test_too_many_pairs),
        cmocka_unit_test(test_pairs_of_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
