/* The entities of the matching articles as text, JSON, NDJSON, CSV and Markdown. */
#include "search/origin.h"
#include "search/renderers.h"

#include <string.h>

#define NUMBER_COLUMNS 10
#define DATE_COLUMNS 12

static const OsintEntityCount *row_at(const OsintEntityCounts *counts, const OsintRenderOptions *options,
                                      guint64 i)
{
    guint64 number = options->first_row + i;
    return i < options->rows && number < counts->rows->len
               ? &g_array_index(counts->rows, OsintEntityCount, (guint)number)
               : NULL;
}

static guint64 rows_behind(const OsintEntityCounts *counts, const OsintRenderOptions *options)
{
    guint64 left = counts->rows->len - MIN(options->first_row, counts->rows->len);
    return left - MIN(left, options->rows);
}

/* Indicators have no name but themselves. */
static gboolean has_own_name(const OsintEntityCount *row)
{
    return !g_str_equal(row->name, row->id);
}

/* ---- text ---- */

static const char *date_of(const char *date)
{
    return date != NULL ? date : "-";
}

/* The day is enough for a column. */
static void append_date(GString *out, const char *date)
{
    g_autofree char *day = g_strndup(date_of(date), strlen("2021-04-20"));
    g_string_append_printf(out, "%-*s", DATE_COLUMNS, day);
}

static void append_row(GString *out, const OsintEntityCount *row)
{
    g_autofree char *name = osint_terminal_safe(row->name, -1), *id = osint_terminal_safe(row->id, -1);
    g_string_append_printf(out, "%*" G_GUINT64_FORMAT "%*" G_GUINT64_FORMAT "  ", NUMBER_COLUMNS - 2,
                           row->articles, NUMBER_COLUMNS, row->mentions);
    append_date(out, row->first);
    append_date(out, row->last);
    g_string_append_printf(out, "%s (%s", name, row->type);
    if (has_own_name(row))
        g_string_append_printf(out, ", %s", id);
    g_string_append_c(out, ')');
    if (row->undecided > 0)
        g_string_append_printf(out, ", %" G_GUINT64_FORMAT " undecided", row->undecided);
    g_string_append_c(out, '\n');
}

static void append_table(GString *out, const OsintEntityCounts *counts, const OsintRenderOptions *options)
{
    const OsintEntityCount *row;
    if (counts->rows->len > 0)
        g_string_append_printf(out, "\n%*s%*s  %-*s%-*s%s\n", NUMBER_COLUMNS - 2, "articles", NUMBER_COLUMNS,
                               "mentions", DATE_COLUMNS, "first", DATE_COLUMNS, "last", "entity");
    for (guint64 i = 0; (row = row_at(counts, options, i)) != NULL; i++)
        append_row(out, row);
}

static void append_line(GString *out, const OsintEntityCount *row, const OsintRenderOptions *options)
{
    g_autofree char *query = options->name != NULL ? osint_terminal_safe(options->name, -1) : NULL;
    g_autofree char *name = osint_terminal_safe(row->name, -1), *id = osint_terminal_safe(row->id, -1);
    g_string_append_printf(out, "%s%s%s\t%s\t%s\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%s\t%s\n",
                           query != NULL ? query : "", query != NULL ? "\t" : "", id, row->type, name,
                           row->articles, row->mentions, date_of(row->first), date_of(row->last));
}

static char *total_text(const OsintSearch *search, const OsintEntityCounts *counts,
                        const OsintRenderOptions *options)
{
    g_autofree char *articles = osint_total_text(search);
    guint64 behind = rows_behind(counts, options);
    if (counts->articles == 0)
        return g_strdup("Nothing found.");
    g_autofree char *more =
        behind > 0 ? g_strdup_printf(" (%" G_GUINT64_FORMAT " more)", behind) : g_strdup("");
    if (counts->exact)
        return g_strdup_printf("%u entities%s in %s", counts->rows->len, more, articles);
    return g_strdup_printf("%u entities%s, counted in the first %" G_GUINT64_FORMAT " of %s",
                           counts->rows->len, more, counts->articles, articles);
}

void osint_text_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                         const OsintRenderOptions *options)
{
    const OsintEntityCount *row;
    osint_text_begin(out, search, options);
    if (!options->terminal) {
        for (guint64 i = 0; (row = row_at(counts, options, i)) != NULL; i++)
            append_line(out, row, options);
        return;
    }
    append_table(out, counts, options);
    g_autofree char *total = total_text(search, counts, options);
    osint_text_end(out, search, total, options);
}

/* ---- JSON ---- */

static json_t *row_object(const OsintEntityCount *row)
{
    g_autofree char *filter = osint_facet_filter(OSINT_FACET_ENTITY, row->id);
    json_t *object = json_object();
    json_object_set_new(object, "id", osint_json_text(row->id));
    json_object_set_new(object, "type", osint_json_text(row->type));
    json_object_set_new(object, "name", osint_json_text(row->name));
    json_object_set_new(object, "articles", json_integer((json_int_t)row->articles));
    json_object_set_new(object, "mentions", json_integer((json_int_t)row->mentions));
    json_object_set_new(object, "undecided", json_integer((json_int_t)row->undecided));
    json_object_set_new(object, "first", osint_json_text(row->first));
    json_object_set_new(object, "last", osint_json_text(row->last));
    json_object_set_new(object, "filter", osint_json_text(filter));
    return object;
}

void osint_json_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                         const OsintRenderOptions *options)
{
    const OsintEntityCount *row;
    osint_json_begin(out, search, options);
    g_string_append_printf(out,
                           ",\n \"counted\": {\"articles\": %" G_GUINT64_FORMAT
                           ", \"exact\": %s, \"more\": %" G_GUINT64_FORMAT "},\n \"results\": [",
                           counts->articles, counts->exact ? "true" : "false", rows_behind(counts, options));
    for (guint64 i = 0; (row = row_at(counts, options, i)) != NULL; i++) {
        g_string_append(out, i > 0 ? ",\n" : "\n");
        osint_json_append(out, row_object(row));
    }
    osint_json_end(out, search, options);
}

void osint_ndjson_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                           const OsintRenderOptions *options)
{
    const OsintEntityCount *row;
    (void)search;
    for (guint64 i = 0; (row = row_at(counts, options, i)) != NULL; i++)
        osint_ndjson_append(out, row_object(row), options);
}

/* ---- CSV ---- */

void osint_csv_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                        const OsintRenderOptions *options)
{
    const OsintEntityCount *row;
    (void)search;
    osint_csv_header(out, "id,type,name,articles,mentions,undecided,first,last", options);
    for (guint64 i = 0; (row = row_at(counts, options, i)) != NULL; i++) {
        gboolean first = TRUE;
        const char *const cells[] = {row->id, row->type, row->name};
        const guint64 numbers[] = {row->articles, row->mentions, row->undecided};
        if (options->name != NULL)
            osint_csv_cell(out, &first, options->name);
        for (guint j = 0; j < G_N_ELEMENTS(cells); j++)
            osint_csv_cell(out, &first, cells[j]);
        for (guint j = 0; j < G_N_ELEMENTS(numbers); j++)
            osint_csv_number(out, &first, numbers[j]);
        osint_csv_cell(out, &first, row->first);
        osint_csv_cell(out, &first, row->last);
        osint_csv_end_row(out);
    }
}

/* ---- Markdown ---- */

void osint_markdown_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                             const OsintRenderOptions *options)
{
    const OsintEntityCount *row;
    osint_markdown_begin(out, search, options);
    for (guint64 i = 0; (row = row_at(counts, options, i)) != NULL; i++) {
        if (i == 0)
            g_string_append(out, "\n| Entity | Type | Articles | Mentions | First | Last |\n"
                                 "| --- | --- | ---: | ---: | --- | --- |\n");
        g_string_append(out, "| ");
        osint_markdown_text(out, row->name);
        g_string_append_printf(out, " | %s | %" G_GUINT64_FORMAT " | %" G_GUINT64_FORMAT " | %s | %s |\n",
                               row->type, row->articles, row->mentions, date_of(row->first),
                               date_of(row->last));
    }
}
