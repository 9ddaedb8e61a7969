/* Dates are counted as precisely as they are known and added up to what was asked for. */
#include "search/timeline.h"

#include "indexer/article/date.h"
#include "indexer/store/schema.h"
#include "search/column-counts.h"
#include "search/docset.h"

#define SPAN_BY_DAY 62          /* days */
#define SPAN_BY_MONTH (6 * 366) /* days */

static const char *const names[] = {
    [OSINT_BY_AUTO] = NULL, [OSINT_BY_YEAR] = "year", [OSINT_BY_MONTH] = "month", [OSINT_BY_DAY] = "day"};

const char *osint_by_name(OsintBy by)
{
    return names[by];
}

void osint_timeline_free(OsintTimeline *timeline)
{
    if (timeline == NULL)
        return;
    g_array_unref(timeline->rows);
    g_free(timeline);
}

/* ---- rows ---- */

static OsintBy known_to(const OsintTimelineRow *row)
{
    return row->day > 0 ? OSINT_BY_DAY : row->month > 0 ? OSINT_BY_MONTH : OSINT_BY_YEAR;
}

const char *osint_timeline_precision(const OsintTimelineRow *row)
{
    return row->year > 0 ? names[known_to(row)] : NULL;
}

char *osint_timeline_period(const OsintTimelineRow *row)
{
    if (row->year == 0)
        return NULL;
    if (row->month == 0)
        return g_strdup_printf("%04u", row->year);
    return row->day == 0 ? g_strdup_printf("%04u-%02u", row->year, row->month)
                         : g_strdup_printf("%04u-%02u-%02u", row->year, row->month, row->day);
}

gboolean osint_timeline_is_coarse(OsintBy by, const OsintTimelineRow *row)
{
    return row->year == 0 || known_to(row) < by;
}

gint64 osint_timeline_number(OsintBy by, const OsintTimelineRow *row)
{
    if (by == OSINT_BY_YEAR)
        return row->year;
    if (by == OSINT_BY_MONTH)
        return (gint64)row->year * 12 + row->month - 1;
    GDate date;
    g_date_set_dmy(&date, (GDateDay)row->day, (GDateMonth)row->month, (GDateYear)row->year);
    return g_date_get_julian(&date);
}

const OsintTimelineRow *osint_timeline_row(const OsintTimeline *timeline, guint64 number,
                                           gboolean newest_first)
{
    const GArray *rows = timeline->rows;
    if (number >= rows->len)
        return NULL;
    guint dated = rows->len;
    if (g_array_index(rows, OsintTimelineRow, dated - 1).year == 0)
        dated--;
    if (newest_first && number < dated)
        number = dated - 1 - number;
    return &g_array_index(rows, OsintTimelineRow, (guint)number);
}

/* ---- counting ---- */

/* An article of a group. Rows have a number of the form 20210420, in which what is not known is 0. */
typedef struct {
    guint group;
    guint number;
} Copy;

typedef struct {
    GArray *begins;     /* gint64: Unix seconds */
    guint next;         /* of them */
    GHashTable *counts; /* number -> articles that are in no group */
    GArray *copies;     /* Copy: all others with a date */
    GHashTable *dated;  /* OsintGrouped *, of these */
} Dates;

static void dates_clear(Dates *dates)
{
    g_array_unref(dates->begins);
    g_hash_table_unref(dates->counts);
    g_array_unref(dates->copies);
    g_hash_table_unref(dates->dated);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Dates, dates_clear)

static void dates_init(Dates *dates)
{
    *dates =
        (Dates){g_array_new(FALSE, FALSE, sizeof(gint64)), 0, g_hash_table_new_full(NULL, NULL, NULL, g_free),
                g_array_new(FALSE, FALSE, sizeof(Copy)), g_hash_table_new(NULL, NULL)};
}

static void keep_begin(const char *value, gsize length, const OsintGrouped *grouped, gpointer user_data)
{
    (void)grouped;
    gint64 begin = (gint64)xapc_number_decode(value, length);
    g_array_append_val(((Dates *)user_data)->begins, begin);
}

static void add_articles(GHashTable *counts, guint number, guint64 articles)
{
    guint64 *count = g_hash_table_lookup(counts, GUINT_TO_POINTER(number));
    if (count == NULL) {
        count = g_new0(guint64, 1);
        g_hash_table_insert(counts, GUINT_TO_POINTER(number), count);
    }
    *count += articles;
}

static void add_copy(Dates *dates, const OsintGrouped *grouped, guint number)
{
    Copy copy = {grouped->group, number};
    g_array_append_val(dates->copies, copy);
}

static void count_period(const char *value, gsize length, const OsintGrouped *grouped, gpointer user_data)
{
    Dates *dates = user_data;
    if (dates->next >= dates->begins->len)
        return;
    guint number = osint_period_number(g_array_index(dates->begins, gint64, dates->next++),
                                       (gint64)xapc_number_decode(value, length));
    if (grouped == NULL) {
        add_articles(dates->counts, number, 1);
        return;
    }
    add_copy(dates, grouped, number);
    g_hash_table_add(dates->dated, (gpointer)grouped);
}

/* What has no date has no value, either. */
static void count_undated(Dates *dates, const OsintMatching *matching)
{
    guint alone = matching->docids->len - matching->grouped->len;
    guint dated = dates->next - dates->copies->len;
    if (alone > dated)
        add_articles(dates->counts, 0, alone - dated);
    for (guint i = 0; i < matching->grouped->len; i++) {
        const OsintGrouped *grouped = &g_array_index(matching->grouped, OsintGrouped, i);
        if (!g_hash_table_contains(dates->dated, grouped))
            add_copy(dates, grouped, 0);
    }
}

static gboolean count_by_database(Dates *dates, XapcDb *db, const OsintMatching *matching, GError **error)
{
    g_autoptr(OsintDocset) set = osint_docset_new(matching);
    if (!osint_docset_each_value(set, db, OSINT_SLOT_PUBLISHED, keep_begin, dates, error) ||
        !osint_docset_each_value(set, db, OSINT_SLOT_PUBLISHED_END, count_period, dates, error))
        return FALSE;
    count_undated(dates, matching);
    return TRUE;
}

/* ---- by columns ---- */

typedef struct {
    const OsintColumns *columns;
    guint32 first, end; /* codes of dates */
    guint64 *articles;  /* by code from the first; behind the last those without a date */
} Codes;

static guint number_of(const Codes *codes, guint32 place)
{
    guint32 code = codes->first + place;
    return code < codes->end ? osint_columns_date_number(codes->columns, code) : 0;
}

static void count_codes(Dates *dates, const Codes *codes, const OsintMatching *matching)
{
    const GArray *docids = matching->docids, *grouped = matching->grouped;
    for (guint i = 0, next = 0; i < docids->len; i++) {
        guint32 docid = g_array_index(docids, guint32, i);
        guint32 place = MIN(osint_columns_date_code(codes->columns, docid), codes->end) - codes->first;
        while (next < grouped->len && g_array_index(grouped, OsintGrouped, next).docid < docid)
            next++;
        if (next < grouped->len && g_array_index(grouped, OsintGrouped, next).docid == docid)
            add_copy(dates, &g_array_index(grouped, OsintGrouped, next), number_of(codes, place));
        else
            codes->articles[place]++;
    }
}

static void count_by_columns(Dates *dates, const OsintColumns *columns, const OsintMatching *matching)
{
    Codes codes = {.columns = columns};
    osint_columns_range(columns, OSINT_COLUMN_DATE, &codes.first, &codes.end);
    codes.articles = g_new0(guint64, codes.end - codes.first + 1);
    count_codes(dates, &codes, matching);
    for (guint32 place = 0; place <= codes.end - codes.first; place++)
        if (codes.articles[place] > 0)
            add_articles(dates->counts, number_of(&codes, place), codes.articles[place]);
    g_free(codes.articles);
}

static OsintTimelineRow row_of(guint number, guint64 articles)
{
    return (OsintTimelineRow){number / 10000, number / 100 % 100, number % 100, articles};
}

/* Undated articles come behind all others. */
static int in_time(gconstpointer a, gconstpointer b)
{
    const OsintTimelineRow *left = a, *right = b;
    guint64 before =
        ((left->year - 1u) & G_MAXUINT32) * G_GUINT64_CONSTANT(10000) + left->month * 100 + left->day;
    guint64 after =
        ((right->year - 1u) & G_MAXUINT32) * G_GUINT64_CONSTANT(10000) + right->month * 100 + right->day;
    return (before > after) - (before < after);
}

static GArray *sorted_rows(GHashTable *counts)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(OsintTimelineRow));
    GHashTableIter iter;
    gpointer number, count;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &number, &count)) {
        OsintTimelineRow row = row_of(GPOINTER_TO_UINT(number), *(guint64 *)count);
        g_array_append_val(rows, row);
    }
    g_array_sort(rows, in_time);
    return rows;
}

/* ---- years, months or days ---- */

static gint64 day_of(const OsintTimelineRow *row)
{
    const OsintTimelineRow first = {row->year, MAX(row->month, 1), MAX(row->day, 1), 0};
    return osint_timeline_number(OSINT_BY_DAY, &first);
}

static OsintBy by_span(gint64 days)
{
    return days < SPAN_BY_DAY ? OSINT_BY_DAY : days < SPAN_BY_MONTH ? OSINT_BY_MONTH : OSINT_BY_YEAR;
}

/* The finest unit that the span allows and that most of the dates are known to. */
static OsintBy choose(const GArray *rows)
{
    guint64 known[OSINT_BY_DAY + 1] = {0};
    const OsintTimelineRow *first = NULL, *last = NULL;
    for (guint i = 0; i < rows->len; i++) {
        const OsintTimelineRow *row = &g_array_index(rows, OsintTimelineRow, i);
        if (row->year == 0)
            continue;
        for (OsintBy by = OSINT_BY_YEAR; by <= known_to(row); by++)
            known[by] += row->articles;
        first = first == NULL ? row : first;
        last = row;
    }
    OsintBy by = first == NULL ? OSINT_BY_YEAR : by_span(day_of(last) - day_of(first));
    while (by > OSINT_BY_YEAR && known[by] * 2 < known[OSINT_BY_YEAR])
        by--;
    return by;
}

static guint cut_to(guint number, OsintBy by)
{
    guint cut = by == OSINT_BY_YEAR ? 10000 : by == OSINT_BY_MONTH ? 100 : 1;
    return number - number % cut;
}

static int by_group(gconstpointer a, gconstpointer b)
{
    const Copy *left = a, *right = b;
    if (left->group != right->group)
        return left->group < right->group ? -1 : 1;
    return (left->number > right->number) - (left->number < right->number);
}

/* Articles of one group that are in the same row are one. */
static GArray *rows_by(const Dates *dates, OsintBy by)
{
    g_autoptr(GHashTable) sums = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    GHashTableIter iter;
    gpointer key, count;
    g_hash_table_iter_init(&iter, dates->counts);
    while (g_hash_table_iter_next(&iter, &key, &count))
        add_articles(sums, cut_to(GPOINTER_TO_UINT(key), by), *(guint64 *)count);
    g_array_sort(dates->copies, by_group);
    for (guint i = 0; i < dates->copies->len; i++) {
        const Copy *copy = &g_array_index(dates->copies, Copy, i), *before = copy - 1;
        guint number = cut_to(copy->number, by);
        if (i == 0 || before->group != copy->group || cut_to(before->number, by) != number)
            add_articles(sums, number, 1);
    }
    return sorted_rows(sums);
}

static gboolean fill(OsintTimeline *timeline, OsintIndex *index, const OsintMatching *matching,
                     GError **error)
{
    const OsintColumns *columns = osint_index_columns(index);
    g_auto(Dates) dates;
    dates_init(&dates);
    if (columns != NULL)
        count_by_columns(&dates, columns, matching);
    else if (!count_by_database(&dates, osint_index_db(index), matching, error))
        return FALSE;
    g_autoptr(GArray) finest = rows_by(&dates, OSINT_BY_DAY);
    if (timeline->by == OSINT_BY_AUTO)
        timeline->by = choose(finest);
    g_clear_pointer(&timeline->rows, g_array_unref);
    timeline->rows = rows_by(&dates, timeline->by);
    timeline->articles = matching->articles;
    return TRUE;
}

static gboolean count_dates(OsintIndex *index, const OsintMatching *matching, gpointer user_data,
                            GError **error)
{
    OsintTimeline *timeline = user_data;
    timeline->exact = matching->exact;
    return fill(timeline, index, matching, error);
}

static OsintTimeline *timeline_new(OsintBy by)
{
    OsintTimeline *timeline = g_new0(OsintTimeline, 1);
    timeline->by = by;
    timeline->exact = TRUE;
    timeline->rows = g_array_new(FALSE, FALSE, sizeof(OsintTimelineRow));
    return timeline;
}

OsintTimeline *osint_timeline_of(OsintIndex *index, const OsintMatching *matching, OsintBy by, GError **error)
{
    g_autoptr(OsintTimeline) timeline = timeline_new(by);
    return fill(timeline, index, matching, error) ? g_steal_pointer(&timeline) : NULL;
}

OsintTimeline *osint_timeline_count(OsintSearch *search, OsintBy by, GError **error)
{
    g_autoptr(OsintTimeline) timeline = timeline_new(by);
    return osint_search_count(search, count_dates, timeline, error) ? g_steal_pointer(&timeline) : NULL;
}
