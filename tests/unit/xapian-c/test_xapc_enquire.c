/* Enquiries: weights, order, pages, collapsing, spies, and what hits tell. */
#include "tests/unit/xapian-c/fixture.h"

#include <math.h>

static XapcEnquire *enquire_for(XapcDb *db, const char *word, const char *other)
{
    GError *error = NULL;
    g_autoptr(XapcQuery) left = fixture_term(word);
    g_autoptr(XapcQuery) right = fixture_term(other == NULL ? word : other);
    g_autoptr(XapcQuery) query =
        other == NULL ? xapc_query_ref(left) : xapc_query_pair(XAPC_OR, left, right, &error);
    XapcEnquire *enquire = xapc_enquire_new(db, &error);
    assert_true(xapc_enquire_set_query(enquire, query, &error));
    return enquire;
}

static XapcMset *search(XapcEnquire *enquire, guint32 first, guint32 max)
{
    GError *error = NULL;
    XapcMset *mset = xapc_enquire_search(enquire, first, max, 1000, &error);
    assert_no_error(error);
    return mset;
}

static void assert_order(XapcEnquire *enquire, const char *expected)
{
    GError *error = NULL;
    g_autoptr(XapcMset) mset = search(enquire, 0, 100);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint32 i = 0; i < xapc_mset_size(mset); i++) {
        XapcHit hit;
        assert_true(xapc_mset_hit(mset, i, &hit, &error));
        g_string_append_printf(list, "%s%u", i > 0 ? " " : "", hit.docid);
    }
    assert_string_equal(list->str, expected);
}

/* Document 2 says the word most; 3 says it once among many words. */
static XapcDb *spy_stories(void **state)
{
    XapcDb *db = fixture_create(state, "db");
    fixture_add(db, "spy in the old town");
    fixture_add(db, "spy spy spy in town");
    fixture_add(db, "spy in a long story of a town by the river and the sea with many other words");
    fixture_add(db, "nothing of that kind here");
    fixture_add(db, "nothing here");
    fixture_add(db, "an unrelated text");
    fixture_add(db, "another text");
    fixture_commit(db);
    return db;
}

/* All matches with the weights that a search gives them; a spy of the enquiry does not see that walk. */
static void collecting(void **state)
{
    GError *error = NULL;
    guint32 seen = 0;
    g_autoptr(XapcDb) db = spy_stories(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "spy", "river");
    g_autoptr(XapcSpy) spy = xapc_spy_new(0, &error);
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) weights = g_array_new(FALSE, FALSE, sizeof(double));
    assert_true(xapc_enquire_add_spy(enquire, spy, &error));
    assert_true(xapc_enquire_collect(enquire, docids, weights, &error));
    assert_int_equal(docids->len, 3);
    assert_int_equal(weights->len, 3);
    assert_true(xapc_spy_total(spy, &seen, &error));
    assert_int_equal(seen, 0);
    g_autoptr(XapcMset) mset = search(enquire, 0, 10);
    for (guint32 i = 0; i < 3; i++) {
        XapcHit hit;
        assert_true(xapc_mset_hit(mset, i, &hit, &error));
        assert_int_equal(g_array_index(docids, guint32, hit.docid - 1), hit.docid);
        assert_true(g_array_index(weights, double, hit.docid - 1) == hit.weight);
    }
    assert_true(xapc_spy_total(spy, &seen, &error));
    assert_int_equal(seen, 3);
}

static void ranking(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = spy_stories(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "spy", NULL);
    assert_order(enquire, "2 1 3");
    assert_true(xapc_enquire_set_ineb2(enquire, 1.5, &error));
    assert_order(enquire, "2 1 3");
    assert_true(xapc_enquire_set_bm25(enquire, 1.2, 0, 1, 0.75, 0.5, &error));
    assert_order(enquire, "2 1 3");
    /* Without saturation and length only presence counts, so the ids decide. */
    assert_true(xapc_enquire_set_bm25(enquire, 0, 0, 1, 0, 0.5, &error));
    assert_order(enquire, "1 2 3");
    assert_true(xapc_enquire_set_boolean(enquire, &error));
    assert_true(xapc_enquire_set_docid_order(enquire, XAPC_DOCID_DESCENDING, &error));
    assert_order(enquire, "3 2 1");
}

static double best_weight(XapcEnquire *enquire)
{
    XapcHit hit = {0};
    g_autoptr(XapcMset) mset = search(enquire, 0, 1);
    assert_true(xapc_mset_hit(mset, 0, &hit, NULL));
    assert_true(hit.weight <= xapc_mset_max_possible(mset));
    return hit.weight;
}

static void schemes_weigh_differently(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = spy_stories(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "spy", "river");
    double standard = best_weight(enquire);
    assert_true(xapc_enquire_set_bm25(enquire, 1, 0, 1, 0.5, 0.5, &error));
    assert_true(fabs(best_weight(enquire) - standard) < 1e-9);
    assert_true(xapc_enquire_set_ineb2(enquire, 1.5, &error));
    double divergence = best_weight(enquire);
    assert_true(divergence > 0 && fabs(divergence - standard) > 1e-6);
    assert_true(xapc_enquire_set_ineb2(enquire, 9, &error));
    assert_true(fabs(best_weight(enquire) - divergence) > 1e-6);
}

static void refused_parameters(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = spy_stories(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "spy", NULL);
#define REFUSED(call)                                                                                        \
    assert_false(call);                                                                                      \
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT)
    REFUSED(xapc_enquire_set_ineb2(enquire, 0, &error));
    REFUSED(xapc_enquire_set_ineb2(enquire, (double)NAN, &error));
    REFUSED(xapc_enquire_set_bm25(enquire, (double)INFINITY, 0, 1, 0.5, 0.5, &error));
    REFUSED(xapc_enquire_set_cutoff(enquire, 101, 0, &error));
    REFUSED(xapc_enquire_set_cutoff(enquire, -1, 0, &error));
    REFUSED(xapc_enquire_set_cutoff(enquire, 0, (double)NAN, &error));
    REFUSED(xapc_enquire_set_sort(enquire, XAPC_SORT_VALUE, G_MAXUINT32, FALSE, &error));
    REFUSED(xapc_enquire_set_docid_order(enquire, (XapcDocidOrder)(XAPC_DOCID_ANY + 1), &error));
    REFUSED(xapc_enquire_set_collapse(enquire, G_MAXUINT32, 1, &error));
#undef REFUSED
    assert_order(enquire, "2 1 3");
}

static void cutoffs(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = spy_stories(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "spy", NULL);
    double best = best_weight(enquire);
    assert_true(xapc_enquire_set_cutoff(enquire, 100, 0, &error));
    assert_order(enquire, "2");
    assert_true(xapc_enquire_set_cutoff(enquire, 0, best * 0.999, &error));
    assert_order(enquire, "2");
    assert_true(xapc_enquire_set_cutoff(enquire, 0, 0, &error));
    assert_order(enquire, "2 1 3");
    assert_true(xapc_enquire_set_cutoff(enquire, 50, 0, &error));
    assert_true(xapc_enquire_set_sort(enquire, XAPC_SORT_VALUE, 1, FALSE, &error));
    assert_null(xapc_enquire_search(enquire, 0, 10, 0, &error));
    assert_error(error, XAPC_ERROR_UNIMPLEMENTED);
}

static XapcDb *dated(void **state)
{
    XapcDb *db = fixture_create(state, "db");
    fixture_add_with_value(db, "spy", 1, "c");
    fixture_add_with_value(db, "spy spy", 1, "a");
    fixture_add_with_value(db, "spy", 1, "b");
    fixture_add_with_value(db, "spy spy spy", 1, "a");
    fixture_add(db, "spy");
    fixture_add(db, "filler so that weights are above zero");
    fixture_add(db, "more filler");
    fixture_commit(db);
    return db;
}

static void sorting(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = dated(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "spy", NULL);
    assert_true(xapc_enquire_set_sort(enquire, XAPC_SORT_VALUE, 1, FALSE, &error));
    assert_order(enquire, "5 2 4 3 1");
    assert_true(xapc_enquire_set_sort(enquire, XAPC_SORT_VALUE, 1, TRUE, &error));
    assert_order(enquire, "1 3 2 4 5");
    assert_true(xapc_enquire_set_bm25(enquire, 1, 0, 1, 0, 0.5, &error));
    assert_true(xapc_enquire_set_sort(enquire, XAPC_SORT_VALUE_THEN_RELEVANCE, 1, TRUE, &error));
    assert_order(enquire, "1 3 4 2 5");
    assert_true(xapc_enquire_set_sort(enquire, XAPC_SORT_RELEVANCE_THEN_VALUE, 1, FALSE, &error));
    assert_order(enquire, "4 2 5 3 1");
    assert_true(xapc_enquire_set_sort(enquire, XAPC_SORT_RELEVANCE, 0, FALSE, &error));
    assert_order(enquire, "4 2 1 3 5");
}

static void collapsing(void **state)
{
    GError *error = NULL;
    XapcHit hit = {0};
    g_autoptr(XapcDb) db = dated(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "spy", NULL);
    assert_true(xapc_enquire_set_bm25(enquire, 1, 0, 1, 0, 0.5, &error));
    assert_true(xapc_enquire_set_collapse(enquire, 1, 1, &error));
    assert_order(enquire, "4 1 3 5");
    g_autoptr(XapcMset) mset = search(enquire, 0, 10);
    assert_true(xapc_mset_hit(mset, 0, &hit, &error));
    assert_int_equal(hit.collapse_count, 1);
    assert_true(xapc_enquire_set_collapse(enquire, 1, 2, &error));
    assert_order(enquire, "4 2 1 3 5");
    assert_true(xapc_enquire_set_collapse(enquire, 1, 0, &error));
    assert_order(enquire, "4 2 1 3 5");
}

static XapcDb *many(void **state, guint count)
{
    XapcDb *db = fixture_create(state, "db");
    for (guint i = 0; i < count; i++) {
        g_autofree char *text = g_strdup_printf("common number%u", i + 1);
        fixture_add(db, text);
    }
    fixture_commit(db);
    return db;
}

static void pages(void **state)
{
    GError *error = NULL;
    XapcHit hit = {.docid = 77};
    guint32 lower = 0, estimated = 0, upper = 0;
    g_autoptr(XapcDb) db = many(state, 45);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "common", NULL);
    g_autoptr(XapcMset) page = search(enquire, 40, 10);
    assert_int_equal(xapc_mset_size(page), 5);
    xapc_mset_counts(page, &lower, &estimated, &upper);
    assert_true(lower == 45 && estimated == 45 && upper == 45);
    xapc_mset_counts(page, NULL, NULL, NULL);
    for (guint32 i = 0; i < 5; i++) {
        g_autofree char *expected = g_strdup_printf("common number%u", 41 + i);
        assert_true(xapc_mset_hit(page, i, &hit, &error));
        assert_int_equal(hit.docid, 41 + i);
        assert_int_equal(hit.rank, 40 + i);
        g_autoptr(XapcDoc) doc = xapc_mset_document(page, i, &error);
        g_autoptr(GBytes) data = xapc_doc_data(doc, &error);
        assert_int_equal(g_bytes_get_size(data), strlen(expected));
        assert_memory_equal(g_bytes_get_data(data, NULL), expected, strlen(expected));
    }
    assert_false(xapc_mset_hit(page, 5, &hit, &error));
    assert_error(error, XAPC_ERROR_RANGE);
    assert_int_equal(hit.docid, 45);
    assert_null(xapc_mset_document(page, G_MAXUINT32, &error));
    assert_error(error, XAPC_ERROR_RANGE);
}

static void pages_past_the_end(void **state)
{
    g_autoptr(XapcDb) db = many(state, 3);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "common", NULL);
    g_autoptr(XapcMset) beyond = search(enquire, 10, 10);
    assert_int_equal(xapc_mset_size(beyond), 0);
    g_autoptr(XapcMset) widest = search(enquire, G_MAXUINT32, G_MAXUINT32);
    assert_int_equal(xapc_mset_size(widest), 0);
    g_autoptr(XapcMset) counted = search(enquire, 0, 0);
    guint32 estimated = 0;
    xapc_mset_counts(counted, NULL, &estimated, NULL);
    assert_int_equal(estimated, 3);
}

static void no_query_finds_nothing(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = many(state, 3);
    g_autoptr(XapcEnquire) enquire = xapc_enquire_new(db, &error);
    g_autoptr(XapcMset) mset = search(enquire, 0, 10);
    assert_int_equal(xapc_mset_size(mset), 0);
}

static gboolean append_value(const char *value, gsize length, guint32 count, gpointer user_data)
{
    GString *list = user_data;
    g_string_append_printf(list, "%.*s=%u ", (int)length, value, count);
    return list->len < 8;
}

static void spies_count_values(void **state)
{
    GError *error = NULL;
    guint32 total = 0;
    g_autoptr(GString) list = g_string_new(NULL);
    g_autoptr(XapcDb) db = dated(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "spy", NULL);
    g_autoptr(XapcSpy) spy = xapc_spy_new(1, &error);
    assert_true(xapc_enquire_add_spy(enquire, spy, &error));
    xapc_mset_free(search(enquire, 0, 1));
    assert_true(xapc_spy_total(spy, &total, &error));
    assert_int_equal(total, 5);
    assert_true(xapc_spy_top(spy, 10, append_value, list, &error));
    assert_string_equal(list->str, "a=2 b=1 "); /* the callback stopped before c=1 */
    g_string_truncate(list, 0);
    assert_true(xapc_spy_top(spy, 1, append_value, list, &error));
    assert_string_equal(list->str, "a=2 ");

    xapc_mset_free(search(enquire, 0, 1));
    assert_true(xapc_spy_total(spy, &total, &error) && total == 10);
    assert_true(xapc_enquire_clear_spies(enquire, &error));
    xapc_mset_free(search(enquire, 0, 1));
    assert_true(xapc_spy_total(spy, &total, &error) && total == 10);
}

static void handles_may_be_freed_in_any_order(void **state)
{
    GError *error = NULL;
    guint32 total = 0;
    XapcDb *db = dated(state);
    XapcEnquire *enquire = enquire_for(db, "spy", NULL);
    XapcSpy *spy = xapc_spy_new(1, &error), *kept = xapc_spy_new(1, &error);
    assert_true(xapc_enquire_add_spy(enquire, spy, &error));
    assert_true(xapc_enquire_add_spy(enquire, kept, &error));
    xapc_spy_free(spy);
    xapc_db_free(db);
    XapcMset *mset = search(enquire, 0, 10);
    XapcTerms *terms = xapc_enquire_matching_terms(enquire, 1, &error);
    xapc_enquire_free(enquire);
    XapcDoc *doc = xapc_mset_document(mset, 0, &error);
    xapc_mset_free(mset);
    g_autoptr(GBytes) data = xapc_doc_data(doc, &error);
    assert_true(g_bytes_get_size(data) > 0);
    xapc_doc_free(doc);
    g_autofree char *matching = fixture_list(terms);
    assert_string_equal(matching, "spy");
    assert_true(xapc_spy_total(kept, &total, &error) && total == 5);
    xapc_spy_free(kept);
}

static void matching_terms(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = spy_stories(state);
    g_autoptr(XapcEnquire) enquire = enquire_for(db, "river", "spy");
    g_autofree char *of_1 = fixture_list(xapc_enquire_matching_terms(enquire, 1, &error));
    assert_string_equal(of_1, "spy");
    g_autofree char *of_3 = fixture_list(xapc_enquire_matching_terms(enquire, 3, &error));
    assert_true(strcmp(of_3, "river spy") == 0 || strcmp(of_3, "spy river") == 0);
    assert_null(xapc_enquire_matching_terms(enquire, 99, &error));
    assert_error(error, XAPC_ERROR_DOC_NOT_FOUND);

    guint32 freq = 0;
    const char *term;
    g_autoptr(XapcTerms) terms = xapc_enquire_matching_terms(enquire, 3, &error);
    assert_true(xapc_terms_next(terms, &term, &error));
    assert_false(xapc_terms_freq(terms, &freq, &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_false(xapc_terms_skip_to(terms, "z", &error));
    assert_error(error, XAPC_ERROR_INVALID_OPERATION);
    assert_true(xapc_terms_next(terms, &term, &error));
    assert_false(xapc_terms_next(terms, &term, &error));
    assert_null(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_directory(collecting),
        in_directory(ranking),
        in_directory(schemes_weigh_differently),
        in_directory(refused_parameters),
        in_directory(cutoffs),
        in_directory(sorting),
        in_directory(collapsing),
        in_directory(pages),
        in_directory(pages_past_the_end),
        in_directory(no_query_finds_nothing),
        in_directory(spies_count_values),
        in_directory(handles_may_be_freed_in_any_order),
        in_directory(matching_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
