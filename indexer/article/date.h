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

/* Reads exactly the forms above (years 1000 to 9999; "20210420" is refused). */
gboolean osint_date_parse(const char *text, OsintPeriod *period, GError **error);

/* Reads what documents write: the forms above, "2021-04-20 09:30:00", "20210420T093000Z", RFC 2822 ("Tue, 20
 * Apr 2021 09:30:00 +0900"), "April 20, 2021", "20 April 2021", "Apr. 20, 2021", "2021/04/20", "20.04.2021",
 * 2021年4月20日, and writes the canonical form to *canonical. Day and month that could be either way round
 * (03/04/2024) are read month first with *ambiguous set. */
gboolean osint_date_normalise(const char *text, char **canonical, gboolean *ambiguous, GError **error);

/* The period of one unit that contains a second (used for date:yesterday, date:last.month ...). */
void osint_period_containing(gint64 second, OsintDatePrecision precision, OsintPeriod *period);
/* Moves a second by whole months or years as the calendar does (31 March - 1 month = 28 or 29 February). */
gint64 osint_second_add_months(gint64 second, int months);
/* Broken down in UTC; each may be NULL. */
void osint_second_fields(gint64 second, int *year, int *month, int *day);
/* "2021-04-20T00:30:00Z" */
char *osint_second_format(gint64 second);

G_END_DECLS

#endif
