/* Few articles are looked up one by one. Many are asked of Xapian together, which gives the key with each hit
 * that it collapses by it; it is told to keep them all. */
#include "search/groups.h"

#include "indexer/store/schema.h"

struct OsintGroups {
    OsintIndex *index;
    GHashTable *numbers;         /* GBytes: key -> number */
    const OsintColumns *columns; /* NULL: there are none */
    GHashTable *members;         /* docid -> number: all there are, where a look at one is slow; else NULL */
};

static guint number_of(OsintGroups *groups, GBytes *key);

/* A server is asked once for all, and not for each article. */
static gboolean read_members(OsintGroups *groups, GError **error)
{
    g_autoptr(XapcValues) values = xapc_db_values(osint_index_db(groups->index), OSINT_SLOT_COPIES, error);
    GError *trouble = NULL;
    guint32 docid;
    const char *value;
    gsize length;
    if (values == NULL)
        return FALSE;
    groups->members = g_hash_table_new(NULL, NULL);
    while (xapc_values_next(values, &docid, &value, &length, &trouble))
        g_hash_table_insert(groups->members, GUINT_TO_POINTER(docid),
                            GUINT_TO_POINTER(number_of(groups, g_bytes_new(value, length))));
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

gboolean osint_groups_new(OsintIndex *index, OsintGroups **groups, GError **error)
{
    guint32 members;
    *groups = NULL;
    if (!xapc_db_value_freq(osint_index_db(index), OSINT_SLOT_COPIES, &members, error))
        return FALSE;
    if (members == 0)
        return TRUE;
    *groups = g_new0(OsintGroups, 1);
    (*groups)->index = index;
    (*groups)->columns = osint_index_columns(index);
    (*groups)->numbers =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    return !osint_index_is_remote(index) || read_members(*groups, error);
}

void osint_groups_free(OsintGroups *groups)
{
    if (groups == NULL)
        return;
    g_hash_table_unref(groups->numbers);
    g_clear_pointer(&groups->members, g_hash_table_unref);
    g_free(groups);
}

/* Takes the key. */
static guint number_of(OsintGroups *groups, GBytes *key)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(groups->numbers, key));
    if (number > 0 || g_bytes_get_size(key) == 0) {
        g_bytes_unref(key);
        return number;
    }
    number = g_hash_table_size(groups->numbers) + 1;
    g_hash_table_insert(groups->numbers, key, GUINT_TO_POINTER(number));
    return number;
}

/* The place of the first of the columns' copies from a document number on. */
static guint copy_from(const OsintColumnsCopy *copies, guint count, guint32 docid)
{
    guint low = 0, high = count;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (copies[middle].docid < docid)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* In a damaged file it may be any number: there are no more groups than copies. */
static guint group_of(const OsintColumnsCopy *copy, guint count)
{
    return MIN(copy->group, count);
}

gboolean osint_groups_of(OsintGroups *groups, guint32 docid, guint *group, GError **error)
{
    if (groups->columns != NULL) {
        guint count;
        const OsintColumnsCopy *copies = osint_columns_copies(groups->columns, &count);
        guint place = copy_from(copies, count, docid);
        *group = place < count && copies[place].docid == docid ? group_of(&copies[place], count) : 0;
        return TRUE;
    }
    if (groups->members != NULL) {
        *group = GPOINTER_TO_UINT(g_hash_table_lookup(groups->members, GUINT_TO_POINTER(docid)));
        return TRUE;
    }
    GBytes *key = xapc_db_value(osint_index_db(groups->index), docid, OSINT_SLOT_COPIES, error);
    if (key == NULL)
        return FALSE;
    *group = number_of(groups, key);
    return TRUE;
}

/* ---- many ---- */

/* Every key is at least one byte. */
static XapcQuery *in_groups(const XapcQuery *query, GError **error)
{
    g_autoptr(GBytes) least = g_bytes_new_static("", 1);
    g_autoptr(XapcQuery) any = xapc_query_value_range(OSINT_SLOT_COPIES, least, NULL, error);
    return any == NULL ? NULL : xapc_query_pair(XAPC_FILTER, (XapcQuery *)query, any, error);
}

static XapcMset *find(const OsintGroups *groups, const XapcQuery *query, gboolean in_time, GError **error)
{
    g_autoptr(XapcQuery) grouped = in_groups(query, error);
    g_autoptr(XapcEnquire) enquire =
        grouped == NULL ? NULL : xapc_enquire_new(osint_index_db(groups->index), error);
    if (enquire == NULL || !xapc_enquire_set_query(enquire, grouped, error) ||
        !xapc_enquire_set_boolean(enquire, error) ||
        !xapc_enquire_set_collapse(enquire, OSINT_SLOT_COPIES, G_MAXUINT32, error) ||
        (in_time && !xapc_enquire_set_sort(enquire, XAPC_SORT_VALUE, OSINT_SLOT_OLDEST, TRUE, error)))
        return NULL;
    return xapc_enquire_search(enquire, 0, osint_index_size(groups->index), 0, error);
}

/* Groups that were seen, by their numbers. */
static gboolean is_new(GArray *seen, guint group)
{
    if (seen->len <= group)
        g_array_set_size(seen, group + 1);
    gboolean *each = &g_array_index(seen, gboolean, group);
    gboolean was_seen = *each;
    *each = TRUE;
    return !was_seen;
}

static GArray *read_hits(OsintGroups *groups, const XapcMset *mset, GError **error)
{
    g_autoptr(GArray) grouped = g_array_new(FALSE, FALSE, sizeof(OsintGrouped));
    g_autoptr(GArray) seen = g_array_new(FALSE, TRUE, sizeof(gboolean));
    for (guint32 i = 0; i < xapc_mset_size(mset); i++) {
        XapcHit hit;
        GBytes *key = xapc_mset_collapse_key(mset, i, error);
        if (key == NULL)
            return NULL;
        OsintGrouped each = {.group = number_of(groups, key)};
        if (!xapc_mset_hit(mset, i, &hit, error))
            return NULL;
        each.docid = hit.docid;
        each.earliest = is_new(seen, each.group);
        g_array_append_val(grouped, each);
    }
    return g_steal_pointer(&grouped);
}

/* Of each group the one that was published first is the earliest. */
static void find_earliest(GArray *grouped, const GArray *begins)
{
    g_autoptr(GHashTable) earliest = g_hash_table_new(NULL, NULL); /* group -> place + 1 */
    for (guint i = 0; i < grouped->len; i++) {
        gpointer group = GUINT_TO_POINTER(g_array_index(grouped, OsintGrouped, i).group);
        guint best = GPOINTER_TO_UINT(g_hash_table_lookup(earliest, group));
        if (best == 0 || g_array_index(begins, gint64, i) < g_array_index(begins, gint64, best - 1))
            g_hash_table_insert(earliest, group, GUINT_TO_POINTER(i + 1));
    }
    GHashTableIter iter;
    gpointer group, place;
    g_hash_table_iter_init(&iter, earliest);
    while (g_hash_table_iter_next(&iter, &group, &place))
        g_array_index(grouped, OsintGrouped, GPOINTER_TO_UINT(place) - 1).earliest = TRUE;
}

GArray *osint_groups_among(const OsintGroups *groups, const GArray *docids)
{
    if (groups->columns == NULL)
        return NULL;
    guint count, next = 0;
    const OsintColumnsCopy *copies = osint_columns_copies(groups->columns, &count);
    GArray *grouped = g_array_new(FALSE, FALSE, sizeof(OsintGrouped));
    g_autoptr(GArray) begins = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < docids->len && next < count; i++) {
        guint32 docid = g_array_index(docids, guint32, i);
        if (copies[next].docid < docid)
            next += copy_from(copies + next, count - next, docid);
        if (next == count || copies[next].docid != docid)
            continue;
        OsintGrouped each = {docid, group_of(&copies[next], count), FALSE};
        g_array_append_val(grouped, each);
        g_array_append_val(begins, copies[next].begin);
    }
    find_earliest(grouped, begins);
    return grouped;
}

guint64 osint_groups_copies(const GArray *grouped)
{
    guint64 copies = 0;
    for (guint i = 0; i < grouped->len; i++)
        copies += g_array_index(grouped, OsintGrouped, i).earliest ? 0 : 1;
    return copies;
}

const OsintGrouped *osint_grouped_at(const GArray *grouped, guint *next, guint32 docid)
{
    while (*next < grouped->len && g_array_index(grouped, OsintGrouped, *next).docid < docid)
        ++*next;
    const OsintGrouped *each = *next < grouped->len ? &g_array_index(grouped, OsintGrouped, *next) : NULL;
    return each != NULL && each->docid == docid ? each : NULL;
}

GArray *osint_groups_earliest(const GArray *docids, const GArray *grouped)
{
    GArray *earliest = g_array_sized_new(FALSE, FALSE, sizeof(guint32), docids->len);
    guint next = 0;
    for (guint i = 0; i < docids->len; i++) {
        guint32 docid = g_array_index(docids, guint32, i);
        const OsintGrouped *each = osint_grouped_at(grouped, &next, docid);
        if (each == NULL || each->earliest)
            g_array_append_val(earliest, docid);
    }
    return earliest;
}

gboolean osint_groups_count(OsintGroups *groups, const XapcQuery *query, guint64 *copies, GError **error)
{
    g_autoptr(XapcMset) mset = find(groups, query, FALSE, error);
    g_autoptr(GArray) grouped = mset == NULL ? NULL : read_hits(groups, mset, error);
    if (grouped == NULL)
        return FALSE;
    *copies = osint_groups_copies(grouped);
    return TRUE;
}

static int by_docid(gconstpointer a, gconstpointer b)
{
    guint32 left = ((const OsintGrouped *)a)->docid, right = ((const OsintGrouped *)b)->docid;
    return (left > right) - (left < right);
}

GArray *osint_groups_matching(OsintGroups *groups, const XapcQuery *query, GError **error)
{
    g_autoptr(XapcMset) mset = find(groups, query, TRUE, error);
    GArray *grouped = mset == NULL ? NULL : read_hits(groups, mset, error);
    if (grouped != NULL)
        g_array_sort(grouped, by_docid);
    return grouped;
}
