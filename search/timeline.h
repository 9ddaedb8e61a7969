/* A timeline: the matching articles by when they were published. */
#ifndef OSINT_SEARCH_TIMELINE_H
#define OSINT_SEARCH_TIMELINE_H

#include "search/engine.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_BY_AUTO, /* days for two months, months for six years, else years; never finer than most dates */
    OSINT_BY_YEAR,
    OSINT_BY_MONTH,
    OSINT_BY_DAY,
} OsintBy;

/* A date is known to some precision, and counts where it is known to belong: an article of 2021 is in no
 * month of it. */
typedef struct {
    guint year, month, day; /* 0: not known, or coarser by choice; year 0: articles without a date */
    guint64 articles;
} OsintTimelineRow;

typedef struct {
    OsintBy by;   /* never OSINT_BY_AUTO */
    GArray *rows; /* OsintTimelineRow with articles, in time; what is known only coarsely before what it may
                     belong to, undated last */
    guint64 articles; /* all that were counted */
    gboolean exact;   /* they are all that match */
} OsintTimeline;

OsintTimeline *osint_timeline_count(OsintSearch *search, OsintBy by, GError **error);
OsintTimeline *osint_timeline_of(OsintIndex *index, const OsintMatching *matching, OsintBy by,
                                 GError **error);
void osint_timeline_free(OsintTimeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintTimeline, osint_timeline_free)

/* "year", "month" or "day": how far the row's date is known; NULL for articles without a date. */
const char *osint_timeline_precision(const OsintTimelineRow *row);
/* "2021", "2021-04" or "2021-04-20"; NULL for articles without a date. */
char *osint_timeline_period(const OsintTimelineRow *row);
/* The period's number in units of `by`, consecutive from one to the next; for rows that are known so far. */
gint64 osint_timeline_number(OsintBy by, const OsintTimelineRow *row);
gboolean osint_timeline_is_coarse(OsintBy by, const OsintTimelineRow *row); /* or undated */
/* The row of a number (from 0) where the newest or the oldest come first, undated articles last either way;
 * NULL behind the last. */
const OsintTimelineRow *osint_timeline_row(const OsintTimeline *timeline, guint64 number,
                                           gboolean newest_first);

const char *osint_by_name(OsintBy by); /* NULL for OSINT_BY_AUTO */

G_END_DECLS

#endif
