/* Verifying: a sound index has no problems, and each kind of tampering is found and named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "indexer/copies/sketch.h"
#include "indexer/store/generation.h"
#include "indexer/store/schema.h"
#include "tests/unit/store/fixture.h"

static void note(const char *problem, gpointer user_data)
{
    g_string_append_printf(user_data, "%s\n", problem);
}

/* The problems, one a line; their number agrees with *problems. */
static char *verify(const char *directory)
{
    g_autoptr(GError) error = NULL;
    GString *report = g_string_new(NULL);
    guint problems = 0, lines = 0;
    if (!osint_index_verify(directory, note, report, &problems, &error))
        fail_msg("%s", error->message);
    for (const char *p = report->str; *p != '\0'; p++)
        lines += *p == '\n';
    assert_true(problems <= lines && (problems == 0) == (lines == 0));
    return g_string_free(report, FALSE);
}

static void assert_problem(const char *directory, const char *part)
{
    g_autofree char *report = verify(directory);
    if (strstr(report, part) == NULL)
        fail_msg("no \"%s\" in: %s", part, report);
}

static XapcDb *open_for_tampering(const char *directory)
{
    g_autofree char *generation = osint_generation_current(directory, NULL);
    XapcDb *db = xapc_db_open_writable(generation, XAPC_OPEN, XAPC_DB_NONE, NULL);
    assert_non_null(db);
    return db;
}

typedef void (*Tamper)(XapcDoc *document);

/* An index whose document 1 was changed behind the writer's back. */
static void make_tampered_index(const char *directory, Tamper tamper)
{
    make_index(directory);
    g_autoptr(XapcDb) db = open_for_tampering(directory);
    g_autoptr(XapcDoc) document = xapc_db_document(db, 1, NULL);
    tamper(document);
    assert_true(xapc_db_replace_document(db, 1, document, NULL));
    assert_true(xapc_db_commit(db, NULL));
}

static void test_sound(void **state)
{
    make_index(*state);
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
        g_autoptr(OsintArticle) article =
            make_article("c", "日本の記事 Title", "東京でTickを見た。\n\nThe men's servers 192 ran.");
        article->published = g_strdup("2021-04-20");
        article->publisher = g_strdup("NHK ワールド");
        article->url = g_strdup("https://www3.news.example.org/a?b=c");
        article->rating = g_strdup("b2");
        g_ptr_array_add(article->authors, g_strdup("Jane O'Doe"));
        g_ptr_array_add(article->tags, g_strdup("Some Tag"));
        g_ptr_array_add(article->tagged, g_strdup("unit-61419"));
        osint_article_add_mention(article, (OsintSpan){9, 13}, "tick", "threat-actor", "Tick");
        assert_true(osint_writer_put(writer, article, 5, NULL));
        commit(writer);
    }
    g_autofree char *report = verify(*state);
    assert_string_equal(report, "");
}

static void test_missing_index(void **state)
{
    g_autoptr(GError) error = NULL;
    guint problems = 7;
    assert_false(osint_index_verify(*state, note, NULL, &problems, &error));
    assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING));
    assert_int_equal(problems, 7);
}

static void add_term(XapcDoc *document)
{
    assert_true(xapc_doc_add_term(document, "planted", 1, NULL));
}

static void test_planted_term(void **state)
{
    make_tampered_index(*state, add_term);
    assert_problem(*state, "article a: ");
    assert_problem(*state, "planted");
}

static void remove_term(XapcDoc *document)
{
    assert_true(xapc_doc_remove_term(document, "tick", NULL));
    add_term(document);
}

static void test_missing_term(void **state)
{
    make_tampered_index(*state, remove_term);
    assert_problem(*state, "\"tick\"");
    assert_problem(*state, "\"planted\"");
}

static void change_count(XapcDoc *document)
{
    assert_true(xapc_doc_add_term(document, "tick", 4, NULL));
}

static void test_changed_count(void **state)
{
    make_tampered_index(*state, change_count);
    assert_problem(*state, "\"tick\"");
}

static void change_value(XapcDoc *document)
{
    assert_true(xapc_doc_set_value(document, OSINT_SLOT_PUBLISHER, "nobody", 6, NULL));
}

static void test_changed_value(void **state)
{
    make_tampered_index(*state, change_value);
    assert_problem(*state, "article a: ");
}

static void spoil_data(XapcDoc *document)
{
    assert_true(xapc_doc_set_data(document, "junk", 4, NULL));
}

static void test_spoilt_record(void **state)
{
    make_tampered_index(*state, spoil_data);
    assert_problem(*state, "document 1: ");
}

static void test_wrong_passage_count(void **state)
{
    make_index(*state);
    g_autoptr(XapcDb) db = open_for_tampering(*state);
    assert_true(xapc_db_set_metadata(db, OSINT_META_PASSAGES, "77", 2, NULL));
    assert_true(xapc_db_commit(db, NULL));
    assert_problem(*state, "77 passages");
}

static void test_article_twice(void **state)
{
    make_index(*state);
    g_autoptr(XapcDb) db = open_for_tampering(*state);
    g_autoptr(XapcDoc) document = xapc_db_document(db, 1, NULL);
    assert_true(xapc_db_add_document(db, document, NULL, NULL));
    assert_true(xapc_db_commit(db, NULL));
    assert_problem(*state, "article a: ");
}

/* Passages that overlap or leave out a part of the text are not what the text gives. */
static void test_wrong_passages(void **state)
{
    {
        g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
        g_autoptr(OsintArticle) article = make_article("a", NULL, "One. Two. Three.");
        g_array_index(article->passages, OsintSpan, 0).end = 4;
        assert_true(osint_writer_put(writer, article, 1, NULL));
        commit(writer);
    }
    assert_problem(*state, "article a: ");
}

/* A block of a table overwritten on disk. */
static void test_damaged_file(void **state)
{
    make_index(*state);
    g_autofree char *generation = osint_generation_current(*state, NULL);
    g_autofree char *path = g_build_filename(generation, "postlist.glass", NULL);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    char junk[256];
    memset(junk, 0x5A, sizeof junk);
    assert_int_equal(pwrite(fd, junk, sizeof junk, 8), (ssize_t)sizeof junk);
    close(fd);
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) report = g_string_new(NULL);
    guint problems = 0;
    assert_true(!osint_index_verify(*state, note, report, &problems, &error) || problems > 0);
    assert_true(error == NULL || strstr(error->message, *state) != NULL || problems == 0);
}

static void set_document(OsintWriter *writer, const char *id)
{
    g_autoptr(OsintDocument) document = g_new0(OsintDocument, 1);
    document->path = g_strdup("/mirror/a.txt");
    document->sha256 = g_strdup("0");
    document->ids = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(document->ids, g_strdup(id));
    assert_true(osint_writer_set_document(writer, document, NULL));
}

/* The manifest names an article that is not there: a later run would never bring it back. */
static void test_manifest_names_a_missing_article(void **state)
{
    make_index(*state);
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    set_document(writer, "a");
    commit(writer);
    g_autofree char *sound = verify(*state);
    assert_string_equal(sound, "");
    set_document(writer, "gone");
    commit(writer);
    assert_problem(*state, "/mirror/a.txt");
}

#define DIRECTORY_TEST(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

static void claim_a_copy(XapcDoc *document)
{
    assert_true(xapc_doc_set_value(document, OSINT_SLOT_COPIES, "x", 1, NULL));
    assert_true(xapc_doc_add_term(document, OSINT_TERM_COPIES "x", 0, NULL));
}

static void test_a_copy_of_nothing(void **state)
{
    make_tampered_index(*state, claim_a_copy);
    assert_problem(*state, "its group of copies is \"x\", its text gives \"\"");
}

static void plant_a_sketch(XapcDoc *document)
{
    g_autoptr(OsintShingles) shingles =
        osint_shingles_new("one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                           "fifteen sixteen seventeen eighteen nineteen twenty and more");
    g_autoptr(GBytes) sketch = osint_sketch_encode(shingles);
    assert_true(xapc_doc_set_value(document, OSINT_SLOT_SKETCH, g_bytes_get_data(sketch, NULL),
                                   g_bytes_get_size(sketch), NULL));
}

static void test_a_table_that_is_not_of_the_sketches(void **state)
{
    make_tampered_index(*state, plant_a_sketch);
    assert_problem(*state, "the table of shingles");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_copy_of_nothing, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_a_table_that_is_not_of_the_sketches, make_directory,
                                        remove_directory),
        DIRECTORY_TEST(test_sound),
        DIRECTORY_TEST(test_missing_index),
        DIRECTORY_TEST(test_planted_term),
        DIRECTORY_TEST(test_missing_term),
        DIRECTORY_TEST(test_changed_count),
        DIRECTORY_TEST(test_changed_value),
        DIRECTORY_TEST(test_spoilt_record),
        DIRECTORY_TEST(test_wrong_passage_count),
        DIRECTORY_TEST(test_article_twice),
        DIRECTORY_TEST(test_wrong_passages),
        DIRECTORY_TEST(test_damaged_file),
        DIRECTORY_TEST(test_manifest_names_a_missing_article),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
