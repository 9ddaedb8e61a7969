/* The record of what was indexed: it follows the commits, what came to nothing is void, and no byte of it can
 * be changed unseen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/store/journal-read.h"
#include "tests/unit/store/fixture.h"

static char *log_path(const char *directory)
{
    return g_build_filename(directory, OSINT_JOURNAL_FILE, NULL);
}

static char *read_log(const char *directory)
{
    g_autofree char *path = log_path(directory);
    char *text;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void write_log(const char *directory, const char *text, gssize length)
{
    g_autofree char *path = log_path(directory);
    assert_true(g_file_set_contents(path, text, length, NULL));
}

static void append_to_log(const char *directory, const char *text)
{
    g_autofree char *log = read_log(directory);
    g_autofree char *longer = g_strconcat(log, text, NULL);
    write_log(directory, longer, -1);
}

static OsintJournalLog *follow(const char *directory)
{
    g_autoptr(GError) error = NULL;
    OsintJournalLog *log = osint_journal_read(directory, G_MAXUINT64, TRUE, &error);
    if (log == NULL)
        fail_msg("%s", error->message);
    return log;
}

static void note(const char *problem, gpointer user_data)
{
    g_string_append_printf(user_data, "%s\n", problem);
}

static void assert_problems(const char *directory, const char *pattern)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) report = g_string_new(NULL);
    guint problems;
    if (!osint_index_verify(directory, note, report, &problems, &error))
        fail_msg("%s", error->message);
    if (!g_pattern_match_simple(pattern, report->str))
        fail_msg("not \"%s\": %s", pattern, report->str);
}

static void change(const char *directory, const char *put, const char *removed, gboolean committed)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintWriter) writer = open_writer(directory, OSINT_WRITER_UPDATE);
    osint_writer_set_now(writer, 1000);
    if (put != NULL)
        put_article(writer, put, "Another text of it.", 1000);
    if (removed != NULL && !osint_writer_remove(writer, removed, &error))
        fail_msg("%s", error->message);
    if (committed)
        commit(writer);
}

/* ---- what is told ---- */

static void test_tells_of_every_article(void **state)
{
    make_index(*state);
    change(*state, "a", "b", TRUE);
    change(*state, "c", NULL, TRUE);
    g_autoptr(OsintJournalLog) log = follow(*state);
    assert_null(log->fault);
    assert_int_equal(g_hash_table_size(log->articles), 2);
    const OsintJournalState *a = g_hash_table_lookup(log->articles, "a");
    assert_string_equal(a->path, "/mirror/a.txt");
    g_autoptr(OsintArticle) article = make_article("a", "a", "Another text of it.");
    assert_string_equal(a->sha256, article->sha256);
    assert_non_null(g_hash_table_lookup(log->articles, "c"));
    json_t *last = osint_journal_last(*state, &log->end);
    assert_string_equal(json_string_value(json_object_get(last, "commit")), "1970-01-01T00:16:40Z");
    assert_int_equal(json_integer_value(json_object_get(last, "added")), 1);
    json_decref(last);
    g_autofree char *text = read_log(*state);
    assert_non_null(strstr(text, "\"removed\":[\"b\"]"));
    assert_non_null(strstr(
        text, "\"commit\":\"1970-01-01T00:16:40Z\",\"added\":0,\"replaced\":1,\"removed\":1,\"chain\":\""));
    assert_problems(*state, "");
}

static void test_digest_is_of_what_it_says(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    article->title = g_strdup("Title");
    article->text = g_strdup("Text.");
    g_autofree char *digest = osint_journal_digest(article);
    g_autofree char *expected = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "Title\n\n\nText.", -1);
    assert_int_equal(strlen(digest), 32);
    assert_memory_equal(digest, expected, 32);
}

static void test_nothing_changed_is_nothing_told(void **state)
{
    make_index(*state);
    g_autofree char *before = read_log(*state);
    change(*state, NULL, NULL, TRUE);
    change(*state, NULL, "none", TRUE);
    g_autofree char *after = read_log(*state);
    assert_string_equal(before, after);
}

static void test_is_compact(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *id = g_strdup_printf("u%016x", i);
        g_autoptr(OsintArticle) article = make_article(id, "Title", "Text.");
        g_free(article->path);
        article->path = g_strdup("/srv/articles/all.ndjson");
        assert_true(osint_writer_put(writer, article, 1, &error));
    }
    commit(writer);
    g_autofree char *text = read_log(*state);
    assert_in_range(strlen(text), 30 * 1000, 60 * 1000);
    g_autoptr(OsintJournalLog) log = follow(*state);
    assert_int_equal(g_hash_table_size(log->articles), 1000);
}

/* ---- runs that came to nothing ---- */

static void test_uncommitted_is_void(void **state)
{
    make_index(*state);
    change(*state, "c", "a", FALSE);
    append_to_log(*state, "{\"removed\":[\"b");
    assert_problems(*state, "");
    change(*state, "d", NULL, FALSE); /* which says so, and comes to nothing too */
    change(*state, "e", NULL, TRUE);
    change(*state, "f", NULL, TRUE);
    g_autoptr(OsintJournalLog) log = follow(*state);
    assert_null(log->fault);
    assert_int_equal(g_hash_table_size(log->articles), 4);
    assert_null(g_hash_table_lookup(log->articles, "c"));
    assert_null(g_hash_table_lookup(log->articles, "d"));
    assert_non_null(g_hash_table_lookup(log->articles, "a"));
    g_autofree char *text = read_log(*state);
    assert_non_null(strstr(text, "\"void\":["));
    assert_problems(*state, "");
}

/* Written out whole, but the index was not: a power loss between the two. */
static void test_commit_that_the_index_does_not_know(void **state)
{
    g_autofree char *copy = g_build_filename(*state, "copy", NULL);
    make_index(*state);
    g_autofree char *before = read_log(*state);
    change(*state, "c", NULL, TRUE);
    g_autofree char *after = read_log(*state);
    make_index(copy);
    g_autofree char *same = read_log(copy);
    assert_string_equal(before, same);
    write_log(copy, after, -1);
    assert_problems(copy, "");
    change(copy, "d", NULL, TRUE);
    g_autoptr(OsintJournalLog) log = follow(copy);
    assert_null(log->fault);
    assert_null(g_hash_table_lookup(log->articles, "c"));
    assert_non_null(g_hash_table_lookup(log->articles, "d"));
    assert_problems(copy, "");
}

/* ---- tampering ---- */

static OsintJournalEnd end_of(const char *directory)
{
    g_autoptr(OsintIndex) index = open_index(directory);
    OsintJournalEnd end;
    assert_true(osint_journal_end(osint_index_db(index), &end, NULL));
    return end;
}

static gboolean is_whole(const char *directory, const OsintJournalEnd *end)
{
    g_autoptr(OsintJournalLog) log = osint_journal_read(directory, end->length, TRUE, NULL);
    return log->fault == NULL && log->end.length == end->length && g_str_equal(log->end.hash, end->hash);
}

#define STEP 11 /* bytes: all of them take too long under valgrind */

static void test_every_byte_counts(void **state)
{
    make_index(*state);
    change(*state, "c", "a", FALSE);
    change(*state, "d", "b", TRUE);
    g_autofree char *text = read_log(*state);
    gsize length = strlen(text);
    OsintJournalEnd end = end_of(*state);
    assert_int_equal(end.length, length);
    for (gsize i = 0; i < length; i += STEP) {
        g_autofree char *changed = g_strdup(text);
        changed[i] = changed[i] == 'x' ? 'y' : changed[i] == '1' ? '2' : 'x';
        write_log(*state, changed, (gssize)length);
        if (is_whole(*state, &end))
            fail_msg("byte %zu", i);
    }
    assert_problems(*state, "the log*");
    write_log(*state, text, (gssize)length);
    assert_problems(*state, "");
}

static void test_cut_anywhere(void **state)
{
    make_index(*state);
    change(*state, "c", NULL, TRUE);
    g_autofree char *text = read_log(*state);
    OsintJournalEnd end = end_of(*state);
    for (gsize length = 0; length < end.length; length += STEP) {
        write_log(*state, text, (gssize)length);
        assert_false(is_whole(*state, &end));
    }
    assert_problems(*state, "the log has * bytes, the index says *");
}

static void test_lost_log(void **state)
{
    make_index(*state);
    g_autofree char *path = log_path(*state);
    g_unlink(path);
    assert_problems(*state, "the log has 0 bytes*");
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
        assert_string_equal(osint_writer_log_loss(writer), "the log is gone; a new one begins");
        osint_writer_set_now(writer, 5);
        commit(writer);
    }
    g_autofree char *text = read_log(*state);
    assert_non_null(strstr(text, "\"lost\":{\"length\":"));
    assert_non_null(strstr(text, "\"unknown\":2"));
    assert_problems(*state, "the log does not have 2 articles*--full*");
    change(*state, "a", NULL, TRUE);
    assert_problems(*state, "the log does not have 1 articles*");
}

static void test_cut_log_goes_on(void **state)
{
    make_index(*state);
    change(*state, "c", NULL, TRUE);
    change(*state, "d", NULL, TRUE);
    g_autofree char *text = read_log(*state);
    write_log(*state, text, (gssize)strlen(text) - 100);
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
        assert_non_null(strstr(osint_writer_log_loss(writer), "whole"));
        put_article(writer, "e", "Text.", 5);
        commit(writer);
    }
    g_autoptr(OsintJournalLog) log = follow(*state);
    assert_null(log->fault);
    assert_true(log->has_gap);
    assert_non_null(g_hash_table_lookup(log->articles, "c"));
    assert_problems(*state, "the log does not have 1 articles*");
}

static void test_index_that_differs(void **state)
{
    g_autofree char *copy = g_build_filename(*state, "copy", NULL);
    g_autoptr(GError) error = NULL;
    make_index(*state);
    make_index(copy);
    change(*state, "a", NULL, TRUE);
    change(copy, "a", NULL, FALSE);
    g_autofree char *generation = g_build_filename(*state, "gen-1", NULL);
    g_autoptr(XapcDb) db = xapc_db_open_writable(generation, XAPC_OPEN, XAPC_DB_NONE, &error);
    g_autofree char *other = g_build_filename(copy, "gen-1", NULL);
    g_autoptr(XapcDb) from = xapc_db_open(other, &error);
    g_autoptr(XapcDoc) document = xapc_db_document(from, 1, &error);
    assert_true(xapc_db_replace_document(db, 1, document, &error));
    assert_true(xapc_db_commit(db, &error));
    assert_problems(*state, "*article a: title, date, URL and text are not those of the log*");
}

/* ---- full builds ---- */

static gint64 added_of(const char *directory, const char *id)
{
    g_autoptr(OsintIndex) index = open_index(directory);
    gint64 added = 0;
    for (guint32 docid = 1; docid <= 2; docid++) {
        g_autoptr(GError) error = NULL;
        gint64 found;
        g_autoptr(OsintArticle) article = osint_index_article_added(index, docid, &found, &error);
        if (article != NULL && g_str_equal(article->id, id))
            added = found;
    }
    return added;
}

static void build_anew(const char *directory)
{
    g_autoptr(OsintWriter) writer = open_writer(directory, OSINT_WRITER_FULL);
    osint_writer_set_now(writer, 3000);
    put_article(writer, "c", "New.", 3000);
    put_article(writer, "b", "As before.", 3000);
    commit(writer);
}

static void test_full_goes_on_and_keeps_times(void **state)
{
    make_index(*state);
    g_autofree char *before = read_log(*state);
    build_anew(*state);
    g_autofree char *after = read_log(*state);
    assert_true(g_str_has_prefix(after, before));
    assert_non_null(strstr(after, "\"full\":true"));
    assert_int_equal(added_of(*state, "b"), 200);
    assert_int_equal(added_of(*state, "c"), 3000);
    assert_problems(*state, "");
}

static void test_full_over_an_unreadable_index(void **state)
{
    make_index(*state);
    change(*state, "c", NULL, FALSE);
    g_autofree char *before = read_log(*state);
    g_autofree char *file = g_build_filename(*state, "gen-1", "iamglass", NULL);
    assert_int_equal(g_unlink(file), 0);
    build_anew(*state);
    g_autofree char *after = read_log(*state);
    assert_true(g_str_has_prefix(after, before));
    g_autoptr(OsintJournalLog) log = follow(*state);
    assert_null(log->fault);
    assert_int_equal(g_hash_table_size(log->articles), 2);
    assert_problems(*state, "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tells_of_every_article, make_directory, remove_directory),
        cmocka_unit_test(test_digest_is_of_what_it_says),
        cmocka_unit_test_setup_teardown(test_nothing_changed_is_nothing_told, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(test_is_compact, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_uncommitted_is_void, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_commit_that_the_index_does_not_know, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(test_every_byte_counts, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_cut_anywhere, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_lost_log, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_cut_log_goes_on, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_index_that_differs, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_full_goes_on_and_keeps_times, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_full_over_an_unreadable_index, make_directory, remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
