/* Date values: 2021-04, 2021-04-20..2021-05-01, ..2020, 2w.., yesterday, last.month.., >=2021-04-01.
 *
 * Every bound stands for a period, in UTC: a lower bound is the start of its period, an upper bound the end.
 * The canonical spelling is absolute, so that what was executed can be read and repeated. */
#include "search/query-internal.h"

#include "indexer/article/date.h"

#include <string.h>

#define DAY G_GINT64_CONSTANT(86400)
#define FIRST_SECOND G_GINT64_CONSTANT(-30610224000) /* of the year 1000 */
#define LAST_SECOND G_GINT64_CONSTANT(253402300799)  /* of the year 9999 */
#define MAX_AMOUNT 100000u

typedef struct {
    OsintQueryInput *in;
    OsintSpan span; /* of the whole value */
} Dates;

typedef struct {
    gint64 begin, end;
} Range;

#define DATE_FAIL(dates, ...)                                                                                \
    osint_query_fail((dates)->in, (dates)->span, OSINT_QUERY_ERROR_DATE, __VA_ARGS__)

/* ---- relative ---- */

static const struct {
    const char *name;
    gint64 seconds; /* 0: months */
    int months;
    OsintDatePrecision precision;
} units[] = {
    {"min", 60, 0, OSINT_DATE_SECOND}, {"h", 3600, 0, OSINT_DATE_SECOND}, {"d", DAY, 0, OSINT_DATE_DAY},
    {"w", 7 * DAY, 0, OSINT_DATE_DAY}, {"mo", 0, 1, OSINT_DATE_DAY},      {"y", 0, 12, OSINT_DATE_DAY},
};

static gboolean in_range(gint64 second)
{
    return second >= FIRST_SECOND && second <= LAST_SECOND;
}

/* "2w": the day two weeks ago; "6h": the second six hours ago. */
static gboolean read_ago(const Dates *dates, const char *text, OsintPeriod *period)
{
    gsize digits = strspn(text, "0123456789");
    const char *unit = text + digits;
    g_autofree char *number = g_strndup(text, digits);
    guint64 amount;
    if (g_ascii_strcasecmp(unit, "m") == 0)
        return DATE_FAIL(dates, "\"%s\" could be minutes or months: write \"%smin\" or \"%smo\"", text,
                         number, number);
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        if (g_ascii_strcasecmp(unit, units[i].name) != 0)
            continue;
        gint64 now = dates->in->now;
        gint64 then = G_MININT64;
        if (g_ascii_string_to_unsigned(number, 10, 0, MAX_AMOUNT, &amount, NULL))
            then = units[i].seconds > 0 ? now - (gint64)amount * units[i].seconds
                   : amount <= 12000    ? osint_second_add_months(now, -(int)amount * units[i].months)
                                        : G_MININT64;
        if (!in_range(then))
            return DATE_FAIL(dates, "\"%s\" is before the year 1000", text);
        osint_period_containing(then, units[i].precision, period);
        return TRUE;
    }
    return DATE_FAIL(dates, "\"%s\" has no known unit: min, h, d, w, mo or y", text);
}

/* Weeks begin on Monday, as in ISO 8601. 1 January 1970 was a Thursday. */
static void week_containing(gint64 second, OsintPeriod *period)
{
    osint_period_containing(second, OSINT_DATE_DAY, period);
    gint64 weekday = (((period->begin / DAY + 3) % 7) + 7) % 7;
    period->begin -= weekday * DAY;
    period->end = period->begin + 7 * DAY;
}

static void unit_containing(const char *unit, gint64 second, OsintPeriod *period)
{
    if (g_str_equal(unit, "week"))
        week_containing(second, period);
    else if (g_str_equal(unit, "day"))
        osint_period_containing(second, OSINT_DATE_DAY, period);
    else
        osint_period_containing(second, *unit == 'm' ? OSINT_DATE_MONTH : OSINT_DATE_YEAR, period);
}

static const struct {
    const char *name;
    const char *unit;
    gboolean last;
} named[] = {
    {"today", "day", FALSE},      {"yesterday", "day", TRUE},     {"this.week", "week", FALSE},
    {"last.week", "week", TRUE},  {"this.month", "month", FALSE}, {"last.month", "month", TRUE},
    {"this.year", "year", FALSE}, {"last.year", "year", TRUE},
};

/* "last.month", also "last-month" and "last month". */
static gboolean read_named(const Dates *dates, const char *text, OsintPeriod *period)
{
    g_autofree char *name = g_ascii_strdown(text, -1);
    g_strdelimit(name, " -_", '.');
    for (gsize i = 0; i < G_N_ELEMENTS(named); i++) {
        if (!g_str_equal(name, named[i].name))
            continue;
        unit_containing(named[i].unit, dates->in->now, period);
        if (named[i].last)
            unit_containing(named[i].unit, period->begin - 1, period);
        return TRUE;
    }
    return FALSE;
}

/* ---- bounds and ranges ---- */

/* A bound of a range is only a part of the value that could be mended. */
static gboolean is_whole(const Dates *dates, const char *text)
{
    gsize length = strlen(text), end = dates->span.end, start = dates->span.start;
    return end - start == length ||
           (end > length && end - length > start && dates->in->text[end - length - 1] == ':');
}

static gboolean refuse_date(const Dates *dates, const char *text, const GError *why)
{
    g_autofree char *meant = NULL;
    gboolean ambiguous;
    if (why->code == OSINT_DATE_ERROR_RANGE)
        return DATE_FAIL(dates, "there is no date \"%s\"", text);
    if (osint_date_normalise(text, &meant, &ambiguous, NULL) && !ambiguous)
        return osint_query_fail_near(dates->in, dates->span, OSINT_QUERY_ERROR_DATE,
                                     is_whole(dates, text) ? meant : NULL,
                                     "\"%s\" is no date; did you mean \"%s\"?", text, meant);
    return DATE_FAIL(dates, "\"%s\" is no date; write 2021, 2021-04, 2021-04-20, 2w, yesterday or last.month",
                     text);
}

static gboolean read_period(const Dates *dates, const char *text, OsintPeriod *period)
{
    g_autoptr(GError) error = NULL;
    if (read_named(dates, text, period) || osint_date_parse(text, period, &error))
        return TRUE;
    gsize digits = strspn(text, "0123456789");
    gsize letters = strspn(text + digits, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (digits > 0 && letters > 0 && text[digits + letters] == '\0')
        return read_ago(dates, text, period);
    return refuse_date(dates, text, error);
}

/* "a..b", either of them empty but not both. */
static gboolean read_range(const Dates *dates, const char *text, const char *dots, Range *range)
{
    g_autofree char *lower = g_strstrip(g_strndup(text, (gsize)(dots - text)));
    g_autofree char *upper = g_strstrip(g_strdup(dots + 2));
    OsintPeriod period;
    if (*lower == '\0' && *upper == '\0')
        return DATE_FAIL(dates, "a range needs a date before or after \"..\"");
    if (*lower != '\0') {
        if (!read_period(dates, lower, &period))
            return FALSE;
        range->begin = period.begin;
    }
    if (*upper != '\0') {
        if (!read_period(dates, upper, &period))
            return FALSE;
        range->end = period.end;
    }
    if (range->begin < range->end)
        return TRUE;
    g_autofree char *turned = g_strconcat(upper, "..", lower, NULL);
    return osint_query_fail_near(dates->in, dates->span, OSINT_QUERY_ERROR_DATE, turned,
                                 "the range ends before it begins; did you mean \"%s\"?", turned);
}

static gboolean read_bound(const Dates *dates, OsintDateMode mode, const char *text, Range *range)
{
    OsintPeriod period;
    if (!read_period(dates, text, &period))
        return FALSE;
    if (mode == OSINT_DATE_MODE_RANGE || mode == OSINT_DATE_MODE_SINCE)
        range->begin = period.begin;
    if (mode == OSINT_DATE_MODE_RANGE || mode == OSINT_DATE_MODE_UNTIL)
        range->end = period.end;
    if (mode == OSINT_DATE_MODE_AFTER)
        range->begin = period.end;
    if (mode == OSINT_DATE_MODE_BEFORE)
        range->end = period.begin;
    return TRUE;
}

static const struct {
    const char *sign;
    OsintDateMode mode;
} comparisons[] = {
    {">=", OSINT_DATE_MODE_SINCE}, {"<=", OSINT_DATE_MODE_UNTIL}, {">", OSINT_DATE_MODE_AFTER},
    {"<", OSINT_DATE_MODE_BEFORE}, {"=", OSINT_DATE_MODE_RANGE},
};

static gboolean read_value(const Dates *dates, OsintDateMode mode, const char *text, Range *range)
{
    const char *dots = strstr(text, "..");
    if (*text == '\0')
        return DATE_FAIL(dates, "a date is missing");
    if (mode != OSINT_DATE_MODE_RANGE) {
        if (dots || strchr("<>=", *text))
            return DATE_FAIL(dates, "after:, since:, before: and until: take one date; ranges go with date:");
        return read_bound(dates, mode, text, range);
    }
    if (dots && !strchr("<>=", *text))
        return read_range(dates, text, dots, range);
    for (gsize i = 0; i < G_N_ELEMENTS(comparisons); i++)
        if (g_str_has_prefix(text, comparisons[i].sign))
            return read_bound(dates, comparisons[i].mode, text + strlen(comparisons[i].sign), range);
    return read_bound(dates, mode, text, range);
}

/* ---- canonical spelling ---- */

static char *spell(gint64 second, OsintDatePrecision precision)
{
    int year, month, day;
    osint_second_fields(second, &year, &month, &day);
    switch (precision) {
    case OSINT_DATE_YEAR:
        return g_strdup_printf("%04d", year);
    case OSINT_DATE_MONTH:
        return g_strdup_printf("%04d-%02d", year, month);
    case OSINT_DATE_DAY:
        return g_strdup_printf("%04d-%02d-%02d", year, month, day);
    default:
        return osint_second_format(second);
    }
}

/* The coarsest date whose period begins at `begin` and ends at `end`; an open end asks nothing of it. NULL
 * when there is none. */
static char *spell_period(gint64 begin, gint64 end)
{
    gint64 inside = begin == G_MININT64 ? end - 1 : begin;
    for (int i = OSINT_DATE_YEAR; i <= OSINT_DATE_SECOND; i++) {
        OsintPeriod period;
        osint_period_containing(inside, (OsintDatePrecision)i, &period);
        if ((begin == G_MININT64 || period.begin == begin) && (end == G_MAXINT64 || period.end == end))
            return spell(inside, (OsintDatePrecision)i);
    }
    return NULL;
}

static char *spell_range(const Range *range)
{
    gboolean from = range->begin != G_MININT64;
    gboolean to = range->end != G_MAXINT64;
    char *single = from && to ? spell_period(range->begin, range->end) : NULL;
    if (single)
        return single;
    g_autofree char *begin = from ? spell_period(range->begin, G_MAXINT64) : g_strdup("");
    g_autofree char *end = to ? spell_period(G_MININT64, range->end) : g_strdup("");
    return g_strconcat(begin, "..", end, NULL);
}

gboolean osint_query_dates(OsintQueryInput *in, OsintDateMode mode, const char *value, OsintSpan span,
                           OsintNode *node)
{
    Dates dates = {in, span};
    Range range = {G_MININT64, G_MAXINT64};
    g_autofree char *text = g_strstrip(g_strdup(value));
    if (!read_value(&dates, mode, text, &range))
        return FALSE;
    if ((range.begin != G_MININT64 && !in_range(range.begin)) ||
        (range.end != G_MAXINT64 && !in_range(range.end - 1)))
        return DATE_FAIL(&dates, "the range lies outside the years 1000 to 9999");
    node->begin = range.begin;
    node->end = range.end;
    node->text = spell_range(&range);
    return TRUE;
}
