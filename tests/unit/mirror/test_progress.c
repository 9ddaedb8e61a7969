/* The live line, with a clock of our own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "indexer/progress.h"

static gint64 now;

static gint64 fake_clock(void)
{
    return now;
}

typedef struct {
    char *text;
    size_t length;
    FILE *stream;
} Screen;

static void screen_open(Screen *screen)
{
    screen->stream = open_memstream(&screen->text, &screen->length);
    assert_non_null(screen->stream);
}

static void assert_screen(Screen *screen, const char *expected)
{
    fclose(screen->stream);
    assert_string_equal(screen->text, expected);
    free(screen->text);
}

static void test_line(void **state G_GNUC_UNUSED)
{
    Screen screen;
    screen_open(&screen);
    OsintProgress *progress = osint_progress_new(screen.stream, fake_clock);
    osint_progress_begin(progress, 4, 1000);
    osint_progress_document_done(progress, 250);
    for (int i = 0; i < 30; i++)
        osint_progress_article_done(progress);
    osint_progress_refused(progress);
    now += 10 * G_TIME_SPAN_SECOND;
    osint_progress_tick(progress);
    osint_progress_tick(progress); /* too soon to draw again */
    osint_progress_free(progress);
    assert_screen(&screen, "\r1/4 documents, 3 articles/s, 0:30 left, 1 refused\033[K\r\033[K");
}

static void test_no_estimate_from_nothing(void **state G_GNUC_UNUSED)
{
    Screen screen;
    screen_open(&screen);
    OsintProgress *progress = osint_progress_new(screen.stream, fake_clock);
    osint_progress_begin(progress, 1, 1000);
    now += 10 * G_TIME_SPAN_SECOND;
    osint_progress_tick(progress);
    osint_progress_clear(progress);
    osint_progress_clear(progress); /* nothing is left to clear */
    osint_progress_free(progress);
    assert_screen(&screen, "\r0/1 documents, 0 articles/s\033[K\r\033[K");
}

static void test_hours(void **state G_GNUC_UNUSED)
{
    Screen screen;
    screen_open(&screen);
    OsintProgress *progress = osint_progress_new(screen.stream, fake_clock);
    osint_progress_begin(progress, 100, 100);
    osint_progress_document_done(progress, 1);
    now += 60 * G_TIME_SPAN_SECOND;
    osint_progress_tick(progress);
    osint_progress_free(progress);
    assert_screen(&screen, "\r1/100 documents, 0 articles/s, 1:39:00 left\033[K\r\033[K");
}

static void test_nothing_without_a_stream(void **state G_GNUC_UNUSED)
{
    OsintProgress *progress = osint_progress_new(NULL, fake_clock);
    osint_progress_begin(progress, 1, 1);
    now += G_TIME_SPAN_HOUR;
    osint_progress_tick(progress);
    osint_progress_clear(progress);
    osint_progress_free(progress);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line), cmocka_unit_test(test_no_estimate_from_nothing),
        cmocka_unit_test(test_hours), cmocka_unit_test(test_nothing_without_a_stream)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
