/* A timeline as a picture: inline SVG, each bar a link.
 *
 * What has no date, or not one as precise as the bars, is in no bar; the caller tells of it. */
#ifndef OSINT_WEB_CHART_H
#define OSINT_WEB_CHART_H

#include "search/timeline.h"
#include "web/html.h"

G_BEGIN_DECLS

typedef struct {
    const OsintTimeline *timeline;
    const char *label; /* what it shows, for who cannot see it */
    gboolean large;
    /* The address of what a period ("2021-04") has, to be freed; NULL: its bar is no link. */
    char *(*link)(const char *period, gpointer user_data);
    gpointer user_data;
} OsintChart;

/* What a timeline comes to. */
typedef struct {
    gint64 first, last;          /* periods with bars, as osint_timeline_number() has them */
    guint bars;                  /* how many there are; with none, first and last are 0 */
    const OsintTimelineRow *top; /* the tallest, the earliest of several; NULL: no bar */
    guint64 coarse, undated;     /* articles that are in no bar */
} OsintChartFacts;
OsintChartFacts osint_chart_facts(const OsintTimeline *timeline);

/* Whether a picture says more than words: there are several periods, but not too many for their bars. */
gboolean osint_chart_is_useful(const OsintChartFacts *facts);
/* More periods than a picture has room for. */
gboolean osint_chart_is_too_long(const OsintChartFacts *facts);
void osint_chart_append(OsintHtml *html, const OsintChart *chart);

/* "April 2021"; "2021 (month unknown)" where that is coarser than the timeline; "undated". */
char *osint_chart_period(const OsintWords *words, const OsintTimeline *timeline, const OsintTimelineRow *row);

G_END_DECLS

#endif
