/* Dates to the precision that is known: the canonical form, and calendar arithmetic in UTC. */
#include "indexer/article/date.h"

#include <string.h>

#define DAY_SECONDS 86400
#define MOST_DAYS_OF_MONTH 31
#define FIRST_SECOND G_GINT64_CONSTANT(-62135596800) /* 0001-01-01T00:00:00Z */
#define LAST_SECOND G_GINT64_CONSTANT(253402300799)  /* 9999-12-31T23:59:59Z */

G_DEFINE_QUARK(osint - date - error - quark, osint_date_error)

typedef struct {
    int year;
    int month;
    int day;
    int hour;
    int minute;
    int second;
    int offset; /* minutes east of Greenwich */
} Fields;

static gint64 day_number(int year, int month, int day)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return (gint64)g_date_get_julian(&date) - 719163; /* of 1970-01-01 */
}

static gint64 days_in(int year, int month, OsintDatePrecision precision)
{
    if (precision == OSINT_DATE_YEAR)
        return g_date_is_leap_year((GDateYear)year) ? 366 : 365;
    if (precision == OSINT_DATE_MONTH)
        return g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
    return 1;
}

static void set_period(OsintPeriod *period, const Fields *fields, OsintDatePrecision precision)
{
    gint64 day = day_number(fields->year, fields->month, fields->day);

    period->precision = precision;
    period->begin = day * DAY_SECONDS;
    if (precision == OSINT_DATE_SECOND) {
        period->begin +=
            fields->hour * 3600 + (fields->minute - fields->offset) * 60 + MIN(fields->second, 59);
        period->end = period->begin + 1;
    } else {
        period->end = (day + days_in(fields->year, fields->month, precision)) * DAY_SECONDS;
    }
}

/* Reads exactly `digits` digits behind an optional separator; FALSE leaves the place alone. */
static gboolean take(const char **at, char separator, int digits, int *value)
{
    const char *p = *at;
    int number = 0;

    if (separator != '\0' && *p++ != separator)
        return FALSE;
    for (int i = 0; i < digits; i++, p++) {
        if (!g_ascii_isdigit(*p))
            return FALSE;
        number = number * 10 + g_ascii_digit_value(*p);
    }
    *value = number;
    *at = p;
    return TRUE;
}

static gboolean take_offset(const char **at, int *offset)
{
    int sign = **at == '-' ? -1 : 1;
    int hours;
    int minutes;

    if (**at == 'Z' || **at == 'z') {
        (*at)++;
        *offset = 0;
        return TRUE;
    }
    if (!take(at, **at == '-' ? '-' : '+', 2, &hours) || !take(at, ':', 2, &minutes) || hours > 23 ||
        minutes > 59)
        return FALSE;
    *offset = sign * (hours * 60 + minutes);
    return TRUE;
}

static gboolean take_time(const char **at, Fields *fields)
{
    if ((**at != 'T' && **at != 't') || !take(at, **at, 2, &fields->hour) ||
        !take(at, ':', 2, &fields->minute) || !take(at, ':', 2, &fields->second))
        return FALSE;
    if (**at == '.') {
        const char *fraction = ++*at;
        *at += strspn(*at, "0123456789");
        if (*at == fraction)
            return FALSE;
    }
    return take_offset(at, &fields->offset);
}

/* The parts that are there; FALSE when the text has another form. */
static gboolean read_fields(const char *text, Fields *fields, OsintDatePrecision *precision)
{
    const char *at = text;

    *precision = OSINT_DATE_YEAR;
    if (!take(&at, '\0', 4, &fields->year))
        return FALSE;
    if (take(&at, '-', 2, &fields->month))
        *precision = OSINT_DATE_MONTH;
    if (*precision == OSINT_DATE_MONTH && take(&at, '-', 2, &fields->day))
        *precision = OSINT_DATE_DAY;
    if (*precision != OSINT_DATE_DAY || *at == '\0')
        return *at == '\0';
    *precision = OSINT_DATE_SECOND;
    return take_time(&at, fields) && *at == '\0';
}

/* A leap second is 23:59:60 in UTC. */
static gboolean time_exists(const Fields *fields)
{
    if (fields->hour > 23 || fields->minute > 59 || fields->second > 60)
        return FALSE;
    if (fields->second < 60)
        return TRUE;
    int utc = (fields->hour * 60 + fields->minute - fields->offset) % 1440;
    return (utc + 1440) % 1440 == 1439;
}

gboolean osint_date_parse(const char *text, OsintPeriod *period, GError **error)
{
    Fields fields = {.month = 1, .day = 1};
    OsintDatePrecision precision;

    if (!read_fields(text, &fields, &precision)) {
        g_set_error(error, OSINT_DATE_ERROR, OSINT_DATE_ERROR_SYNTAX,
                    "not a date of the form 2021, 2021-04, 2021-04-20 or 2021-04-20T09:30:00+09:00");
        return FALSE;
    }
    if (fields.year < 1000 || fields.month < 1 || fields.month > 12 || fields.day < 1 ||
        fields.day > days_in(fields.year, fields.month, OSINT_DATE_MONTH) || !time_exists(&fields)) {
        g_set_error(error, OSINT_DATE_ERROR, OSINT_DATE_ERROR_RANGE, "no such day or time");
        return FALSE;
    }
    set_period(period, &fields, precision);
    return TRUE;
}

static GDateTime *date_time(gint64 second)
{
    return g_date_time_new_from_unix_utc(CLAMP(second, FIRST_SECOND, LAST_SECOND));
}

void osint_period_containing(gint64 second, OsintDatePrecision precision, OsintPeriod *period)
{
    g_autoptr(GDateTime) time = date_time(second);
    Fields fields = {.month = 1, .day = 1};

    g_date_time_get_ymd(time, &fields.year, precision >= OSINT_DATE_MONTH ? &fields.month : NULL,
                        precision >= OSINT_DATE_DAY ? &fields.day : NULL);
    fields.hour = g_date_time_get_hour(time);
    fields.minute = g_date_time_get_minute(time);
    fields.second = g_date_time_get_second(time);
    set_period(period, &fields, precision);
}

gint64 osint_second_add_months(gint64 second, int months)
{
    int within = CLAMP(months, -120000, 120000);
    g_autoptr(GDateTime) time = date_time(second);
    g_autoptr(GDateTime) moved = g_date_time_add_months(time, within);

    if (moved == NULL)
        return months < 0 ? FIRST_SECOND : LAST_SECOND;
    return g_date_time_to_unix(moved);
}

void osint_second_fields(gint64 second, int *year, int *month, int *day)
{
    g_autoptr(GDateTime) time = date_time(second);
    g_date_time_get_ymd(time, year, month, day);
}

guint osint_period_number(gint64 begin, gint64 end)
{
    int year, month, day;
    osint_second_fields(begin, &year, &month, &day);
    if (end - begin > MOST_DAYS_OF_MONTH * DAY_SECONDS)
        month = day = 0;
    else if (end - begin > DAY_SECONDS)
        day = 0;
    return (guint)(year * 10000 + month * 100 + day);
}

char *osint_second_format(gint64 second)
{
    g_autoptr(GDateTime) time = date_time(second);
    int year;
    int month;
    int day;

    g_date_time_get_ymd(time, &year, &month, &day);
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, g_date_time_get_hour(time),
                           g_date_time_get_minute(time), g_date_time_get_second(time));
}
