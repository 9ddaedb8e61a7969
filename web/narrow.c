/* Links that keep only the articles of one language, publisher or year. */
#include "web/narrow.h"

#include <string.h>

#include "indexer/article/date.h"
#include "web/labels.h"
#include "web/refine.h"

typedef struct {
    char *filter; /* "lang:ja" */
    char *label;  /* "Japanese" */
    guint count;
} Value;

typedef struct {
    const char *heading;
    const char *field;
    char *(*value)(const OsintArticle *article); /* NULL when the article has none */
    const char *(*label)(const char *value);
    GCompareFunc order;
} Group;

static char *language_of(const OsintArticle *article)
{
    return article->language != NULL
               ? g_ascii_strdown(article->language, (gssize)strcspn(article->language, "-"))
               : NULL;
}

static char *publisher_of(const OsintArticle *article)
{
    return g_strdup(article->publisher);
}

static char *year_of(const OsintArticle *article)
{
    OsintPeriod period;
    if (article->published == NULL || !osint_date_parse(article->published, &period, NULL))
        return NULL;
    int year = 0;
    osint_second_fields(period.begin, &year, NULL, NULL);
    return g_strdup_printf("%d", year);
}

static gint by_label_downwards(gconstpointer left, gconstpointer right)
{
    const Value *a = left, *b = right;
    return strcmp(b->label, a->label);
}

static gint by_count(gconstpointer left, gconstpointer right)
{
    const Value *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->label, b->label);
}

static const char *same(const char *value)
{
    return value;
}

static const Group groups[] = {
    {"Language", "lang", language_of, osint_label_language, by_count},
    {"Publisher", "source", publisher_of, same, by_count},
    {"Year", "date", year_of, same, by_label_downwards},
};

static void value_clear(gpointer data)
{
    Value *value = data;
    g_free(value->filter);
    g_free(value->label);
}

static void count_value(GArray *values, const Group *group, const char *text)
{
    g_autofree char *filter = osint_refine_field(group->field, text);
    for (guint i = 0; i < values->len; i++) {
        Value *value = &g_array_index(values, Value, i);
        if (g_str_equal(value->filter, filter)) {
            value->count++;
            return;
        }
    }
    Value value = {g_steal_pointer(&filter), g_strdup(group->label(text)), 1};
    g_array_append_val(values, value);
}

static GArray *group_values(const Group *group, const OsintResults *results)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(Value));
    g_array_set_clear_func(values, value_clear);
    for (guint i = 0; i < results->hits->len; i++) {
        const OsintHit *hit = g_ptr_array_index(results->hits, i);
        g_autofree char *text = group->value(hit->article);
        if (text != NULL && *text != '\0')
            count_value(values, group, text);
    }
    g_array_sort(values, group->order);
    return values;
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
static gboolean is_useful(const GArray *values, const GPtrArray *filters)
{
    return values->len > 1 ||
           (values->len == 1 && active_filter(filters, g_array_index(values, Value, 0).filter) != NULL);
}

static void append_value(OsintHtml *html, const OsintResults *results, const Value *value,
                         const OsintFilter *active)
{
    if (active != NULL) {
        g_autofree char *link = osint_link_search(results->ask, active->rest);
        html_format(html, "<li><b>%s</b> <a href=\"%s\" aria-label=\"Not only %s\">remove</a></li>\n",
                    value->label, link, value->label);
        return;
    }
    g_autofree char *query = osint_refine_add(results->ask->query, value->filter, results->now);
    if (query == NULL)
        return;
    g_autofree char *link = osint_link_search(results->ask, query);
    html_format(html, "<li><a href=\"%s\" aria-label=\"Only %s\"><bdi>%s</bdi></a> <span>%u</span></li>\n",
                link, value->label, value->label, value->count);
}

gboolean osint_narrow_has_groups(const OsintResults *results, const GPtrArray *filters)
{
    gboolean any = FALSE;
    for (guint i = 0; !any && i < G_N_ELEMENTS(groups); i++) {
        g_autoptr(GArray) values = group_values(&groups[i], results);
        any = is_useful(values, filters);
    }
    return any;
}

void osint_narrow_append(OsintHtml *html, const OsintResults *results, const GPtrArray *filters)
{
    if (!osint_narrow_has_groups(results, filters))
        return;
    html_raw(html, "<aside id=\"narrow\" class=\"narrow\" aria-labelledby=\"narrow-heading\">\n"
                   "<h2 id=\"narrow-heading\">Narrow to</h2>\n");
    for (guint i = 0; i < G_N_ELEMENTS(groups); i++) {
        g_autoptr(GArray) values = group_values(&groups[i], results);
        if (!is_useful(values, filters))
            continue;
        html_format(html, "<h3>%s</h3>\n<ul>\n", groups[i].heading);
        for (guint j = 0; j < values->len; j++) {
            const Value *value = &g_array_index(values, Value, j);
            append_value(html, results, value, active_filter(filters, value->filter));
        }
        html_raw(html, "</ul>\n");
    }
    html_raw(html, "<p class=\"quiet\">Counted on this page of results.</p>\n</aside>\n");
}
