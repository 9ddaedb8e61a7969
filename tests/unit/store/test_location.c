/* Where the index and the configuration are found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tests/unit/store/fixture.h"

/* GLib reads the XDG directories once, so they stay the same for all tests of this program. */
static int make_home(void **state)
{
    if (make_directory(state) != 0)
        return 1;
    g_autofree char *config = g_build_filename(*state, "config", NULL);
    g_autofree char *data = g_build_filename(*state, "data", NULL);
    g_setenv("XDG_CONFIG_HOME", config, TRUE);
    g_setenv("XDG_DATA_HOME", data, TRUE);
    g_unsetenv("OSINT_DB");
    g_unsetenv("OSINT_CONFIG");
    return 0;
}

static char *write_file(const char *directory, const char *name, const char *content)
{
    char *path = g_build_filename(directory, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(folder, 0777), 0);
    assert_true(g_file_set_contents(path, content, -1, NULL));
    return path;
}

static void assert_location(const char *option, const char *config, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *location = osint_index_location(option, config, &error);
    if (location == NULL)
        fail_msg("%s", error->message);
    assert_string_equal(location, expected);
}

static void test_precedence(void **state)
{
    const char *home = *state;
    g_autofree char *fallback = g_build_filename(home, "data", "osint-search", "index", NULL);
    assert_location(NULL, NULL, fallback);
    g_free(write_file(home, "config/osint-search/config.ini", "db=/from/own\n"));
    assert_location(NULL, NULL, "/from/own");
    g_autofree char *named = write_file(home, "named.ini", "# a comment\ndb = /from/environment-file\n");
    g_setenv("OSINT_CONFIG", named, TRUE);
    assert_location(NULL, NULL, "/from/environment-file");
    g_autofree char *option = write_file(home, "option.ini", "[osint-search]\ndb=/from/option-file\n");
    assert_location(NULL, option, "/from/option-file");
    g_setenv("OSINT_DB", "/from/environment", TRUE);
    assert_location(NULL, option, "/from/environment");
    assert_location("/from/option", option, "/from/option");
    g_setenv("OSINT_DB", "", TRUE);
    g_setenv("OSINT_CONFIG", "", TRUE);
    assert_location(NULL, NULL, "/from/own");
}

static void test_configuration_without_db(void **state)
{
    g_autofree char *fallback = g_build_filename(*state, "data", "osint-search", "index", NULL);
    g_autofree char *other = write_file(*state, "other.ini", "limit=5\n");
    assert_location(NULL, other, fallback);
    g_autofree char *empty = write_file(*state, "empty.ini", "db=\n");
    assert_location(NULL, empty, fallback);
}

static void assert_error(const char *config, const char *part)
{
    g_autoptr(GError) error = NULL;
    assert_null(osint_index_location(NULL, config, &error));
    assert_non_null(error);
    if (strstr(error->message, part) == NULL || strstr(error->message, config) == NULL)
        fail_msg("\"%s\" names neither \"%s\" nor \"%s\"", error->message, config, part);
}

static void test_configuration_that_cannot_be_used(void **state)
{
    g_autofree char *missing = g_build_filename(*state, "missing.ini", NULL);
    assert_error(missing, "No such file");
    g_autofree char *broken = write_file(*state, "broken.ini", "no key here\n");
    assert_error(broken, "no key here");
    g_autofree char *escape = write_file(*state, "escape.ini", "db=/a\\qb\n");
    assert_error(escape, "db");
    g_autofree char *encoding = write_file(*state, "encoding.ini", "db=/a\xff\n");
    assert_error(encoding, "UTF-8");
}

static void test_keys_are_readable(void **state)
{
    g_autofree char *path = write_file(*state, "keys.ini", "name=value\n[other]\nname=else\n");
    g_autoptr(GKeyFile) keys = osint_config_load(path, NULL);
    g_autofree char *value = g_key_file_get_string(keys, "osint-search", "name", NULL);
    assert_string_equal(value, "value");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_precedence),
        cmocka_unit_test(test_configuration_without_db),
        cmocka_unit_test(test_configuration_that_cannot_be_used),
        cmocka_unit_test(test_keys_are_readable),
    };
    return cmocka_run_group_tests(tests, make_home, remove_directory);
}
