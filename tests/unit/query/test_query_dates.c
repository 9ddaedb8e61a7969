/* Date values: the range that is meant and its canonical spelling; what is refused. */
#include "search/query.h"

#include "indexer/article/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1619000000) /* 2021-04-21T10:13:20Z, a Wednesday */

/* begin and end as full times; NULL: open */
static const struct {
    const char *query, *begin, *end, *canonical;
} ranges[] = {
    {"date:2021", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z", "date:2021"},
    {"date:2021-04", "2021-04-01T00:00:00Z", "2021-05-01T00:00:00Z", "date:2021-04"},
    {"date:2021-04-20", "2021-04-20T00:00:00Z", "2021-04-21T00:00:00Z", "date:2021-04-20"},
    {"date:2021-04-01", "2021-04-01T00:00:00Z", "2021-04-02T00:00:00Z", "date:2021-04-01"},
    {"date:2021-01", "2021-01-01T00:00:00Z", "2021-02-01T00:00:00Z", "date:2021-01"},
    {"date:2021-01-01T00:00:00Z", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z",
     "date:2021-01-01T00:00:00Z"},
    {"date:2021-12-31", "2021-12-31T00:00:00Z", "2022-01-01T00:00:00Z", "date:2021-12-31"},
    {"date:2021-01-01..2021-12-30", "2021-01-01T00:00:00Z", "2021-12-31T00:00:00Z", "date:2021..2021-12-30"},
    {"date:2021-04-20..2021-05-01", "2021-04-20T00:00:00Z", "2021-05-02T00:00:00Z",
     "date:2021-04-20..2021-05-01"},
    {"date:2021-01-01..2021-12-31", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z", "date:2021"},
    {"date:..2020", NULL, "2021-01-01T00:00:00Z", "date:..2020"},
    {"date:2020..", "2020-01-01T00:00:00Z", NULL, "date:2020.."},
    {"date:\"2020 .. 2021-02\"", "2020-01-01T00:00:00Z", "2021-03-01T00:00:00Z", "date:2020..2021-02"},
    {"date:2w..", "2021-04-07T00:00:00Z", NULL, "date:2021-04-07.."},
    {"date:3d", "2021-04-18T00:00:00Z", "2021-04-19T00:00:00Z", "date:2021-04-18"},
    {"date:2mo..1w", "2021-02-21T00:00:00Z", "2021-04-15T00:00:00Z", "date:2021-02-21..2021-04-14"},
    {"date:1y..", "2020-04-21T00:00:00Z", NULL, "date:2020-04-21.."},
    {"date:6h..", "2021-04-21T04:13:20Z", NULL, "date:2021-04-21T04:13:20Z.."},
    {"date:90MIN..", "2021-04-21T08:43:20Z", NULL, "date:2021-04-21T08:43:20Z.."},
    {"date:today", "2021-04-21T00:00:00Z", "2021-04-22T00:00:00Z", "date:2021-04-21"},
    {"date:yesterday", "2021-04-20T00:00:00Z", "2021-04-21T00:00:00Z", "date:2021-04-20"},
    {"date:this.week", "2021-04-19T00:00:00Z", "2021-04-26T00:00:00Z", "date:2021-04-19..2021-04-25"},
    {"date:last.week", "2021-04-12T00:00:00Z", "2021-04-19T00:00:00Z", "date:2021-04-12..2021-04-18"},
    {"date:last.month..", "2021-03-01T00:00:00Z", NULL, "date:2021-03.."},
    {"date:\"last month\"", "2021-03-01T00:00:00Z", "2021-04-01T00:00:00Z", "date:2021-03"},
    {"date:this.month", "2021-04-01T00:00:00Z", "2021-05-01T00:00:00Z", "date:2021-04"},
    {"date:last-year", "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z", "date:2020"},
    {"date:this.year", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z", "date:2021"},
    {"date:>=2021-04-01", "2021-04-01T00:00:00Z", NULL, "date:2021-04.."},
    {"date:>2021-04", "2021-05-01T00:00:00Z", NULL, "date:2021-05.."},
    {"date:<=2021-04", NULL, "2021-05-01T00:00:00Z", "date:..2021-04"},
    {"date:<2021-04", NULL, "2021-04-01T00:00:00Z", "date:..2021-03"},
    {"date:=2021", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z", "date:2021"},
    {"after:2021-04-20", "2021-04-21T00:00:00Z", NULL, "date:2021-04-21.."},
    {"since:2021-04-20", "2021-04-20T00:00:00Z", NULL, "date:2021-04-20.."},
    {"before:2021-04-20", NULL, "2021-04-20T00:00:00Z", "date:..2021-04-19"},
    {"until:2021-04-20", NULL, "2021-04-21T00:00:00Z", "date:..2021-04-20"},
    {"added:7d..", "2021-04-14T00:00:00Z", NULL, "added:2021-04-14.."},
    {"date:2021-04-20T09:30:00+09:00", "2021-04-20T00:30:00Z", "2021-04-20T00:30:01Z",
     "date:2021-04-20T00:30:00Z"},
    {"date:..2021-04-20T00:30:00Z", NULL, "2021-04-20T00:30:01Z", "date:..2021-04-20T00:30:00Z"},
    {"date:9999", "9999-01-01T00:00:00Z", "end", "date:9999"},
    {"date:1000..9999", "1000-01-01T00:00:00Z", "end", "date:1000..9999"},
    {"date:2024-02-29", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z", "date:2024-02-29"},
};

static gint64 second_of(const char *time, gint64 open)
{
    OsintPeriod period;
    if (!time)
        return open;
    if (g_str_equal(time, "end")) {
        assert_true(osint_date_parse("9999", &period, NULL));
        return period.end;
    }
    assert_true(osint_date_parse(time, &period, NULL));
    return period.begin;
}

static void test_ranges(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintQuery) query = osint_query_parse(ranges[i].query, NOW, NULL, &error);
        if (!query)
            fail_msg("%s: %s", ranges[i].query, error->message);
        if (query->root->begin != second_of(ranges[i].begin, G_MININT64) ||
            query->root->end != second_of(ranges[i].end, G_MAXINT64))
            fail_msg("%s: wrong range", ranges[i].query);
        g_autofree char *canonical = osint_query_print(query);
        assert_string_equal(canonical, ranges[i].canonical);
        g_autoptr(OsintQuery) later = osint_query_parse(canonical, NOW + 400 * 86400, NULL, NULL);
        assert_true(osint_node_equal(query->root, later->root));
    }
}

static const struct {
    const char *query, *says;
} refused[] = {
    {"date:3m..", "\"3min\" or \"3mo\""},
    {"date:3M", "\"3min\" or \"3mo\""},
    {"date:3x", "unit"},
    {"date:2021/04/20", "did you mean \"2021-04-20\""},
    {"date:20210420", "no date"},
    {"date:2021-13", "there is no date"},
    {"date:2021-02-29", "there is no date"},
    {"date:2022..2021", "did you mean \"2021..2022\""},
    {"date:2021-05..2021-04-30", "ends before it begins"},
    {"date:..", "before or after"},
    {"date:\"\"", "missing"},
    {"date:tomorow", "no date"},
    {"date:2021..x", "\"x\" is no date"},
    {"date:>=2020..", "no date"},
    {"after:2020..2021", "one date"},
    {"since:>=2020", "one date"},
    {"date:9999y..", "before the year 1000"},
    {"date:99999999999999999999d", "before the year 1000"},
    {"before:1000", "1000 to 9999"},
    {"after:9999", "1000 to 9999"},
};

static void test_refused(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GError) error = NULL;
        OsintSpan place = {0, 0};
        g_autoptr(OsintQuery) query = osint_query_parse(refused[i].query, NOW, &place, &error);
        if (query)
            fail_msg("accepted: %s", refused[i].query);
        if (!g_error_matches(error, OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_DATE) ||
            !strstr(error->message, refused[i].says))
            fail_msg("%s: %s", refused[i].query, error->message);
        assert_int_equal(place.start, strchr(refused[i].query, ':') + 1 - refused[i].query);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
