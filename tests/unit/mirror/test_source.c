/* The manifest's hash of a document of which something was refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "indexer/source.h"

static OsintSource *source_known_as(const char *sha256)
{
    OsintSource *source = osint_source_new("/a", NULL, 0);
    source->known = g_new0(OsintDocument, 1);
    source->known->sha256 = g_strdup(sha256);
    source->known->ids = g_ptr_array_new();
    return source;
}

static void assert_known_refusals(const char *stored, const char *hash, guint expected)
{
    OsintSource *source = source_known_as(stored);
    assert_int_equal(osint_source_known_refusals(source, hash), expected);
    osint_source_free(source);
}

static void test_mark(void **state G_GNUC_UNUSED)
{
    OsintSource *source = osint_source_new("/a", NULL, 0);
    source->hash = g_strdup("abc");
    g_autofree char *whole = osint_source_manifest_hash(source);
    source->refusals = 12;
    g_autofree char *marked = osint_source_manifest_hash(source);
    osint_source_free(source);
    assert_string_equal(whole, "abc");
    assert_known_refusals(whole, "abc", 0);
    assert_known_refusals(marked, "abc", 12);
    assert_known_refusals(marked, "abd", 0);
    assert_known_refusals(marked, "ab", 0);
    assert_known_refusals(marked, "abcd", 0);
    assert_known_refusals("", "", 0);
}

static void test_new_source(void **state G_GNUC_UNUSED)
{
    OsintSource *source = osint_source_new("-", NULL, 0);
    assert_true(osint_source_is_stream(source));
    assert_int_equal(osint_source_known_refusals(source, "abc"), 0);
    osint_source_free(source);
}

/* What is stored, what it says with those recipes, and what without. */
static void assert_same_with(const char *recipes, const char *stored, const char *seen)
{
    OsintSource *source = osint_source_new("/a", NULL, 0);
    OsintDocument *known = g_new0(OsintDocument, 1);
    known->sha256 = g_strdup(stored);
    known->ids = g_ptr_array_new();
    source->recipes = recipes;
    osint_source_set_known(source, known);
    assert_string_equal(source->known->sha256, seen);
    osint_source_free(source);
}

static void test_recipes(void **state G_GNUC_UNUSED)
{
    OsintSource *source = osint_source_new("/a", NULL, 0);
    source->hash = g_strdup("abc");
    source->recipes = "r1";
    source->refusals = 2;
    g_autofree char *marked = osint_source_manifest_hash(source);
    osint_source_free(source);
    assert_string_equal(marked, "abc@r1!2");
    assert_same_with("r1", marked, "abc!2");
    assert_same_with("r1", "abc@r1", "abc");
    assert_same_with("r1", "abc@r2", "");
    assert_same_with("r1", "abc@r12!2", "");
    assert_same_with("r12", "abc@r1!2", "");
    assert_same_with("r1", "abc!2", "");
    assert_same_with(NULL, "abc@r1", "");
    assert_same_with(NULL, "abc!2", "abc!2");
    assert_same_with(NULL, "abc", "abc");
    assert_same_with("r1", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mark), cmocka_unit_test(test_recipes),
                                       cmocka_unit_test(test_new_source)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
