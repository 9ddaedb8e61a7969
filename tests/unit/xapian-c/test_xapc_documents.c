/* Documents, their terms, values and data; metadata, spelling; walks over lists. */
#include "tests/unit/xapian-c/fixture.h"

#include <math.h>

static void assert_bytes(GBytes *bytes, gconstpointer expected, gsize length)
{
    assert_non_null(bytes);
    assert_int_equal(g_bytes_get_size(bytes), length);
    if (length > 0)
        assert_memory_equal(g_bytes_get_data(bytes, NULL), expected, length);
    g_bytes_unref(bytes);
}

static void document_in_memory(void **state)
{
    GError *error = NULL;
    guint32 docid = 77;
    (void)state;
    g_autoptr(XapcDoc) doc = xapc_doc_new(&error);
    assert_true(xapc_doc_add_term(doc, "banana", 2, &error));
    assert_true(xapc_doc_add_term(doc, "apple", 1, &error));
    assert_true(xapc_doc_add_term(doc, "banana", 1, &error));
    g_autofree char *terms = fixture_list(xapc_doc_terms(doc, &error));
    assert_string_equal(terms, "apple banana");
    assert_true(xapc_doc_remove_term(doc, "apple", &error));
    assert_false(xapc_doc_remove_term(doc, "apple", &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    g_autofree char *fewer = fixture_list(xapc_doc_terms(doc, &error));
    assert_string_equal(fewer, "banana");
    assert_true(xapc_doc_clear_terms(doc, &error));
    g_autofree char *none = fixture_list(xapc_doc_terms(doc, &error));
    assert_string_equal(none, "");
    assert_true(xapc_doc_id(doc, &docid, &error));
    assert_int_equal(docid, 0);
}

static void bytes_of_any_content(void **state)
{
    GError *error = NULL;
    guint32 docid = 0;
    const char binary[] = {'\0', '\xff', 'a', '\0', '\n'};
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    g_autoptr(XapcDoc) doc = xapc_doc_new(&error);
    assert_true(xapc_doc_set_data(doc, binary, sizeof binary, &error));
    assert_true(xapc_doc_set_value(doc, 3, binary, sizeof binary, &error));
    assert_true(xapc_doc_set_value(doc, 4, "gone", 4, &error));
    assert_true(xapc_doc_set_value(doc, 4, NULL, 0, &error));
    assert_true(xapc_db_set_metadata(db, "key", binary, sizeof binary, &error));
    assert_true(xapc_db_add_document(db, doc, &docid, &error));
    assert_true(xapc_db_close(db, &error));

    g_autoptr(XapcDb) reader = fixture_open(state, "db");
    g_autoptr(XapcDoc) stored = xapc_db_document(reader, docid, &error);
    guint32 id = 0;
    assert_true(xapc_doc_id(stored, &id, &error));
    assert_int_equal(id, docid);
    assert_bytes(xapc_doc_data(stored, &error), binary, sizeof binary);
    assert_bytes(xapc_doc_value(stored, 3, &error), binary, sizeof binary);
    assert_bytes(xapc_doc_value(stored, 4, &error), "", 0);
    assert_bytes(xapc_db_metadata(reader, "key", &error), binary, sizeof binary);
    assert_bytes(xapc_db_metadata(reader, "other", &error), "", 0);
}

static void statistics(void **state)
{
    GError *error = NULL;
    guint32 number = 0;
    guint64 length = 0;
    double average = 0;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add_with_value(db, "a b b", 1, "mm");
    fixture_add_with_value(db, "b c d e f", 1, "zz");
    fixture_add(db, "a");
    assert_true(xapc_db_doc_count(db, &number, &error) && number == 3);
    assert_true(xapc_db_last_docid(db, &number, &error) && number == 3);
    assert_true(xapc_db_term_freq(db, "b", &number, &error) && number == 2);
    assert_true(xapc_db_collection_freq(db, "b", &number, &error) && number == 3);
    assert_true(xapc_db_term_freq(db, "zebra", &number, &error) && number == 0);
    assert_true(xapc_db_doc_length(db, 2, &number, &error) && number == 5);
    assert_true(xapc_db_total_length(db, &length, &error) && length == 9);
    assert_true(xapc_db_average_length(db, &average, &error) && average == 3.0);
    assert_true(xapc_db_value_freq(db, 1, &number, &error) && number == 2);
    assert_bytes(xapc_db_value_lower(db, 1, &error), "mm", 2);
    assert_bytes(xapc_db_value_upper(db, 1, &error), "zz", 2);
    assert_bytes(xapc_db_value_upper(db, 2, &error), "", 0);
    assert_no_error(error);
}

static void identity(void **state)
{
    GError *error = NULL;
    guint64 before = 0, after = 0;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    g_autofree char *uuid = xapc_db_uuid(db, &error);
    assert_int_equal(strlen(uuid), 36);
    assert_true(xapc_db_revision(db, &before, &error));
    fixture_add(db, "x");
    fixture_commit(db);
    assert_true(xapc_db_revision(db, &after, &error));
    assert_true(after > before);
}

static void numbers_sort_as_bytes(void **state)
{
    const double numbers[] = {-INFINITY, -1e300, -2.5, -1,       -1e-9, 0,     1e-9,
                              1,         1.5,    2,    20240229, 1e9,   1e300, INFINITY};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(GBytes) bytes = xapc_number_encode(numbers[i]);
        gsize length;
        gconstpointer data = g_bytes_get_data(bytes, &length);
        assert_true(xapc_number_decode(data, length) == numbers[i]);
        if (i > 0) {
            g_autoptr(GBytes) smaller = xapc_number_encode(numbers[i - 1]);
            assert_true(g_bytes_compare(smaller, bytes) < 0);
        }
    }
    (void)xapc_number_decode("any bytes at all", 16);
}

static void database_terms_and_prefixes(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "apple apricot banana");
    fixture_add(db, "apple cherry");
    fixture_commit(db);
    g_autofree char *all = fixture_list(xapc_db_terms(db, "", &error));
    assert_string_equal(all, "apple apricot banana cherry");
    g_autofree char *some = fixture_list(xapc_db_terms(db, "ap", &error));
    assert_string_equal(some, "apple apricot");
    g_autofree char *none = fixture_list(xapc_db_terms(db, "x", &error));
    assert_string_equal(none, "");
}

static void steps_and_skips(void **state)
{
    GError *error = NULL;
    const char *term = NULL;
    guint32 number = 77;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "apple apricot banana cherry");
    fixture_add(db, "apple");
    g_autoptr(XapcTerms) terms = xapc_db_terms(db, "", &error);
    assert_false(xapc_terms_freq(terms, &number, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_true(xapc_terms_next(terms, &term, &error));
    assert_true(xapc_terms_freq(terms, &number, &error) && number == 2);
    assert_false(xapc_terms_wdf(terms, &number, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_true(xapc_terms_skip_to(terms, "b", &error));
    assert_true(xapc_terms_next(terms, &term, &error));
    assert_string_equal(term, "banana");
    assert_true(xapc_terms_skip_to(terms, "a", &error)); /* never back */
    assert_true(xapc_terms_next(terms, &term, &error));
    assert_string_equal(term, "banana");
    assert_true(xapc_terms_skip_to(terms, "zzz", &error));
    assert_false(xapc_terms_next(terms, &term, &error));
    assert_false(xapc_terms_next(terms, &term, &error));
    assert_true(xapc_terms_skip_to(terms, "a", &error));
    assert_false(xapc_terms_next(terms, &term, &error));
    assert_null(error);
    assert_false(xapc_terms_freq(terms, &number, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_int_equal(number, 2);
}

static void terms_of_a_stored_document(void **state)
{
    GError *error = NULL;
    const char *term = NULL;
    guint32 number = 0;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "b a b");
    fixture_add(db, "b");
    fixture_commit(db);
    g_autoptr(XapcDoc) doc = xapc_db_document(db, 1, &error);
    g_autoptr(XapcTerms) terms = xapc_doc_terms(doc, &error);
    assert_true(xapc_terms_skip_to(terms, "b", &error));
    assert_true(xapc_terms_next(terms, &term, &error));
    assert_true(xapc_terms_wdf(terms, &number, &error) && number == 2);
    assert_true(xapc_terms_freq(terms, &number, &error) && number == 2);
}

static void lists_outlive_their_owners(void **state)
{
    GError *error = NULL;
    XapcDb *writer = fixture_create(state, "db");
    fixture_add(writer, "one two three");
    xapc_db_free(writer);
    XapcDb *db = fixture_open(state, "db");
    XapcDoc *doc = xapc_db_document(db, 1, &error);
    XapcDoc *fresh = fixture_doc("in memory");
    XapcTerms *of_db = xapc_db_terms(db, "", &error);
    XapcTerms *of_doc = xapc_doc_terms(doc, &error);
    XapcTerms *of_fresh = xapc_doc_terms(fresh, &error);
    g_autoptr(XapcPostings) postings = xapc_db_postings(db, "two", &error);
    xapc_db_free(db);
    xapc_doc_free(doc);
    xapc_doc_free(fresh);
    g_autofree char *db_terms = fixture_list(of_db);
    g_autofree char *doc_terms = fixture_list(of_doc);
    g_autofree char *fresh_terms = fixture_list(of_fresh);
    assert_string_equal(db_terms, "one three two");
    assert_string_equal(doc_terms, "one three two");
    assert_string_equal(fresh_terms, "in memory");
    guint32 docid = 0;
    assert_true(xapc_postings_next(postings, &docid, &error) && docid == 1);
}

static void postings(void **state)
{
    GError *error = NULL;
    guint32 docid = 77, wdf = 0;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "a b");
    fixture_add(db, "b b");
    fixture_add(db, "a");
    fixture_add(db, "b");
    g_autoptr(XapcPostings) of_b = xapc_db_postings(db, "b", &error);
    assert_false(xapc_postings_wdf(of_b, &wdf, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_true(xapc_postings_next(of_b, &docid, &error) && docid == 1);
    assert_true(xapc_postings_next(of_b, &docid, &error) && docid == 2);
    assert_true(xapc_postings_wdf(of_b, &wdf, &error) && wdf == 2);
    assert_true(xapc_postings_skip_to(of_b, 3, &error));
    assert_true(xapc_postings_next(of_b, &docid, &error) && docid == 4);
    assert_false(xapc_postings_next(of_b, &docid, &error));
    assert_true(xapc_postings_skip_to(of_b, 4, &error));
    assert_false(xapc_postings_next(of_b, &docid, &error));
    assert_int_equal(docid, 4);

    g_autoptr(XapcPostings) every = xapc_db_postings(db, "", &error);
    guint32 count = 0;
    while (xapc_postings_next(every, &docid, &error))
        count++;
    assert_int_equal(count, 4);
    g_autoptr(XapcPostings) none = xapc_db_postings(db, "zebra", &error);
    assert_false(xapc_postings_next(none, &docid, &error));
    assert_no_error(error);
}

static void assert_next(XapcValues *values, guint32 expected_docid, const char *expected)
{
    GError *error = NULL;
    guint32 docid = 0;
    const char *value = NULL;
    gsize length = 0;
    assert_true(xapc_values_next(values, &docid, &value, &length, &error));
    assert_int_equal(docid, expected_docid);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(value, expected, length);
}

static void check_values(XapcDb *db)
{
    GError *error = NULL;
    g_autoptr(XapcValues) values = xapc_db_values(db, 3, &error);
    g_autoptr(XapcValues) skipped = xapc_db_values(db, 3, &error);
    g_autoptr(XapcValues) empty = xapc_db_values(db, 9, &error);
    assert_null(xapc_db_values(db, G_MAXUINT32, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    guint32 docid = 77;
    const char *value = NULL;
    gsize length = 0;
    assert_next(values, 1, "one");
    assert_next(values, 3, "three");
    assert_next(values, 5, "five");
    assert_false(xapc_values_next(values, &docid, &value, &length, &error));
    assert_true(xapc_values_skip_to(skipped, 2, &error));
    assert_next(skipped, 3, "three");
    assert_true(xapc_values_skip_to(skipped, 4, &error));
    assert_true(xapc_values_skip_to(skipped, 1, &error));
    assert_next(skipped, 5, "five");
    assert_true(xapc_values_skip_to(skipped, 6, &error));
    assert_false(xapc_values_next(skipped, &docid, &value, &length, &error));
    assert_false(xapc_values_next(empty, &docid, &value, &length, &error));
    assert_int_equal(docid, 77);
    assert_no_error(error);
}

static void values_of_a_slot(void **state)
{
    XapcDb *db = fixture_create(state, "db");
    fixture_add_with_value(db, "a", 3, "one");
    fixture_add(db, "b");
    fixture_add_with_value(db, "c", 3, "three");
    fixture_add_with_value(db, "d", 4, "other");
    fixture_add_with_value(db, "e", 3, "five");
    fixture_commit(db);
    check_values(db);
    xapc_db_free(db);
    g_autoptr(XapcDb) reader = fixture_open(state, "db");
    check_values(reader);
}

/* Xapian writes postings after so many documents, and values with the next change. */
static void values_that_are_not_written_yet(void **state)
{
    GError *error = NULL;
    g_setenv("XAPIAN_FLUSH_THRESHOLD", "2", TRUE);
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    g_unsetenv("XAPIAN_FLUSH_THRESHOLD");
    assert_true(xapc_db_begin(db, &error));
    fixture_add_with_value(db, "a", 3, "one");
    fixture_add_with_value(db, "b", 3, "two");
    g_autoptr(XapcValues) values = xapc_db_values(db, 3, &error);
    assert_next(values, 1, "one");
    assert_next(values, 2, "two");
    assert_true(xapc_db_cancel_transaction(db, &error));
}

static void metadata_keys(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    assert_true(xapc_db_set_metadata(db, "format", "1", 1, &error));
    assert_true(xapc_db_set_metadata(db, "feature.a", "1", 1, &error));
    assert_true(xapc_db_set_metadata(db, "feature.b", "1", 1, &error));
    assert_true(xapc_db_set_metadata(db, "feature.b", NULL, 0, &error));
    fixture_commit(db);
    g_autofree char *all = fixture_list(xapc_db_metadata_keys(db, "", &error));
    assert_string_equal(all, "feature.a format");
    XapcTerms *features = xapc_db_metadata_keys(db, "feature.", &error);
    g_autofree char *some = fixture_list(features);
    assert_string_equal(some, "feature.a");
}

static void spelling(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    assert_true(xapc_db_add_spelling(db, "spearphishing", 5, &error));
    assert_true(xapc_db_add_spelling(db, "é", 1, &error));
    fixture_commit(db);
    g_autofree char *found = xapc_db_spelling_suggestion(db, "spearfishing", 2, &error);
    assert_string_equal(found, "spearphishing");
    assert_null(xapc_db_spelling_suggestion(db, "unrelated", 2, &error));
    assert_null(xapc_db_spelling_suggestion(db, "", 2, &error));
    assert_no_error(error);
    assert_true(xapc_db_remove_spelling(db, "spearphishing", 5, &error));
    assert_true(xapc_db_remove_spelling(db, "never-added", 5, &error));
    fixture_commit(db);
    assert_null(xapc_db_spelling_suggestion(db, "spearfishing", 2, &error));
    assert_no_error(error);
}

static void freeing_nothing(void **state)
{
    (void)state;
    xapc_db_free(NULL);
    xapc_doc_free(NULL);
    xapc_terms_free(NULL);
    xapc_postings_free(NULL);
    xapc_values_free(NULL);
    xapc_query_free(NULL);
    xapc_enquire_free(NULL);
    xapc_spy_free(NULL);
    xapc_mset_free(NULL);
    xapc_stem_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(document_in_memory),
        in_directory(bytes_of_any_content),
        in_directory(statistics),
        in_directory(identity),
        cmocka_unit_test(numbers_sort_as_bytes),
        in_directory(database_terms_and_prefixes),
        in_directory(steps_and_skips),
        in_directory(terms_of_a_stored_document),
        in_directory(lists_outlive_their_owners),
        in_directory(postings),
        in_directory(values_of_a_slot),
        in_directory(values_that_are_not_written_yet),
        in_directory(metadata_keys),
        in_directory(spelling),
        cmocka_unit_test(freeing_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
