/* The index for writing: articles, counts, generations, the lock, the manifest, and what a killed writer
 * leaves behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/store/generation.h"
#include "indexer/store/manifest.h"
#include "tests/unit/store/fixture.h"

static void assert_index(const char *directory, guint32 articles, guint64 passages)
{
    g_autoptr(OsintIndex) index = open_index(directory);
    assert_int_equal(osint_index_size(index), articles);
    assert_int_equal(osint_index_passages(index), passages);
}

static char *long_text(guint sentences)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < sentences; i++)
        g_string_append(text, "One more sentence of some eleven words stands here for you. ");
    return g_string_free(text, FALSE);
}

static void test_put_replace_remove(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    g_autofree char *text = long_text(40);
    g_autoptr(OsintArticle) article = make_article("c", NULL, text);
    guint passages = article->passages->len;
    assert_in_range(passages, 3, 6);
    put_article(writer, "a", "Short.", 100);
    assert_true(osint_writer_put(writer, article, 300, NULL));
    commit(writer);
    assert_index(*state, 2, 1 + passages);
    put_article(writer, "c", "Short now.", 400);
    put_article(writer, "c", "Shorter.", 500);
    commit(writer);
    assert_index(*state, 2, 2);
    assert_true(osint_writer_remove(writer, "a", NULL));
    assert_true(osint_writer_remove(writer, "a", NULL));
    assert_true(osint_writer_remove(writer, "never", NULL));
    commit(writer);
    assert_index(*state, 1, 1);
}

static void test_added_is_kept(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put_article(writer, "a", "First.", 100);
    put_article(writer, "a", "Second.", 200);
    commit(writer);
    put_article(writer, "a", "Third.", 300);
    commit(writer);
    g_autoptr(OsintIndex) index = open_index(*state);
    gint64 added = 0;
    g_autoptr(OsintArticle) article = osint_index_article_added(index, 1, &added, NULL);
    assert_string_equal(article->text, "Third.");
    assert_int_equal(added, 100);
}

static void test_get(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put_article(writer, "a", "First.", 100);
    g_autoptr(OsintArticle) article = osint_writer_get(writer, "a", &error);
    assert_string_equal(article->text, "First.");
    assert_null(osint_writer_get(writer, "b", &error));
    assert_null(error);
}

/* Ids too long for a term are told apart. */
static void test_long_ids(void **state)
{
    g_autofree char *one = g_strnfill(400, 'x');
    g_autofree char *two = g_strconcat(one, "y", NULL);
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put_article(writer, one, "One.", 1);
    put_article(writer, two, "Two.", 1);
    commit(writer);
    assert_index(*state, 2, 2);
    g_autoptr(OsintArticle) article = osint_writer_get(writer, one, NULL);
    assert_string_equal(article->text, "One.");
}

static void test_nothing_is_seen_before_a_commit(void **state)
{
    make_index(*state);
    g_autoptr(OsintIndex) before = open_index(*state);
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
        put_article(writer, "c", "More.", 1);
        assert_true(osint_writer_remove(writer, "a", NULL));
        assert_index(*state, 2, 2);
    }
    g_autoptr(OsintIndex) after = open_index(*state);
    assert_string_equal(osint_index_revision(before), osint_index_revision(after));
    assert_index(*state, 2, 2);
    g_autoptr(OsintArticle) article = osint_index_article_by_id(after, "a", NULL);
    assert_non_null(article);
}

static void test_first_run_cancelled(void **state)
{
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
        put_article(writer, "c", "More.", 1);
    }
    g_autoptr(GError) error = NULL;
    assert_null(osint_index_open(*state, &error));
    assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING));
}

static guint generations_in(const char *directory)
{
    guint count = 0;
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        count += g_str_has_prefix(name, "gen-") ? 1 : 0;
    return count;
}

static void test_full(void **state)
{
    make_index(*state);
    g_autoptr(OsintIndex) old = open_index(*state);
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_FULL);
        put_article(writer, "z", "Fresh.", 900);
        assert_index(*state, 2, 2);
        assert_int_equal(generations_in(*state), 2);
        commit(writer);
        assert_index(*state, 1, 1);
        put_article(writer, "y", "Fresher.", 900);
        commit(writer);
        assert_index(*state, 2, 2);
    }
    assert_int_equal(generations_in(*state), 1);
    g_autoptr(OsintArticle) still = osint_index_article_by_id(old, "a", NULL);
    assert_non_null(still);
    assert_true(osint_index_reopen(old, NULL));
    assert_null(osint_index_article_by_id(old, "a", NULL));
}

static void test_full_cancelled(void **state)
{
    make_index(*state);
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_FULL);
        put_article(writer, "z", "Fresh.", 900);
    }
    assert_index(*state, 2, 2);
    assert_int_equal(generations_in(*state), 1);
}

/* A directory whose `current` is not ours is left alone. */
static void test_foreign_directory(void **state)
{
    g_autofree char *current = g_build_filename(*state, OSINT_CURRENT, NULL);
    assert_true(g_file_set_contents(current, "somebody's notes", -1, NULL));
    for (int mode = OSINT_WRITER_UPDATE; mode <= OSINT_WRITER_FULL; mode++) {
        g_autoptr(GError) error = NULL;
        assert_null(osint_writer_open(*state, (OsintWriterMode)mode, 0, &error));
        assert_non_null(error);
        assert_non_null(strstr(error->message, current));
    }
    g_autofree char *content = NULL;
    assert_true(g_file_get_contents(current, &content, NULL, NULL));
    assert_string_equal(content, "somebody's notes");
    assert_int_equal(generations_in(*state), 0);
}

/* So is a directory that only has the name of a generation. */
static void test_foreign_generation(void **state)
{
    g_autofree char *folder = g_build_filename(*state, "gen-1", NULL);
    g_autofree char *notes = g_build_filename(folder, "notes.txt", NULL);
    assert_int_equal(g_mkdir(folder, 0777), 0);
    assert_true(g_file_set_contents(notes, "somebody's notes", -1, NULL));
    make_index(*state);
    make_index(*state);
    assert_index(*state, 2, 2);
    assert_true(g_file_test(notes, G_FILE_TEST_EXISTS));
}

static void test_directory_that_cannot_be_made(void **state)
{
    g_autofree char *file = g_build_filename(*state, "file", NULL);
    g_autofree char *below = g_build_filename(file, "index", NULL);
    g_autoptr(GError) error = NULL;
    assert_true(g_file_set_contents(file, "x", -1, NULL));
    assert_null(osint_writer_open(below, OSINT_WRITER_UPDATE, 0, &error));
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR));
    assert_non_null(strstr(error->message, below));
}

static void test_directories_are_made(void **state)
{
    g_autofree char *deep = g_build_filename(*state, "a", "b", "c", NULL);
    make_index(deep);
    assert_index(deep, 2, 2);
}

/* ---- the lock, and other processes ---- */

static void test_second_writer(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintWriter) first = open_writer(*state, OSINT_WRITER_UPDATE);
    assert_null(osint_writer_open(*state, OSINT_WRITER_UPDATE, 0, &error));
    assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_LOCKED));
    g_clear_error(&error);
    assert_null(osint_writer_open(*state, OSINT_WRITER_FULL, 0, &error));
    assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_LOCKED));
    put_article(first, "a", "Still at work.", 1);
    commit(first);
    assert_index(*state, 1, 1);
}

/* Runs work in a process of its own, which says "go" through the pipe that *ready is the end of. */
static pid_t start_child(void (*work)(const char *directory, int say), const char *directory, int *ready)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        work(directory, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    *ready = ends[0];
    return child;
}

static void wait_for_word(int ready)
{
    char word;
    assert_int_equal(read(ready, &word, 1), 1);
}

static void say_ready(int say)
{
    if (write(say, "x", 1) != 1)
        _exit(1);
}

static void hold_lock_for_a_while(const char *directory, int say)
{
    OsintWriter *writer = osint_writer_open(directory, OSINT_WRITER_UPDATE, 0, NULL);
    say_ready(say);
    g_usleep(300000);
    osint_writer_free(writer);
}

static void test_waiting(void **state)
{
    g_autoptr(GError) error = NULL;
    int ready;
    pid_t child = start_child(hold_lock_for_a_while, *state, &ready);
    wait_for_word(ready);
    assert_null(osint_writer_open(*state, OSINT_WRITER_UPDATE, 0, &error));
    assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_LOCKED));
    g_autoptr(OsintWriter) writer = osint_writer_open(*state, OSINT_WRITER_UPDATE, 60, NULL);
    assert_non_null(writer);
    close(ready);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void write_without_end(const char *directory, OsintWriterMode mode, int say)
{
    OsintWriter *writer = osint_writer_open(directory, mode, 0, NULL);
    for (guint i = 0;; i++) {
        g_autofree char *id = g_strdup_printf("n%u", i);
        g_autofree char *text = g_strdup_printf("Article %u of many words such as w%u.", i, i * 7);
        g_autoptr(OsintArticle) article = make_article(id, NULL, text);
        if (writer == NULL || !osint_writer_put(writer, article, 1, NULL) ||
            (i % 3 == 0 && !osint_writer_remove(writer, "a", NULL)))
            _exit(1);
        if (i % 100 == 99)
            say_ready(say);
    }
}

static void update_without_end(const char *directory, int say)
{
    write_without_end(directory, OSINT_WRITER_UPDATE, say);
}

static void build_without_end(const char *directory, int say)
{
    write_without_end(directory, OSINT_WRITER_FULL, say);
}

static void assert_nothing_happened(const char *directory)
{
    assert_index(directory, 2, 2);
    g_autoptr(OsintIndex) index = open_index(directory);
    g_autoptr(OsintArticle) article = osint_index_article_by_id(index, "a", NULL);
    assert_non_null(article);
    assert_null(osint_index_article_by_id(index, "n0", NULL));
}

static void fail_on_problem(const char *problem, G_GNUC_UNUSED gpointer user_data)
{
    fail_msg("%s", problem);
}

/* Killed in the middle of its transaction, after it has written to disk several times, a writer leaves the
 * index as it was; the next one works and clears away what was half done. */
static void test_killed_writer(void **state)
{
    make_index(*state);
    for (int i = 0; i < 6; i++) {
        int ready;
        pid_t child = start_child(i % 2 == 0 ? update_without_end : build_without_end, *state, &ready);
        for (int j = 0; j <= i; j++)
            wait_for_word(ready);
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, NULL, 0), child);
        close(ready);
        assert_nothing_happened(*state);
    }
    guint problems = 99;
    assert_true(osint_index_verify(*state, fail_on_problem, NULL, &problems, NULL));
    assert_int_equal(problems, 0);
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put_article(writer, "c", "After the storm.", 1);
    commit(writer);
    assert_index(*state, 3, 3);
    assert_int_equal(generations_in(*state), 1);
}

/* ---- re-tagging ---- */

static gboolean tag_a(OsintArticle *article, gpointer user_data)
{
    guint *seen = user_data;
    (*seen)++;
    if (!g_str_equal(article->id, "a"))
        return FALSE;
    osint_article_add_mention(article, (OsintSpan){0, 4}, "tick", "threat-actor", "Tick");
    return TRUE;
}

static void test_update(void **state)
{
    make_index(*state);
    guint seen = 0;
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    assert_true(osint_writer_update(writer, NULL, tag_a, &seen, NULL));
    assert_int_equal(seen, 2);
    commit(writer);
    assert_index(*state, 2, 2);
    g_autoptr(OsintIndex) index = open_index(*state);
    gint64 added;
    guint32 articles;
    g_autoptr(OsintArticle) article = osint_index_article_added(index, 1, &added, NULL);
    assert_int_equal(article->mentions->len, 1);
    assert_int_equal(added, 100);
    assert_true(xapc_db_term_freq(osint_index_db(index), "XEtick", &articles, NULL));
    assert_int_equal(articles, 1);
}

static gboolean choose_b(OsintArticle *article, gpointer user_data G_GNUC_UNUSED)
{
    assert_non_null(article->text);
    return g_str_equal(article->id, "b");
}

static void test_update_chosen(void **state)
{
    make_index(*state);
    guint seen = 0;
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    assert_true(osint_writer_update(writer, choose_b, tag_a, &seen, NULL));
    assert_int_equal(seen, 1);
}

/* ---- the manifest ---- */

static void set_document(OsintWriter *writer, const char *path, const char *sha256, const char *ids)
{
    g_autoptr(OsintDocument) document = g_new0(OsintDocument, 1);
    document->path = g_strdup(path);
    document->sha256 = g_strdup(sha256);
    document->ids = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) list = g_strsplit(ids, " ", -1);
    for (char **id = list; *id != NULL; id++)
        g_ptr_array_add(document->ids, g_strdup(*id));
    assert_true(osint_writer_set_document(writer, document, NULL));
}

static void assert_document(OsintWriter *writer, const char *path, const char *sha256, const char *ids)
{
    g_autoptr(OsintDocument) document = NULL;
    assert_true(osint_writer_document(writer, path, &document, NULL));
    assert_non_null(document);
    assert_string_equal(document->path, path);
    assert_string_equal(document->sha256, sha256);
    g_ptr_array_add(document->ids, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)document->ids->pdata);
    assert_string_equal(joined, ids);
}

static void assert_unknown(OsintWriter *writer, const char *path)
{
    g_autoptr(OsintDocument) document = NULL;
    assert_true(osint_writer_document(writer, path, &document, NULL));
    assert_null(document);
}

static void count(const OsintDocument *document G_GNUC_UNUSED, gpointer found)
{
    (*(guint *)found)++;
}

static void test_manifest_round_trip(void **state)
{
    g_autofree char *deep = g_strnfill(5000, 'd');
    g_autofree char *longest = g_strconcat("/", deep, "/é", NULL);
    const char *const paths[] = {"/",     "/a b",     "/a\nb",    "/a\tb\\c", "/日本/記事.txt",
                                 "/é",    "/e\u0301", "/*?[x]",   "/.",       "/\xF0\x9F\x98\x80",
                                 "/%s%n", longest,    "/\x01\x7F"};
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
        for (gsize i = 0; i < G_N_ELEMENTS(paths); i++)
            set_document(writer, paths[i], paths[i], i % 2 == 0 ? "a b c" : "");
        commit(writer);
    }
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++)
        assert_document(writer, paths[i], paths[i], i % 2 == 0 ? "a b c" : "");
    guint found = 0;
    assert_true(osint_manifest_foreach(osint_writer_db(writer), count, &found, NULL));
    assert_int_equal(found, G_N_ELEMENTS(paths));
}

static void test_manifest_changes(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    set_document(writer, "/m/a", "1", "x");
    commit(writer);
    set_document(writer, "/m/a", "2", "x y");
    set_document(writer, "/m/b", "3", "z");
    assert_document(writer, "/m/a", "2", "x y");
    assert_true(osint_writer_forget_document(writer, "/m/b", NULL));
    assert_true(osint_writer_forget_document(writer, "/m/never", NULL));
    assert_unknown(writer, "/m/b");
    g_clear_pointer(&writer, osint_writer_free);
    writer = open_writer(*state, OSINT_WRITER_UPDATE);
    assert_document(writer, "/m/a", "1", "x");
    assert_true(osint_writer_forget_document(writer, "/m/a", NULL));
    commit(writer);
    g_clear_pointer(&writer, osint_writer_free);
    writer = open_writer(*state, OSINT_WRITER_UPDATE);
    assert_unknown(writer, "/m/a");
}

#define DIRECTORY_TEST(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
    /* So that a transaction of a few hundred articles reaches the disk before it is committed. */
    g_setenv("XAPIAN_FLUSH_THRESHOLD", "50", TRUE);
    const struct CMUnitTest tests[] = {
        DIRECTORY_TEST(test_put_replace_remove),
        DIRECTORY_TEST(test_added_is_kept),
        DIRECTORY_TEST(test_get),
        DIRECTORY_TEST(test_long_ids),
        DIRECTORY_TEST(test_nothing_is_seen_before_a_commit),
        DIRECTORY_TEST(test_first_run_cancelled),
        DIRECTORY_TEST(test_full),
        DIRECTORY_TEST(test_full_cancelled),
        DIRECTORY_TEST(test_foreign_directory),
        DIRECTORY_TEST(test_foreign_generation),
        DIRECTORY_TEST(test_directory_that_cannot_be_made),
        DIRECTORY_TEST(test_directories_are_made),
        DIRECTORY_TEST(test_second_writer),
        DIRECTORY_TEST(test_waiting),
        DIRECTORY_TEST(test_killed_writer),
        DIRECTORY_TEST(test_update),
        DIRECTORY_TEST(test_update_chosen),
        DIRECTORY_TEST(test_manifest_round_trip),
        DIRECTORY_TEST(test_manifest_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
