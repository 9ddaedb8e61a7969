/* Adding, replacing, deleting, commits and transactions; joining, merging and checking databases. */
#include "tests/unit/xapian-c/fixture.h"

static guint32 doc_count(XapcDb *db)
{
    GError *error = NULL;
    guint32 count = 0;
    (void)xapc_db_doc_count(db, &count, &error);
    assert_no_error(error);
    return count;
}

static void add_replace_delete(void **state)
{
    GError *error = NULL;
    guint32 docid = 0;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    assert_int_equal(fixture_add(db, "Q1 first"), 1);
    assert_int_equal(fixture_add(db, "Q2 second"), 2);
    g_autoptr(XapcDoc) again = fixture_doc("Q1 changed");
    assert_true(xapc_db_replace_document_by_term(db, "Q1", again, &docid, &error));
    assert_int_equal(docid, 1);
    g_autoptr(XapcDoc) third = fixture_doc("Q3 third");
    assert_true(xapc_db_replace_document_by_term(db, "Q3", third, &docid, &error));
    assert_int_equal(docid, 3);
    assert_true(xapc_db_replace_document(db, 10, third, &error));
    assert_int_equal(doc_count(db), 4);
    assert_true(xapc_db_delete_document_by_term(db, "Q3", &error));
    assert_true(xapc_db_delete_document_by_term(db, "Q-none", &error));
    assert_true(xapc_db_delete_document(db, 2, &error));
    assert_int_equal(doc_count(db), 1);
    assert_true(xapc_db_last_docid(db, &docid, &error));
    assert_int_equal(docid, 10);
    g_autofree char *terms = fixture_list(xapc_db_terms(db, "", &error));
    assert_string_equal(terms, "Q1 changed");
    assert_false(xapc_db_replace_document(db, 0, third, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
}

static void readers_see_commits_only(void **state)
{
    GError *error = NULL;
    gboolean changed = FALSE;
    g_autoptr(XapcDb) writer = fixture_create(state, "db");
    g_autoptr(XapcDb) reader = fixture_open(state, "db");
    fixture_add(writer, "text");
    assert_true(xapc_db_reopen(reader, NULL, &error));
    assert_int_equal(doc_count(reader), 0);
    fixture_commit(writer);
    assert_int_equal(doc_count(reader), 0);
    assert_true(xapc_db_reopen(reader, &changed, &error));
    assert_true(changed);
    assert_int_equal(doc_count(reader), 1);
}

static void open_modes(void **state)
{
    GError *error = NULL;
    g_autofree char *path = fixture_path(state, "db");
    const struct {
        XapcOpenMode mode;
        guint32 documents_before;
    } steps[] = {
        {XAPC_CREATE_OR_OPEN, 0}, {XAPC_CREATE_OR_OPEN, 1}, {XAPC_OPEN, 2}, {XAPC_CREATE_OR_OVERWRITE, 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autoptr(XapcDb) db = xapc_db_open_writable(path, steps[i].mode, XAPC_DB_NO_SYNC, &error);
        assert_no_error(error);
        assert_int_equal(doc_count(db), steps[i].documents_before);
        fixture_add(db, "text");
    }
}

static void database_without_term_lists(void **state)
{
    GError *error = NULL;
    g_autofree char *path = fixture_path(state, "db");
    g_autoptr(XapcDb) db =
        xapc_db_open_writable(path, XAPC_CREATE, XAPC_DB_NO_TERMLIST | XAPC_DB_DANGEROUS, &error);
    fixture_add(db, "text");
    fixture_commit(db);
    g_autoptr(XapcDoc) doc = xapc_db_document(db, 1, &error);
    assert_non_null(doc);
    assert_null(xapc_doc_terms(doc, &error));
    assert_error(error, XAPC_ERROR_FEATURE_UNAVAILABLE);
}

static void cancelled_transaction_leaves_no_trace(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "kept");
    assert_true(xapc_db_begin(db, &error));
    fixture_add(db, "dropped");
    assert_true(xapc_db_set_metadata(db, "dropped", "x", 1, &error));
    assert_true(xapc_db_delete_document(db, 1, &error));
    assert_int_equal(doc_count(db), 1);
    assert_true(xapc_db_cancel_transaction(db, &error));
    assert_int_equal(doc_count(db), 1);
    g_autofree char *terms = fixture_list(xapc_db_terms(db, "", &error));
    assert_string_equal(terms, "kept");
    g_autofree char *keys = fixture_list(xapc_db_metadata_keys(db, "", &error));
    assert_string_equal(keys, "");
    g_autoptr(XapcDb) reader = fixture_open(state, "db");
    assert_int_equal(doc_count(reader), 1);
}

static void committed_transaction_is_visible(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    assert_true(xapc_db_begin(db, &error));
    fixture_add(db, "a");
    fixture_add(db, "b");
    g_autoptr(XapcDb) before = fixture_open(state, "db");
    assert_int_equal(doc_count(before), 0);
    assert_true(xapc_db_commit_transaction(db, &error));
    g_autoptr(XapcDb) after = fixture_open(state, "db");
    assert_int_equal(doc_count(after), 2);
}

static void transactions_out_of_turn(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    assert_false(xapc_db_commit_transaction(db, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_false(xapc_db_cancel_transaction(db, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_true(xapc_db_begin(db, &error));
    assert_false(xapc_db_begin(db, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_false(xapc_db_commit(db, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
}

static void closing_commits_but_not_transactions(void **state)
{
    GError *error = NULL;
    g_autofree char *path = fixture_path(state, "db");
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "pending");
    assert_true(xapc_db_close(db, &error));
    g_autoptr(XapcDb) reader = fixture_open(state, "db");
    assert_int_equal(doc_count(reader), 1);

    g_autoptr(XapcDb) again = xapc_db_open_writable(path, XAPC_OPEN, XAPC_DB_NONE, &error);
    assert_true(xapc_db_begin(again, &error));
    fixture_add(again, "half done");
    assert_true(xapc_db_close(again, &error));
    assert_true(xapc_db_reopen(reader, NULL, &error));
    assert_int_equal(doc_count(reader), 1);
}

static void joined_databases(void **state)
{
    GError *error = NULL;
    guint64 revision = 77;
    XapcDb *one = fixture_create(state, "one");
    XapcDb *two = fixture_create(state, "two");
    fixture_add(one, "red apple");
    fixture_add(two, "green apple");
    assert_false(xapc_db_add_database(one, two, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    xapc_db_free(one);
    xapc_db_free(two);
    g_autoptr(XapcDb) both = fixture_open(state, "one");
    XapcDb *second = fixture_open(state, "two");
    assert_true(xapc_db_add_database(both, second, &error));
    xapc_db_free(second);
    g_autofree char *hits = fixture_hits(both, fixture_term("apple"));
    assert_string_equal(hits, "1 2");
    assert_false(xapc_db_revision(both, &revision, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_int_equal(revision, 77);
    assert_false(xapc_db_add_database(both, both, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
}

/* Two databases, of documents first to first + 2. */
static char *database_from(void **state, const char *name, guint32 first)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, name);
    for (guint32 i = 0; i < 3; i++) {
        g_autofree char *text = g_strdup_printf("%s id%u", name, first + i);
        g_autoptr(XapcDoc) doc = fixture_doc(text);
        assert_true(xapc_db_replace_document(db, first + i, doc, &error));
    }
    assert_true(xapc_db_set_metadata(db, "name", name, strlen(name), &error));
    assert_true(xapc_db_close(db, &error));
    return fixture_path(state, name);
}

static void merging_renumbers(void **state)
{
    GError *error = NULL;
    g_autofree char *one = database_from(state, "one", 5), *two = database_from(state, "two", 6);
    g_autofree char *all = fixture_path(state, "all");
    const char *const sources[] = {one, two};
    assert_true(xapc_compact(sources, 2, all, FALSE, &error));
    g_autoptr(XapcDb) db = fixture_open(state, "all");
    assert_int_equal(doc_count(db), 6);
    g_autofree char *of_two = fixture_hits(db, fixture_term("two"));
    assert_string_equal(of_two, "4 5 6");
    g_autoptr(GBytes) name = xapc_db_metadata(db, "name", &error);
    assert_memory_equal(g_bytes_get_data(name, NULL), "one", 3);
}

static void merging_keeps_ids_of_disjoint_sources(void **state)
{
    GError *error = NULL;
    g_autofree char *one = database_from(state, "one", 1), *two = database_from(state, "two", 100);
    g_autofree char *three = database_from(state, "three", 2);
    g_autofree char *all = fixture_path(state, "all"), *bad = fixture_path(state, "bad");
    const char *const sources[] = {one, two}, *const overlapping[] = {one, three};
    assert_true(xapc_compact(sources, 2, all, TRUE, &error));
    g_autoptr(XapcDb) db = fixture_open(state, "all");
    g_autofree char *of_two = fixture_hits(db, fixture_term("two"));
    assert_string_equal(of_two, "100 101 102");
    assert_false(xapc_compact(overlapping, 2, bad, TRUE, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
}

static void merging_refuses_what_would_destroy(void **state)
{
    GError *error = NULL;
    g_autofree char *one = database_from(state, "one", 1), *two = database_from(state, "two", 1);
    g_autofree char *missing = fixture_path(state, "missing"), *fresh = fixture_path(state, "fresh");
    const char *const sources[] = {one}, *const absent[] = {one, missing};
    assert_false(xapc_compact(sources, 1, two, FALSE, &error));
    assert_error(error, XAPC_ERROR_DATABASE_CREATE);
    assert_false(xapc_compact(sources, 1, one, FALSE, &error));
    assert_error(error, XAPC_ERROR_DATABASE_CREATE);
    assert_false(xapc_compact(absent, 2, fresh, FALSE, &error));
    assert_error(error, XAPC_ERROR_DATABASE_NOT_FOUND);
    assert_false(xapc_compact(sources, 0, fresh, FALSE, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    assert_false(g_file_test(fresh, G_FILE_TEST_EXISTS));
    g_autoptr(XapcDb) untouched = fixture_open(state, "two");
    assert_int_equal(doc_count(untouched), 3);
}

static void checking(void **state)
{
    GError *error = NULL;
    gsize problems = 77;
    g_autofree char *report = NULL;
    g_autofree char *path = database_from(state, "db", 1);
    assert_true(xapc_check(path, &problems, &report, &error));
    assert_int_equal(problems, 0);
    assert_non_null(strstr(report, "postlist"));
    problems = 77;
    assert_true(xapc_check(path, &problems, NULL, &error));
    assert_int_equal(problems, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_directory(add_replace_delete),
        in_directory(readers_see_commits_only),
        in_directory(open_modes),
        in_directory(database_without_term_lists),
        in_directory(cancelled_transaction_leaves_no_trace),
        in_directory(committed_transaction_is_visible),
        in_directory(transactions_out_of_turn),
        in_directory(closing_commits_but_not_transactions),
        in_directory(joined_databases),
        in_directory(merging_renumbers),
        in_directory(merging_keeps_ids_of_disjoint_sources),
        in_directory(merging_refuses_what_would_destroy),
        in_directory(checking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
