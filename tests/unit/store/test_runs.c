/* Many articles are written in runs that are merged: whatever was put, replaced, removed and asked for in
 * between (a model says what must be there), with any number of threads, and whether the index is new, grows
 * a little or a lot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/store/runs.h"
#include "indexer/store/schema.h"
#include "tests/unit/often.h"
#include "tests/unit/store/fixture.h"

#define SMALL_RUNS ((gsize)64 << 10) /* memory for three articles a run */
#define LARGE_RUNS ((gsize)512 << 20)

/* ---- the model: id -> text ---- */

static GHashTable *model_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static char *random_id(GRand *dice, guint ids)
{
    return g_strdup_printf("id%d", g_rand_int_range(dice, 0, (gint32)ids));
}

static void put_random(OsintWriter *writer, GHashTable *model, GRand *dice, guint ids)
{
    g_autofree char *id = random_id(dice, ids);
    char *text = g_strdup_printf("Article %s of turn %u says tick.\n\nIt has word%d.", id, g_rand_int(dice),
                                 g_rand_int_range(dice, 0, 50));
    put_article(writer, id, text, 100);
    g_hash_table_insert(model, g_strdup(id), text);
}

static void remove_random(OsintWriter *writer, GHashTable *model, GRand *dice, guint ids)
{
    g_autofree char *id = random_id(dice, ids);
    assert_true(osint_writer_remove(writer, id, NULL));
    g_hash_table_remove(model, id);
}

static void get_random(OsintWriter *writer, GHashTable *model, GRand *dice, guint ids)
{
    g_autofree char *id = random_id(dice, ids);
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintArticle) article = osint_writer_get(writer, id, &error);
    const char *text = g_hash_table_lookup(model, id);
    assert_null(error);
    assert_int_equal(article != NULL, text != NULL);
    if (article != NULL)
        assert_string_equal(article->text, text);
}

static void change(OsintWriter *writer, GHashTable *model, GRand *dice, guint turns, guint ids)
{
    for (guint i = 0; i < turns; i++) {
        int fate = g_rand_int_range(dice, 0, 10);
        (fate < 7 ? put_random : fate < 9 ? remove_random : get_random)(writer, model, dice, ids);
    }
}

static void show_problem(const char *problem, gpointer user_data G_GNUC_UNUSED)
{
    print_error("%s\n", problem);
}

static void assert_is_model(const char *directory, GHashTable *model)
{
    guint problems;
    GHashTableIter iter;
    gpointer id, text;
    assert_true(osint_index_verify(directory, show_problem, NULL, &problems, NULL));
    assert_int_equal(problems, 0);
    g_autoptr(OsintIndex) index = open_index(directory);
    assert_int_equal(osint_index_size(index), g_hash_table_size(model));
    guint64 passages = 0;
    g_hash_table_iter_init(&iter, model);
    while (g_hash_table_iter_next(&iter, &id, &text)) {
        g_autoptr(OsintArticle) article = osint_index_article_by_id(index, id, NULL);
        assert_non_null(article);
        assert_string_equal(article->text, text);
        passages += article->passages->len;
    }
    assert_int_equal(osint_index_passages(index), passages);
}

/* ---- tests ---- */

static void test_random(void **state)
{
    static const guint turns[] = {200, 5, 40, 400, 3, 90};
    g_autoptr(GRand) dice = g_rand_new_with_seed(61419);
    g_autoptr(GHashTable) model = model_new();
    for (guint i = 0; i < G_N_ELEMENTS(turns); i++) {
        OsintWriterMode mode = i == 3 ? OSINT_WRITER_FULL : OSINT_WRITER_UPDATE;
        g_autoptr(OsintWriter) writer = open_writer(*state, mode);
        if (mode == OSINT_WRITER_FULL)
            g_hash_table_remove_all(model);
        osint_writer_set_work(writer, 1 + i % 3, i % 4 == 3 ? LARGE_RUNS : SMALL_RUNS);
        change(writer, model, dice, often(turns[i]), 150);
        commit(writer);
        assert_is_model(*state, model);
        change(writer, model, dice, often(turns[i] / 2), 150);
        commit(writer);
        assert_is_model(*state, model);
    }
}

/* What was deleted at the beginning of the old database moves its documents when it is merged. */
static void test_beginning_deleted(void **state)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);
    g_autoptr(GHashTable) model = model_new();
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    osint_writer_set_work(writer, 2, SMALL_RUNS);
    for (guint i = 0; i < 40; i++) {
        g_autofree char *id = g_strdup_printf("old%u", i);
        put_article(writer, id, "An old one.", 1);
        g_hash_table_insert(model, g_strdup(id), g_strdup("An old one."));
    }
    commit(writer);
    for (guint i = 0; i < 5; i++) {
        g_autofree char *id = g_strdup_printf("old%u", i);
        assert_true(osint_writer_remove(writer, id, NULL));
        g_hash_table_remove(model, id);
    }
    commit(writer);
    assert_true(osint_writer_remove(writer, "old7", NULL));
    g_hash_table_remove(model, "old7");
    change(writer, model, dice, 100, 1000);
    commit(writer);
    assert_is_model(*state, model);
}

static void test_without_commit(void **state)
{
    make_index(*state);
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    osint_writer_set_work(writer, 2, SMALL_RUNS);
    for (guint i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("new%u", i);
        put_article(writer, id, "Nobody sees it.", 1);
    }
    g_clear_pointer(&writer, osint_writer_free);
    g_autofree char *building = g_build_filename(*state, "building", NULL);
    assert_false(g_file_test(building, G_FILE_TEST_EXISTS));
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_int_equal(osint_index_size(index), 2);
}

/* Metadata that a big change took away does not come back from what it is merged with. */
static void test_metadata(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put_article(writer, "a", "Tick.", 1);
    assert_true(osint_writer_set_recipes(writer, "old", NULL));
    assert_true(xapc_db_set_metadata(osint_writer_db(writer), "stale", "x", 1, NULL));
    commit(writer);
    osint_writer_set_work(writer, 2, SMALL_RUNS);
    assert_true(osint_writer_set_recipes(writer, "new", NULL));
    assert_true(xapc_db_set_metadata(osint_writer_db(writer), "stale", "", 0, NULL));
    for (guint i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("new%u", i);
        put_article(writer, id, "Many.", 1);
    }
    commit(writer);
    g_autofree char *recipes = osint_writer_recipes(writer, NULL);
    assert_string_equal(recipes, "new");
    g_autoptr(GBytes) stale = xapc_db_metadata(osint_writer_db(writer), "stale", NULL);
    assert_int_equal(g_bytes_get_size(stale), 0);
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_int_equal(osint_index_size(index), 31);
}

/* ---- the same with any number of threads ---- */

static void dump_document(XapcDb *db, guint32 docid, GString *dump)
{
    const char *term;
    guint32 wdf;
    g_autoptr(XapcDoc) document = xapc_db_document(db, docid, NULL);
    g_autoptr(XapcTerms) terms = xapc_doc_terms(document, NULL);
    g_autoptr(GBytes) data = xapc_doc_data(document, NULL);
    g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, data);
    g_string_append_printf(dump, "%u %s\n", docid, sum);
    while (xapc_terms_next(terms, &term, NULL)) {
        assert_true(xapc_terms_wdf(terms, &wdf, NULL));
        g_string_append_printf(dump, "%s %u\n", term, wdf);
    }
    for (guint32 slot = 0; slot < OSINT_SLOTS; slot++) {
        g_autoptr(GBytes) value = xapc_doc_value(document, slot, NULL);
        g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_MD5, value);
        g_string_append_printf(dump, "%u %s\n", slot, digest);
    }
}

static char *dump_index(const char *directory)
{
    GString *dump = g_string_new(NULL);
    g_autoptr(OsintIndex) index = open_index(directory);
    g_autoptr(XapcPostings) all = xapc_db_postings(osint_index_db(index), "", NULL);
    guint32 docid;
    while (xapc_postings_next(all, &docid, NULL))
        dump_document(osint_index_db(index), docid, dump);
    return g_string_free(dump, FALSE);
}

static char *build(const char *directory, guint threads)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(11);
    g_autoptr(GHashTable) model = model_new();
    g_autoptr(OsintWriter) writer = open_writer(directory, OSINT_WRITER_FULL);
    osint_writer_set_work(writer, threads, SMALL_RUNS);
    change(writer, model, dice, 300, 200);
    commit(writer);
    change(writer, model, dice, 200, 200);
    commit(writer);
    assert_is_model(directory, model);
    return dump_index(directory);
}

static void test_threads(void **state)
{
    g_autofree char *one = build(*state, 1);
    for (guint threads = 2; threads <= 4; threads += 2) {
        g_autofree char *several = build(*state, threads);
        assert_string_equal(one, several);
    }
}

/* ---- runs alone ---- */

static XapcDoc *numbered_document(guint number)
{
    XapcDoc *document = xapc_doc_new(NULL);
    g_autofree char *data = g_strdup_printf("%u", number);
    assert_true(xapc_doc_add_term(document, "some", 1, NULL));
    assert_true(xapc_doc_set_data(document, data, strlen(data), NULL));
    return document;
}

static gboolean count_up(XapcDoc *document, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    guint *next = user_data;
    g_autofree char *expected = g_strdup_printf("%u", (*next)++);
    g_autoptr(GBytes) data = xapc_doc_data(document, NULL);
    assert_memory_equal(g_bytes_get_data(data, NULL), expected, strlen(expected));
    return TRUE;
}

/* More than are open at the same time. */
static void test_groups(void **state)
{
    g_autofree char *directory = g_build_filename(*state, "building", NULL);
    g_autoptr(OsintRuns) runs = osint_runs_new(directory, 2, 4000);
    for (guint i = 0; i < 450; i++)
        assert_true(osint_runs_add(runs, numbered_document(i), 500, NULL));
    assert_int_equal(osint_runs_documents(runs), 450);
    g_autoptr(GBytes) data = osint_runs_data(runs, 207, NULL);
    assert_memory_equal(g_bytes_get_data(data, NULL), "207", 3);
    guint next = 0;
    assert_true(osint_runs_foreach(runs, count_up, &next, NULL));
    assert_int_equal(next, 450);
    g_autoptr(GPtrArray) paths = osint_runs_finish(runs, NULL);
    assert_int_equal(paths->len, 2 + 25);
}

static void test_failure_is_told(void **state)
{
    g_autofree char *directory = g_build_filename(*state, "building", NULL);
    g_autoptr(OsintRuns) runs = osint_runs_new(directory, 2, 4000);
    g_autofree char *taken = g_build_filename(directory, "run-1", NULL);
    g_autoptr(GError) error = NULL;
    assert_int_equal(g_mkdir_with_parents(directory, 0777), 0);
    assert_true(g_file_set_contents(taken, "", 0, NULL));
    for (guint i = 0; i < 10; i++)
        osint_runs_add(runs, numbered_document(i), 500, NULL);
    assert_null(osint_runs_finish(runs, &error));
    assert_non_null(error);
    g_autoptr(GError) again = NULL;
    g_autoptr(GBytes) data = osint_runs_data(runs, 0, &again);
    assert_null(data);
    assert_non_null(again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_beginning_deleted, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_without_commit, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_metadata, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_threads, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_groups, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_failure_is_told, make_directory, remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
