/* A source and what is known of its document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/source.h"

static void test_new_source(void **state G_GNUC_UNUSED)
{
    OsintSource *source = osint_source_new("-", NULL);
    assert_true(osint_source_is_stream(source));
    assert_int_equal(osint_source_known_refusals(source), 0);
    assert_int_equal(osint_source_bytes(source), 0);
    assert_null(osint_source_sidecar(source));
    osint_source_free(source);
}

static void test_known(void **state G_GNUC_UNUSED)
{
    OsintSeen known = {.digest = {1, 2, 3}, .refusals = 12};
    const guint8 other[OSINT_DIGEST_BYTES] = {1, 2, 4};
    OsintSource *source = osint_source_new("/a", NULL);
    source->known = &known;
    memcpy(source->digest, known.digest, sizeof known.digest);
    assert_true(osint_source_is_known_as(source, known.digest));
    assert_false(osint_source_is_known_as(source, other));
    assert_int_equal(osint_source_known_refusals(source), 0);
    source->unchanged = TRUE;
    assert_int_equal(osint_source_known_refusals(source), 12);
    known.stale = TRUE;
    assert_false(osint_source_is_known_as(source, known.digest));
    assert_int_equal(osint_source_known_refusals(source), 0);
    osint_source_free(source);
}

static void test_files(void **state G_GNUC_UNUSED)
{
    const OsintWalkSidecar sidecar = {.path = "/a.meta.json"};
    const OsintWalkFile file = {.path = "/a", .sidecar = &sidecar, .state = {.bytes = 7}};
    OsintSource *source = osint_source_new(file.path, &file);
    assert_string_equal(osint_source_sidecar(source), "/a.meta.json");
    assert_int_equal(osint_source_bytes(source), 7);
    osint_source_free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_new_source), cmocka_unit_test(test_known),
                                       cmocka_unit_test(test_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
