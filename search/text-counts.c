/* Facets and timelines as text. */
#include "search/origin.h"
#include "search/renderers.h"

#include <string.h>

#define FACET_COLUMNS 160u /* about two lines */
#define LABEL_COLUMNS 15u
#define BAR_MOST 60u /* columns */
#define GAP_SHOWN 3  /* empty periods in a row that are shown one by one */
#define EIGHTHS 8u

/* ---- facets ---- */

static const char *label_of(OsintFacet facet, const OsintFacetValue *value)
{
    return value->name != NULL && facet == OSINT_FACET_ENTITY ? value->name : value->value;
}

static gboolean belongs(OsintFacet facet, const OsintFacetValue *value, const char *type)
{
    return facet != OSINT_FACET_ENTITY || g_strcmp0(value->type, type) == 0;
}

/* "en 20, ja 5 and 3 more": of entities those of one type. */
static char *values_text(OsintFacet facet, const GArray *values, const char *type)
{
    GString *text = g_string_new(NULL);
    guint columns = 0, more = 0;
    for (guint i = 0; i < values->len; i++) {
        const OsintFacetValue *value = &g_array_index(values, OsintFacetValue, i);
        if (!belongs(facet, value, type))
            continue;
        g_autofree char *item =
            g_strdup_printf("%s %" G_GUINT64_FORMAT, label_of(facet, value), value->articles);
        columns += osint_text_columns(item) + 2;
        if (text->len > 0 && columns > FACET_COLUMNS)
            more++;
        else
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", item);
    }
    if (more > 0)
        g_string_append_printf(text, " and %u more", more);
    return g_string_free(text, FALSE);
}

typedef void (*LineFunc)(const char *label, const char *values, gpointer user_data);

/* The entities' types, in the order of their commonest entity. */
static void each_entity_line(const GArray *values, LineFunc func, gpointer user_data)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < values->len; i++) {
        const char *type = g_array_index(values, OsintFacetValue, i).type;
        const char *label = type != NULL ? type : "entity";
        if (!g_hash_table_add(seen, (gpointer)label))
            continue;
        g_autofree char *text = values_text(OSINT_FACET_ENTITY, values, type);
        func(label, text, user_data);
    }
}

static void each_line(const OsintFacets *facets, LineFunc func, gpointer user_data)
{
    for (OsintFacet facet = OSINT_FACET_TYPE; facet < OSINT_FACETS; facet++) {
        g_autofree char *text = values_text(facet, facets->values[facet], NULL);
        if (*text != '\0')
            func(osint_facet_name(facet), text, user_data);
    }
    each_entity_line(facets->values[OSINT_FACET_ENTITY], func, user_data);
}

static char *basis_text(const OsintFacets *facets)
{
    if (facets->exact)
        return NULL;
    return g_strdup_printf("counted in the first %" G_GUINT64_FORMAT " articles that were read",
                           facets->articles);
}

static void put_line(const char *label, const char *values, gpointer user_data)
{
    OsintTypeset *set = user_data;
    osint_typeset_text(set, label, OSINT_INK_FAINT);
    osint_typeset_hang(set, LABEL_COLUMNS);
    osint_typeset_text(set, values, OSINT_INK_PLAIN);
    osint_typeset_end_line(set);
    set->indent = 0;
}

void osint_text_facets(OsintTypeset *set, const OsintFacets *facets)
{
    g_autofree char *basis = basis_text(facets);
    osint_typeset_end_line(set);
    if (basis != NULL)
        put_line("facets", basis, set);
    each_line(facets, put_line, set);
}

static void append_line(const char *label, const char *values, gpointer user_data)
{
    g_string_append_printf(user_data, "%s: %s\n", label, values);
}

char *osint_facets_to_lines(const OsintFacets *facets)
{
    GString *lines = g_string_new(NULL);
    g_autofree char *basis = basis_text(facets);
    if (basis != NULL)
        append_line("facets", basis, lines);
    each_line(facets, append_line, lines);
    return g_string_free(lines, FALSE);
}

/* ---- timelines ---- */

typedef struct {
    guint label, count; /* columns of the two */
    guint bar;
    guint64 most;
} Layout;

static Layout layout_of(const OsintTimeline *timeline, const OsintRenderOptions *options)
{
    Layout layout = {.most = 1};
    guint width = options->width;
    const OsintTimelineRow *row;
    for (guint i = 0; (row = osint_render_row(timeline, options, i)) != NULL; i++) {
        g_autofree char *label = osint_row_label(timeline, row);
        layout.label = MAX(layout.label, (guint)strlen(label));
        layout.most = MAX(layout.most, row->articles);
    }
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, layout.most);
    layout.count = (guint)strlen(digits);
    guint used = layout.label + 2 + layout.count + 2;
    layout.bar = width == 0 ? BAR_MOST : width > used ? MIN(width - used, BAR_MOST) : 0;
    return layout;
}

/* To an eighth of a column; what is there is never nothing. */
static void append_bar(GString *out, const Layout *layout, guint64 articles)
{
    guint64 eighths = articles * layout->bar * EIGHTHS / layout->most;
    eighths = articles > 0 ? MAX(eighths, 1) : 0;
    for (; eighths >= EIGHTHS; eighths -= EIGHTHS)
        g_string_append(out, "\u2588");
    if (eighths > 0 && layout->bar > 0)
        g_string_append_unichar(out, 0x2588 + EIGHTHS - (gunichar)eighths);
}

static void append_row(GString *out, const Layout *layout, const char *label, guint64 articles)
{
    g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, articles);
    g_string_append_printf(out, "%-*s  %*s", (int)layout->label, label, (int)layout->count, number);
    if (articles > 0 && layout->bar > 0) {
        g_string_append(out, "  ");
        append_bar(out, layout, articles);
    }
    g_string_append_c(out, '\n');
}

/* The row `steps` units behind another. */
static OsintTimelineRow row_after(OsintBy by, const OsintTimelineRow *row, gint64 steps)
{
    gint64 number = osint_timeline_number(by, row) + steps;
    if (by == OSINT_BY_YEAR)
        return (OsintTimelineRow){.year = (guint)number};
    if (by == OSINT_BY_MONTH)
        return (OsintTimelineRow){.year = (guint)(number / 12), .month = (guint)(number % 12) + 1};
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)number);
    return (OsintTimelineRow){.year = g_date_get_year(&date),
                              .month = (guint)g_date_get_month(&date),
                              .day = g_date_get_day(&date)};
}

/* Periods without articles between two with some: a few as rows, many as one line. */
static void append_gap(GString *out, const Layout *layout, OsintBy by, const OsintTimelineRow *before,
                       const OsintTimelineRow *after)
{
    gint64 distance = osint_timeline_number(by, after) - osint_timeline_number(by, before);
    gint64 empty = ABS(distance) - 1;
    for (gint64 i = 1; i <= empty && empty <= GAP_SHOWN; i++) {
        OsintTimelineRow row = row_after(by, before, distance > 0 ? i : -i);
        g_autofree char *label = osint_timeline_period(&row);
        append_row(out, layout, label, 0);
    }
    if (empty > GAP_SHOWN)
        g_string_append_printf(out, "\u2026  %" G_GINT64_FORMAT " %ss without articles\n", empty,
                               osint_by_name(by));
}

/* The first row from the i-th on that is known precisely enough to have a place in the scale. */
static const OsintTimelineRow *next_placed(const OsintTimeline *timeline, const OsintRenderOptions *options,
                                           guint i)
{
    const OsintTimelineRow *row;
    while ((row = osint_render_row(timeline, options, i)) != NULL &&
           osint_timeline_is_coarse(timeline->by, row))
        i++;
    return row;
}

/* A coarse row stays beside the rows it may belong to: gaps are before it in time. */
static void append_bars(GString *out, const OsintTimeline *timeline, const OsintRenderOptions *options)
{
    const Layout layout = layout_of(timeline, options);
    const OsintTimelineRow *last = NULL, *row, *before = NULL;
    for (guint i = 0; (row = osint_render_row(timeline, options, i)) != NULL; i++) {
        gboolean coarse = osint_timeline_is_coarse(timeline->by, row);
        const OsintTimelineRow *next =
            options->newest_first && coarse ? NULL : next_placed(timeline, options, i);
        g_autofree char *label = osint_row_label(timeline, row);
        if (last != NULL && next != NULL && last != before) {
            append_gap(out, &layout, timeline->by, last, next);
            before = last;
        }
        append_row(out, &layout, label, row->articles);
        last = coarse ? last : row;
    }
}

void osint_text_timeline(GString *out, const OsintTimeline *timeline, const OsintRenderOptions *options)
{
    if (options->terminal) {
        append_bars(out, timeline, options);
        return;
    }
    const OsintTimelineRow *row;
    g_autofree char *name = options->name != NULL ? osint_terminal_safe(options->name, -1) : NULL;
    for (guint i = 0; (row = osint_render_row(timeline, options, i)) != NULL; i++) {
        g_autofree char *label = osint_row_label(timeline, row);
        g_string_append_printf(out, "%s%s%s\t%" G_GUINT64_FORMAT "\n", name != NULL ? name : "",
                               name != NULL ? "\t" : "", label, row->articles);
    }
}
