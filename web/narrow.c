/* Links that keep only the articles of one language, publisher or year. */
#include "web/narrow.h"

#include "web/labels.h"
#include "web/refine.h"

#define VALUES_SHOWN 12u

typedef struct {
    const char *heading;
    OsintFacet facet;
    const char *(*label)(const OsintWords *words, const char *value);
} Group;

static const char *same(const OsintWords *words, const char *value)
{
    (void)words;
    return value;
}

static const Group groups[] = {
    {"Language", OSINT_FACET_LANGUAGE, osint_label_language},
    {"Publisher", OSINT_FACET_SOURCE, same},
    {"Year", OSINT_FACET_YEAR, same},
};

static const GArray *values_of(const Group *group, const OsintResults *results)
{
    return results->facets->values[group->facet];
}

static const OsintFilter *active_filter(const GPtrArray *filters, const char *text)
{
    for (guint i = 0; i < filters->len; i++) {
        const OsintFilter *filter = g_ptr_array_index(filters, i);
        if (g_ascii_strcasecmp(filter->text, text) == 0)
            return filter;
    }
    return NULL;
}

/* A group with one value narrows nothing, unless it is the one that was chosen. */
static gboolean is_useful(const Group *group, const OsintResults *results, const GPtrArray *filters)
{
    const GArray *values = values_of(group, results);
    if (values->len != 1)
        return values->len > 1;
    g_autofree char *filter =
        osint_facet_filter(group->facet, g_array_index(values, OsintFacetValue, 0).value);
    return active_filter(filters, filter) != NULL;
}

static void append_value(OsintHtml *html, const OsintResults *results, const Group *group,
                         const OsintFacetValue *value, const GPtrArray *filters)
{
    const char *label = group->label(osint_html_words(html), value->value);
    g_autofree char *filter = osint_facet_filter(group->facet, value->value);
    const OsintFilter *active = active_filter(filters, filter);
    if (active != NULL) {
        g_autofree char *link = osint_link_search(results->ask, active->rest);
        html_format(html, "<li><b>%s</b> <a href=\"%s\" aria-label=\"Not only %s\">remove</a></li>\n", label,
                    link, label);
        return;
    }
    g_autofree char *query = osint_refine_add(results->ask->query, filter, results->now);
    if (query == NULL)
        return;
    g_autofree char *link = osint_link_search(results->ask, query);
    g_autofree char *count = osint_label_number(value->articles);
    html_format(html, "<li><a href=\"%s\" aria-label=\"Only %s\"><bdi>%s</bdi></a> <span>%s</span></li>\n",
                link, label, label, count);
}

gboolean osint_narrow_has_groups(const OsintResults *results, const GPtrArray *filters)
{
    gboolean any = FALSE;
    for (guint i = 0; !any && results->facets != NULL && i < G_N_ELEMENTS(groups); i++)
        any = is_useful(&groups[i], results, filters);
    return any;
}

void osint_narrow_append(OsintHtml *html, const OsintResults *results, const GPtrArray *filters)
{
    if (!osint_narrow_has_groups(results, filters))
        return;
    html_raw(html, "<aside id=\"narrow\" class=\"narrow\" aria-labelledby=\"narrow-heading\">\n"
                   "<h2 id=\"narrow-heading\">Narrow to</h2>\n");
    for (guint i = 0; i < G_N_ELEMENTS(groups); i++) {
        const GArray *values = values_of(&groups[i], results);
        if (!is_useful(&groups[i], results, filters))
            continue;
        html_format(html, "<h3>%s</h3>\n<ul>\n", groups[i].heading);
        for (guint j = 0; j < MIN(values->len, VALUES_SHOWN); j++)
            append_value(html, results, &groups[i], &g_array_index(values, OsintFacetValue, j), filters);
        html_raw(html, "</ul>\n");
    }
    if (!results->facets->exact) {
        g_autofree char *read = osint_label_number(results->facets->articles);
        html_format(html, "<p class=\"quiet\">Counted in the first %s articles.</p>\n", read);
    }
    html_raw(html, "</aside>\n");
}
