/* The dates that documents write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <string.h>

#include "indexer/article/date.h"

static void assert_form(const char *text, const char *expected)
{
    g_autofree char *canonical = NULL;
    gboolean ambiguous = TRUE;
    OsintPeriod period;

    if (!osint_date_normalise(text, &canonical, &ambiguous, NULL))
        fail_msg("\"%s\" is not read", text);
    if (strcmp(canonical, expected) != 0)
        fail_msg("\"%s\" is read as %s, not %s", text, canonical, expected);
    assert_false(ambiguous);
    assert_true(osint_date_parse(canonical, &period, NULL));
}

static void assert_refused(const char *text)
{
    char *canonical = NULL;
    g_autoptr(GError) error = NULL;

    if (osint_date_normalise(text, &canonical, NULL, &error))
        fail_msg("\"%s\" is read as %s", text, canonical);
    assert_non_null(error);
    assert_null(canonical);
}

static void canonical_forms_stay(void **state)
{
    static const char *const same[] = {"2021",
                                       "2021-04",
                                       "2021-04-20",
                                       "2020-02-29",
                                       "2021-04-20T09:30:00+09:00",
                                       "2021-04-20T09:30:00-03:30",
                                       "2021-04-20T00:30:00+00:00",
                                       "2021-04-20T00:30:00Z"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(same); i++)
        assert_form(same[i], same[i]);
    assert_form(" 2021-04-20\n", "2021-04-20");
}

static void looser_iso_forms(void **state)
{
    (void)state;
    assert_form("2021-04-20 09:30:00", "2021-04-20T09:30:00Z");
    assert_form("2021-04-20T09:30", "2021-04-20T09:30:00Z");
    assert_form("2021-04-20T09:30Z", "2021-04-20T09:30:00Z");
    assert_form("2021-04-20t09:30:00z", "2021-04-20T09:30:00Z");
    assert_form("2021-04-20 9:30:00.123456 +0900", "2021-04-20T09:30:00+09:00");
    assert_form("2021-04-20T09:30:00,5+09:00", "2021-04-20T09:30:00+09:00");
    assert_form("2021-04-20T09:30:00+09", "2021-04-20T09:30:00+09:00");
    assert_form("20210420T093000Z", "2021-04-20T09:30:00Z");
    assert_form("20210420T093000-0500", "2021-04-20T09:30:00-05:00");
    assert_form("20210420T0930+0100", "2021-04-20T09:30:00+01:00");
    assert_form("20210420T0930Z", "2021-04-20T09:30:00Z");
    assert_form("20210420", "2021-04-20");
    assert_form("20210420093000", "2021-04-20T09:30:00Z");
    assert_form("2021/04/20", "2021-04-20");
    assert_form("2021/4/2 08:05", "2021-04-02T08:05:00Z");
    assert_form("2021-04-20Z", "2021-04-20");
    assert_form("２０２１－０４－２０", "2021-04-20");
    assert_form("2021-04-20 09:30:00 UTC", "2021-04-20T09:30:00Z");
    assert_form("2021-04-20 09:30:00 \xe2\x88\x92"
                "05:00",
                "2021-04-20T09:30:00-05:00");
}

static void mail_dates(void **state)
{
    (void)state;
    assert_form("Tue, 20 Apr 2021 09:30:00 +0900", "2021-04-20T09:30:00+09:00");
    assert_form("Tue, 20 Apr 2021 09:30:00 +0900 (JST)", "2021-04-20T09:30:00+09:00");
    assert_form("20 Apr 2021 09:30 GMT", "2021-04-20T09:30:00Z");
    assert_form("Tue, 20 Apr 2021 09:30:00 EST", "2021-04-20T09:30:00-05:00");
    assert_form("Tue, 20 Apr 2021 09:30:00 PDT", "2021-04-20T09:30:00-07:00");
    assert_form("Tue, 20 Apr 2021 09:30:00 JST", "2021-04-20T09:30:00+09:00");
    assert_form("Tue, 20 Apr 2021 09:30:00 -0000", "2021-04-20T09:30:00Z");
    assert_form("Tue, 20 Apr 2021 09:30:00 GMT+0900 (Japan Standard Time)", "2021-04-20T09:30:00+09:00");
    assert_form("Tue Apr 20 2021 09:30:00 GMT-0100", "2021-04-20T09:30:00-01:00");
    assert_form("Tue Apr 20 09:30:00 JST 2021", "2021-04-20T09:30:00+09:00");
    assert_form("Tue Apr 20 09:30:00 2021", "2021-04-20T09:30:00Z");
    assert_form("20-Apr-2021", "2021-04-20");
    assert_form("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z");
    assert_form("Sat, 01 Jan 72 19:48:21 +0100", "1972-01-01T19:48:21+01:00");
}

static void a_zone_that_is_not_known_leaves_the_day(void **state)
{
    (void)state;
    assert_form("Tue, 20 Apr 2021 09:30:00 IST", "2021-04-20");
    assert_form("April 20, 2021 9:30 PM XYZT", "2021-04-20");
}

static void named_months(void **state)
{
    (void)state;
    assert_form("April 20, 2021", "2021-04-20");
    assert_form("20 April 2021", "2021-04-20");
    assert_form("Apr. 20, 2021", "2021-04-20");
    assert_form("APRIL 20 2021", "2021-04-20");
    assert_form("April 1st, 2021", "2021-04-01");
    assert_form("the 2nd of May 2021", "2021-05-02");
    assert_form("April 2021", "2021-04");
    assert_form("Sept. 3, 2020", "2020-09-03");
    assert_form("Tuesday, April 20, 2021", "2021-04-20");
    assert_form("2021 Apr 20", "2021-04-20");
    assert_form("20. April 2021", "2021-04-20");
    assert_form("1. März 2021", "2021-03-01");
    assert_form("Dienstag, 20. Dezember 2022, 9.30 Uhr", "2022-12-20T09:30:00Z");
    assert_form("mardi 20 avril 2021", "2021-04-20");
    assert_form("1er février 2021 à 9h30", "2021-02-01T09:30:00Z");
    assert_form("20 août 2021", "2021-08-20");
    assert_form("20 de abril de 2021", "2021-04-20");
    assert_form("Martes, 20 de septiembre de 2021", "2021-09-20");
    assert_form("mar, 20 abr 2021 09:30:00 +0200", "2021-04-20T09:30:00+02:00");
    assert_form("20 mar 2021", "2021-03-20");
    assert_form("Mar 20, 2021", "2021-03-20");
    assert_form("martedì 20 aprile 2021", "2021-04-20");
    assert_form("1º de março de 2021", "2021-03-01");
    assert_form("terça-feira, 20 de abril de 2021", "2021-04-20");
    assert_form("20 апреля 2021 г.", "2021-04-20");
    assert_form("20 мая 2021 года, 09:30", "2021-05-20T09:30:00Z");
    assert_form("dinsdag 20 maart 2021", "2021-03-20");
    assert_form("20 mei 2021", "2021-05-20");
    assert_form("1 fe\xcc\x81vrier 2021", "2021-02-01"); /* decomposed */
}

static void chinese_japanese_korean(void **state)
{
    (void)state;
    assert_form("2021年4月20日", "2021-04-20");
    assert_form("2021年４月２０日（火）", "2021-04-20");
    assert_form("2021年04月20日 09時30分", "2021-04-20T09:30:00Z");
    assert_form("2021年4月20日 午後9時30分15秒", "2021-04-20T21:30:15Z");
    assert_form("2021年4月20日火曜日 9:30", "2021-04-20T09:30:00Z");
    assert_form("2021年4月", "2021-04");
    assert_form("2021年", "2021");
    assert_form("令和3年4月20日", "2021-04-20");
    assert_form("令和元年5月1日", "2019-05-01");
    assert_form("民國110年4月20日", "2021-04-20");
    assert_form("2021年4月20日 星期二 上午9:30", "2021-04-20T09:30:00Z");
    assert_form("2021年4月20号", "2021-04-20");
    assert_form("2021년 4월 20일", "2021-04-20");
    assert_form("2021년 4월 20일 화요일 오후 9시 30분", "2021-04-20T21:30:00+09:00");
    assert_form("2021. 4. 20.", "2021-04-20");
    assert_form("2021.04.20 14:05", "2021-04-20T14:05:00Z");
}

static void numbers_with_marks(void **state)
{
    (void)state;
    assert_form("20.04.2021", "2021-04-20");
    assert_form("3.4.2021", "2021-04-03");
    assert_form("20. 4. 2021", "2021-04-20");
    assert_form("20.04.2021 09.30", "2021-04-20T09:30:00Z");
    assert_form("20.04.2021, 09:30 Uhr", "2021-04-20T09:30:00Z");
    assert_form("20/04/2021", "2021-04-20");
    assert_form("04/20/2021", "2021-04-20");
    assert_form("04-20-2021", "2021-04-20");
    assert_form("04/04/2021", "2021-04-04");
    assert_form("04/2021", "2021-04");
}

static void either_way_round_is_ambiguous(void **state)
{
    g_autofree char *canonical = NULL;
    gboolean ambiguous = FALSE;
    (void)state;
    assert_true(osint_date_normalise("03/04/2024", &canonical, &ambiguous, NULL));
    assert_string_equal(canonical, "2024-03-04");
    assert_true(ambiguous);
}

static void times_of_day(void **state)
{
    (void)state;
    assert_form("April 20, 2021 9:30 PM", "2021-04-20T21:30:00Z");
    assert_form("April 20, 2021 at 9:30 p.m. ET", "2021-04-20T21:30:00-05:00");
    assert_form("April 20, 2021 12:05 am", "2021-04-20T00:05:00Z");
    assert_form("April 20, 2021 12:05 pm", "2021-04-20T12:05:00Z");
    assert_form("9 a.m., April 20, 2021", "2021-04-20T09:00:00Z");
    assert_form("April 20, 2021 - 9:30 am", "2021-04-20T09:30:00Z");
    assert_form("April 20, 2021 | 9:30am EDT", "2021-04-20T09:30:00-04:00");
    assert_form("2021-04-20T24:00:00Z", "2021-04-21T00:00:00Z");
    assert_form("2020-02-28T24:00:00+09:00", "2020-02-29T00:00:00+09:00");
    assert_form("2021-12-31 24:00", "2022-01-01T00:00:00Z");
}

static void what_is_no_date_is_refused(void **state)
{
    static const char *const bad[] = {"",
                                      " ",
                                      "-",
                                      "today",
                                      "2 weeks ago",
                                      "April",
                                      "20 April",
                                      "April 20",
                                      "0",
                                      "21",
                                      "13",
                                      "013",
                                      "202",
                                      "20 Apr 21",
                                      "03/04/21",
                                      "21-04-20",
                                      "210420",
                                      "99.99.9999",
                                      "2021-02-30",
                                      "30 February 2021",
                                      "2021年2月30日",
                                      "2021-13-01",
                                      "2021-00-10",
                                      "2021-04-31",
                                      "29 Feb 2023",
                                      "2021-04-20T24:00:01Z",
                                      "2021-04-20T25:00:00Z",
                                      "2021-04-20 09:60",
                                      "2021-04-20 9:5",
                                      "2021-04-20T09:30:61Z",
                                      "09:30",
                                      "2021 09:30",
                                      "2021-04 09:30",
                                      "2021-04-20 2022-04-20",
                                      "April May 2021",
                                      "April 20, 2021 2022",
                                      "2021-04-20 13:30 AM",
                                      "2021-04-20 am",
                                      "2021-04-20-01",
                                      "2021-04-20T11:30:00-06:00Textra",
                                      "2021-04-20T09:30:00+25:00",
                                      "2021-04-20T09:30:00+09:75",
                                      "2021--",
                                      "2021-",
                                      "-2021",
                                      "2021-W16-2",
                                      "2021/2022",
                                      "2021-04-20 (Tue",
                                      "2021-04-20)",
                                      "99999999",
                                      "9999-12-31T24:00:00Z",
                                      "0999-01-01",
                                      "12345",
                                      "123456789012345678901234567890",
                                      "4/20",
                                      "20 zzz 2021",
                                      "1618911000",
                                      "Unit 61419",
                                      "16 suspects in 2021",
                                      "2021年13月1日",
                                      "令和3",
                                      "3年4月20日",
                                      "Sun, 16 Dec 2012 1:2:3:4 GMT",
                                      "04 Jan 21",
                                      "01 Jan 04 19:48:21",
                                      "2021-04-20 09:30 - 10:30",
                                      "\xff\xfe",
                                      "20\xc3",
                                      "2021-04-20\x01"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_refused(bad[i]);
    g_autofree char *longest = g_strnfill(100000, '1');
    assert_refused(longest);
    g_autofree char *spaces = g_strnfill(150, '(');
    assert_refused(spaces);
}

/* Truncated anywhere, a date is read as a date or refused; what is read is canonical. */
static void truncations_never_break(void **state)
{
    static const char *const whole[] = {
        "Tue, 20 Apr 2021 09:30:00 GMT+0900 (Japan Standard Time)", "2021年4月20日（火） 午後9時30分15秒",
        "Dienstag, 20. Dezember 2022, 9.30 Uhr", "2021년 4월 20일 화요일 오후 9시 30분",
        "2021-04-20T09:30:00.5+09:00"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(whole); i++) {
        for (gsize from = 0; from <= strlen(whole[i]); from++) {
            for (gsize length = 0; length <= strlen(whole[i]) - from; length++) {
                g_autofree char *cut = g_strndup(whole[i] + from, length);
                g_autofree char *canonical = NULL;
                OsintPeriod period;
                if (osint_date_normalise(cut, &canonical, NULL, NULL))
                    assert_true(osint_date_parse(canonical, &period, NULL));
            }
        }
    }
}

static void random_sequences_never_break(void **state)
{
    static const char *const parts[] = {
        "2021", "04",  "20", "9",  "30",       "-",      "/",     ".",   ":",   " ",   "T",  "Z",
        "+",    "(",   ")",  "年", "月",       "日",     "April", "mar", "GMT", "EST", "pm", "令和",
        "元",   "Uhr", "h",  ",",  "20210420", "093000", "99",    "24",  "00",  "時",  "分", "60"};
    g_autoptr(GRand) random = g_rand_new_with_seed(20210420);
    guint read = 0;
    (void)state;
    for (guint round = 0; round < 50000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *canonical = NULL;
        OsintPeriod period;
        for (gint32 count = g_rand_int_range(random, 1, 12); count > 0; count--)
            g_string_append(text, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        if (!osint_date_normalise(text->str, &canonical, NULL, NULL))
            continue;
        assert_true(osint_date_parse(canonical, &period, NULL));
        read++;
    }
    assert_true(read > 0);
}

static gboolean agrees(const json_t *row)
{
    const char *expected = json_string_value(json_object_get(row, "expected"));
    const char *input = json_string_value(json_object_get(row, "input"));
    g_autofree char *canonical = NULL;
    OsintPeriod read;
    OsintPeriod wanted;

    if (!osint_date_normalise_feed(input, &canonical, NULL, NULL))
        return expected == NULL;
    return expected != NULL && osint_date_parse(canonical, &read, NULL) &&
           osint_date_parse(expected, &wanted, NULL) && read.begin == wanted.begin;
}

/* What is left out on purpose: a year before 1000. */
static void dates_of_feeds(void **state)
{
    g_autofree char *rows = NULL;
    guint total = 0;
    guint passed = 0;
    (void)state;
    if (!g_file_get_contents(OSINT_SHARED_DIR "/data/feeds/dates.jsonl", &rows, NULL, NULL)) {
        print_message("skipped: no " OSINT_SHARED_DIR "/data/feeds/dates.jsonl\n");
        skip();
    }
    g_auto(GStrv) lines = g_strsplit(rows, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        json_t *row = json_loads(*line, 0, NULL);
        if (row == NULL)
            continue;
        total++;
        if (agrees(row))
            passed++;
        else
            print_message("differs: %s\n", *line);
        json_decref(row);
    }
    print_message("%u of %u\n", passed, total);
    assert_true(passed + 1 >= total);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_forms_stay),
        cmocka_unit_test(looser_iso_forms),
        cmocka_unit_test(mail_dates),
        cmocka_unit_test(a_zone_that_is_not_known_leaves_the_day),
        cmocka_unit_test(named_months),
        cmocka_unit_test(chinese_japanese_korean),
        cmocka_unit_test(numbers_with_marks),
        cmocka_unit_test(either_way_round_is_ambiguous),
        cmocka_unit_test(times_of_day),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(truncations_never_break),
        cmocka_unit_test(random_sequences_never_break),
        cmocka_unit_test(dates_of_feeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
