/* The binding's header alone, as C17. */
#include "xapian-c/xapian-c.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

int header_in_cxx(void);

static void same_in_both_languages(void **state)
{
    (void)state;
    assert_int_equal(header_in_cxx(), (int)(sizeof(XapcHit) + XAPC_ERROR_UNKNOWN + XAPC_MAX));
}

static void version_is_a_1_4(void **state)
{
    (void)state;
    assert_memory_equal(xapc_version(), "1.4.", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_in_both_languages),
        cmocka_unit_test(version_is_a_1_4),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
