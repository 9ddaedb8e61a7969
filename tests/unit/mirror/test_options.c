/* The command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/options.h"

static OsintOptions *parse(const char *line, GError **error)
{
    g_auto(GStrv) words = NULL;
    assert_true(g_shell_parse_argv(line, NULL, &words, NULL));
    return osint_options_parse((const char *const *)words, error);
}

static void test_refused(void **state G_GNUC_UNUSED)
{
    const char *lines[] = {"x",
                           "x --no-such-option a",
                           "x --db",
                           "x --jobs=0 a",
                           "x --jobs=-1 a",
                           "x --jobs=many a",
                           "x --wait=-1 a",
                           "x --memory=31 a",
                           "x --memory=lots a",
                           "x --progress=sometimes a",
                           "x --format=json a",
                           "x --format=xml --stats",
                           "x --stats a",
                           "x --check -",
                           "x --check --stats",
                           "x --dry-run --full a",
                           "x --dry-run --rehash a",
                           "x --check --rehash",
                           "x --"};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintOptions) options = parse(lines[i], &error);
        if (options != NULL)
            fail_msg("accepted: %s", lines[i]);
        assert_non_null(error);
    }
}

static void test_all(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintOptions) options = parse("x --db=d --config c --entities=e1 --entities e2 --full --rehash "
                                            "--jobs 3 --rejects=r --wait=5 --memory=64 --quiet "
                                            "--progress=never a - b",
                                            NULL);
    assert_non_null(options);
    assert_string_equal(options->db, "d");
    assert_string_equal(options->config, "c");
    assert_string_equal(options->entities[0], "e1");
    assert_string_equal(options->entities[1], "e2");
    assert_null(options->entities[2]);
    assert_true(options->full && options->rehash && options->quiet && options->standard_input);
    assert_int_equal(options->jobs, 3);
    assert_int_equal(options->wait, 5);
    assert_int_equal(options->memory, 64);
    assert_string_equal(options->rejects, "r");
    assert_string_equal(options->progress, "never");
    assert_int_equal(options->paths->len, 3);
    assert_string_equal(g_ptr_array_index(options->paths, 0), "a");
    assert_string_equal(g_ptr_array_index(options->paths, 1), "b");
}

static void test_defaults(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintOptions) options = parse("x a", NULL);
    assert_non_null(options);
    assert_null(options->db);
    assert_null(options->entities);
    assert_in_range(options->jobs, 1, 256);
    assert_int_equal(options->wait, 0);
    assert_int_equal(options->memory, 512);
    assert_string_equal(options->progress, "auto");
    assert_false(options->standard_input || options->json || options->full || options->rehash);
}

static void test_end_of_options(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintOptions) options = parse("x -- --stats", NULL);
    assert_non_null(options);
    assert_false(options->stats);
    assert_string_equal(g_ptr_array_index(options->paths, 0), "--stats");
}

static void test_help_needs_nothing_else(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintOptions) options = parse("x --help", NULL);
    assert_non_null(options);
    assert_true(options->help);
    g_autofree char *help = osint_options_help();
    const char *names[] = {"--db",     "--config",  "--entities", "--full",   "--jobs",     "--dry-run",
                           "--format", "--rejects", "--wait",     "--quiet",  "--progress", "--check",
                           "--stats",  "--help",    "--version",  "--rehash", "--memory",   "Usage:"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        assert_non_null(strstr(help, names[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_refused), cmocka_unit_test(test_all),
                                       cmocka_unit_test(test_defaults), cmocka_unit_test(test_end_of_options),
                                       cmocka_unit_test(test_help_needs_nothing_else)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
