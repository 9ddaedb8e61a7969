/* Dates to the precision that is known.
 *
 * A date is a string in the RFC 3339 forms 2021, 2021-04, 2021-04-20 or a full time with offset
 * (2021-04-20T09:30:00+09:00, 2021-04-20T00:30:00Z), and stands for the period from its first to its last
 * second, in UTC. */
#ifndef OSINT_ARTICLE_DATE_H
#define OSINT_ARTICLE_DATE_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_DATE_ERROR (osint_date_error_quark())
GQuark osint_date_error_quark(void);
typedef enum { OSINT_DATE_ERROR_SYNTAX, OSINT_DATE_ERROR_RANGE } OsintDateError;

typedef enum { OSINT_DATE_YEAR, OSINT_DATE_MONTH, OSINT_DATE_DAY, OSINT_DATE_SECOND } OsintDatePrecision;

typedef struct {
    gint64 begin; /* Unix seconds of the first second of the period */
    gint64 end;   /* Unix seconds just after its last second */
    OsintDatePrecision precision;
} OsintPeriod;

/* Reads exactly the forms above (years 1000 to 9999; "20210420" is refused). Parts of a second are allowed
 * and ignored. OSINT_DATE_ERROR_SYNTAX for another form, OSINT_DATE_ERROR_RANGE for a day or time that does
 * not exist. */
gboolean osint_date_parse(const char *text, OsintPeriod *period, GError **error);

/* Reads what documents write and sets *canonical (owned by the caller) to the form above, to the precision
 * and with the offset that are given: "2021-04-20 09:30:00", "20210420T093000Z", "2021/04/20", "20.04.2021",
 * "04/2021", RFC 2822 ("Tue, 20 Apr 2021 09:30:00 +0900"), "Tue Apr 20 09:30:00 JST 2021", "April 20, 2021 at
 * 9:30 p.m. ET", "20. April 2021", "1er avril 2021", and months of some twenty languages, 2021年4月20日,
 * 令和3年4月20日, 2021년 4월 20일 오후 9시. Day and month that could be either way round (03/04/2024) are
 * read month first with *ambiguous (may be NULL) set; with points (03.04.2024) the day is first. A time
 * without a zone is taken as UTC, and as Korea's when it is written in Korean; behind a time with a zone name
 * that is not known only the day is kept. 24:00 is the next day's 0:00. A year of two digits is refused,
 * except in mail dates with time and zone, where RFC 2822 says what it means. The whole text must be the
 * date: a sentence that has one in it is refused. Invalid UTF-8 and over 200 bytes are refused. */
gboolean osint_date_normalise(const char *text, char **canonical, gboolean *ambiguous, GError **error);

/* The same for what stands in the date elements of feeds, where ISO 8601 may be cut short ("03-12-31",
 * "031231",
 * "-03-12", "2003-335"): years of two digits are 1970 to 2069. */
gboolean osint_date_normalise_feed(const char *text, char **canonical, gboolean *ambiguous, GError **error);

typedef struct {
    gsize start, end;   /* bytes of the text */
    char *date;         /* canonical */
    gboolean ambiguous; /* as above */
} OsintDateFound;

/* The dates in a line of text, in order: an array of OsintDateFound. text is valid UTF-8 in NFKC; its first
 * two hundred words and marks are looked at. A year alone, or a year and a month, is a date, too, so that
 * "2,021" and "May 2021" must be told by their precision. short_years: 20.04.21 and 4/20/21 are dates. */
GArray *osint_dates_find(const char *text, gboolean short_years);

/* The other reading of an ambiguous date. */
char *osint_date_day_first(const char *date);

/* The period of one unit that contains a second (used for date:yesterday, date:last.month ...). */
void osint_period_containing(gint64 second, OsintDatePrecision precision, OsintPeriod *period);
/* Moves a second by whole months as the calendar does (31 March - 1 month = 28 or 29 February). This and the
 * functions below stay within the years 1 to 9999: a second outside counts as the nearest inside. */
gint64 osint_second_add_months(gint64 second, int months);
/* Broken down in UTC; each may be NULL. */
void osint_second_fields(gint64 second, int *year, int *month, int *day);
/* When a period is, as far as it is known: 20210420, 20210400 or 20210000. */
guint osint_period_number(gint64 begin, gint64 end);
/* "2021-04-20T00:30:00Z" */
char *osint_second_format(gint64 second);

G_END_DECLS

#endif
