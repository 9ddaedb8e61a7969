/* Filters are named as facets name them, whatever way the query was written. */
#include "web/filters.h"

#include <string.h>

#include "web/labels.h"

static const OsintQueryEntity *entity_of(const OsintResults *results, const OsintFilter *filter)
{
    for (guint i = 0; i < results->entities->len && filter->field == OSINT_FIELD_ENTITY; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(results->entities, i);
        if (g_strcmp0(entity->matched_by, filter->value) == 0)
            return entity;
    }
    return NULL;
}

const char *osint_filter_entity(const OsintResults *results, const OsintFilter *filter)
{
    const OsintQueryEntity *entity = entity_of(results, filter);
    if (entity != NULL)
        return entity->id;
    return filter->field == OSINT_FIELD_ENTITY ? filter->value : NULL;
}

static char *entity_name(const OsintResults *results, const OsintFilter *filter)
{
    const OsintQueryEntity *entity = entity_of(results, filter);
    if (entity == NULL)
        return g_strdup(filter->value);
    return g_strdup(entity->exact ? entity->matched_by : entity->name);
}

/* "April 2021", "20 April 2021 – 1 May 2021", "– 2019" */
static char *period_label(const OsintWords *words, const char *range)
{
    const char *dots = strstr(range, "..");
    if (dots == NULL)
        return osint_label_date(words, range);
    g_autofree char *begin = g_strndup(range, (gsize)(dots - range));
    g_autofree char *first = *begin != '\0' ? osint_label_date(words, begin) : g_strdup("");
    g_autofree char *last = dots[2] != '\0' ? osint_label_date(words, dots + 2) : g_strdup("");
    return g_strstrip(g_strconcat(first, " – ", last, NULL));
}

char *osint_filter_value(const OsintResults *results, const OsintFilter *filter)
{
    const OsintWords *words = results->ask->words;
    const char *colon = strchr(filter->canonical, ':');
    switch (filter->field) {
    case OSINT_FIELD_ENTITY:
        return entity_name(results, filter);
    case OSINT_FIELD_MENTIONS:
        return g_strdup(colon != NULL ? colon + 1 : filter->value);
    case OSINT_FIELD_LANGUAGE:
        return g_strdup(osint_label_language(words, filter->value));
    case OSINT_FIELD_MEDIA_TYPE:
        return g_strdup(osint_label_type(words, filter->value));
    case OSINT_FIELD_DATE:
    case OSINT_FIELD_ADDED:
        return period_label(words, filter->value);
    default:
        return g_strdup(filter->value);
    }
}

char *osint_filter_label(const OsintResults *results, const OsintFilter *filter)
{
    const OsintWords *words = results->ask->words;
    g_autofree char *value = osint_filter_value(results, filter);
    g_autofree char *said =
        filter->excludes ? osint_words_fill(words->results.exclude, value, NULL) : g_strdup(value);
    return osint_words_fill(words->results.filter, words->results.fields[filter->field - OSINT_FIELD_ENTITY],
                            said, NULL);
}

void osint_filters_append(OsintHtml *html, const OsintResults *results)
{
    const GPtrArray *filters = osint_refine_filters(results->refine);
    const OsintWords *words = osint_html_words(html);
    if (filters->len == 0)
        return;
    html_format(html, "<div role=\"group\" aria-label=\"%s\">\n<ul class=\"filters\">\n",
                words->results.filters);
    for (guint i = 0; i < filters->len; i++) {
        const OsintFilter *filter = g_ptr_array_index(filters, i);
        g_autofree char *label = osint_filter_label(results, filter);
        g_autofree char *remove = osint_words_fill(words->results.remove, label, NULL);
        g_autofree char *link = osint_link_search(results->ask, filter->rest);
        html_format(html, "<li class=\"filter%s\"><span title=\"%s\"><bdi>%s</bdi></span>",
                    filter->excludes ? " not" : "", filter->text, label);
        html_format(html, "<a href=\"%s\" aria-label=\"%s\" title=\"%s\">×</a></li>\n", link, remove, remove);
    }
    html_raw(html, "</ul>\n</div>\n");
}
