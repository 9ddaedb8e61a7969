/* SHA-256, by the examples of FIPS 180-2 and beside GLib's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "indexer/readers/digest.h"

static void test_known(void **state G_GNUC_UNUSED)
{
    OsintBytes pieces[] = {{"a", 1}, {NULL, 0}, {"bc", 2}};
    g_autofree char *three = osint_sha256(pieces, 3);
    g_autofree char *none = osint_sha256(pieces, 0);
    assert_string_equal(three, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(none, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_every_length(void **state G_GNUC_UNUSED)
{
    guchar bytes[300];
    for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = (guchar)(i * 7);
    for (gsize length = 0; length < sizeof bytes; length++) {
        OsintBytes piece = {bytes, length};
        g_autofree char *ours = osint_sha256(&piece, 1);
        g_autofree char *glib = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
        assert_string_equal(ours, glib);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
