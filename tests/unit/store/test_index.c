/* The index for reading: what can be opened, what cannot and why, articles and entities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/store/generation.h"
#include "indexer/store/schema.h"
#include "tests/unit/store/fixture.h"

static void assert_not_opened(const char *directory, OsintIndexError code)
{
    g_autoptr(GError) error = NULL;
    assert_null(osint_index_open(directory, &error));
    assert_non_null(error);
    if (!g_error_matches(error, OSINT_INDEX_ERROR, (gint)code) || strstr(error->message, directory) == NULL)
        fail_msg("%s %d: %s", g_quark_to_string(error->domain), error->code, error->message);
}

static void test_missing(void **state)
{
    g_autofree char *missing = g_build_filename(*state, "missing", NULL);
    g_autofree char *file = g_build_filename(*state, "file", NULL);
    assert_true(g_file_set_contents(file, "text", -1, NULL));
    assert_not_opened(missing, OSINT_INDEX_ERROR_MISSING);
    assert_not_opened(file, OSINT_INDEX_ERROR_MISSING);
    assert_not_opened(*state, OSINT_INDEX_ERROR_MISSING);
}

static void test_current_is_no_link(void **state)
{
    g_autofree char *current = g_build_filename(*state, OSINT_CURRENT, NULL);
    assert_true(g_file_set_contents(current, "gen-1", -1, NULL));
    assert_not_opened(*state, OSINT_INDEX_ERROR_MISSING);
}

static void test_current_leads_nowhere(void **state)
{
    g_autofree char *current = g_build_filename(*state, OSINT_CURRENT, NULL);
    assert_int_equal(symlink("gen-7", current), 0);
    assert_not_opened(*state, OSINT_INDEX_ERROR_DAMAGED);
}

static void test_current_is_no_database(void **state)
{
    g_autofree char *current = g_build_filename(*state, OSINT_CURRENT, NULL);
    g_autofree char *generation = g_build_filename(*state, "gen-1", NULL);
    g_autofree char *half = g_build_filename(generation, "iamglass", NULL);
    assert_int_equal(g_mkdir(generation, 0777), 0);
    assert_int_equal(symlink("gen-1", current), 0);
    assert_not_opened(*state, OSINT_INDEX_ERROR_DAMAGED);
    assert_true(g_file_set_contents(half, "half a file", -1, NULL));
    assert_not_opened(*state, OSINT_INDEX_ERROR_DAMAGED);
}

static void set_metadata(const char *directory, const char *key, const char *value)
{
    g_autofree char *generation = osint_generation_current(directory, NULL);
    g_autoptr(XapcDb) db = xapc_db_open_writable(generation, XAPC_CREATE_OR_OPEN, XAPC_DB_NONE, NULL);
    assert_true(xapc_db_set_metadata(db, key, value, strlen(value), NULL));
    assert_true(xapc_db_commit(db, NULL));
}

/* A database of something else, and ours of another format or with other terms. */
static void test_other_format(void **state)
{
    static const char *const keys[] = {OSINT_META_FORMAT, OSINT_META_TERMS};
    g_autofree char *current = g_build_filename(*state, OSINT_CURRENT, NULL);
    assert_int_equal(symlink("gen-1", current), 0);
    set_metadata(*state, "foreign", "yes");
    assert_not_opened(*state, OSINT_INDEX_ERROR_FORMAT);
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autofree char *directory = g_strdup_printf("%s/%zu", (const char *)*state, i);
        make_index(directory);
        set_metadata(directory, keys[i], "999");
        assert_not_opened(directory, OSINT_INDEX_ERROR_FORMAT);
        g_autoptr(GError) error = NULL;
        assert_null(osint_writer_open(directory, OSINT_WRITER_UPDATE, 0, &error));
        assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_FORMAT));
        g_autoptr(OsintWriter) anew = open_writer(directory, OSINT_WRITER_FULL);
        commit(anew);
        g_autoptr(OsintIndex) index = open_index(directory);
        assert_int_equal(osint_index_size(index), 0);
    }
}

static void test_facts(void **state)
{
    make_index(*state);
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_string_equal(osint_index_directory(index), *state);
    assert_int_equal(osint_index_size(index), 2);
    assert_int_equal(osint_index_passages(index), 2);
    assert_string_equal(osint_index_stemmers(index)[0], "en");
    assert_null(osint_index_stemmers(index)[1]);
}

static void put_in(OsintWriter *writer, const char *id, const char *language)
{
    g_autoptr(OsintArticle) article = make_article(id, NULL, "Text.");
    g_free(article->language);
    article->language = g_strdup(language);
    assert_true(osint_writer_put(writer, article, 1, NULL));
}

/* Every stemmer of the index, that of the most articles first; English is always among them. */
static void test_stemmers(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put_in(writer, "a", "de");
    put_in(writer, "b", "de-AT");
    put_in(writer, "c", "ja");
    put_in(writer, "d", "nb");
    put_in(writer, "e", "no");
    put_in(writer, "f", "nn");
    put_in(writer, "g", NULL);
    commit(writer);
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autofree char *stemmers = g_strjoinv(" ", (char **)(gpointer)osint_index_stemmers(index));
    assert_string_equal(stemmers, "no de en");
}

static void test_articles(void **state)
{
    make_index(*state);
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintIndex) index = open_index(*state);
    gint64 added = 0;
    g_autoptr(OsintArticle) second = osint_index_article_added(index, 2, &added, &error);
    assert_string_equal(second->id, "b");
    assert_int_equal(added, 200);
    g_autoptr(OsintArticle) first = osint_index_article_by_id(index, "a", &error);
    assert_string_equal(first->text, "Tick is a group.");
    assert_null(osint_index_article_by_id(index, "none", &error));
    assert_null(error);
    assert_null(osint_index_article(index, 99, &error));
    assert_true(g_error_matches(error, XAPC_ERROR, XAPC_ERROR_DOC_NOT_FOUND));
}

static void test_damaged_article(void **state)
{
    make_index(*state);
    g_autofree char *generation = osint_generation_current(*state, NULL);
    g_autoptr(XapcDb) db = xapc_db_open_writable(generation, XAPC_OPEN, XAPC_DB_NONE, NULL);
    g_autoptr(XapcDoc) document = xapc_db_document(db, 1, NULL);
    assert_true(xapc_doc_set_data(document, "junk", 4, NULL));
    assert_true(xapc_db_replace_document(db, 1, document, NULL));
    assert_true(xapc_db_commit(db, NULL));
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_null(osint_index_article_by_id(index, "a", &error));
    assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_DAMAGED));
}

/* The revision is the same for the same state and differs after a commit and after a fresh build. */
static void test_revision_and_reopen(void **state)
{
    make_index(*state);
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintIndex) same = open_index(*state);
    g_autofree char *before = g_strdup(osint_index_revision(index));
    assert_string_equal(before, osint_index_revision(same));
    for (int i = 0; i < 2; i++) {
        g_autoptr(OsintWriter) writer = open_writer(*state, i == 0 ? OSINT_WRITER_UPDATE : OSINT_WRITER_FULL);
        put_article(writer, "c", "More.", 300);
        commit(writer);
        assert_true(osint_index_reopen(index, NULL));
        assert_string_not_equal(before, osint_index_revision(index));
        assert_int_equal(osint_index_size(index), i == 0 ? 3 : 1);
        g_free(before);
        before = g_strdup(osint_index_revision(index));
    }
}

/* An index that cannot be reopened still answers from the state it has open. */
static void test_reopen_fails(void **state)
{
    make_index(*state);
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autofree char *current = g_build_filename(*state, OSINT_CURRENT, NULL);
    assert_int_equal(g_unlink(current), 0);
    assert_false(osint_index_reopen(index, &error));
    assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING));
    g_autoptr(OsintArticle) article = osint_index_article_by_id(index, "a", NULL);
    assert_non_null(article);
}

/* ---- entities ---- */

static const char birds[] = "heron\tthreat-actor\tHeron\tSILENT POND\tAPT40\n"
                            "unit-77\tmilitary-unit\tUnit 77\t第77部隊\n"
                            "heron-town\tplace\tHeron\n";

static void make_index_with_entities(const char *directory)
{
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(GBytes) content = g_bytes_new_static(birds, strlen(birds));
    assert_true(osint_entity_list_add(list, "birds", content, NULL, NULL, NULL));
    g_autoptr(OsintWriter) writer = open_writer(directory, OSINT_WRITER_UPDATE);
    assert_true(osint_writer_set_entities(writer, list, NULL));
    commit(writer);
    g_autoptr(OsintEntityList) again = osint_writer_entities(writer, NULL);
    assert_int_equal(osint_entity_list_size(again), 3);
}

static void assert_found(OsintIndex *index, const char *name, const char *type, gboolean exact,
                         const char *expected)
{
    g_autoptr(GPtrArray) ids = osint_index_find_entities(index, name, type, exact, NULL);
    g_ptr_array_add(ids, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)ids->pdata);
    assert_string_equal(joined, expected);
}

static void test_find_entities(void **state)
{
    make_index_with_entities(*state);
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintEntityList) list = osint_index_entities(index, NULL);
    assert_int_equal(osint_entity_list_size(list), 3);
    const OsintEntity *entity = osint_index_entity(index, "heron-town", NULL);
    assert_string_equal(entity->name, "Heron");
    assert_ptr_equal(osint_index_entity(index, "heron-town", NULL), entity);
    assert_null(osint_index_entity(index, "nobody", NULL));
    assert_found(index, "silent-pond", NULL, FALSE, "heron");
    assert_found(index, "ＡＰＴ 40", NULL, FALSE, "heron");
    assert_found(index, "heron", NULL, FALSE, "heron heron-town");
    assert_found(index, "heron", "place", FALSE, "heron-town");
    assert_found(index, "Unit 77", NULL, TRUE, "unit-77");
    assert_found(index, "第77部隊", NULL, TRUE, "unit-77");
    assert_found(index, "heron-town", NULL, TRUE, "");
    assert_found(index, "heron-town", NULL, FALSE, "heron-town");
    assert_found(index, "nobody", NULL, FALSE, "");
    assert_found(index, "", NULL, FALSE, "");
}

static void assert_nearest(OsintIndex *index, const char *name, const char *type, const char *expected)
{
    g_autofree char *nearest = osint_index_nearest_entity(index, name, type, G_MAXUINT);
    if (expected == NULL)
        assert_null(nearest);
    else
        assert_string_equal(nearest, expected);
}

static void test_nearest_entity(void **state)
{
    make_index_with_entities(*state);
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_nearest(index, "silent pnod", NULL, "SILENT POND");
    assert_nearest(index, "herron", "threat-actor", "heron");
    assert_nearest(index, "unit 78", NULL, "unit-77");
    assert_nearest(index, "entirely else", NULL, NULL);
    assert_nearest(index, "silent pnod", "place", NULL);
}

static void test_no_entities(void **state)
{
    make_index(*state);
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintEntityList) list = osint_index_entities(index, NULL);
    assert_int_equal(osint_entity_list_size(list), 0);
    assert_found(index, "heron", NULL, FALSE, "");
    assert_nearest(index, "heron", NULL, NULL);
}

#define DIRECTORY_TEST(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIRECTORY_TEST(test_missing),
        DIRECTORY_TEST(test_current_is_no_link),
        DIRECTORY_TEST(test_current_leads_nowhere),
        DIRECTORY_TEST(test_current_is_no_database),
        DIRECTORY_TEST(test_other_format),
        DIRECTORY_TEST(test_facts),
        DIRECTORY_TEST(test_stemmers),
        DIRECTORY_TEST(test_articles),
        DIRECTORY_TEST(test_damaged_article),
        DIRECTORY_TEST(test_revision_and_reopen),
        DIRECTORY_TEST(test_reopen_fails),
        DIRECTORY_TEST(test_find_entities),
        DIRECTORY_TEST(test_nearest_entity),
        DIRECTORY_TEST(test_no_entities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
