/* Messages and rejects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <jansson.h>

#include "indexer/report.h"

static gint64 no_clock(void)
{
    return 0;
}

typedef struct {
    char *text;
    size_t length;
    FILE *stream;
    OsintProgress *progress;
    OsintReport *report;
    char *rejects;
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->stream = open_memstream(&fixture->text, &fixture->length);
    int fd = g_file_open_tmp("osint-rejects-XXXXXX", &fixture->rejects, NULL);
    g_close(fd, NULL);
    fixture->progress = osint_progress_new(NULL, no_clock);
    fixture->report = osint_report_new(fixture->stream, fixture->rejects, fixture->progress, NULL);
    *state = fixture;
    return fixture->report == NULL;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    osint_report_free(fixture->report);
    osint_progress_free(fixture->progress);
    fclose(fixture->stream);
    free(fixture->text);
    g_remove(fixture->rejects);
    g_free(fixture->rejects);
    g_free(fixture);
    return 0;
}

static const char *messages(Fixture *fixture)
{
    fflush(fixture->stream);
    return fixture->text;
}

static void test_refusal(void **state)
{
    Fixture *fixture = *state;
    osint_report_refusal(fixture->report, "/a/b.xml", 120, 7, "xml-invalid", "no <title>");
    osint_report_refusal(fixture->report, "/a/c.txt", 0, 0, "text-empty", "there is no text");
    assert_string_equal(messages(fixture), "/a/b.xml:7: no <title> [xml-invalid]\n"
                                           "/a/c.txt: there is no text [text-empty]\n");
    assert_int_equal(osint_report_counts(fixture->report)->refused, 2);
}

static void test_rejects_are_appended(void **state)
{
    Fixture *fixture = *state;
    assert_true(g_file_set_contents(fixture->rejects, "", 0, NULL));
    osint_report_free(fixture->report);
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < 2; i++) {
        fixture->report = osint_report_new(fixture->stream, fixture->rejects, fixture->progress, &error);
        osint_report_refusal(fixture->report, "/a\xff", 5, 1, "json-syntax", "bad \"quote\"");
        assert_true(osint_report_flush(fixture->report, &error));
        if (i == 0)
            osint_report_free(fixture->report);
    }
    g_autofree char *content = NULL;
    assert_true(g_file_get_contents(fixture->rejects, &content, NULL, NULL));
    const char *line = "{\"path\":\"/a\xef\xbf\xbd\",\"offset\":5,\"code\":\"json-syntax\",\"message\":\"bad "
                       "\\\"quote\\\"\"}\n";
    g_autofree char *expected = g_strconcat(line, line, NULL);
    assert_string_equal(content, expected);
}

static void test_messages_cannot_drive_a_terminal(void **state)
{
    Fixture *fixture = *state;
    osint_report_note(fixture->report, "/a\n/b", 0, "code", "\033[2Jgone\xff \xc2\x9b");
    assert_string_equal(messages(fixture), "/a\\x0a/b: \\x1b[2Jgone\xef\xbf\xbd \\x9b [code]\n");
    assert_int_equal(osint_report_counts(fixture->report)->refused, 0);
}

static void test_unknown_key_once(void **state)
{
    Fixture *fixture = *state;
    osint_report_unknown_key(fixture->report, "/a", "colour");
    osint_report_unknown_key(fixture->report, "/b", "colour");
    osint_report_unknown_key(fixture->report, "/b", "shape");
    assert_string_equal(messages(fixture),
                        "/a: the key \"colour\" is not known and was left out [unknown-key]\n"
                        "/b: the key \"shape\" is not known and was left out [unknown-key]\n");
}

static void test_rejects_that_cannot_be_opened(void **state)
{
    Fixture *fixture = *state;
    g_autoptr(GError) error = NULL;
    assert_null(osint_report_new(fixture->stream, "/nowhere/rejects", fixture->progress, &error));
    assert_non_null(strstr(error->message, "/nowhere/rejects"));
}

static void test_rejects_that_cannot_be_written(void **state)
{
    Fixture *fixture = *state;
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintReport) report = osint_report_new(fixture->stream, "/dev/full", fixture->progress, &error);
    osint_report_refusal(report, "/a", 0, 0, "code", "message");
    assert_false(osint_report_flush(report, &error));
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC));
}

#define REPORT_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {REPORT_TEST(test_refusal),
                                       REPORT_TEST(test_rejects_are_appended),
                                       REPORT_TEST(test_messages_cannot_drive_a_terminal),
                                       REPORT_TEST(test_unknown_key_once),
                                       REPORT_TEST(test_rejects_that_cannot_be_opened),
                                       REPORT_TEST(test_rejects_that_cannot_be_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
