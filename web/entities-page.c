/* One row an entity: its card, how often it is named, and links that put it into the query or keep it out. */
#include "web/entities-page.h"

#include <string.h>

#include "web/labels.h"
#include "web/page.h"
#include "web/refine.h"

static gboolean is_shown(const OsintResults *results, const OsintEntityCount *row)
{
    return results->ask->type == NULL || g_strcmp0(row->type, results->ask->type) == 0;
}

/* The entities of a type (NULL: of all) beyond those that have rows. */
static guint64 count_rest(const OsintEntityCounts *counts, const char *type)
{
    guint64 rest = 0;
    for (guint i = 0; counts->rests != NULL && i < counts->rests->len; i++) {
        const OsintFacetRest *each = &g_array_index(counts->rests, OsintFacetRest, i);
        rest += type == NULL || g_strcmp0(each->type, type) == 0 ? each->values : 0;
    }
    return rest;
}

static guint64 count_shown(const OsintResults *results)
{
    guint64 shown = 0;
    for (guint i = 0; i < results->entity_counts->rows->len; i++)
        shown += is_shown(results, &g_array_index(results->entity_counts->rows, OsintEntityCount, i)) ? 1 : 0;
    return shown;
}

/* ---- kinds ---- */

/* What indicators are called is what they are. */
static const char *type_label(const OsintWords *words, const char *type)
{
    const OsintKind *kind = osint_label_kind(type);
    return g_str_equal(kind->css, "indicator") ? type : osint_kind_plural(words, kind);
}

static void append_choice(OsintHtml *html, const OsintResults *results, const char *type, const char *label,
                          guint64 count)
{
    g_autofree char *digits = osint_label_number(count);
    if (g_strcmp0(results->ask->type, type) == 0)
        html_format(html, "<li><b aria-current=\"true\">%s</b> <span class=\"quiet\">%s</span></li>\n", label,
                    digits);
    else {
        g_autofree char *link = osint_link_type(results->ask, type);
        html_format(html, "<li><a rel=\"nofollow\" href=\"%s\">%s</a> <span class=\"quiet\">%s</span></li>\n",
                    link, label, digits);
    }
}

static guint64 count_type(const OsintEntityCounts *counts, const char *type)
{
    guint64 count = 0;
    for (guint i = 0; i < counts->rows->len; i++)
        count += g_strcmp0(g_array_index(counts->rows, OsintEntityCount, i).type, type) == 0 ? 1 : 0;
    return count + count_rest(counts, type);
}

static void append_choices(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    html_format(html, "<ul class=\"types\" aria-label=\"%s\">\n", words->entities.kind);
    append_choice(html, results, NULL, words->entities.all_kinds,
                  results->entity_counts->rows->len + count_rest(results->entity_counts, NULL));
    for (const char *const *type = osint_entity_types(); *type != NULL; type++) {
        guint64 count = count_type(results->entity_counts, *type);
        if (count > 0 || g_strcmp0(*type, results->ask->type) == 0)
            append_choice(html, results, *type, type_label(words, *type), count);
    }
    html_raw(html, "</ul>\n");
}

/* ---- rows ---- */

/* As the year, month or day is written: dates of a table are compared. */
static void append_date(OsintHtml *html, const char *date)
{
    g_autofree char *day = date != NULL ? g_strndup(date, strlen("2021-04-20")) : NULL;
    if (day != NULL)
        html_format(html, "<td><time>%s</time></td>", day);
    else
        html_raw(html, "<td></td>");
}

/* The query with a filter, in this view or for its passages; nothing when they cannot be combined. */
static void append_narrowed(OsintHtml *html, const OsintResults *results, OsintShow show, const char *filter,
                            const char *text, const char *label)
{
    OsintAsk ask = *results->ask;
    g_autofree char *query = osint_refine_add(ask.query, filter, results->now);
    ask.show = show;
    ask.type = show == OSINT_SHOW_ENTITIES ? ask.type : NULL;
    if (query == NULL) {
        osint_html_text(html, label != NULL ? "" : text);
        return;
    }
    g_autofree char *link = osint_link_search(&ask, query);
    html_format(html, "<a rel=\"nofollow\" href=\"%s\"", link);
    if (label != NULL)
        html_format(html, " aria-label=\"%s\"", label);
    html_format(html, ">%s</a>", text);
}

static void append_ways(OsintHtml *html, const OsintResults *results, const OsintEntityCount *row,
                        const char *filter)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *without = g_strconcat("NOT ", filter, NULL);
    g_autofree char *only_label = osint_words_fill(words->entities.only, row->name, NULL);
    g_autofree char *without_label = osint_words_fill(words->entities.without, row->name, NULL);
    html_raw(html, "<td class=\"ways-in\">");
    append_narrowed(html, results, OSINT_SHOW_ENTITIES, filter, words->entities.only_short, only_label);
    html_raw(html, " ");
    append_narrowed(html, results, OSINT_SHOW_ENTITIES, without, words->entities.without_short,
                    without_label);
    html_raw(html, "</td>");
}

static void append_mentions(OsintHtml *html, const OsintEntityCount *row)
{
    g_autofree char *mentions = osint_label_number(row->mentions);
    html_format(html, "<td class=\"number\">%s", mentions);
    if (row->undecided > 0) {
        g_autofree char *undecided = osint_label_number(row->undecided);
        html_raw(html, " <span class=\"quiet\">");
        html_say(html, osint_html_words(html)->entities.undecided, undecided);
        html_raw(html, "</span>");
    }
    html_raw(html, "</td>");
}

static void append_row(OsintHtml *html, const OsintResults *results, const OsintEntityCount *row)
{
    const OsintKind *kind = osint_label_kind(row->type);
    g_autofree char *link = osint_link_entity(results->ask, row->id);
    g_autofree char *filter = osint_refine_field("entity", row->id);
    g_autofree char *articles = osint_label_number(row->articles);
    html_format(html,
                "<tr><th scope=\"row\"><a class=\"e first %s\" href=\"%s\"><bdi>%s</bdi></a></th>"
                "<td class=\"quiet\">%s</td><td class=\"number\">",
                kind->css, link, row->name, osint_kind_name(osint_html_words(html), kind));
    append_narrowed(html, results, OSINT_SHOW_PASSAGES, filter, articles, NULL);
    html_raw(html, "</td>");
    if (!results->entity_counts->is_short) {
        append_mentions(html, row);
        append_date(html, row->first);
        append_date(html, row->last);
    }
    append_ways(html, results, row, filter);
    html_raw(html, "</tr>\n");
}

static void append_column(OsintHtml *html, const char *heading, gboolean number)
{
    if (number)
        html_format(html, "<th scope=\"col\" class=\"number\">%s</th>", heading);
    else
        html_format(html, "<th scope=\"col\">%s</th>", heading);
}

static void append_head(OsintHtml *html, gboolean is_short)
{
    const OsintWords *words = osint_html_words(html);
    html_raw(html, "<thead><tr>");
    append_column(html, words->entities.name, FALSE);
    append_column(html, words->entities.kind, FALSE);
    append_column(html, words->entities.articles, TRUE);
    if (!is_short) {
        append_column(html, words->entities.mentions, TRUE);
        append_column(html, words->entities.first, FALSE);
        append_column(html, words->entities.last, FALSE);
    }
    append_column(html, words->entities.narrow, FALSE);
    html_raw(html, "</tr></thead>\n");
}

static void append_table(OsintHtml *html, const OsintResults *results, guint64 from)
{
    const GArray *rows = results->entity_counts->rows;
    guint64 number = 0;
    html_format(html,
                "<section class=\"wide\" tabindex=\"0\" aria-label=\"%s\">\n<table class=\"entities\">\n",
                osint_html_words(html)->views[OSINT_SHOW_ENTITIES]);
    append_head(html, results->entity_counts->is_short);
    html_raw(html, "<tbody>\n");
    for (guint i = 0; i < rows->len; i++) {
        const OsintEntityCount *row = &g_array_index(rows, OsintEntityCount, i);
        if (!is_shown(results, row))
            continue;
        if (number >= from && number < from + OSINT_ENTITIES_PAGE_SIZE)
            append_row(html, results, row);
        number++;
    }
    html_raw(html, "</tbody>\n</table>\n</section>\n");
}

/* ---- the whole ---- */

static void append_counted(OsintHtml *html, const OsintResults *results)
{
    const OsintEntityCounts *counts = results->entity_counts;
    const OsintWords *words = osint_html_words(html);
    g_autofree char *read = osint_label_number(counts->articles);
    g_autofree char *all = osint_label_number(results->total);
    g_autofree char *most = osint_label_number(OSINT_ASK_MOST_READ);
    if (counts->exact && !counts->is_short)
        return;
    html_raw(html, "<p class=\"quiet\">");
    if (!counts->exact)
        html_say(html, words->entities.counted, read, all);
    if (counts->is_short) {
        html_raw(html, " ");
        html_say(html, words->entities.is_short, most);
    }
    html_raw(html, "</p>\n");
}

void osint_entities_append(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    guint64 count = count_shown(results);
    guint64 from = (guint64)(results->ask->page - 1) * OSINT_ENTITIES_PAGE_SIZE;
    append_choices(html, results);
    append_counted(html, results);
    if (from < count)
        append_table(html, results, from);
    else
        html_format(html, "<p class=\"note\">%s</p>\n", words->entities.none);
    osint_page_turns(html, results->ask, count, OSINT_ENTITIES_PAGE_SIZE, words->views[OSINT_SHOW_ENTITIES],
                     words->entities.shown);
}
