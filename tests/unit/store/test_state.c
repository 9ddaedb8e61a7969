/* Whether an index has changed, told without opening it. */
#include "indexer/store/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/store/fixture.h"

static void test_commit_and_switch(void **state)
{
    make_index(*state);
    g_autofree char *first = osint_index_state(*state);
    g_autofree char *again = osint_index_state(*state);
    assert_non_null(first);
    assert_string_equal(first, again);
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put_article(writer, "c", "A third article.", 300);
    g_autofree char *pending = osint_index_state(*state);
    assert_string_equal(first, pending);
    commit(writer);
    g_autofree char *committed = osint_index_state(*state);
    assert_string_not_equal(first, committed);
}

static void test_generations(void **state)
{
    make_index(*state);
    g_autofree char *first = osint_index_state(*state);
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_FULL);
    put_article(writer, "a", "The first article anew.", 100);
    commit(writer);
    g_autofree char *second = osint_index_state(*state);
    assert_non_null(second);
    assert_string_not_equal(first, second);
}

static void test_cannot_be_told(void **state)
{
    g_autofree char *missing = g_build_filename(*state, "missing", NULL);
    g_autofree char *stub = g_build_filename(*state, "stub", NULL);
    assert_null(osint_index_state(*state));
    assert_null(osint_index_state(missing));
    assert_true(g_file_set_contents(stub, "remote shard.example:7000\n", -1, NULL));
    assert_null(osint_index_state(stub));
    assert_false(osint_index_is_there(*state));
    assert_false(osint_index_is_there(missing));
    assert_true(osint_index_is_there(stub));
}

static void test_stub(void **state)
{
    g_autofree char *index = g_build_filename(*state, "index", NULL);
    g_autofree char *stub = g_build_filename(*state, "stub", NULL);
    g_autofree char *line = g_strconcat("auto ", index, "\n", NULL);
    make_index(index);
    assert_true(g_file_set_contents(stub, line, -1, NULL));
    g_autofree char *listed = osint_index_state(stub);
    g_autofree char *itself = osint_index_state(index);
    assert_non_null(listed);
    assert_true(osint_index_is_there(stub));
    assert_string_equal(listed, itself);
    g_autofree char *twice = g_strconcat(index, ":", index, NULL);
    g_autofree char *both = osint_index_state(twice);
    assert_string_not_equal(both, itself);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_commit_and_switch, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_generations, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_cannot_be_told, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_stub, make_directory, remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
