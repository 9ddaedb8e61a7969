/* The canonical form of dates, and calendar arithmetic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "indexer/article/date.h"

static gint64 second_of(const char *text)
{
    OsintPeriod period;
    assert_true(osint_date_parse(text, &period, NULL));
    return period.begin;
}

static void assert_period(const char *text, const char *begin, const char *end, OsintDatePrecision precision)
{
    OsintPeriod period;
    g_autoptr(GError) error = NULL;

    assert_true(osint_date_parse(text, &period, &error));
    assert_null(error);
    g_autofree char *first = osint_second_format(period.begin);
    g_autofree char *last = osint_second_format(period.end - 1);
    assert_string_equal(first, begin);
    assert_string_equal(last, end);
    assert_int_equal(period.precision, precision);
}

static void periods_follow_the_precision(void **state)
{
    (void)state;
    assert_period("2021", "2021-01-01T00:00:00Z", "2021-12-31T23:59:59Z", OSINT_DATE_YEAR);
    assert_period("2020-02", "2020-02-01T00:00:00Z", "2020-02-29T23:59:59Z", OSINT_DATE_MONTH);
    assert_period("1900-02", "1900-02-01T00:00:00Z", "1900-02-28T23:59:59Z", OSINT_DATE_MONTH);
    assert_period("2000-02", "2000-02-01T00:00:00Z", "2000-02-29T23:59:59Z", OSINT_DATE_MONTH);
    assert_period("2021-04-20", "2021-04-20T00:00:00Z", "2021-04-20T23:59:59Z", OSINT_DATE_DAY);
    assert_period("2021-04-20T09:30:00+09:00", "2021-04-20T00:30:00Z", "2021-04-20T00:30:00Z",
                  OSINT_DATE_SECOND);
    assert_period("2021-12-31T23:30:00-05:30", "2022-01-01T05:00:00Z", "2022-01-01T05:00:00Z",
                  OSINT_DATE_SECOND);
    assert_period("2021-04-20T00:30:00.125Z", "2021-04-20T00:30:00Z", "2021-04-20T00:30:00Z",
                  OSINT_DATE_SECOND);
    assert_period("1000", "1000-01-01T00:00:00Z", "1000-12-31T23:59:59Z", OSINT_DATE_YEAR);
    assert_period("9999", "9999-01-01T00:00:00Z", "9999-12-31T23:59:59Z", OSINT_DATE_YEAR);
    assert_period("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", OSINT_DATE_SECOND);
}

static void known_seconds(void **state)
{
    (void)state;
    assert_int_equal(second_of("1970"), 0);
    assert_int_equal(second_of("2001-09-09T01:46:40Z"), 1000000000);
    assert_int_equal(second_of("1969-12-31T23:59:59Z"), -1);
}

static void leap_seconds_exist_at_midnight_utc(void **state)
{
    OsintPeriod period;
    (void)state;
    assert_int_equal(second_of("2016-12-31T23:59:60Z"), second_of("2016-12-31T23:59:59Z"));
    assert_true(osint_date_parse("2017-01-01T08:59:60+09:00", &period, NULL));
    assert_false(osint_date_parse("2016-12-31T22:59:60Z", &period, NULL));
}

static void other_forms_are_syntax_errors(void **state)
{
    static const char *const bad[] = {"",
                                      "2",
                                      "202",
                                      "20210420",
                                      "2021-",
                                      "2021-4",
                                      "2021-04-",
                                      "2021-04-2",
                                      "2021-04-20T",
                                      "2021-04-20T09:30",
                                      "2021-04-20T09:30:00",
                                      "2021-04-20 09:30:00Z",
                                      "2021-04-20T09:30:00.Z",
                                      "2021-04-20T09:30:00+9",
                                      "2021-04-20T09:30:00+0900",
                                      "2021-04-20T09:30:00+24:00",
                                      "2021 ",
                                      " 2021",
                                      "21",
                                      "-2021",
                                      "+2021",
                                      "2021-04-20T09:30:00Zz",
                                      "２０２１",
                                      "22021"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        OsintPeriod period = {.begin = 7};
        g_autoptr(GError) error = NULL;
        assert_false(osint_date_parse(bad[i], &period, &error));
        assert_true(g_error_matches(error, OSINT_DATE_ERROR, OSINT_DATE_ERROR_SYNTAX));
        assert_int_equal(period.begin, 7);
    }
}

static void impossible_days_are_range_errors(void **state)
{
    static const char *const bad[] = {"0999",
                                      "2021-00",
                                      "2021-13",
                                      "2021-02-30",
                                      "2021-02-29",
                                      "1900-02-29",
                                      "2021-04-31",
                                      "2021-04-00",
                                      "2021-04-20T24:00:00Z",
                                      "2021-04-20T09:60:00Z",
                                      "2021-04-20T09:30:61Z"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        OsintPeriod period;
        g_autoptr(GError) error = NULL;
        assert_false(osint_date_parse(bad[i], &period, &error));
        assert_true(g_error_matches(error, OSINT_DATE_ERROR, OSINT_DATE_ERROR_RANGE));
    }
}

static void every_truncation_is_a_shorter_date_or_none(void **state)
{
    const char *whole = "2021-04-20T09:30:00.5+09:00";
    (void)state;
    for (gsize length = 0; length < strlen(whole); length++) {
        g_autofree char *cut = g_strndup(whole, length);
        OsintPeriod period;
        gboolean valid = length == 4 || length == 7 || length == 10;
        assert_int_equal(osint_date_parse(cut, &period, NULL), valid);
    }
}

static void assert_containing(OsintDatePrecision precision, const char *begin, const char *end)
{
    OsintPeriod period;
    osint_period_containing(second_of("2024-02-29T12:34:56Z"), precision, &period);
    assert_int_equal(period.begin, second_of(begin));
    assert_int_equal(period.end, second_of(end));
    assert_int_equal(period.precision, precision);
}

static void periods_contain_a_second(void **state)
{
    (void)state;
    assert_containing(OSINT_DATE_YEAR, "2024", "2025");
    assert_containing(OSINT_DATE_MONTH, "2024-02", "2024-03");
    assert_containing(OSINT_DATE_DAY, "2024-02-29", "2024-03-01");
    assert_containing(OSINT_DATE_SECOND, "2024-02-29T12:34:56Z", "2024-02-29T12:34:57Z");
}

static void months_move_as_in_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(osint_second_add_months(second_of("2021-03-31"), -1), second_of("2021-02-28"));
    assert_int_equal(osint_second_add_months(second_of("2020-03-31"), -1), second_of("2020-02-29"));
    assert_int_equal(osint_second_add_months(second_of("2020-02-29"), -12), second_of("2019-02-28"));
    assert_int_equal(osint_second_add_months(second_of("2021-12-15T10:00:00Z"), 1),
                     second_of("2022-01-15T10:00:00Z"));
}

static void arithmetic_stays_in_the_calendar(void **state)
{
    OsintPeriod period;
    int year;
    (void)state;
    osint_second_fields(osint_second_add_months(0, G_MAXINT), &year, NULL, NULL);
    assert_int_equal(year, 9999);
    osint_second_fields(osint_second_add_months(0, G_MININT), &year, NULL, NULL);
    assert_int_equal(year, 1);
    osint_period_containing(G_MAXINT64, OSINT_DATE_YEAR, &period);
    assert_int_equal(period.begin, second_of("9999"));
    osint_period_containing(G_MININT64, OSINT_DATE_DAY, &period);
    g_autofree char *first = osint_second_format(G_MININT64);
    assert_string_equal(first, "0001-01-01T00:00:00Z");
}

static void seconds_break_down(void **state)
{
    int year;
    int month;
    int day;
    (void)state;
    osint_second_fields(second_of("2021-04-20T23:59:59Z"), &year, &month, &day);
    assert_int_equal(year, 2021);
    assert_int_equal(month, 4);
    assert_int_equal(day, 20);
    osint_second_fields(0, NULL, NULL, &day);
    assert_int_equal(day, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_follow_the_precision),
        cmocka_unit_test(known_seconds),
        cmocka_unit_test(leap_seconds_exist_at_midnight_utc),
        cmocka_unit_test(other_forms_are_syntax_errors),
        cmocka_unit_test(impossible_days_are_range_errors),
        cmocka_unit_test(every_truncation_is_a_shorter_date_or_none),
        cmocka_unit_test(periods_contain_a_second),
        cmocka_unit_test(months_move_as_in_the_calendar),
        cmocka_unit_test(arithmetic_stays_in_the_calendar),
        cmocka_unit_test(seconds_break_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
