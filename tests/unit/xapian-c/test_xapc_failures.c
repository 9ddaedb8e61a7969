/* Every class of error that real use can provoke, provoked. */
#include "tests/unit/xapian-c/fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void missing_databases(void **state)
{
    GError *error = NULL;
    g_autofree char *missing = fixture_path(state, "missing");
    assert_null(xapc_db_open(missing, &error));
    assert_non_null(strstr(error->message, missing));
    assert_error(error, XAPC_ERROR_DATABASE_NOT_FOUND);
    assert_null(xapc_db_open(*state, &error));
    assert_error(error, XAPC_ERROR_DATABASE_NOT_FOUND);
    assert_null(xapc_db_open_writable(missing, XAPC_OPEN, XAPC_DB_NONE, &error));
    assert_error(error, XAPC_ERROR_DATABASE_NOT_FOUND);
    gsize problems = 77;
    assert_false(xapc_check(missing, &problems, NULL, &error));
    assert_error(error, XAPC_ERROR_DATABASE_OPENING);
    assert_int_equal(problems, 77);
}

static void databases_that_cannot_be_created(void **state)
{
    GError *error = NULL;
    g_autofree char *orphan = fixture_path(state, "no/such/parent");
    assert_null(xapc_db_open_writable(orphan, XAPC_CREATE_OR_OPEN, XAPC_DB_NONE, &error));
    assert_error(error, XAPC_ERROR_DATABASE_CREATE);
    g_autofree char *path = fixture_path(state, "db");
    xapc_db_free(fixture_create(state, "db"));
    assert_null(xapc_db_open_writable(path, XAPC_CREATE, XAPC_DB_NONE, &error));
    assert_error(error, XAPC_ERROR_DATABASE_CREATE);
}

static void overwrite_version_file(void **state, const char *contents, gssize length)
{
    g_autofree char *file = fixture_path(state, "db/iamglass");
    assert_true(g_file_set_contents(file, contents, length, NULL));
}

static void corrupt_and_foreign_versions(void **state)
{
    GError *error = NULL;
    g_autofree char *path = fixture_path(state, "db");
    g_autofree char *file = fixture_path(state, "db/iamglass");
    g_autofree char *good = NULL;
    gsize length;
    xapc_db_free(fixture_create(state, "db"));
    assert_true(g_file_get_contents(file, &good, &length, NULL));

    overwrite_version_file(state, "garbage", -1);
    assert_null(xapc_db_open(path, &error));
    assert_error(error, XAPC_ERROR_DATABASE_CORRUPT);

    g_autofree char *newer = g_memdup2(good, length);
    newer[14] = (char)(newer[14] ^ 0x40); /* the format's date follows the 14 bytes of magic */
    overwrite_version_file(state, newer, (gssize)length);
    assert_null(xapc_db_open(path, &error));
    assert_error(error, XAPC_ERROR_DATABASE_VERSION);

    overwrite_version_file(state, good, (gssize)length);
    g_autoptr(XapcDb) db = xapc_db_open(path, &error);
    assert_non_null(db);
}

static void corrupt_table(void **state)
{
    GError *error = NULL;
    g_autofree char *path = fixture_path(state, "db");
    g_autofree char *table = fixture_path(state, "db/postlist.glass");
    g_autoptr(XapcDb) writer = fixture_create(state, "db");
    for (int i = 0; i < 500; i++) {
        g_autofree char *text = g_strdup_printf("word%d common", i);
        fixture_add(writer, text);
    }
    assert_true(xapc_db_close(writer, &error));
    g_autofree char *bytes = NULL;
    gsize length, problems = 0;
    assert_true(g_file_get_contents(table, &bytes, &length, NULL));
    memset(bytes, 0x5a, length);
    assert_true(g_file_set_contents(table, bytes, (gssize)length, NULL));

    g_autoptr(XapcDb) db = xapc_db_open(path, &error);
    guint32 freq = 77;
    if (db != NULL)
        assert_false(xapc_db_term_freq(db, "common", &freq, &error));
    assert_int_equal(freq, 77);
    assert_error(error, XAPC_ERROR_DATABASE_CORRUPT);
    g_autofree char *report = NULL;
    if (xapc_check(path, &problems, &report, &error))
        assert_true(problems > 0);
    else
        assert_error(error, XAPC_ERROR_DATABASE_CORRUPT);
}

/* Runs child in a process of its own; its status is what child returns. */
static int status_of_child(int (*child)(const char *path), const char *path)
{
    int status = 0;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        _exit(child(path));
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int open_code(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(XapcDb) db = xapc_db_open_writable(path, XAPC_OPEN, XAPC_DB_NONE, &error);
    return db != NULL ? 100 : error->code;
}

static void second_writer_is_locked_out(void **state)
{
    g_autofree char *path = fixture_path(state, "db");
    XapcDb *writer = fixture_create(state, "db");
    assert_int_equal(status_of_child(open_code, path), XAPC_ERROR_DATABASE_LOCK);
    xapc_db_free(writer);
    assert_int_equal(status_of_child(open_code, path), 100);
}

/* Data that no compression makes small. */
static XapcDoc *random_document(gsize length)
{
    g_autofree char *noise = g_malloc(length);
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    XapcDoc *doc = xapc_doc_new(NULL);
    for (gsize i = 0; i < length; i++)
        noise[i] = (char)g_rand_int_range(random, 0, 256);
    (void)xapc_doc_set_data(doc, noise, length, NULL);
    return doc;
}

static int commit_code_on_full_disk(const char *path)
{
    struct rlimit limit = {64 * 1024, 64 * 1024};
    g_autoptr(GError) error = NULL;
    g_autoptr(XapcDb) db = xapc_db_open_writable(path, XAPC_OPEN, XAPC_DB_NONE, &error);
    g_autoptr(XapcDoc) doc = random_document(1 << 20);
    (void)signal(SIGXFSZ, SIG_IGN);
    if (db == NULL || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 101;
    if (xapc_db_add_document(db, doc, NULL, &error) && xapc_db_commit(db, &error))
        return 100;
    return error->code;
}

static void full_disk_is_a_database_error(void **state)
{
    g_autofree char *path = fixture_path(state, "db");
    XapcDb *writer = fixture_create(state, "db");
    fixture_add(writer, "before");
    xapc_db_free(writer);
    assert_int_equal(status_of_child(commit_code_on_full_disk, path), XAPC_ERROR_DATABASE);
    g_autoptr(XapcDb) reader = fixture_open(state, "db");
    guint32 count = 0;
    assert_true(xapc_db_doc_count(reader, &count, NULL));
    assert_int_equal(count, 1);
}

static gboolean read_everything(XapcDb *db, GError **error)
{
    guint32 last = 0;
    if (!xapc_db_last_docid(db, &last, error))
        return FALSE;
    for (guint32 docid = 1; docid <= last; docid++) {
        g_autoptr(XapcDoc) doc = xapc_db_document(db, docid, error);
        g_autoptr(GBytes) data = doc == NULL ? NULL : xapc_doc_data(doc, error);
        if (data == NULL)
            return FALSE;
    }
    return TRUE;
}

static void old_reader_is_told_to_reopen(void **state)
{
    GError *error = NULL;
    gboolean changed = FALSE;
    g_autoptr(XapcDb) writer = fixture_create(state, "db");
    g_autoptr(XapcDb) reader = fixture_open(state, "db");
    g_autoptr(XapcDoc) doc = random_document(3000);
    for (int round = 0; round < 4; round++) {
        for (guint32 docid = 1; docid <= 50; docid++)
            assert_true(xapc_db_replace_document(writer, docid, doc, NULL));
        fixture_commit(writer);
        if (round == 0)
            assert_true(xapc_db_reopen(reader, NULL, &error));
    }
    assert_false(read_everything(reader, &error));
    assert_error(error, XAPC_ERROR_DATABASE_MODIFIED);
    assert_true(xapc_db_reopen(reader, &changed, &error));
    assert_true(changed);
    assert_true(read_everything(reader, &error));
}

static void closed_databases(void **state)
{
    GError *error = NULL;
    guint32 docid = 77;
    g_autoptr(XapcDb) writer = fixture_create(state, "db");
    fixture_add(writer, "some words");
    assert_true(xapc_db_close(writer, &error));
    assert_true(xapc_db_close(writer, &error));
    g_autoptr(XapcDoc) doc = fixture_doc("more words");
    assert_false(xapc_db_add_document(writer, doc, &docid, &error));
    assert_error(error, XAPC_ERROR_DATABASE_CLOSED);
    assert_int_equal(docid, 77);

    g_autoptr(XapcDb) reader = fixture_open(state, "db");
    g_autoptr(XapcDoc) stored = xapc_db_document(reader, 1, &error);
    assert_non_null(stored);
    assert_true(xapc_db_close(reader, &error));
    assert_null(xapc_doc_data(stored, &error));
    assert_error(error, XAPC_ERROR_DATABASE_CLOSED);
    assert_null(xapc_db_terms(reader, "", &error));
    assert_error(error, XAPC_ERROR_DATABASE_CLOSED);
    assert_false(xapc_db_reopen(reader, NULL, &error));
    assert_error(error, XAPC_ERROR_DATABASE_CLOSED);
}

static void missing_documents(void **state)
{
    GError *error = NULL;
    guint32 length = 77;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "one");
    assert_null(xapc_db_document(db, 9, &error));
    assert_error(error, XAPC_ERROR_DOC_NOT_FOUND);
    assert_false(xapc_db_delete_document(db, 9, &error));
    assert_error(error, XAPC_ERROR_DOC_NOT_FOUND);
    assert_false(xapc_db_doc_length(db, 9, &length, &error));
    assert_error(error, XAPC_ERROR_DOC_NOT_FOUND);
    assert_int_equal(length, 77);
    assert_null(xapc_db_document(db, 0, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
}

static void reading_handles_refuse_every_change(void **state)
{
    GError *error = NULL;
    xapc_db_free(fixture_create(state, "db"));
    g_autoptr(XapcDb) db = fixture_open(state, "db");
    g_autoptr(XapcDoc) doc = fixture_doc("text");
#define REFUSED(call)                                                                                        \
    assert_false(call);                                                                                      \
    assert_error(error, XAPC_ERROR_INVALID_OPERATION)
    REFUSED(xapc_db_add_document(db, doc, NULL, &error));
    REFUSED(xapc_db_replace_document(db, 1, doc, &error));
    REFUSED(xapc_db_replace_document_by_term(db, "Q1", doc, NULL, &error));
    REFUSED(xapc_db_delete_document(db, 1, &error));
    REFUSED(xapc_db_delete_document_by_term(db, "Q1", &error));
    REFUSED(xapc_db_set_metadata(db, "key", "x", 1, &error));
    REFUSED(xapc_db_add_spelling(db, "word", 1, &error));
    REFUSED(xapc_db_remove_spelling(db, "word", 1, &error));
    REFUSED(xapc_db_commit(db, &error));
    REFUSED(xapc_db_begin(db, &error));
    REFUSED(xapc_db_commit_transaction(db, &error));
    REFUSED(xapc_db_cancel_transaction(db, &error));
#undef REFUSED
}

static void terms_are_checked_where_they_are_given(void **state)
{
    GError *error = NULL;
    guint32 freq;
    g_autofree char *longest = g_strnfill(XAPC_TERM_MAX, 't');
    g_autofree char *too_long = g_strnfill(XAPC_TERM_MAX + 1, 't');
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    g_autoptr(XapcDoc) doc = fixture_doc("text");
    const char *bad[] = {"", too_long};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
#define REFUSED(call)                                                                                        \
    assert_false(call);                                                                                      \
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT)
        REFUSED(xapc_doc_add_term(doc, bad[i], 1, &error));
        REFUSED(xapc_doc_add_posting(doc, bad[i], 1, 1, &error));
        REFUSED(xapc_doc_remove_term(doc, bad[i], &error));
        REFUSED(xapc_db_replace_document_by_term(db, bad[i], doc, NULL, &error));
        REFUSED(xapc_db_delete_document_by_term(db, bad[i], &error));
        REFUSED(xapc_db_add_spelling(db, bad[i], 1, &error));
        REFUSED(xapc_db_set_metadata(db, bad[i], "x", 1, &error));
        REFUSED(xapc_db_term_freq(db, bad[i], &freq, &error));
        REFUSED(xapc_query_term(bad[i], 1, 0, &error) != NULL);
        REFUSED(xapc_query_wildcard(bad[i], 10, XAPC_OR, &error) != NULL);
#undef REFUSED
    }
    assert_null(xapc_db_postings(db, too_long, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);

    assert_true(xapc_doc_add_term(doc, longest, 1, &error));
    assert_true(xapc_db_add_spelling(db, longest, 1, &error));
    assert_true(xapc_db_set_metadata(db, longest, "x", 1, &error));
    assert_true(xapc_db_add_document(db, doc, NULL, &error));
    fixture_commit(db);
}

static void slot_that_is_none(void **state)
{
    GError *error = NULL;
    (void)state;
    g_autoptr(XapcDoc) doc = fixture_doc("text");
    assert_false(xapc_doc_set_value(doc, G_MAXUINT32, "x", 1, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    assert_null(xapc_doc_value(doc, G_MAXUINT32, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    assert_null(xapc_spy_new(G_MAXUINT32, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    assert_null(xapc_query_value_range(G_MAXUINT32, NULL, NULL, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
}

static XapcDb *open_stub(void **state, const char *contents, GError **error)
{
    g_autofree char *path = fixture_path(state, "stub");
    assert_true(g_file_set_contents(path, contents, -1, NULL));
    return xapc_db_open(path, error);
}

static void stubs_that_lead_nowhere(void **state)
{
    GError *error = NULL;
    assert_null(open_stub(state, "rubbish here\n", &error));
    assert_error(error, XAPC_ERROR_DATABASE_OPENING);
    assert_null(open_stub(state, "remote localhost:1\n", &error)); /* nobody listens on port 1 */
    assert_error(error, XAPC_ERROR_NETWORK);
}

static void backends_of_the_past(void **state)
{
    GError *error = NULL;
    g_autofree char *file = fixture_path(state, "iamflint");
    assert_true(g_file_set_contents(file, "x", 1, NULL));
    assert_null(xapc_db_open(*state, &error));
    assert_error(error, XAPC_ERROR_FEATURE_UNAVAILABLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_directory(missing_databases),
        in_directory(databases_that_cannot_be_created),
        in_directory(corrupt_and_foreign_versions),
        in_directory(corrupt_table),
        in_directory(second_writer_is_locked_out),
        in_directory(full_disk_is_a_database_error),
        in_directory(old_reader_is_told_to_reopen),
        in_directory(closed_databases),
        in_directory(missing_documents),
        in_directory(reading_handles_refuse_every_change),
        in_directory(terms_are_checked_where_they_are_given),
        in_directory(slot_that_is_none),
        in_directory(stubs_that_lead_nowhere),
        in_directory(backends_of_the_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
