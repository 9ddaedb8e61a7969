/* Sketches: their bytes, and what they tell of texts. */
#include "indexer/copies/sketch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static OsintSketch *decode(GBytes *bytes)
{
    gsize length;
    gconstpointer data = g_bytes_get_data(bytes, &length);
    return osint_sketch_decode(data, length);
}

static char *text_of(GRand *random, guint words)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < words; i++)
        g_string_append_printf(text, "%x ", g_rand_int(random));
    return g_string_free(text, FALSE);
}

static OsintSketch *sketch_of(const char *text)
{
    g_autoptr(OsintShingles) shingles = osint_shingles_new(text);
    g_autoptr(GBytes) bytes = osint_sketch_encode(shingles);
    OsintSketch *sketch = decode(bytes);
    assert_non_null(sketch);
    return sketch;
}

static void test_a_text_without_words_has_no_bytes(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintShingles) shingles = osint_shingles_new("... !");
    g_autoptr(GBytes) bytes = osint_sketch_encode(shingles);
    assert_int_equal(g_bytes_get_size(bytes), 0);
    g_autoptr(OsintSketch) sketch = decode(bytes);
    assert_int_equal(sketch->hashes->len, 0);
}

static void test_the_sample_is_of_the_lowest_hashes(void **state G_GNUC_UNUSED)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    g_autofree char *text = text_of(random, 1000);
    g_autoptr(OsintShingles) shingles = osint_shingles_new(text);
    g_autoptr(OsintSketch) sketch = sketch_of(text);
    osint_shingles_sort(shingles);
    assert_int_equal(sketch->length, 996);
    assert_in_range(sketch->hashes->len, 20, 65); /* 41 are expected */
    assert_memory_equal(sketch->hashes->data, shingles->hashes->data, sketch->hashes->len * sizeof(guint32));
    guint32 next = g_array_index(shingles->hashes, guint32, sketch->hashes->len);
    assert_true(next > sketch->limit);
}

static void test_short_texts_keep_all_and_long_ones_no_more_than_some(void **state G_GNUC_UNUSED)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(8);
    g_autofree char *few = text_of(random, 20), *many = text_of(random, 100000);
    g_autoptr(OsintSketch) one = sketch_of(few), other = sketch_of(many);
    assert_int_equal(one->hashes->len, 16);
    assert_in_range(other->hashes->len, 400, 640);
}

static guint shared_by(const OsintSketch *a, const OsintSketch *b)
{
    guint shared = 0;
    for (guint i = 0; i < a->hashes->len; i++)
        for (guint j = 0; j < b->hashes->len; j++)
            shared += g_array_index(a->hashes, guint32, i) == g_array_index(b->hashes, guint32, j);
    return shared;
}

/* Containment is seen whatever stands around the text. */
static void test_a_text_within_a_longer_one_is_seen(void **state G_GNUC_UNUSED)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(9);
    guint missed = 0;
    for (guint turn = 0; turn < 200; turn++) {
        g_autofree char *text = text_of(random, 250), *before = text_of(random, 900);
        g_autofree char *after = text_of(random, 900), *whole = g_strconcat(before, text, after, NULL);
        g_autoptr(OsintSketch) part = sketch_of(text), all = sketch_of(whole), rest = sketch_of(before);
        missed += !osint_sketch_may_be_copy(part, all, shared_by(part, all));
        assert_false(osint_sketch_may_be_copy(part, rest, shared_by(part, rest)));
    }
    assert_true(missed <= 1);
}

static void test_damaged_bytes_are_refused(void **state G_GNUC_UNUSED)
{
    const guint8 repeated[] = {1, 2, 3, 4, 5, 9, 0}, cut[] = {1, 2, 3, 4, 5, 0x80}, head[] = {1, 2, 3};
    const guint8 beyond[] = {1, 2, 3, 4, 0xFF, 0xFF, 0x3F, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F};
    assert_null(osint_sketch_decode(repeated, sizeof repeated));
    assert_null(osint_sketch_decode(cut, sizeof cut));
    assert_null(osint_sketch_decode(head, sizeof head));
    assert_null(osint_sketch_decode(beyond, sizeof beyond));
}

static void test_the_same_words_are_the_same(void **state G_GNUC_UNUSED)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(10);
    g_autofree char *text = text_of(random, 30), *capitals = g_ascii_strup(text, -1);
    g_autofree char *turned = g_strconcat("other ", text, NULL);
    g_autoptr(OsintSketch) one = sketch_of(text), same = sketch_of(capitals), other = sketch_of(turned);
    assert_true(osint_sketch_is_same(one, same));
    assert_false(osint_sketch_is_same(one, other));
}

static void test_a_short_text_has_no_sketch(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintSketch) sketch = sketch_of("Subscribe to read this article.");
    assert_int_equal(sketch->length, 0);
    assert_int_equal(sketch->hashes->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_without_words_has_no_bytes),
        cmocka_unit_test(test_the_sample_is_of_the_lowest_hashes),
        cmocka_unit_test(test_short_texts_keep_all_and_long_ones_no_more_than_some),
        cmocka_unit_test(test_a_text_within_a_longer_one_is_seen),
        cmocka_unit_test(test_damaged_bytes_are_refused),
        cmocka_unit_test(test_the_same_words_are_the_same),
        cmocka_unit_test(test_a_short_text_has_no_sketch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
