/* A group may have thousands of members: Xapian orders them, and only the earliest are read. */
#include "search/copies.h"

#include <string.h>

#include "indexer/article/date.h"
#include "indexer/store/schema.h"

/* Copies of one article that are listed, and of those that must be read to know whether they match, how many
 * are. */
#define MOST_LISTED 100u
#define MOST_CONFIRMED 20u

void osint_copy_free(OsintCopy *copy)
{
    if (copy == NULL)
        return;
    osint_article_free(copy->article);
    g_free(copy);
}

/* ---- the group ---- */

static XapcQuery *group_query(OsintIndex *index, guint32 docid, gboolean *grouped, GError **error)
{
    g_autoptr(GBytes) key = xapc_db_value(osint_index_db(index), docid, OSINT_SLOT_COPIES, error);
    *grouped = key != NULL && g_bytes_get_size(key) > 0;
    if (!*grouped)
        return NULL;
    g_autofree char *text = g_strndup(g_bytes_get_data(key, NULL), g_bytes_get_size(key));
    g_autofree char *term = g_strconcat(OSINT_TERM_COPIES, text, NULL);
    return xapc_query_term(term, 1, 0, error);
}

static XapcMset *find(OsintIndex *index, const XapcQuery *query, guint32 most, gboolean in_time,
                      GError **error)
{
    guint32 size = osint_index_size(index);
    g_autoptr(XapcEnquire) enquire = xapc_enquire_new(osint_index_db(index), error);
    if (enquire == NULL || !xapc_enquire_set_query(enquire, query, error) ||
        !xapc_enquire_set_boolean(enquire, error) ||
        (in_time && !xapc_enquire_set_sort(enquire, XAPC_SORT_VALUE, OSINT_SLOT_OLDEST, TRUE, error)))
        return NULL;
    return xapc_enquire_search(enquire, 0, MIN(most, size), in_time ? size : 0, error);
}

static gint64 begin_of(const OsintArticle *article)
{
    OsintPeriod period;
    return article->published != NULL && osint_date_parse(article->published, &period, NULL) ? period.begin
                                                                                             : G_MAXINT64;
}

/* Undated ones come last. */
static int in_time(const OsintArticle *a, gint64 a_added, const OsintArticle *b, gint64 b_added)
{
    gint64 a_begin = begin_of(a), b_begin = begin_of(b);
    if (a_begin != b_begin)
        return a_begin < b_begin ? -1 : 1;
    if (a_added != b_added)
        return a_added < b_added ? -1 : 1;
    return strcmp(a->id, b->id);
}

static int copies_in_time(gconstpointer a, gconstpointer b)
{
    const OsintCopy *left = *(const OsintCopy *const *)a, *right = *(const OsintCopy *const *)b;
    return in_time(left->article, left->added, right->article, right->added);
}

static gboolean read_members(OsintIndex *index, const XapcMset *mset, OsintHit *hit, GError **error)
{
    for (guint32 i = 0; i < xapc_mset_size(mset) && hit->copies->len < MOST_LISTED; i++) {
        XapcHit member;
        gint64 added = 0;
        if (!xapc_mset_hit(mset, i, &member, error))
            return FALSE;
        if (member.docid == hit->docid)
            continue;
        OsintArticle *article = osint_index_article_origin(index, member.docid, &added, error);
        if (article == NULL)
            return FALSE;
        OsintCopy *copy = g_new0(OsintCopy, 1);
        *copy = (OsintCopy){article, member.docid, added, OSINT_MATCHES_NOT, FALSE};
        g_ptr_array_add(hit->copies, copy);
    }
    return TRUE;
}

/* Whether an article was published before another: of two of one day neither was. */
static gboolean is_before(const OsintArticle *article, const OsintArticle *other)
{
    OsintPeriod period;
    return article->published != NULL && osint_date_parse(article->published, &period, NULL) &&
           period.end <= begin_of(other);
}

static void find_earliest(OsintHit *hit)
{
    g_ptr_array_sort(hit->copies, copies_in_time);
    if (hit->copies->len == 0)
        return;
    OsintCopy *first = g_ptr_array_index(hit->copies, 0);
    const OsintCopy *second = hit->copies->len > 1 ? g_ptr_array_index(hit->copies, 1) : NULL;
    hit->earliest = is_before(hit->article, first->article);
    first->earliest = is_before(first->article, hit->article) &&
                      (second == NULL || is_before(first->article, second->article));
}

/* ---- which of them match ---- */

static OsintMatchesQuery confirm(OsintIndex *index, const OsintPlan *plan, OsintReading *reading,
                                 guint32 docid, GError **error)
{
    gint64 added;
    g_autoptr(OsintArticle) article = osint_index_article_added(index, docid, &added, error);
    if (article == NULL)
        return OSINT_MATCHES_UNKNOWN;
    osint_reading_read(reading, article, osint_plan_stems(plan, article->language), added);
    return osint_reading_matches(reading) ? OSINT_MATCHES : OSINT_MATCHES_NOT;
}

static GHashTable *docids_of(const XapcMset *mset, GError **error)
{
    g_autoptr(GHashTable) docids = g_hash_table_new(NULL, NULL);
    for (guint32 i = 0; i < xapc_mset_size(mset); i++) {
        XapcHit hit;
        if (!xapc_mset_hit(mset, i, &hit, error))
            return NULL;
        g_hash_table_add(docids, GUINT_TO_POINTER(hit.docid));
    }
    return g_steal_pointer(&docids);
}

static gboolean mark_matching(OsintIndex *index, const OsintPlan *plan, OsintReading *reading,
                              const GHashTable *found, GPtrArray *copies, GError **error)
{
    GError *trouble = NULL;
    guint confirmed = 0;
    for (guint i = 0; i < copies->len && trouble == NULL; i++) {
        OsintCopy *copy = g_ptr_array_index(copies, i);
        if (!g_hash_table_contains((GHashTable *)found, GUINT_TO_POINTER(copy->docid)))
            continue;
        if (!plan->needs_reading)
            copy->matches = OSINT_MATCHES;
        else
            copy->matches = confirmed++ < MOST_CONFIRMED
                                ? confirm(index, plan, reading, copy->docid, &trouble)
                                : OSINT_MATCHES_UNKNOWN;
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

static gboolean find_matching(OsintIndex *index, const OsintPlan *plan, OsintReading *reading,
                              XapcQuery *group, OsintHit *hit, GError **error)
{
    g_autoptr(XapcQuery) strict = osint_plan_strict(plan, error);
    g_autoptr(XapcQuery) both = strict == NULL ? NULL : xapc_query_pair(XAPC_FILTER, strict, group, error);
    g_autoptr(XapcMset) mset = both == NULL ? NULL : find(index, both, G_MAXUINT32, FALSE, error);
    g_autoptr(GHashTable) found = mset == NULL ? NULL : docids_of(mset, error);
    return found != NULL && mark_matching(index, plan, reading, found, hit->copies, error);
}

gboolean osint_copies_find(OsintIndex *index, const OsintPlan *plan, OsintReading *reading, OsintHit *hit,
                           GError **error)
{
    gboolean grouped;
    guint32 members;
    GError *trouble = NULL;
    g_autoptr(XapcQuery) group = group_query(index, hit->docid, &grouped, &trouble);
    if (!grouped && trouble == NULL)
        return TRUE;
    g_autoptr(XapcMset) mset = group == NULL ? NULL : find(index, group, MOST_LISTED + 1, TRUE, &trouble);
    if (mset == NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (!read_members(index, mset, hit, error))
        return FALSE;
    xapc_mset_counts(mset, NULL, &members, NULL);
    hit->copies_more = members > hit->copies->len + 1 ? members - 1 - hit->copies->len : 0;
    find_earliest(hit);
    return hit->copies->len == 0 || find_matching(index, plan, reading, group, hit, error);
}
