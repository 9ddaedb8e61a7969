/* Queries: what every operator matches, ranges, wildcards, and life by reference. */
#include "tests/unit/xapian-c/fixture.h"

#include <math.h>

static XapcDb *fruit(void **state)
{
    XapcDb *db = fixture_create(state, "db");
    fixture_add_with_value(db, "apple banana cherry", 1, "2020"); /* 1 */
    fixture_add_with_value(db, "apple date", 1, "2021");          /* 2 */
    fixture_add_with_value(db, "banana date cherry", 1, "2022");  /* 3 */
    fixture_add(db, "cherry x x x x apple");                      /* 4 */
    fixture_commit(db);
    return db;
}

/* Frees left and right. */
static XapcQuery *pair(XapcOp op, XapcQuery *left, XapcQuery *right)
{
    GError *error = NULL;
    XapcQuery *query = xapc_query_pair(op, left, right, &error);
    assert_no_error(error);
    xapc_query_free(left);
    xapc_query_free(right);
    return query;
}

static XapcQuery *pair_of_terms(XapcOp op, const char *left, const char *right)
{
    return pair(op, fixture_term(left), fixture_term(right));
}

static XapcQuery *combined(XapcOp op, guint32 window, const char *words)
{
    GError *error = NULL;
    g_auto(GStrv) terms = g_strsplit(words, " ", -1);
    guint count = g_strv_length(terms);
    g_autofree XapcQuery **parts = g_new(XapcQuery *, count);
    for (guint i = 0; i < count; i++)
        parts[i] = fixture_term(terms[i]);
    XapcQuery *query = xapc_query_combine(op, parts, count, window, &error);
    assert_no_error(error);
    for (guint i = 0; i < count; i++)
        xapc_query_free(parts[i]);
    return query;
}

/* The hits in order of document id. */
static char *matches(XapcDb *db, XapcQuery *query)
{
    GError *error = NULL;
    g_autoptr(XapcEnquire) enquire = xapc_enquire_new(db, &error);
    assert_true(xapc_enquire_set_query(enquire, query, &error));
    assert_true(xapc_enquire_set_boolean(enquire, &error));
    xapc_query_free(query);
    g_autoptr(XapcMset) mset = xapc_enquire_search(enquire, 0, 100, 0, &error);
    assert_no_error(error);
    GString *list = g_string_new(NULL);
    for (guint32 i = 0; i < xapc_mset_size(mset); i++) {
        XapcHit hit;
        assert_true(xapc_mset_hit(mset, i, &hit, &error));
        assert_true(hit.weight == 0.0);
        g_string_append_printf(list, "%s%u", i > 0 ? " " : "", hit.docid);
    }
    return g_string_free(list, FALSE);
}

static void assert_matches(XapcDb *db, XapcQuery *query, const char *expected)
{
    g_autofree char *found = matches(db, query);
    assert_string_equal(found, expected);
}

static void every_operator(void **state)
{
    g_autoptr(XapcDb) db = fruit(state);
    assert_matches(db, pair_of_terms(XAPC_AND, "apple", "cherry"), "1 4");
    assert_matches(db, pair_of_terms(XAPC_OR, "banana", "date"), "1 2 3");
    assert_matches(db, pair_of_terms(XAPC_AND_NOT, "apple", "banana"), "2 4");
    assert_matches(db, pair_of_terms(XAPC_XOR, "apple", "banana"), "2 3 4");
    assert_matches(db, pair_of_terms(XAPC_AND_MAYBE, "banana", "apple"), "1 3");
    assert_matches(db, pair_of_terms(XAPC_FILTER, "apple", "date"), "2");
    assert_matches(db, pair_of_terms(XAPC_SYNONYM, "banana", "date"), "1 2 3");
    assert_matches(db, pair_of_terms(XAPC_MAX, "banana", "date"), "1 2 3");
    g_autofree char *rarest = fixture_hits(db, combined(XAPC_ELITE_SET, 1, "apple banana"));
    assert_string_equal(rarest, "1 3");
    assert_matches(db, combined(XAPC_AND, 0, "apple banana cherry"), "1");
    assert_matches(db, combined(XAPC_AND_NOT, 0, "apple banana date"), "4");
    assert_matches(db, combined(XAPC_OR, 0, "banana"), "1 3");
}

static void positions(void **state)
{
    g_autoptr(XapcDb) db = fruit(state);
    assert_matches(db, combined(XAPC_PHRASE, 0, "banana cherry"), "1");
    assert_matches(db, combined(XAPC_PHRASE, 3, "banana cherry"), "1 3");
    assert_matches(db, combined(XAPC_PHRASE, 3, "cherry banana"), "");
    assert_matches(db, combined(XAPC_NEAR, 3, "cherry banana"), "1 3");
    assert_matches(db, combined(XAPC_NEAR, 3, "cherry apple"), "1");
    assert_matches(db, combined(XAPC_NEAR, 6, "cherry apple"), "1 4");
}

static void all_and_nothing(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fruit(state);
    assert_matches(db, xapc_query_all(&error), "1 2 3 4");
    assert_matches(db, xapc_query_nothing(&error), "");
    assert_matches(db, xapc_query_combine(XAPC_AND, NULL, 0, 0, &error), "");
    assert_matches(db, pair(XAPC_AND_NOT, xapc_query_all(&error), fixture_term("apple")), "3");
    g_autoptr(XapcQuery) nothing = xapc_query_nothing(&error);
    g_autoptr(XapcQuery) all = xapc_query_all(&error);
    assert_true(xapc_query_is_empty(nothing));
    assert_false(xapc_query_is_empty(all));
}

static XapcQuery *range(const char *lower, const char *upper)
{
    GError *error = NULL;
    g_autoptr(GBytes) from = lower == NULL ? NULL : g_bytes_new_static(lower, strlen(lower));
    g_autoptr(GBytes) to = upper == NULL ? NULL : g_bytes_new_static(upper, strlen(upper));
    XapcQuery *query = xapc_query_value_range(1, from, to, &error);
    assert_no_error(error);
    return query;
}

static void ranges(void **state)
{
    g_autoptr(XapcDb) db = fruit(state);
    assert_matches(db, range("2020", "2021"), "1 2");
    assert_matches(db, range("2021", NULL), "2 3");
    assert_matches(db, range(NULL, "2021"), "1 2");
    assert_matches(db, range("2023", NULL), "");
    assert_matches(db, range("2022", "2020"), "");
    assert_matches(db, range(NULL, NULL), "1 2 3 4");
    assert_matches(db, range("2021", "2021"), "2");
}

static gboolean ends_with(const char *value, gsize length, gpointer user_data)
{
    return length > 0 && value[length - 1] == *(const char *)user_data;
}

static XapcQuery *values_ending_with(const char *digit)
{
    GError *error = NULL;
    XapcQuery *query = xapc_query_value_test(1, ends_with, (gpointer)digit, &error);
    assert_no_error(error);
    return query;
}

static void value_tests(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fruit(state);
    assert_matches(db, values_ending_with("1"), "2");
    assert_matches(db, values_ending_with("9"), "");
    assert_matches(db, pair(XAPC_FILTER, xapc_query_term("cherry", 1, 0, &error), values_ending_with("0")),
                   "1");
    assert_matches(db, pair(XAPC_FILTER, xapc_query_term("apple", 1, 0, &error), values_ending_with("2")),
                   "");
    assert_matches(db, pair(XAPC_AND_NOT, xapc_query_term("date", 1, 0, &error), values_ending_with("2")),
                   "2");
    assert_matches(db, pair(XAPC_OR, values_ending_with("0"), values_ending_with("2")), "1 3");
}

static void wildcards(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "spy");
    fixture_add(db, "spies spied");
    fixture_add(db, "other");
    assert_matches(db, xapc_query_wildcard("sp", 3, XAPC_SYNONYM, &error), "1 2");
    assert_matches(db, xapc_query_wildcard("spi", 2, XAPC_OR, &error), "2");
    assert_matches(db, xapc_query_wildcard("none", 2, XAPC_MAX, &error), "");
    assert_null(xapc_query_wildcard("sp", 0, XAPC_OR, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    assert_null(xapc_query_wildcard("sp", 3, XAPC_AND, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);

    g_autoptr(XapcQuery) too_wide = xapc_query_wildcard("sp", 2, XAPC_OR, &error);
    g_autoptr(XapcEnquire) enquire = xapc_enquire_new(db, &error);
    assert_true(xapc_enquire_set_query(enquire, too_wide, &error));
    assert_null(xapc_enquire_search(enquire, 0, 10, 0, &error));
    assert_error(error, XAPC_ERROR_WILDCARD);
}

static void refused_queries(void **state)
{
    GError *error = NULL;
    (void)state;
    g_autoptr(XapcQuery) term = fixture_term("a");
    g_autoptr(XapcQuery) both = pair_of_terms(XAPC_AND, "a", "b");
    assert_null(xapc_query_pair(XAPC_NEAR, both, term, &error));
    assert_error(error, XAPC_ERROR_UNIMPLEMENTED);
    assert_null(xapc_query_pair((XapcOp)(XAPC_MAX + 1), both, term, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    assert_null(xapc_query_combine(XAPC_AND, &term, 1, 7, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    assert_null(xapc_query_scale(term, -1.0, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
    assert_null(xapc_query_scale(term, (double)NAN, &error));
    assert_error(error, XAPC_ERROR_INVALID_ARGUMENT);
}

static void scaling_changes_the_order(void **state)
{
    GError *error = NULL;
    g_autoptr(XapcDb) db = fixture_create(state, "db");
    fixture_add(db, "apple");
    fixture_add(db, "banana");
    g_autoptr(XapcQuery) banana = fixture_term("banana");
    XapcQuery *stronger = xapc_query_scale(banana, 3.0, &error);
    g_autofree char *scaled = fixture_hits(db, pair(XAPC_OR, fixture_term("apple"), stronger));
    assert_string_equal(scaled, "2 1");
    XapcQuery *weaker = xapc_query_scale(banana, 0.3, &error);
    g_autofree char *other = fixture_hits(db, pair(XAPC_OR, weaker, fixture_term("apple")));
    assert_string_equal(other, "1 2");
}

static void queries_live_by_reference(void **state)
{
    GError *error = NULL;
    (void)state;
    XapcQuery *term = xapc_query_term("word", 2, 1, &error);
    XapcQuery *same = xapc_query_ref(term);
    assert_ptr_equal(same, term);
    xapc_query_free(term);
    assert_int_equal(xapc_query_length(same), 2);
    g_autofree char *text = xapc_query_describe(same, &error);
    assert_non_null(strstr(text, "word"));
    XapcQuery *tree = pair(XAPC_OR, xapc_query_ref(same), same);
    assert_int_equal(xapc_query_length(tree), 4);
    xapc_query_free(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_directory(every_operator),
        in_directory(positions),
        in_directory(all_and_nothing),
        in_directory(ranges),
        in_directory(value_tests),
        in_directory(wildcards),
        cmocka_unit_test(refused_queries),
        in_directory(scaling_changes_the_order),
        cmocka_unit_test(queries_live_by_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
