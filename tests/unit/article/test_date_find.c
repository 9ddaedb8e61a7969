/* Dates in lines of text, and the dates of feeds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "indexer/article/date.h"

/* The dates of a line, each with the text it was read from: "2021-04-20=April 20, 2021; ..." */
static char *dates_of(const char *text, gboolean short_years)
{
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    g_autoptr(GArray) found = osint_dates_find(composed, short_years);
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        const OsintDateFound *one = &g_array_index(found, OsintDateFound, i);
        assert_true(one->start < one->end && one->end <= strlen(composed));
        g_string_append_printf(all, "%s%s%s=%.*s", i > 0 ? "; " : "", one->date, one->ambiguous ? "?" : "",
                               (int)(one->end - one->start), composed + one->start);
    }
    return g_string_free(all, FALSE);
}

static void assert_dates(const char *text, const char *expected)
{
    g_autofree char *dates = dates_of(text, FALSE);
    assert_string_equal(dates, expected);
}

static void dates_in_lines(void **state)
{
    (void)state;
    assert_dates("By Jane Doe | March 3, 2020 | 3 Comments", "2020-03-03=March 3, 2020");
    assert_dates("Posted on 20/04/2021 by admin", "2021-04-20=20/04/2021");
    assert_dates("March 2020 3 comments", "2020-03=March 2020");
    assert_dates("Published 4 May 2021 10:23 GMT, updated 6 May 2021",
                 "2021-05-04T10:23:00Z=4 May 2021 10:23; 2021-05-06=6 May 2021");
    assert_dates("on 03/04/2024 in Berlin", "2024-03-04?=03/04/2024");
    assert_dates("5 of 12 readers found this helpful", "");
    assert_dates("call 555-0199-2020", "");
    assert_dates("version 10.1.1.2020", "");
}

static void dates_in_many_languages(void **state)
{
    static const char *const lines[][2] = {
        {"Veröffentlicht am 3. März 2020 um 14:30 Uhr", "2020-03-03T14:30:00Z"},
        {"Publié le 1er août 2020", "2020-08-01"},
        {"Publicado el 20 de abril de 2021 a las 9:30", "2021-04-20T09:30:00Z"},
        {"Pubblicato il 7 gennaio 2019", "2019-01-07"},
        {"Publicado em 2 de março de 2018", "2018-03-02"},
        {"Geplaatst op 12 mei 2021", "2021-05-12"},
        {"Опубликовано 5 июля 2020 г.", "2020-07-05"},
        {"Opublikowano: 11 listopada 2021", "2021-11-11"},
        {"Publikováno 3. září 2020", "2020-09-03"},
        {"Yayınlanma: 15 Ağustos 2021", "2021-08-15"},
        {"Publicerad 6 juni 2020", "2020-06-06"},
        {"Offentliggjort 9. maj 2020", "2020-05-09"},
        {"Julkaistu 6. joulukuuta 2019", "2019-12-06"},
        {"Megjelent: 2020. október 23.", "2020-10-23"},
        {"Δημοσίευση: 25 Μαρτίου 2021", "2021-03-25"},
        {"نشر في 14 أغسطس 2020", "2020-08-14"},
        {"פורסם ב 3 במרץ 2021", "2021-03-03"},
        {"प्रकाशित: 26 जनवरी 2021", "2021-01-26"},
        {"公開日：2021年4月20日", "2021-04-20"},
        {"发布时间：2021年04月20日 09:30", "2021-04-20T09:30:00Z"},
        {"입력 2021년 4월 20일 오후 9시 30분", "2021-04-20T21:30:00+09:00"},
        {"Đăng ngày 20 tháng 4, 2021", "2021-04-20"},
        {"Diterbitkan 17 Agustus 2020", "2020-08-17"},
        {"Publicat pe 1 decembrie 2020", "2020-12-01"},
        {"Публикувано на 3 март 2021", "2021-03-03"},
        {"Objavljeno 5. svibnja 2020.", "2020-05-05"},
        {"2021 m. kovo 11", "2021-03-11"},
        {"Publicat el 23 d'abril de 2020", "2020-04-23"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *composed = g_utf8_normalize(lines[i][0], -1, G_NORMALIZE_NFKC);
        g_autoptr(GArray) found = osint_dates_find(composed, FALSE);
        const char *date = found->len > 0 ? g_array_index(found, OsintDateFound, 0).date : "none";
        if (found->len != 1 || strcmp(date, lines[i][1]) != 0)
            fail_msg("\"%s\": %u dates, first %s, not %s", lines[i][0], found->len, date, lines[i][1]);
    }
}

static void short_years_on_demand(void **state)
{
    (void)state;
    g_autofree char *without = dates_of("Stand: 20.04.21", FALSE);
    g_autofree char *with = dates_of("Stand: 20.04.21", TRUE);
    g_autofree char *old = dates_of("4/20/99", TRUE);
    assert_string_equal(without, "");
    assert_string_equal(with, "2021-04-20=20.04.21");
    assert_string_equal(old, "1999-04-20=4/20/99");
}

static void the_other_reading(void **state)
{
    (void)state;
    g_autofree char *day = osint_date_day_first("2024-03-04");
    g_autofree char *time = osint_date_day_first("2024-03-04T10:00:00Z");
    g_autofree char *year = osint_date_day_first("2024");
    assert_string_equal(day, "2024-04-03");
    assert_string_equal(time, "2024-04-03T10:00:00Z");
    assert_string_equal(year, "2024");
}

static void feeds_cut_dates_short(void **state)
{
    static const char *const forms[][2] = {
        {"03-12-31", "2003-12-31"},
        {"031231", "2003-12-31"},
        {"-0312", "2003-12"},
        {"-03-12", "2003-12"},
        {"03335", "2003-12-01"},
        {"2003-335", "2003-12-01"},
        {"2003335", "2003-12-01"},
        {"99-01-02", "1999-01-02"},
        {"03-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
        {"2003-012-31", "2003-12-31"},
        {"2021-04-20", "2021-04-20"},
        {"Tue, 20 Apr 2021 09:30:00 +0900", "2021-04-20T09:30:00+09:00"},
    };
    static const char *const bad[] = {"", "03-13-31", "22013", "2003-400", "-03-", "031232", "03-12-31x"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *canonical = NULL;
        assert_true(osint_date_normalise_feed(forms[i][0], &canonical, NULL, NULL));
        assert_string_equal(canonical, forms[i][1]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        char *canonical = NULL;
        g_autoptr(GError) error = NULL;
        if (osint_date_normalise_feed(bad[i], &canonical, NULL, &error))
            fail_msg("\"%s\" is read as %s", bad[i], canonical);
        assert_non_null(error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_in_lines),        cmocka_unit_test(dates_in_many_languages),
        cmocka_unit_test(short_years_on_demand), cmocka_unit_test(the_other_reading),
        cmocka_unit_test(feeds_cut_dates_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
