/* Programs on documents: indexer/readers/child.h. */
#include "tests/unit/readers/collect.h"

#include <glib/gstdio.h>

#include "indexer/readers/child.h"

static const OsintChildLimits usual = {5, 20, (gsize)256 << 20, 1 << 20};

static void append(const char *data, gsize length, gpointer out)
{
    g_string_append_len(out, data, (gssize)length);
}

static GString *run(const char *const *argv, GString *input, OsintChildLimits limits,
                    OsintChildResult *result)
{
    GString *out = g_string_new(NULL);
    osint_child_run(argv, input->str, input->len, &limits, append, out, result);
    g_free(g_steal_pointer(&result->complaint));
    return out;
}

static GString *run_shell(const char *command, OsintChildLimits limits, OsintChildResult *result)
{
    const char *const argv[] = {"sh", "-c", command, NULL};
    g_autoptr(GString) nothing = g_string_new(NULL);
    return run(argv, nothing, limits, result);
}

static void test_input_and_output(void **state)
{
    (void)state;
    static const char *const argv[] = {"cat", NULL};
    g_autoptr(GString) input = g_string_new(NULL);
    for (int i = 0; i < 60000; i++)
        g_string_append_printf(input, "line %d\n", i);
    OsintChildResult result;
    g_autoptr(GString) out = run(argv, input, usual, &result);
    assert_int_equal(result.end, OSINT_CHILD_ENDED);
    assert_int_equal(result.status, 0);
    assert_string_equal(out->str, input->str);
}

static void test_input_that_is_not_wanted(void **state)
{
    (void)state;
    static const char *const argv[] = {"true", NULL};
    g_autoptr(GString) input = g_string_new(NULL);
    g_string_set_size(input, 1 << 20);
    memset(input->str, 'x', input->len);
    OsintChildResult result;
    g_autoptr(GString) out = run(argv, input, usual, &result);
    assert_int_equal(result.end, OSINT_CHILD_ENDED);
    assert_int_equal(out->len, 0);
}

static void test_complaint_and_status(void **state)
{
    (void)state;
    static const char *const argv[] = {"sh", "-c", "echo 'bad \377' >&2; exit 3", NULL};
    OsintChildResult result;
    g_autoptr(GString) out = g_string_new(NULL);
    osint_child_run(argv, "", 0, &usual, append, out, &result);
    assert_int_equal(result.end, OSINT_CHILD_ENDED);
    assert_int_equal(result.status, 3);
    assert_string_equal(result.complaint, "bad \xEF\xBF\xBD\n");
    g_free(result.complaint);
}

static void test_ends_that_are_not_its_own(void **state)
{
    (void)state;
    OsintChildLimits brief = usual, small = usual;
    brief.seconds = brief.processor_seconds = 1;
    small.output = 1000;
    OsintChildResult result;
    g_string_free(run_shell("sleep 60", brief, &result), TRUE);
    assert_int_equal(result.end, OSINT_CHILD_TIMEOUT);
    g_string_free(run_shell("exec >&- 2>&-; sleep 60", brief, &result), TRUE);
    assert_int_equal(result.end, OSINT_CHILD_TIMEOUT);
    g_string_free(run_shell("while :; do :; done", brief, &result), TRUE);
    assert_int_equal(result.end, OSINT_CHILD_TIMEOUT);
    g_string_free(run_shell("kill -SEGV $$", usual, &result), TRUE);
    assert_int_equal(result.end, OSINT_CHILD_CRASHED);
    g_autoptr(GString) out = run_shell("while :; do echo 0123456789; done", small, &result);
    assert_int_equal(result.end, OSINT_CHILD_TOO_MUCH);
    assert_int_equal(out->len, 1000);
}

static void test_what_it_may_not(void **state)
{
    (void)state;
    OsintChildResult result;
    g_autofree char *file =
        g_strdup_printf("%s/osint-child-%d", g_get_tmp_dir(), g_random_int_range(0, 1 << 30));
    g_autofree char *write = g_strdup_printf("trap '' XFSZ; echo x > %s", file);
    g_string_free(run_shell(write, usual, &result), TRUE);
    gsize length = 0;
    g_autofree char *content = NULL;
    assert_true(!g_file_get_contents(file, &content, &length, NULL) || length == 0);
    g_unlink(file);
    g_autoptr(GString) environment =
        run_shell("env | grep -v -e ^PWD= -e ^SHLVL= -e ^_= -e ^OLDPWD=", usual, &result);
    assert_string_equal(environment->str, "");
}

static void test_missing(void **state)
{
    (void)state;
    static const char *const argv[] = {"osint-no-such-program", NULL};
    g_autoptr(GString) nothing = g_string_new(NULL);
    OsintChildResult result;
    g_string_free(run(argv, nothing, usual, &result), TRUE);
    assert_int_equal(result.end, OSINT_CHILD_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_input_and_output),     cmocka_unit_test(test_input_that_is_not_wanted),
        cmocka_unit_test(test_complaint_and_status), cmocka_unit_test(test_ends_that_are_not_its_own),
        cmocka_unit_test(test_what_it_may_not),      cmocka_unit_test(test_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
