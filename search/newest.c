/* Dates stand in value slots: choosing among many articles reads none of them. */
#include "search/newest.h"

#include "indexer/store/schema.h"

typedef struct {
    guint32 docid;
    gboolean dated;
    gint64 begin, end; /* Unix seconds */
} Dated;

void osint_newest_clear(OsintNewest *newest)
{
    g_clear_pointer(&newest->docids, g_array_unref);
}

/* Reads a slot of the articles, ascending; set puts it where it belongs. */
static gboolean read_slot(GArray *dates, XapcDb *db, guint32 slot, void (*set)(Dated *dated, gint64 second),
                          GError **error)
{
    GError *trouble = NULL;
    g_autoptr(XapcValues) values = xapc_db_values(db, slot, &trouble);
    for (guint i = 0; trouble == NULL && i < dates->len; i++) {
        Dated *dated = &g_array_index(dates, Dated, i);
        const char *value;
        gsize length;
        guint32 docid;
        if (!xapc_values_skip_to(values, dated->docid, &trouble) ||
            !xapc_values_next(values, &docid, &value, &length, &trouble))
            break;
        if (docid == dated->docid)
            set(dated, (gint64)xapc_number_decode(value, length));
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

static void set_begin(Dated *dated, gint64 second)
{
    dated->dated = TRUE;
    dated->begin = second;
}

static void set_end(Dated *dated, gint64 second)
{
    dated->end = second;
}

static int newest_first(gconstpointer a, gconstpointer b)
{
    const Dated *left = a, *right = b;
    if (left->dated != right->dated)
        return left->dated ? -1 : 1;
    if (left->begin != right->begin)
        return left->begin < right->begin ? 1 : -1;
    return (left->docid < right->docid) - (left->docid > right->docid);
}

static int ascending(gconstpointer a, gconstpointer b)
{
    const guint32 *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static void find_ends(OsintNewest *newest, const GArray *dates)
{
    const Dated *first = NULL, *last = NULL;
    for (guint i = 0; i < dates->len; i++) {
        const Dated *dated = &g_array_index(dates, Dated, i);
        if (!dated->dated)
            continue;
        first = first == NULL || dated->begin < first->begin ? dated : first;
        last = last == NULL || dated->end > last->end ? dated : last;
    }
    newest->first = first != NULL ? first->docid : 0;
    newest->last = last != NULL ? last->docid : 0;
}

/* Cuts the list down to the newest. */
static gboolean cut(OsintNewest *newest, XapcDb *db, guint most, GError **error)
{
    g_autoptr(GArray) dates = g_array_sized_new(FALSE, TRUE, sizeof(Dated), newest->docids->len);
    for (guint i = 0; i < newest->docids->len; i++) {
        Dated dated = {.docid = g_array_index(newest->docids, guint32, i)};
        g_array_append_val(dates, dated);
    }
    if (!read_slot(dates, db, OSINT_SLOT_PUBLISHED, set_begin, error) ||
        !read_slot(dates, db, OSINT_SLOT_PUBLISHED_END, set_end, error))
        return FALSE;
    find_ends(newest, dates);
    g_array_sort(dates, newest_first);
    g_array_set_size(newest->docids, most);
    for (guint i = 0; i < most; i++)
        g_array_index(newest->docids, guint32, i) = g_array_index(dates, Dated, i).docid;
    g_array_sort(newest->docids, ascending);
    return TRUE;
}

gboolean osint_newest_choose(OsintNewest *newest, XapcDb *db, const OsintMatching *matching, guint most,
                             GError **error)
{
    *newest =
        (OsintNewest){.docids = osint_groups_earliest(matching->docids, matching->grouped), .are_all = TRUE};
    if (most == 0 || newest->docids->len <= most)
        return TRUE;
    newest->are_all = FALSE;
    return cut(newest, db, most, error);
}
