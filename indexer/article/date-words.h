/* The words that stand in dates: months, days of the week, zones, halves of the day, and what only fills. */
#ifndef OSINT_ARTICLE_DATE_WORDS_H
#define OSINT_ARTICLE_DATE_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_DATE_WORD_UNKNOWN,
    OSINT_DATE_WORD_MONTH,          /* value 1 to 12 */
    OSINT_DATE_WORD_MONTH_OR_NOISE, /* "mar": March or Tuesday; value 1 to 12 */
    OSINT_DATE_WORD_ZONE,           /* value minutes east of Greenwich */
    OSINT_DATE_WORD_ERA,            /* value the year before the era's first */
    OSINT_DATE_WORD_AM,
    OSINT_DATE_WORD_PM,
    OSINT_DATE_WORD_FIRST,        /* 元: the first year of an era */
    OSINT_DATE_WORD_MONTH_PREFIX, /* Vietnamese: the month's number follows */
    OSINT_DATE_WORD_YEAR_UNIT,
    OSINT_DATE_WORD_MONTH_UNIT,
    OSINT_DATE_WORD_DAY_UNIT,
    OSINT_DATE_WORD_HOUR_UNIT,
    OSINT_DATE_WORD_MINUTE_UNIT,
    OSINT_DATE_WORD_SECOND_UNIT,
    OSINT_DATE_WORD_NOISE
} OsintDateWordKind;

typedef struct {
    OsintDateWordKind kind;
    int value; /* else the zone that is meant where none is named, in minutes; 0 for none */
} OsintDateWord;

/* What a word means, case folded as g_utf8_casefold() does. */
OsintDateWord osint_date_word_find(const char *folded);
/* The longest known word that text begins with, for scripts that write without spaces: sets *length to its
 * bytes, 0 when none. */
OsintDateWord osint_date_word_prefix(const char *text, gsize *length);

G_END_DECLS

#endif
