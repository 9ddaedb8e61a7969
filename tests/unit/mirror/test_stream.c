/* Standard input in pieces of whole lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "indexer/stream.h"

#define LONG 200000
#define MOST 100000

static int ends[2];

static void feed(const char *text)
{
    assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
}

static void assert_piece(OsintStream *stream, const char *text, guint64 offset, guint line)
{
    OsintStreamPiece piece;
    assert_int_equal(osint_stream_next(stream, &piece, NULL), OSINT_STREAM_LINES);
    assert_int_equal(g_bytes_get_size(piece.lines), strlen(text));
    assert_memory_equal(g_bytes_get_data(piece.lines, NULL), text, strlen(text));
    assert_int_equal(piece.offset, offset);
    assert_int_equal(piece.line, line);
    g_bytes_unref(piece.lines);
}

static void test_lines_come_when_they_are_whole(void **state G_GNUC_UNUSED)
{
    OsintStreamPiece piece;
    assert_int_equal(pipe(ends), 0);
    g_autoptr(OsintStream) stream = osint_stream_new(ends[0], MOST);
    feed("one\n\ntwo\nthr");
    assert_piece(stream, "one\n\ntwo\n", 0, 1);
    feed("ee\nfour");
    assert_piece(stream, "three\n", 9, 4);
    close(ends[1]);
    assert_piece(stream, "four", 15, 5);
    assert_int_equal(osint_stream_next(stream, &piece, NULL), OSINT_STREAM_END);
    close(ends[0]);
}

/* The writer is a child: a pipe does not hold so much. */
static void write_long_line(void)
{
    if (fork() != 0)
        return;
    char *line = g_strnfill(LONG, 'x');
    feed("one\n");
    for (gsize at = 0; at < LONG;) {
        ssize_t sent = write(ends[1], line + at, LONG - at);
        at += sent > 0 ? (gsize)sent : LONG;
    }
    feed("\ntwo\n");
    g_free(line);
    _exit(0);
}

static void test_a_long_line_is_left_out(void **state G_GNUC_UNUSED)
{
    OsintStreamPiece piece;
    gboolean told = FALSE;
    guint lines = 0;
    OsintStreamState found;
    assert_int_equal(pipe(ends), 0);
    write_long_line();
    close(ends[1]);
    g_autoptr(OsintStream) stream = osint_stream_new(ends[0], MOST);
    while ((found = osint_stream_next(stream, &piece, NULL)) != OSINT_STREAM_END) {
        if (found == OSINT_STREAM_TOO_LONG) {
            told = TRUE;
            assert_int_equal(piece.offset, 4);
            assert_int_equal(piece.line, 2);
            continue;
        }
        assert_int_equal(found, OSINT_STREAM_LINES);
        assert_int_equal(g_bytes_get_size(piece.lines), 4);
        assert_int_equal(piece.offset, lines == 0 ? 0 : 4 + LONG + 1);
        assert_int_equal(piece.line, lines == 0 ? 1 : 3);
        g_bytes_unref(piece.lines);
        lines++;
    }
    assert_true(told);
    assert_int_equal(lines, 2);
    close(ends[0]);
}

static void test_what_cannot_be_read(void **state G_GNUC_UNUSED)
{
    OsintStreamPiece piece;
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintStream) stream = osint_stream_new(-1, MOST);
    assert_int_equal(osint_stream_next(stream, &piece, &error), OSINT_STREAM_FAILED);
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_BADF));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines_come_when_they_are_whole),
                                       cmocka_unit_test(test_a_long_line_is_left_out),
                                       cmocka_unit_test(test_what_cannot_be_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
