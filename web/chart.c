/* Bars stand at percentages of the width, so that they fill what there is and text keeps its size; heights
 * are pixels. Each has a rectangle over its whole column: low bars are as easy to hit as tall ones. */
#include "web/chart.h"

#include "web/labels.h"

#define HEIGHT 44
#define HEIGHT_LARGE 180
#define BELOW 18 /* pixels for what is written under the bars */
#define MOST_BARS 400
#define WIDEST_BAR 450 /* hundredths of a per cent, as all that is horizontal here */
#define FULL 10000

OsintChartFacts osint_chart_facts(const OsintTimeline *timeline)
{
    OsintChartFacts facts = {0};
    for (guint i = 0; i < timeline->rows->len; i++) {
        const OsintTimelineRow *row = &g_array_index(timeline->rows, OsintTimelineRow, i);
        if (row->year == 0)
            facts.undated += row->articles;
        else if (osint_timeline_is_coarse(timeline->by, row))
            facts.coarse += row->articles;
        else {
            gint64 number = osint_timeline_number(timeline->by, row);
            facts.first = facts.bars == 0 ? number : facts.first;
            facts.last = number;
            facts.top = facts.top == NULL || row->articles > facts.top->articles ? row : facts.top;
            facts.bars++;
        }
    }
    return facts;
}

gboolean osint_chart_is_too_long(const OsintChartFacts *facts)
{
    return facts->last - facts->first >= MOST_BARS;
}

gboolean osint_chart_is_useful(const OsintChartFacts *facts)
{
    return facts->bars > 1 && !osint_chart_is_too_long(facts);
}

char *osint_chart_period(const OsintWords *words, const OsintTimeline *timeline, const OsintTimelineRow *row)
{
    g_autofree char *period = osint_timeline_period(row);
    if (period == NULL)
        return g_strdup(words->label.undated);
    g_autofree char *label = osint_label_date(words, period);
    if (!osint_timeline_is_coarse(timeline->by, row))
        return g_steal_pointer(&label);
    return osint_words_fill(row->month == 0 ? words->timeline.no_month : words->timeline.no_day, label, NULL);
}

/* ---- where things stand ---- */

typedef struct {
    const OsintChart *chart;
    OsintChartFacts facts;
    guint units, height;
} Picture;

static guint place(const Picture *picture, gint64 number)
{
    return (guint)((number - picture->facts.first) * FULL / picture->units);
}

/* "12.5%" */
static const char *percent(char out[16], guint hundredths)
{
    guint whole = hundredths / 100, rest = hundredths % 100;
    if (rest == 0)
        g_snprintf(out, 16, "%u%%", whole);
    else if (rest % 10 == 0)
        g_snprintf(out, 16, "%u.%u%%", whole, rest / 10);
    else
        g_snprintf(out, 16, "%u.%02u%%", whole, rest);
    return out;
}

/* ---- bars ---- */

static void append_rectangles(OsintHtml *html, const Picture *picture, const OsintTimelineRow *row)
{
    gint64 number = osint_timeline_number(picture->chart->timeline->by, row);
    guint left = place(picture, number), cell = place(picture, number + 1) - left;
    guint width = MIN(cell * 4 / 5, WIDEST_BAR);
    guint height = MAX(2, (guint)(row->articles * picture->height / picture->facts.top->articles));
    char at[16], wide[16];
    html_format(html, "<rect x=\"%s\" width=\"%s\"/>", percent(at, left), percent(wide, cell));
    html_format(html, "<rect x=\"%s\" width=\"%s\" height=\"%u\"/>", percent(at, left + (cell - width) / 2),
                percent(wide, width), height);
}

static void append_bar(OsintHtml *html, const Picture *picture, const OsintTimelineRow *row)
{
    const OsintWords *words = osint_html_words(html);
    const OsintChart *chart = picture->chart;
    g_autofree char *period = osint_timeline_period(row);
    g_autofree char *label = osint_chart_period(words, chart->timeline, row);
    g_autofree char *count = osint_label_count(row->articles, &words->label.articles);
    g_autofree char *link = chart->link != NULL ? chart->link(period, chart->user_data) : NULL;
    if (link != NULL)
        html_format(html, "<a rel=\"nofollow\" href=\"%s\">", link);
    else
        html_raw(html, "<g>");
    html_raw(html, "<title>");
    html_say(html, words->timeline.bar, label, count);
    html_raw(html, "</title>");
    append_rectangles(html, picture, row);
    if (link != NULL)
        html_raw(html, "</a>\n");
    else
        html_raw(html, "</g>\n");
}

/* ---- what is written under them ---- */

static char *period_of(OsintBy by, gint64 number)
{
    if (by == OSINT_BY_YEAR)
        return g_strdup_printf("%04d", (int)number);
    if (by == OSINT_BY_MONTH)
        return g_strdup_printf("%04d-%02d", (int)(number / 12), (int)(number % 12) + 1);
    GDate date;
    g_date_set_julian(&date, (guint32)number);
    return g_strdup_printf("%04u-%02u-%02u", g_date_get_year(&date), (guint)g_date_get_month(&date),
                           g_date_get_day(&date));
}

static void append_tick(OsintHtml *html, const Picture *picture, gint64 number, const char *text)
{
    guint middle = (place(picture, number) + place(picture, number + 1)) / 2;
    char at[16];
    percent(at, middle);
    if (middle < FULL / 7)
        html_format(html, "<text x=\"%s\" y=\"%u\" text-anchor=\"start\">%s</text>\n",
                    percent(at, place(picture, number)), picture->height + BELOW - 4, text);
    else if (middle > FULL - FULL / 7)
        html_format(html, "<text x=\"%s\" y=\"%u\" text-anchor=\"end\">%s</text>\n",
                    percent(at, place(picture, number + 1)), picture->height + BELOW - 4, text);
    else
        html_format(html, "<text x=\"%s\" y=\"%u\">%s</text>\n", at, picture->height + BELOW - 4, text);
}

/* Round years, at most six. Months of several years are told by their Januaries. */
static void append_years(OsintHtml *html, const Picture *picture, guint in_year)
{
    static const guint steps[] = {1, 2, 5, 10, 20, 50, 100};
    guint i = 0;
    while (i + 1 < G_N_ELEMENTS(steps) && picture->units / in_year / steps[i] > 5)
        i++;
    gint64 step = (gint64)steps[i] * in_year;
    for (gint64 at = (picture->facts.first + step - 1) / step * step; at <= picture->facts.last; at += step) {
        g_autofree char *year = period_of(OSINT_BY_YEAR, at / in_year);
        append_tick(html, picture, at, year);
    }
}

/* Three, which have room on the narrowest screens. */
static void append_dates(OsintHtml *html, const Picture *picture)
{
    guint step = (picture->units + 2) / 3;
    for (gint64 at = picture->facts.first; at <= picture->facts.last; at += step) {
        g_autofree char *period = period_of(picture->chart->timeline->by, at);
        g_autofree char *label = osint_label_date(osint_html_words(html), period);
        append_tick(html, picture, at, label);
    }
}

static void append_ticks(OsintHtml *html, const Picture *picture)
{
    OsintBy by = picture->chart->timeline->by;
    if (by == OSINT_BY_YEAR)
        append_years(html, picture, 1);
    else if (by == OSINT_BY_MONTH && picture->units > 12)
        append_years(html, picture, 12);
    else
        append_dates(html, picture);
}

void osint_chart_append(OsintHtml *html, const OsintChart *chart)
{
    const OsintTimeline *timeline = chart->timeline;
    Picture picture = {chart, osint_chart_facts(timeline), 0, chart->large ? HEIGHT_LARGE : HEIGHT};
    picture.units = (guint)(picture.facts.last - picture.facts.first) + 1;
    g_return_if_fail(osint_chart_is_useful(&picture.facts));
    html_format(html, "<svg class=\"chart\" role=\"group\" aria-label=\"%s\" height=\"%u\">\n", chart->label,
                picture.height + BELOW);
    html_format(html, "<g class=\"bars\" transform=\"matrix(1 0 0 -1 0 %u)\">\n", picture.height);
    for (guint i = 0; i < timeline->rows->len; i++) {
        const OsintTimelineRow *row = &g_array_index(timeline->rows, OsintTimelineRow, i);
        if (!osint_timeline_is_coarse(timeline->by, row))
            append_bar(html, &picture, row);
    }
    html_format(html, "</g>\n<line x2=\"100%%\" y1=\"%u\" y2=\"%u\"/>\n<g aria-hidden=\"true\">\n",
                picture.height, picture.height);
    append_ticks(html, &picture);
    html_raw(html, "</g>\n</svg>\n");
}
