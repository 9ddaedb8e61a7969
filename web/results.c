/* The page of a search, from the count at its top to the links at its end. */
#include "web/results.h"

#include <string.h>

#include "web/entities-page.h"
#include "web/feed.h"
#include "web/filters.h"
#include "web/hit.h"
#include "web/labels.h"
#include "web/narrow.h"
#include "web/network-page.h"
#include "web/page.h"
#include "web/spoken.h"
#include "web/timeline.h"

#define ALIASES_SHOWN 8

/* ---- what was understood ---- */

static void append_quoted(OsintHtml *html, const char *text, const char *query)
{
    const char *rest = osint_html_say_until(html, text);
    html_format(html, "<q>%s</q>", query);
    osint_html_text(html, rest);
}

/* "12 articles", "About 300 articles" */
static char *total_label(const OsintWords *words, guint64 total, gboolean exact)
{
    g_autofree char *count = osint_label_count(total, &words->label.articles);
    return exact ? g_steal_pointer(&count) : osint_words_fill(words->results.about, count, NULL);
}

static void append_count(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *count = total_label(words, results->total, results->exact);
    html_raw(html, "<h1 class=\"count\">");
    if (results->total == 0)
        html_say(html, words->results.nothing);
    else if (results->closest)
        html_say(html, words->results.closest);
    else
        osint_html_text(html, count);
    html_raw(html, " <span>");
    append_quoted(html, words->results.for_query, results->ask->query);
    html_raw(html, "</span></h1>\n");
    if (results->closest && results->total > 0)
        html_format(html, "<p class=\"note\">%s</p>\n", words->results.closest_note);
}

static void append_folded(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *copies = osint_label_count(results->folded, &words->label.copies);
    g_autofree char *about = osint_words_fill(words->results.about, copies, NULL);
    gboolean shown = results->ask->copies == OSINT_COPIES_SHOW;
    if (!shown && results->folded == 0)
        return;
    html_raw(html, "<p class=\"quiet\">");
    html_say(html, shown ? words->results.copies_shown : words->results.folded,
             results->exact ? copies : about);
    html_raw(html, " ");
    osint_page_link(html, osint_link_copies(results->ask, shown ? OSINT_COPIES_FOLD : OSINT_COPIES_SHOW),
                    shown ? words->results.fold_copies : words->results.show_copies);
    html_raw(html, "</p>\n");
}

static void append_read_as(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *spoken = osint_spoken_query(results);
    gboolean same = strcmp(results->read_as, results->ask->query) == 0;
    if (spoken == NULL && same)
        return;
    html_raw(html, "<p class=\"read\">");
    if (spoken != NULL) {
        html_raw(html, "<span>");
        html_say(html, words->results.searched, spoken);
        html_raw(html, "</span> ");
    }
    if (!same) {
        html_raw(html, "<span>");
        const char *rest = osint_html_say_until(html, words->results.read_as);
        html_format(html, "<code>%s</code>%s</span>", results->read_as, rest);
    }
    html_raw(html, "</p>\n");
}

static void append_notes(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    append_read_as(html, results);
    for (guint i = 0; i < results->notes->len; i++)
        html_format(html, "<p class=\"note\" lang=\"en\">%s</p>\n",
                    (const char *)g_ptr_array_index(results->notes, i));
    if (results->suggestion != NULL) {
        html_raw(html, "<p class=\"note\">");
        const char *rest = osint_html_say_until(html, words->results.did_you_mean);
        osint_page_link(html, osint_link_search(results->ask, results->suggestion), results->suggestion);
        html_format(html, "%s</p>\n", rest);
    }
}

/* ---- names ---- */

static void append_names(OsintHtml *html, const GPtrArray *names, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        html_format(html, "%s<bdi>%s</bdi>", i > from ? osint_html_words(html)->results.comma : "",
                    (const char *)g_ptr_array_index(names, i));
}

static void append_more_names(OsintHtml *html, const GPtrArray *names, guint shown)
{
    g_autofree char *more =
        osint_label_count(names->len - shown, &osint_html_words(html)->results.more_names);
    html_format(html, "<details><summary>%s</summary>", more);
    append_names(html, names, shown, names->len);
    html_raw(html, "</details>\n");
}

/* The link to the same entity under one name only, or under all again. */
static void append_other_names(OsintHtml *html, const OsintResults *results, const OsintQueryEntity *entity,
                               const char *name)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *query = entity->exact
                                 ? osint_refine_all_names(results->refine, name)
                                 : osint_refine_only_name(results->refine, entity->matched_by, name);
    if (query == NULL)
        return;
    g_autofree char *label =
        osint_words_fill(entity->exact ? words->results.all_names : words->results.only_name, name, NULL);
    html_raw(html, " — ");
    osint_page_link(html, osint_link_search(results->ask, query), label);
}

static void append_alias_line(OsintHtml *html, const OsintResults *results, const OsintQueryEntity *entity)
{
    const OsintWords *words = osint_html_words(html);
    const GPtrArray *names = entity->also_searched;
    if (names->len == 0 && !entity->exact)
        return;
    guint shown = names->len <= ALIASES_SHOWN + 2 ? names->len : ALIASES_SHOWN;
    gboolean by_id = g_strcmp0(entity->matched_by, entity->id) == 0;
    const char *name = by_id ? entity->name : entity->matched_by;
    html_raw(html, "<div class=\"alias\"><p>");
    const char *rest =
        osint_html_say_until(html, entity->exact ? words->results.only_under : words->results.also_searched);
    g_autofree char *card = osint_link_entity(results->ask, entity->id);
    html_format(html, "<b><a href=\"%s\"><bdi>%s</bdi></a></b>", card, entity->name);
    rest = osint_html_say_until(html, rest);
    if (entity->exact)
        html_format(html, "<bdi>%s</bdi>", name);
    else
        append_names(html, names, 0, shown);
    osint_html_text(html, rest);
    append_other_names(html, results, entity, entity->exact ? entity->matched_by : name);
    html_raw(html, "</p>\n");
    if (!entity->exact && shown < names->len)
        append_more_names(html, names, shown);
    html_raw(html, "</div>\n");
}

/* ---- ways to look at it ---- */

static void append_views(OsintHtml *html, const OsintAsk *ask)
{
    const OsintWords *words = osint_html_words(html);
    guint count;
    const OsintShow *views = osint_ask_views(&count);
    html_format(html, "<nav class=\"choice tabs\" aria-label=\"%s\">", words->results.view);
    for (guint i = 0; i < count; i++)
        osint_page_choice(html, ask->show == views[i], osint_link_show(ask, views[i]),
                          words->views[views[i]]);
    html_raw(html, "</nav>\n");
}

/* A timeline has the oldest first unless the newest are asked for; what is counted has an order of its own.
 */
static void append_sorts(OsintHtml *html, const OsintAsk *ask)
{
    const OsintWords *words = osint_html_words(html);
    gboolean timeline = ask->show == OSINT_SHOW_TIMELINE;
    if (osint_show_counts(ask->show) && !timeline)
        return;
    OsintSort sort = timeline && ask->sort == OSINT_SORT_RELEVANCE ? OSINT_SORT_OLDEST : ask->sort;
    html_format(html, "<nav class=\"choice\" aria-label=\"%s\">", words->results.order);
    for (OsintSort i = timeline ? OSINT_SORT_NEWEST : OSINT_SORT_RELEVANCE; i <= OSINT_SORT_OLDEST; i++)
        osint_page_choice(html, sort == i, osint_link_sort(ask, i), words->results.sorts[i]);
    html_raw(html, "</nav>\n");
}

static void append_bar(OsintHtml *html, const OsintResults *results)
{
    html_raw(html, "<div class=\"bar\">\n");
    append_views(html, results->ask);
    append_sorts(html, results->ask);
    if (osint_narrow_has_groups(results))
        html_format(html, "<a class=\"jump\" href=\"#narrow\">%s</a>\n",
                    osint_html_words(html)->results.to_narrow);
    html_raw(html, "</div>\n");
}

/* ---- pages ---- */

static gboolean has_next(const OsintResults *results)
{
    return results->more && results->ask->page < OSINT_ASK_MAX_PAGE;
}

static void append_page_link(OsintHtml *html, const OsintAsk *ask, guint page, const char *rel,
                             const char *key, const char *label)
{
    g_autofree char *link = osint_link_page(ask, page);
    html_format(html, "<a rel=\"%s\" accesskey=\"%s\" href=\"%s\">%s</a>\n", rel, key, link, label);
}

/* Where a page was filled with the closest, there are more than match. */
static void append_position(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    guint64 first = (guint64)(results->ask->page - 1) * OSINT_ASK_PAGE_SIZE + 1;
    guint64 last = first + results->hits->len - 1;
    g_autofree char *from = osint_label_number(first);
    g_autofree char *to = osint_label_number(last);
    g_autofree char *total = osint_label_number(results->total);
    const char *text = last > results->total ? words->results.range
                       : results->exact      ? words->results.range_of
                                             : words->results.range_of_about;
    html_raw(html, "<span>");
    html_say(html, text, from, to, total);
    html_raw(html, "</span>\n");
}

static void append_paging(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    const OsintAsk *ask = results->ask;
    if (ask->page == 1 && !has_next(results))
        return;
    html_format(html, "<nav class=\"paging\" aria-label=\"%s\">\n", words->results.pages);
    if (ask->page > 2)
        append_page_link(html, ask, 1, "first", "f", words->results.first);
    if (ask->page > 1)
        append_page_link(html, ask, ask->page - 1, "prev", "p", words->results.previous);
    append_position(html, results);
    if (has_next(results))
        append_page_link(html, ask, ask->page + 1, "next", "n", words->results.next);
    html_raw(html, "</nav>\n");
}

static void append_formats(OsintHtml *html, const OsintAsk *ask)
{
    html_format(html, "<p class=\"formats\">%s", osint_html_words(html)->results.formats);
    for (const OsintRenderer *const *each = osint_renderers(); *each != NULL; each++) {
        if (g_str_has_prefix((*each)->media_type, "text/plain") || !osint_renderer_shows(*each, ask->show))
            continue;
        g_autofree char *link = osint_link_format(ask, (*each)->name);
        g_autofree char *type = g_strndup((*each)->media_type, strcspn((*each)->media_type, "; "));
        html_format(html, " <a rel=\"alternate nofollow\" type=\"%s\" href=\"%s\">%s</a>", type, link,
                    (*each)->name);
    }
    html_raw(html, "</p>\n");
}

/* ---- what was found ---- */

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
    case OSINT_SHOW_NETWORK:
        if (results->network != NULL)
            osint_network_append(html, results);
        return;
    default:
        append_hits(html, results);
        append_paging(html, results);
    }
}

/* found: NULL when it is not known. */
static void append_without(OsintHtml *html, const OsintResults *results, const OsintFilter *filter,
                           const OsintWithout *found)
{
    if (found != NULL && found->total == 0)
        return;
    g_autofree char *label = osint_filter_label(results, filter);
    g_autofree char *text = osint_words_fill(osint_html_words(html)->results.without, label, NULL);
    html_raw(html, "<li>");
    osint_page_link(html, osint_link_search(results->ask, filter->rest), text);
    if (found != NULL) {
        g_autofree char *count = total_label(osint_html_words(html), found->total, found->exact);
        html_format(html, " %s", count);
    }
    if (filter->rest != NULL)
        html_format(html, " <code>%s</code>", filter->rest);
    html_raw(html, "</li>\n");
}

static void append_way_out(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    const GPtrArray *filters = osint_refine_filters(results->refine);
    html_format(html, "<section class=\"empty\">\n<h2>%s</h2>\n<ul>\n", words->results.what_helps);
    for (guint i = 0; i < filters->len; i++)
        append_without(html, results, g_ptr_array_index(filters, i),
                       results->without != NULL && i < results->without->len
                           ? &g_array_index(results->without, OsintWithout, i)
                           : NULL);
    html_raw(html, "<li>");
    const char *rest = osint_html_say_until(html, words->results.fewer_words);
    html_raw(html, "<code>espion*</code>");
    rest = osint_html_say_until(html, rest);
    html_format(html, "<code>khabarov~1</code>%s</li>\n<li>", rest);
    rest = osint_html_say_until(html, words->results.by_entity);
    html_format(html, "<code>entity:tick</code>%s</li>\n<li>", rest);
    rest = osint_html_say_until(html, words->results.see_help);
    osint_page_link(html, g_strconcat(results->ask->base, "/help", NULL), words->frame.how_to_ask);
    html_format(html, "%s</li>\n</ul>\n</section>\n", rest);
}

static void append_past_end(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *page = osint_label_number(results->ask->page);
    html_raw(html, "<p class=\"note\">");
    html_say(html, words->results.past_end, page);
    html_raw(html, " ");
    osint_page_link(html, osint_link_page(results->ask, 1), words->results.to_first);
    html_raw(html, "</p>\n");
}

static void append_found(OsintHtml *html, const OsintResults *results)
{
    html_raw(html, "<header class=\"found\">\n");
    append_count(html, results);
    for (guint i = 0; i < results->entities->len; i++)
        append_alias_line(html, results, g_ptr_array_index(results->entities, i));
    append_notes(html, results);
    append_folded(html, results);
    osint_filters_append(html, results);
    if (results->total > 0)
        append_bar(html, results);
    html_raw(html, "</header>\n");
}

static void append_columns(OsintHtml *html, const OsintResults *results)
{
    if (results->timeline != NULL && !osint_show_counts(results->ask->show))
        osint_timeline_append_strip(html, results);
    html_raw(html, "<div class=\"columns\">\n<div id=\"results\" tabindex=\"-1\">\n");
    append_answer(html, results);
    append_formats(html, results->ask);
    html_raw(html, "</div>\n");
    osint_narrow_append(html, results);
    html_raw(html, "</div>\n");
}

static GString *page_of(const OsintResults *results)
{
    const OsintAsk *ask = results->ask;
    gboolean listed = results->hits->len > 0;
    gboolean shown = results->total > 0 && (listed || osint_show_counts(ask->show));
    g_autofree char *previous = listed && ask->page > 1 ? osint_link_page(ask, ask->page - 1) : NULL;
    g_autofree char *next = listed && has_next(results) ? osint_link_page(ask, ask->page + 1) : NULL;
    g_autofree char *feed = osint_feed_link(ask);
    g_autofree char *feed_title = osint_words_fill(ask->words->entity.feed_title, ask->query, NULL);
    OsintPage page = {.base = ask->base,
                      .words = ask->words,
                      .title = ask->query,
                      .css = "results",
                      .ask = ask,
                      .has_results = shown,
                      .feed = feed,
                      .feed_title = feed_title,
                      .previous = previous,
                      .next = next};
    OsintHtml *html = osint_page_begin(&page);
    append_found(html, results);
    if (results->total == 0)
        append_way_out(html, results);
    else if (shown)
        append_columns(html, results);
    else
        append_past_end(html, results);
    return osint_page_end(html, &page);
}

GString *osint_results_page(const OsintResults *results)
{
    OsintAsk ask = *results->ask;
    ask.beside = TRUE;
    g_autoptr(OsintRefine) refine = osint_refine_new(ask.query, results->now);
    OsintResults shown = *results;
    shown.ask = &ask;
    shown.refine = refine;
    return page_of(&shown);
}
