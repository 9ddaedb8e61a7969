/* One walk over the rows of the matching articles counts every column. Of a group of copies a code counts
 * once: groups are gone through one by one, and for each code the group is kept that it was counted for last.
 */
#include "search/column-counts.h"

#include <string.h>

typedef struct {
    OsintColumnCounts *counts;
    guint32 codes;
    guint32 first_date, end_date;
    guint32 *year_of;  /* by date code from the first: place among years */
    guint32 *group_of; /* by code, then by year: the group it was counted for last */
    GArray *grouped;   /* OsintGrouped, by group */
} Walk;

/* ---- years ---- */

/* All dates are read for their years: g_ascii_strtoull() took longer than counting. */
guint osint_columns_date_number(const OsintColumns *columns, guint32 code)
{
    guint number = 0;
    for (const char *digit = osint_columns_text(columns, code); g_ascii_isdigit(*digit); digit++)
        number = number * 10 + (guint)(*digit - '0');
    return number;
}

guint32 osint_columns_date_code(const OsintColumns *columns, guint32 docid)
{
    guint32 first, end;
    guint count;
    const guint32 *row = osint_columns_row(columns, docid, &count);
    osint_columns_range(columns, OSINT_COLUMN_DATE, &first, &end);
    return count > 0 && row[count - 1] >= first && row[count - 1] < end ? row[count - 1] : G_MAXUINT32;
}

/* Dates are in order, and so are their years. */
static void find_years(Walk *walk)
{
    GArray *years = walk->counts->years;
    walk->year_of = g_new(guint32, walk->end_date - walk->first_date + 1);
    for (guint32 code = walk->first_date; code < walk->end_date; code++) {
        OsintYearCount year = {osint_columns_date_number(walk->counts->columns, code) / 10000, 0};
        if (years->len == 0 || g_array_index(years, OsintYearCount, years->len - 1).year != year.year)
            g_array_append_val(years, year);
        walk->year_of[code - walk->first_date] = years->len - 1;
    }
}

/* ---- counting ---- */

static guint32 *year_count(const Walk *walk, guint32 place)
{
    return &g_array_index(walk->counts->years, OsintYearCount, place).articles;
}

static gboolean is_date(const Walk *walk, guint32 code)
{
    return code >= walk->first_date && code < walk->end_date;
}

static void count_row(const Walk *walk, const guint32 *row, guint count)
{
    guint32 *articles = walk->counts->articles;
    for (guint i = 0; i < count; i++)
        if (row[i] < walk->codes)
            articles[row[i]]++;
    if (count > 0 && is_date(walk, row[count - 1]))
        ++*year_count(walk, walk->year_of[row[count - 1] - walk->first_date]);
}

static gboolean is_new(const Walk *walk, guint32 place, guint group)
{
    gboolean new = walk->group_of[place] != group;
    walk->group_of[place] = group;
    return new;
}

static void count_copy(const Walk *walk, const OsintGrouped *copy)
{
    guint count;
    const guint32 *row = osint_columns_row(walk->counts->columns, copy->docid, &count);
    for (guint i = 0; i < count; i++)
        if (row[i] < walk->codes && is_new(walk, row[i], copy->group))
            walk->counts->articles[row[i]]++;
    if (count == 0 || !is_date(walk, row[count - 1]))
        return;
    guint32 year = walk->year_of[row[count - 1] - walk->first_date];
    if (is_new(walk, walk->codes + year, copy->group))
        ++*year_count(walk, year);
}

static int by_group(gconstpointer a, gconstpointer b)
{
    const OsintGrouped *left = a, *right = b;
    return (left->group > right->group) - (left->group < right->group);
}

static void count_copies(Walk *walk, const GArray *grouped)
{
    g_autoptr(GArray) ordered = g_array_copy((GArray *)grouped);
    g_array_sort(ordered, by_group);
    walk->group_of = g_new0(guint32, walk->codes + walk->counts->years->len);
    for (guint i = 0; i < ordered->len; i++)
        count_copy(walk, &g_array_index(ordered, OsintGrouped, i));
    g_free(walk->group_of);
}

static void count_alone(const Walk *walk, const OsintMatching *matching)
{
    guint next = 0;
    for (guint i = 0; i < matching->docids->len; i++) {
        guint32 docid = g_array_index(matching->docids, guint32, i);
        guint count;
        if (osint_grouped_at(matching->grouped, &next, docid) != NULL)
            continue;
        const guint32 *row = osint_columns_row(walk->counts->columns, docid, &count);
        count_row(walk, row, count);
    }
}

OsintColumnCounts *osint_column_counts_new(const OsintColumns *columns, const OsintMatching *matching)
{
    OsintColumnCounts *counts = g_new0(OsintColumnCounts, 1);
    Walk walk = {.counts = counts, .codes = osint_columns_codes(columns)};
    counts->columns = columns;
    counts->articles = g_new0(guint32, walk.codes + 1);
    counts->years = g_array_new(FALSE, FALSE, sizeof(OsintYearCount));
    osint_columns_range(columns, OSINT_COLUMN_DATE, &walk.first_date, &walk.end_date);
    find_years(&walk);
    count_alone(&walk, matching);
    if (matching->grouped->len > 0)
        count_copies(&walk, matching->grouped);
    g_free(walk.year_of);
    return counts;
}

void osint_column_counts_free(OsintColumnCounts *counts)
{
    if (counts == NULL)
        return;
    g_free(counts->articles);
    g_array_unref(counts->years);
    g_free(counts);
}

/* ---- the best ---- */

/* Codes are in the order of their texts. */
static int best_first(gconstpointer a, gconstpointer b)
{
    const OsintCodeCount *left = a, *right = b;
    if (left->articles != right->articles)
        return left->articles < right->articles ? 1 : -1;
    return (left->code > right->code) - (left->code < right->code);
}

/* More values than this are put in order when all have come. */
#define MOST_INSERTED 64

/* Of those behind a place in the list, in order, when they are not too many. */
static void insert(GArray *best, guint from, const OsintCodeCount *count, guint most, guint64 *left_out)
{
    if (most > MOST_INSERTED) {
        g_array_append_val(best, *count);
        return;
    }
    guint at = best->len;
    while (at > from && g_array_index(best, OsintCodeCount, at - 1).articles < count->articles)
        at--;
    if (at - from < most)
        g_array_insert_val(best, at, *count);
    else
        ++*left_out;
    if (best->len - from > most) {
        g_array_set_size(best, from + most);
        ++*left_out;
    }
}

static void finish(GArray *best, guint from, guint most, guint64 *left_out)
{
    guint count = best->len - from;
    if (most <= MOST_INSERTED || count == 0)
        return;
    qsort(&g_array_index(best, OsintCodeCount, from), count, sizeof(OsintCodeCount), best_first);
    if (count > most) {
        *left_out += count - most;
        g_array_set_size(best, from + most);
    }
}

GArray *osint_column_counts_best(const OsintColumnCounts *counts, OsintColumn column, guint most,
                                 guint64 *left_out)
{
    GArray *best = g_array_new(FALSE, FALSE, sizeof(OsintCodeCount));
    guint32 first, end;
    *left_out = 0;
    osint_columns_range(counts->columns, column, &first, &end);
    for (guint32 code = first; code < end; code++) {
        OsintCodeCount count = {code, counts->articles[code]};
        if (count.articles > 0)
            insert(best, 0, &count, most, left_out);
    }
    finish(best, 0, most, left_out);
    return best;
}

static void finish_type(GArray *best, guint from, guint most, GArray *rests, const char *type)
{
    OsintTypeRest *rest = &g_array_index(rests, OsintTypeRest, rests->len - 1);
    rest->type = type;
    finish(best, from, most, &rest->values);
}

/* Entities are ordered by type. */
GArray *osint_column_counts_entities(const OsintColumnCounts *counts, guint most, GArray *rests)
{
    static const OsintTypeRest none = {NULL, 0};
    GArray *best = g_array_new(FALSE, FALSE, sizeof(OsintCodeCount));
    const char *type, *name, *last = NULL;
    guint32 first, end;
    guint from = 0;
    g_array_append_val(rests, none);
    osint_columns_range(counts->columns, OSINT_COLUMN_ENTITY, &first, &end);
    for (guint32 code = first; code < end; code++) {
        OsintCodeCount count = {code, counts->articles[code]};
        if (count.articles == 0)
            continue;
        osint_columns_entity(counts->columns, code, &type, &name);
        if (g_strcmp0(type, last) != 0) {
            finish_type(best, from, most, rests, last);
            g_array_append_val(rests, none);
            from = best->len;
            last = type;
        }
        insert(best, from, &count, most, &g_array_index(rests, OsintTypeRest, rests->len - 1).values);
    }
    finish_type(best, from, most, rests, last);
    return best;
}
