/* The numbers behind a picture are a table: the one that screen readers, narrow screens and paper have. */
#include "web/timeline.h"

#include "web/chart.h"
#include "web/labels.h"
#include "web/page.h"
#include "web/refine.h"

#define MOST_ROWS 400

static char *link_to_period(const char *period, gpointer user_data)
{
    const OsintResults *results = user_data;
    g_autofree char *filter = osint_refine_field("date", period);
    g_autofree char *query = osint_refine_with(results->refine, filter, FALSE);
    OsintAsk passages = *results->ask;
    if (passages.show == OSINT_SHOW_TIMELINE)
        passages.show = OSINT_SHOW_PASSAGES;
    return query != NULL ? osint_link_search(&passages, query) : NULL;
}

static const char *unit_label(const OsintWords *words, const OsintTimeline *timeline)
{
    return words->timeline.by[timeline->by - OSINT_BY_YEAR];
}

/* ---- in words ---- */

static void append_left_out(OsintHtml *html, guint64 articles, const OsintPlural *counted)
{
    g_autofree char *text = osint_label_count(articles, counted);
    if (articles > 0)
        html_format(html, "<span>%s</span>", text);
}

static void append_top(OsintHtml *html, const OsintResults *results, const OsintChartFacts *facts)
{
    const OsintWords *words = osint_html_words(html);
    if (facts->top == NULL)
        return;
    g_autofree char *period = osint_chart_period(words, results->timeline, facts->top);
    g_autofree char *count = osint_label_number(facts->top->articles);
    const char *text = facts->bars > 1 ? words->timeline.most : words->timeline.all_in;
    html_raw(html, "<span>");
    html_say(html, text, period, count);
    html_raw(html, "</span>");
}

static void append_caption(OsintHtml *html, const OsintResults *results, const OsintChartFacts *facts)
{
    const OsintWords *words = osint_html_words(html);
    html_format(html, "<figcaption class=\"meta\"><span>%s</span>", unit_label(words, results->timeline));
    append_top(html, results, facts);
    append_left_out(html, facts->coarse, &words->timeline.coarse);
    append_left_out(html, facts->undated, &words->timeline.undated);
    if (osint_chart_is_too_long(facts))
        html_format(html, "<span>%s</span>", words->timeline.too_long);
    if (!results->timeline->exact) {
        g_autofree char *read = osint_label_number(results->timeline->articles);
        html_raw(html, "<span>");
        html_say(html, words->narrow.sample, read);
        html_raw(html, "</span>");
    }
    html_raw(html, "</figcaption>\n");
}

static void append_picture(OsintHtml *html, const OsintResults *results, const OsintChartFacts *facts)
{
    const OsintChart chart = {.timeline = results->timeline,
                              .label = unit_label(osint_html_words(html), results->timeline),
                              .large = results->ask->show == OSINT_SHOW_TIMELINE,
                              .link = link_to_period,
                              .user_data = (gpointer)results};
    if (osint_chart_is_useful(facts))
        osint_chart_append(html, &chart);
}

/* ---- the table ---- */

/* What is known only coarsely has no filter of its own: its period holds the others, too. */
static void append_period(OsintHtml *html, const OsintResults *results, const OsintTimelineRow *row,
                          gboolean linked)
{
    g_autofree char *label = osint_chart_period(osint_html_words(html), results->timeline, row);
    g_autofree char *period = osint_timeline_period(row);
    char *link = linked && !osint_timeline_is_coarse(results->timeline->by, row)
                     ? link_to_period(period, (gpointer)results)
                     : NULL;
    if (link != NULL)
        osint_page_search_link(html, link, label);
    else
        osint_html_text(html, label);
}

static void append_table(OsintHtml *html, const OsintResults *results, gboolean linked)
{
    const OsintWords *words = osint_html_words(html);
    gboolean newest_first = results->ask->sort == OSINT_SORT_NEWEST;
    html_format(html,
                "<table class=\"times\">\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr>"
                "</thead>\n<tbody>\n",
                words->timeline.published, words->timeline.articles);
    for (guint i = 0; i < MIN(results->timeline->rows->len, MOST_ROWS); i++) {
        const OsintTimelineRow *row = osint_timeline_row(results->timeline, i, newest_first);
        g_autofree char *count = osint_label_number(row->articles);
        html_raw(html, "<tr><th scope=\"row\">");
        append_period(html, results, row, linked);
        html_format(html, "</th><td>%s</td></tr>\n", count);
    }
    html_raw(html, "</tbody>\n</table>\n");
    if (results->timeline->rows->len > MOST_ROWS) {
        g_autofree char *all = osint_label_number(results->timeline->rows->len);
        OsintAsk whole = *results->ask;
        whole.show = OSINT_SHOW_TIMELINE;
        html_raw(html, "<p class=\"quiet\">");
        const char *rest = osint_html_say_until(html, words->timeline.all_rows);
        osint_page_link(html, osint_link_format(&whole, "csv"), all);
        osint_html_text(html, rest);
        html_raw(html, "</p>\n");
    }
}

void osint_timeline_append_strip(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    OsintChartFacts facts = osint_chart_facts(results->timeline);
    html_raw(html, "<figure class=\"when strip\">\n");
    append_caption(html, results, &facts);
    append_picture(html, results, &facts);
    if (results->timeline->rows->len > 1) {
        html_format(html, "<details><summary>%s</summary>\n", words->timeline.table);
        append_table(html, results, FALSE);
        html_raw(html, "</details>\n");
    }
    html_raw(html, "</figure>\n");
}

static void append_units(OsintHtml *html, const OsintAsk *ask)
{
    const OsintWords *words = osint_html_words(html);
    html_format(html, "<nav class=\"choice units\" aria-label=\"%s\">", words->timeline.unit);
    for (OsintBy by = OSINT_BY_AUTO; by <= OSINT_BY_DAY; by++)
        osint_page_choice(html, ask->by == by, osint_link_by(ask, by), words->timeline.units[by]);
    html_raw(html, "</nav>\n");
}

void osint_timeline_append(OsintHtml *html, const OsintResults *results)
{
    OsintChartFacts facts = osint_chart_facts(results->timeline);
    append_units(html, results->ask);
    html_raw(html, "<figure class=\"when\">\n");
    append_caption(html, results, &facts);
    append_picture(html, results, &facts);
    html_raw(html, "</figure>\n");
    append_table(html, results, TRUE);
}
