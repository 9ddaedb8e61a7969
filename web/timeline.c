/* Bars are meters, which need neither a script nor a style of their own. */
#include "web/timeline.h"

#include "search/origin.h"
#include "web/labels.h"
#include "web/page.h"
#include "web/refine.h"

static guint64 most_articles(const OsintTimeline *timeline)
{
    guint64 most = 1;
    for (guint i = 0; i < timeline->rows->len; i++)
        most = MAX(most, g_array_index(timeline->rows, OsintTimelineRow, i).articles);
    return most;
}

/* What is known only coarsely has no filter of its own: its period holds the others, too. */
static void append_period(OsintHtml *html, const OsintResults *results, const OsintTimelineRow *row)
{
    g_autofree char *label = osint_row_label(results->timeline, row);
    g_autofree char *period = osint_timeline_period(row);
    g_autofree char *filter = period != NULL ? osint_facet_filter(OSINT_FACET_YEAR, period) : NULL;
    g_autofree char *query = filter != NULL && !osint_timeline_is_coarse(results->timeline->by, row)
                                 ? osint_refine_add(results->ask->query, filter, results->now)
                                 : NULL;
    if (query == NULL) {
        html_format(html, "%s", label);
        return;
    }
    OsintAsk passages = *results->ask;
    passages.show = OSINT_SHOW_PASSAGES;
    osint_page_link(html, osint_link_search(&passages, query), label);
}

static void append_row(OsintHtml *html, const OsintResults *results, const OsintTimelineRow *row,
                       guint64 most)
{
    g_autofree char *count = osint_label_number(row->articles);
    html_raw(html, "<tr><th scope=\"row\">");
    append_period(html, results, row);
    html_format(
        html, "</th><td>%s</td><td><meter max=\"%u\" value=\"%u\" aria-hidden=\"true\"></meter></td></tr>\n",
        count, (guint)MIN(most, G_MAXUINT), (guint)MIN(row->articles, G_MAXUINT));
}

void osint_timeline_append(OsintHtml *html, const OsintResults *results)
{
    guint64 most = most_articles(results->timeline);
    gboolean newest_first = results->ask->sort == OSINT_SORT_NEWEST;
    html_raw(html, "<table>\n<thead><tr><th scope=\"col\">Published</th>"
                   "<th scope=\"col\">Articles</th><td></td></tr></thead>\n<tbody>\n");
    const OsintTimelineRow *row;
    for (guint i = 0; (row = osint_timeline_row(results->timeline, i, newest_first)) != NULL; i++)
        append_row(html, results, row, most);
    html_raw(html, "</tbody>\n</table>\n");
    if (!results->timeline->exact) {
        g_autofree char *read = osint_label_number(results->timeline->articles);
        html_format(html, "<p class=\"quiet\">Counted in the first %s articles.</p>\n", read);
    }
}
