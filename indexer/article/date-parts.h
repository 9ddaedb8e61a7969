/* The parts that a written date gives, and the canonical form they make. */
#ifndef OSINT_ARTICLE_DATE_PARTS_H
#define OSINT_ARTICLE_DATE_PARTS_H

#include "indexer/article/date-words.h"

G_BEGIN_DECLS

typedef struct {
    int year; /* 0 while not known, likewise month and day */
    int month;
    int day;
    int hour; /* -1 while not known, likewise minute and second */
    int minute;
    int second;
    int offset;         /* of the zone, in minutes */
    int implied_offset; /* by the language; 0 when it implies none */
    gboolean zone_known;
    gboolean zone_unreadable; /* there is one that is not known */
    gboolean zulu;            /* it is UTC, or -00:00 */
    gboolean year_of_two_digits;
    OsintDateWordKind half; /* OSINT_DATE_WORD_AM, _PM or 0 */
} OsintDateParts;

gboolean osint_date_parts_have_day(const OsintDateParts *parts);
/* The canonical form (owned by the caller); NULL when they are no date, or none that exists. */
char *osint_date_parts_form(const OsintDateParts *parts);

G_END_DECLS

#endif
