/* The page of a search, from the count at its top to the links at its end. */
#include "web/results.h"

#include "web/entities-page.h"
#include "web/hit.h"
#include "web/labels.h"
#include "web/narrow.h"
#include "web/page.h"
#include "web/refine.h"
#include "web/timeline.h"

#define ALIASES_SHOWN 8

static void append_count(OsintHtml *html, const OsintResults *results)
{
    g_autofree char *count = osint_label_count(results->total, &osint_html_words(html)->label.articles);
    html_raw(html, "<h1 class=\"count\">");
    if (results->total == 0)
        html_raw(html, "Nothing found");
    else if (results->closest)
        html_raw(html, "No article has all the words");
    else
        html_format(html, "%s%s", results->exact ? "" : "About ", count);
    html_format(html, " <span>for</span> <q>%s</q></h1>\n", results->ask->query);
    if (results->closest && results->total > 0)
        html_raw(html, "<p class=\"note\">These come closest. Each says which of the words it does not "
                       "have.</p>\n");
}

static void append_folded(OsintHtml *html, const OsintResults *results)
{
    g_autofree char *count = osint_label_count(results->folded, &osint_html_words(html)->label.copies);
    if (results->ask->copies == OSINT_COPIES_SHOW) {
        html_raw(html, "<p class=\"quiet\">Copies are results of their own. ");
        osint_page_link(html, osint_link_copies(results->ask, OSINT_COPIES_FOLD), "Fold them");
        html_raw(html, "</p>\n");
    } else if (results->folded > 0) {
        html_format(html, "<p class=\"quiet\">%s%s folded. ", results->exact ? "" : "About ", count);
        osint_page_link(html, osint_link_copies(results->ask, OSINT_COPIES_SHOW), "Show each by itself");
        html_raw(html, "</p>\n");
    }
}

static void append_read_as(OsintHtml *html, const OsintResults *results)
{
    html_format(html, "<p class=\"read\">Read as <code>%s</code></p>\n", results->read_as);
    for (guint i = 0; i < results->notes->len; i++)
        html_format(html, "<p class=\"note\">%s</p>\n", (const char *)g_ptr_array_index(results->notes, i));
    if (results->suggestion != NULL) {
        html_raw(html, "<p class=\"note\">Did you mean ");
        osint_page_link(html, osint_link_search(results->ask, results->suggestion), results->suggestion);
        html_raw(html, "?</p>\n");
    }
}

static void append_names(OsintHtml *html, const GPtrArray *names, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        html_format(html, "%s<bdi>%s</bdi>", i > from ? ", " : "", (const char *)g_ptr_array_index(names, i));
}

static void append_alias_line(OsintHtml *html, const OsintResults *results, const OsintQueryEntity *entity)
{
    const GPtrArray *names = entity->also_searched;
    if (names->len == 0)
        return;
    guint shown = names->len <= ALIASES_SHOWN + 2 ? names->len : ALIASES_SHOWN;
    gboolean by_id = g_strcmp0(entity->matched_by, entity->id) == 0;
    const char *name = by_id ? entity->name : entity->matched_by;
    g_autofree char *only =
        osint_refine_only_name(results->ask->query, entity->matched_by, name, results->now);
    html_format(html, "<div class=\"alias\"><p><b>%s</b>, also searched as ", entity->name);
    append_names(html, names, 0, shown);
    if (only != NULL) {
        g_autofree char *label = g_strdup_printf("only “%s”", name);
        html_raw(html, " — ");
        osint_page_link(html, osint_link_search(results->ask, only), label);
    }
    html_raw(html, "</p>\n");
    if (shown < names->len) {
        html_format(html, "<details><summary>and %u more names</summary>", names->len - shown);
        append_names(html, names, shown, names->len);
        html_raw(html, "</details>\n");
    }
    html_raw(html, "</div>\n");
}

static void append_filters(OsintHtml *html, const OsintResults *results, const GPtrArray *filters)
{
    if (filters->len == 0)
        return;
    html_raw(html, "<ul class=\"filters\" aria-label=\"Active filters\">\n");
    for (guint i = 0; i < filters->len; i++) {
        const OsintFilter *filter = g_ptr_array_index(filters, i);
        g_autofree char *link = osint_link_search(results->ask, filter->rest);
        html_format(html,
                    "<li class=\"filter\"><code>%s</code><a href=\"%s\" aria-label=\"Remove the filter %s\" "
                    "title=\"Remove this filter\">×</a></li>\n",
                    filter->text, link, filter->text);
    }
    html_raw(html, "</ul>\n");
}

/* One of a few ways to look at the results; the current one is no link. */
static void append_choice(OsintHtml *html, gboolean current, char *address, const char *label)
{
    if (current)
        html_format(html, "<b aria-current=\"true\">%s</b>", label);
    else
        html_format(html, "<a href=\"%s\">%s</a>", address, label);
    g_free(address);
}

/* A timeline has the oldest first unless the newest are asked for. */
static void append_sorts(OsintHtml *html, const OsintAsk *ask)
{
    static const char *const sorts[] = {"Most relevant", "Newest", "Oldest"};
    gboolean timeline = ask->show == OSINT_SHOW_TIMELINE;
    OsintSort sort = timeline && ask->sort == OSINT_SORT_RELEVANCE ? OSINT_SORT_OLDEST : ask->sort;
    for (OsintSort i = timeline ? OSINT_SORT_NEWEST : OSINT_SORT_RELEVANCE; i <= OSINT_SORT_OLDEST; i++)
        append_choice(html, sort == i, osint_link_sort(ask, i), sorts[i]);
}

static void append_bar(OsintHtml *html, const OsintAsk *ask, gboolean narrow)
{
    guint views_count;
    const OsintShow *views = osint_ask_views(&views_count);
    html_raw(html, "<nav class=\"bar\" aria-label=\"View\">\n<span class=\"choice\">");
    for (guint i = 0; i < views_count; i++)
        append_choice(html, ask->show == views[i], osint_link_show(ask, views[i]),
                      ask->words->views[views[i]]);
    html_raw(html, "</span>\n<span class=\"choice\">");
    append_sorts(html, ask);
    html_raw(html, "</span>\n");
    if (narrow)
        html_raw(html, "<a class=\"jump\" href=\"#narrow\">Narrow ↓</a>\n");
    html_raw(html, "</nav>\n");
}

/* Where a page was filled with the closest, there are more than match. */
static void append_paging(OsintHtml *html, const OsintResults *results)
{
    const OsintAsk *ask = results->ask;
    guint64 first = (guint64)(ask->page - 1) * OSINT_ASK_PAGE_SIZE + 1, last = first + results->hits->len - 1;
    gboolean next = results->more && ask->page < OSINT_ASK_MAX_PAGE;
    if (ask->page == 1 && !next)
        return;
    g_autofree char *from = osint_label_number(first);
    g_autofree char *to = osint_label_number(last);
    g_autofree char *total = osint_label_number(results->total);
    html_raw(html, "<nav class=\"paging\" aria-label=\"Pages\">\n");
    if (ask->page > 1) {
        g_autofree char *link = osint_link_page(ask, ask->page - 1);
        html_format(html, "<a rel=\"prev\" href=\"%s\">← Previous</a>\n", link);
    }
    html_format(html, "<span>%s–%s", from, to);
    if (last <= results->total)
        html_format(html, " of %s%s", results->exact ? "" : "about ", total);
    html_raw(html, "</span>\n");
    if (next) {
        g_autofree char *link = osint_link_page(ask, ask->page + 1);
        html_format(html, "<a rel=\"next\" href=\"%s\">Next →</a>\n", link);
    }
    html_raw(html, "</nav>\n");
}

static void append_formats(OsintHtml *html, const OsintAsk *ask)
{
    html_raw(html, "<p class=\"formats\">This page as");
    for (const OsintRenderer *const *each = osint_renderers(); *each != NULL; each++) {
        if (g_str_has_prefix((*each)->media_type, "text/plain") || !osint_renderer_shows(*each, ask->show))
            continue;
        html_raw(html, " ");
        osint_page_link(html, osint_link_format(ask, (*each)->name), (*each)->name);
    }
    html_raw(html, "</p>\n");
}

static void append_hits(OsintHtml *html, const OsintResults *results)
{
    guint first = (results->ask->page - 1) * OSINT_ASK_PAGE_SIZE + 1;
    html_format(html, "<ol class=\"hits\" start=\"%u\">\n", first);
    for (guint i = 0; i < results->hits->len; i++)
        osint_hit_append(html, results, g_ptr_array_index(results->hits, i));
    html_raw(html, "</ol>\n");
}

static void append_answer(OsintHtml *html, const OsintResults *results)
{
    switch (results->ask->show) {
    case OSINT_SHOW_TIMELINE:
        osint_timeline_append(html, results);
        return;
    case OSINT_SHOW_ENTITIES:
        if (results->entity_counts != NULL)
            osint_entities_append(html, results);
        return;
    default:
        append_hits(html, results);
        append_paging(html, results);
    }
}

static void append_way_out(OsintHtml *html, const OsintResults *results, const GPtrArray *filters)
{
    html_raw(html, "<section class=\"empty\">\n<h2>What may help</h2>\n<ul>\n");
    for (guint i = 0; i < filters->len; i++) {
        const OsintFilter *filter = g_ptr_array_index(filters, i);
        g_autofree char *label = g_strdup_printf("Search without %s", filter->text);
        html_raw(html, "<li>");
        osint_page_link(html, osint_link_search(results->ask, filter->rest), label);
        html_raw(html, "</li>\n");
    }
    html_raw(html, "<li>Fewer words, or another spelling: <code>espion*</code> finds every ending, "
                   "<code>khabarov~1</code> forgives one letter.</li>\n"
                   "<li>An entity is found under all its names: <code>entity:tick</code>.</li>\n<li>");
    g_autofree char *help = g_strconcat(results->ask->base, "/help", NULL);
    osint_page_link(html, g_steal_pointer(&help), "How to ask");
    html_raw(html, " lists every form of query.</li>\n</ul>\n</section>\n");
}

static void append_past_end(OsintHtml *html, const OsintResults *results)
{
    html_format(html, "<p class=\"note\">Page %u is past the end of the results. ", results->ask->page);
    osint_page_link(html, osint_link_page(results->ask, 1), "Go to the first page");
    html_raw(html, ".</p>\n");
}

static GString *page_of(const OsintResults *results)
{
    OsintPage page = {.base = results->ask->base,
                      .words = results->ask->words,
                      .title = results->ask->query,
                      .css = "results",
                      .ask = results->ask};
    g_autoptr(GPtrArray) filters = osint_refine_filters(results->ask->query, results->now);
    gboolean narrow = osint_narrow_has_groups(results, filters);
    OsintHtml *html = osint_page_begin(&page);
    html_raw(html, "<header class=\"found\">\n");
    append_count(html, results);
    append_folded(html, results);
    append_read_as(html, results);
    for (guint i = 0; i < results->entities->len; i++)
        append_alias_line(html, results, g_ptr_array_index(results->entities, i));
    append_filters(html, results, filters);
    if (results->total > 0)
        append_bar(html, results->ask, narrow);
    html_raw(html, "</header>\n");
    if (results->total == 0)
        append_way_out(html, results, filters);
    else if (results->hits->len == 0 && !osint_show_counts(results->ask->show))
        append_past_end(html, results);
    else {
        html_raw(html, "<div class=\"columns\">\n<div>\n");
        append_answer(html, results);
        append_formats(html, results->ask);
        html_raw(html, "</div>\n");
        osint_narrow_append(html, results, filters);
        html_raw(html, "</div>\n");
    }
    return osint_page_end(html, &page);
}

GString *osint_results_page(const OsintResults *results)
{
    OsintAsk ask = *results->ask;
    ask.beside = TRUE;
    OsintResults shown = *results;
    shown.ask = &ask;
    return page_of(&shown);
}
