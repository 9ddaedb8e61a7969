/* Filters are named as facets name them, whatever way the query was written. */
#include "web/filters.h"

#include <string.h>

#include "web/labels.h"

/* What a filter is about, whether it is known from the query's text or from what was executed. */
typedef struct {
    OsintField field;
    const char *value, *canonical;
    gboolean excludes;
} About;

static About about_filter(const OsintFilter *filter)
{
    return (About){filter->field, filter->value, filter->canonical, filter->excludes};
}

static const OsintQueryEntity *entity_of(const OsintResults *results, const About *about)
{
    for (guint i = 0; i < results->entities->len && about->field == OSINT_FIELD_ENTITY; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(results->entities, i);
        if (g_strcmp0(entity->matched_by, about->value) == 0)
            return entity;
    }
    return NULL;
}

const char *osint_filter_entity(const OsintResults *results, const OsintFilter *filter)
{
    const About about = about_filter(filter);
    const OsintQueryEntity *entity = entity_of(results, &about);
    if (entity != NULL)
        return entity->id;
    return filter->field == OSINT_FIELD_ENTITY ? filter->value : NULL;
}

static char *entity_name(const OsintResults *results, const About *about)
{
    const OsintQueryEntity *entity = entity_of(results, about);
    if (entity == NULL)
        return g_strdup(about->value);
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

static char *value_label(const OsintResults *results, const About *about)
{
    const OsintWords *words = results->ask->words;
    const char *colon = strchr(about->canonical, ':');
    switch (about->field) {
    case OSINT_FIELD_ENTITY:
        return entity_name(results, about);
    case OSINT_FIELD_MENTIONS:
        return g_strdup(colon != NULL ? colon + 1 : about->value);
    case OSINT_FIELD_LANGUAGE:
        return g_strdup(osint_label_language(words, about->value));
    case OSINT_FIELD_MEDIA_TYPE:
        return g_strdup(osint_label_type(words, about->value));
    case OSINT_FIELD_DATE:
    case OSINT_FIELD_ADDED:
        return period_label(words, about->value);
    default:
        return g_strdup(about->value);
    }
}

static char *label_of(const OsintResults *results, const About *about)
{
    const OsintWords *words = results->ask->words;
    g_autofree char *value = value_label(results, about);
    g_autofree char *said =
        about->excludes ? osint_words_fill(words->results.exclude, value, NULL) : g_strdup(value);
    return osint_words_fill(words->results.filter, words->results.fields[about->field - OSINT_FIELD_ENTITY],
                            said, NULL);
}

char *osint_filter_value(const OsintResults *results, const OsintFilter *filter)
{
    const About about = about_filter(filter);
    return value_label(results, &about);
}

char *osint_filter_label(const OsintResults *results, const OsintFilter *filter)
{
    const About about = about_filter(filter);
    return label_of(results, &about);
}

char *osint_filter_label_of(const OsintResults *results, const OsintNode *node, gboolean excludes)
{
    g_autofree char *canonical = osint_node_print(node);
    const About about = {node->field, node->text, canonical, excludes};
    return label_of(results, &about);
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
