/* Facets: each value with its count and two links, to keep to it and to leave it out. */
#include "web/narrow.h"

#include <string.h>

#include "web/filters.h"
#include "web/labels.h"
#include "web/page.h"

#define MOST_VALUES OSINT_NARROW_MOST /* of a group */
#define MOST_OF_KIND 8u
#define VALUES_SHOWN 5u /* the others behind "more"; one alone is shown as well */
#define READ 500u       /* entities that are sorted by kind */
#define ROOM 7500u      /* bytes of a page; every value has the query twice, */
#define OWN_ROOM 150u   /* and so many bytes beside it */
#define FEWEST_VALUES 3u

/* Values under one heading: a facet's; of entities those of one kind. */
typedef struct {
    OsintFacet facet;
    const char *heading, *css; /* css: of entities; NULL for others */
    const OsintFacetValue *values[MOST_VALUES];
    guint count;            /* of values */
    guint others;           /* how many more there are */
    gboolean with_excluded; /* what is excluded of the facet is listed here */
} Group;

#define GROUPS (OSINT_KINDS + OSINT_FACETS - 1)

typedef struct {
    Group of[GROUPS];
    guint count;
} Groups;

/* As a query names them. */
static const struct {
    OsintField field;
    const char *name;
} facets[OSINT_FACETS] = {
    [OSINT_FACET_ENTITY] = {OSINT_FIELD_ENTITY, "entity"},
    [OSINT_FACET_TYPE] = {OSINT_FIELD_MEDIA_TYPE, "type"},
    [OSINT_FACET_SOURCE] = {OSINT_FIELD_SOURCE, "source"},
    [OSINT_FACET_LANGUAGE] = {OSINT_FIELD_LANGUAGE, "lang"},
    [OSINT_FACET_YEAR] = {OSINT_FIELD_DATE, "date"},
    [OSINT_FACET_TAG] = {OSINT_FIELD_TAG, "tag"},
};

/* ---- active ones ---- */

static const OsintFilter *active_filter(const OsintResults *results, OsintFacet facet, const char *value)
{
    const GPtrArray *filters = osint_refine_filters(results->refine);
    for (guint i = 0; i < filters->len; i++) {
        const OsintFilter *filter = g_ptr_array_index(filters, i);
        if (filter->field != facets[facet].field || filter->excludes)
            continue;
        const char *kept = facet == OSINT_FACET_ENTITY ? osint_filter_entity(results, filter) : filter->value;
        if (g_ascii_strcasecmp(kept, value) == 0)
            return filter;
    }
    return NULL;
}

static gboolean has_filter(const OsintResults *results, OsintFacet facet, gboolean excludes)
{
    const GPtrArray *filters = osint_refine_filters(results->refine);
    for (guint i = 0; i < filters->len; i++) {
        const OsintFilter *filter = g_ptr_array_index(filters, i);
        if (filter->field == facets[facet].field && filter->excludes == excludes)
            return TRUE;
    }
    return FALSE;
}

/* ---- groups ---- */

static void put(Group *group, const OsintFacetValue *value, guint most)
{
    if (group->count < most)
        group->values[group->count++] = value;
    else
        group->others++;
}

/* One value that all results have narrows nothing, unless it is what was chosen. */
static gboolean is_useful(const Group *group, const OsintResults *results)
{
    if (group->with_excluded && has_filter(results, group->facet, TRUE))
        return TRUE;
    if (group->count != 1)
        return group->count > 1;
    return group->values[0]->articles < results->facets->articles || has_filter(results, group->facet, FALSE);
}

static void keep(Groups *groups, Group *group, const OsintResults *results)
{
    group->with_excluded = groups->count == 0 || groups->of[groups->count - 1].facet != group->facet;
    if (is_useful(group, results))
        groups->of[groups->count++] = *group;
}

static void add_entities(Groups *groups, const OsintWords *words, const OsintResults *results)
{
    const GArray *values = results->facets->values[OSINT_FACET_ENTITY];
    Group of_kind[OSINT_KINDS] = {0};
    guint count;
    const OsintKind *kinds = osint_label_kinds(&count);
    for (guint i = 0; i < MIN(values->len, READ); i++) {
        const OsintFacetValue *value = &g_array_index(values, OsintFacetValue, i);
        put(&of_kind[osint_label_kind(value->type)->number], value, MOST_OF_KIND);
    }
    const GArray *rests = results->facets->entity_rests;
    for (guint i = 0; i < rests->len; i++) {
        const OsintFacetRest *rest = &g_array_index(rests, OsintFacetRest, i);
        of_kind[osint_label_kind(rest->type)->number].others += (guint)rest->values;
    }
    for (guint i = 0; i < count; i++) {
        of_kind[i].facet = OSINT_FACET_ENTITY;
        of_kind[i].css = kinds[i].css;
        of_kind[i].heading = osint_kind_plural(words, &kinds[i]);
        keep(groups, &of_kind[i], results);
    }
}

static void add_facet(Groups *groups, OsintFacet facet, const char *heading, const OsintResults *results)
{
    const GArray *values = results->facets->values[facet];
    Group group = {.facet = facet, .heading = heading};
    for (guint i = 0; i < MIN(values->len, MOST_VALUES); i++)
        put(&group, &g_array_index(values, OsintFacetValue, i), MOST_VALUES);
    group.others = values->len - group.count + (guint)results->facets->left_out[facet];
    keep(groups, &group, results);
}

static void find_groups(Groups *groups, const OsintResults *results)
{
    const OsintWords *words = results->ask->words;
    groups->count = 0;
    if (results->facets == NULL)
        return;
    add_entities(groups, words, results);
    add_facet(groups, OSINT_FACET_SOURCE, words->narrow.source, results);
    add_facet(groups, OSINT_FACET_LANGUAGE, words->narrow.language, results);
    add_facet(groups, OSINT_FACET_YEAR, words->narrow.year, results);
    add_facet(groups, OSINT_FACET_TAG, words->narrow.tag, results);
    add_facet(groups, OSINT_FACET_TYPE, words->narrow.type, results);
}

/* The longer the query, the fewer values have room. */
static void cut(Groups *groups, const OsintResults *results)
{
    g_autofree char *link = osint_link_search(results->ask, results->ask->query);
    guint values = 0;
    for (guint i = 0; i < groups->count; i++)
        values += groups->of[i].count;
    guint room = ROOM / (2 * (guint)strlen(link) + OWN_ROOM);
    if (values <= room)
        return;
    guint most = MAX(FEWEST_VALUES, room / groups->count);
    for (guint i = 0; i < groups->count; i++) {
        Group *group = &groups->of[i];
        guint over = group->count > most ? group->count - most : 0;
        group->count -= over;
        group->others += over;
    }
}

gboolean osint_narrow_has_groups(const OsintResults *results)
{
    Groups groups;
    find_groups(&groups, results);
    return groups.count > 0;
}

/* ---- values ---- */

static const char *label_of(const OsintWords *words, OsintFacet facet, const OsintFacetValue *value)
{
    switch (facet) {
    case OSINT_FACET_ENTITY:
        return value->name != NULL ? value->name : value->value;
    case OSINT_FACET_LANGUAGE:
        return osint_label_language(words, value->value);
    case OSINT_FACET_TYPE:
        return osint_label_type(words, value->value);
    default:
        return value->value;
    }
}

static void append_removal(OsintHtml *html, const OsintResults *results, const OsintFilter *filter,
                           const char *label)
{
    const OsintWords *words = osint_html_words(html);
    g_autofree char *link = osint_link_search(results->ask, filter->rest);
    g_autofree char *said = osint_filter_label(results, filter);
    g_autofree char *title = osint_words_fill(words->results.remove, said, NULL);
    html_raw(html, "<li class=\"on\"><b>");
    osint_html_name(html, label);
    html_format(html, "</b><a href=\"%s\" title=\"%s\">%s</a></li>\n", link, title, words->narrow.remove);
}

static void append_excluded(OsintHtml *html, const OsintResults *results, OsintFacet facet)
{
    const GPtrArray *filters = osint_refine_filters(results->refine);
    for (guint i = 0; i < filters->len; i++) {
        const OsintFilter *filter = g_ptr_array_index(filters, i);
        if (filter->field != facets[facet].field || !filter->excludes)
            continue;
        g_autofree char *value = osint_filter_value(results, filter);
        g_autofree char *label = osint_words_fill(osint_html_words(html)->results.exclude, value, NULL);
        append_removal(html, results, filter, label);
    }
}

static void append_value(OsintHtml *html, const OsintResults *results, OsintFacet facet,
                         const OsintFacetValue *value)
{
    const OsintWords *words = osint_html_words(html);
    const char *label = label_of(words, facet, value);
    const OsintFilter *active = active_filter(results, facet, value->value);
    if (active != NULL) {
        append_removal(html, results, active, label);
        return;
    }
    g_autofree char *text = osint_refine_field(facets[facet].name, value->value);
    g_autofree char *with = osint_refine_with(results->refine, text, FALSE);
    g_autofree char *without = osint_refine_with(results->refine, text, TRUE);
    if (with == NULL || without == NULL)
        return;
    g_autofree char *only = osint_link_search(results->ask, with);
    g_autofree char *others = osint_link_search(results->ask, without);
    g_autofree char *count = osint_label_number(value->articles);
    html_format(html, "<li><a rel=\"nofollow\" href=\"%s\">", only);
    osint_html_name(html, label);
    html_format(html, "</a><span>%s</span>", count);
    html_format(html, "<a rel=\"nofollow\" href=\"%s\" title=\"", others);
    html_say(html, words->narrow.exclude_title, label);
    html_format(html, "\">%s</a></li>\n", words->narrow.exclude);
}

/* What is not even behind "more"; all entities have a view of their own. */
static void append_others(OsintHtml *html, const OsintResults *results, const Group *group)
{
    g_autofree char *text = osint_label_count(group->others, &osint_html_words(html)->narrow.more);
    if (group->others == 0)
        return;
    html_raw(html, "<li class=\"quiet\">");
    if (group->facet == OSINT_FACET_ENTITY)
        osint_page_link(html, osint_link_show(results->ask, OSINT_SHOW_ENTITIES), text);
    else
        osint_html_text(html, text);
    html_raw(html, "</li>\n");
}

static void append_more(OsintHtml *html, const OsintResults *results, const Group *group)
{
    g_autofree char *text =
        osint_label_count(group->count - VALUES_SHOWN + group->others, &osint_html_words(html)->narrow.more);
    html_format(html, "<details><summary>%s</summary>\n<ul>\n", text);
    for (guint i = VALUES_SHOWN; i < group->count; i++)
        append_value(html, results, group->facet, group->values[i]);
    append_others(html, results, group);
    html_raw(html, "</ul>\n</details>\n");
}

static void append_group(OsintHtml *html, const OsintResults *results, const Group *group)
{
    gboolean folds = group->count > VALUES_SHOWN + 1;
    html_raw(html, "<details open>\n<summary><h3");
    if (group->css != NULL)
        html_format(html, " class=\"%s\"", group->css);
    html_format(html, ">%s</h3></summary>\n<ul>\n", group->heading);
    if (group->with_excluded)
        append_excluded(html, results, group->facet);
    for (guint i = 0; i < (folds ? VALUES_SHOWN : group->count); i++)
        append_value(html, results, group->facet, group->values[i]);
    if (!folds)
        append_others(html, results, group);
    html_raw(html, "</ul>\n");
    if (folds)
        append_more(html, results, group);
    html_raw(html, "</details>\n");
}

void osint_narrow_append(OsintHtml *html, const OsintResults *results)
{
    const OsintWords *words = osint_html_words(html);
    Groups groups;
    find_groups(&groups, results);
    if (groups.count == 0)
        return;
    cut(&groups, results);
    html_format(html,
                "<aside id=\"narrow\" class=\"narrow\" aria-labelledby=\"narrow-heading\">\n"
                "<h2 id=\"narrow-heading\">%s</h2>\n<a class=\"jump\" href=\"#results\">%s</a>\n",
                words->narrow.heading, words->results.to_results);
    for (guint i = 0; i < groups.count; i++)
        append_group(html, results, &groups.of[i]);
    if (!results->facets->exact) {
        g_autofree char *read = osint_label_number(results->facets->articles);
        html_raw(html, "<p class=\"quiet\">");
        html_say(html, words->narrow.sample, read);
        html_raw(html, "</p>\n");
    }
    html_raw(html, "</aside>\n");
}
