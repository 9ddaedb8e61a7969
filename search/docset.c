/* A list much longer than the set is skipped through, any other is walked along and held against a bit map:
 * either way the work follows the shorter of the two. */
#include "search/docset.h"

#include <string.h>

/* A skip costs about as much as so many steps. */
#define STEPS_OF_A_SKIP 8u
/* Lists that are fetched from servers, one by one. */
#define MOST_LISTS 250u

struct OsintDocset {
    const GArray *docids;
    const GArray *grouped;
    guint8 *bits;
    guint8 *grouped_bits; /* NULL: none is */
    guint32 last;         /* the highest id */
    GArray *counted;      /* guint by group: the term that it was counted for last */
    guint term;           /* the one at hand, from 1 */
    gboolean is_partial;
};

static void set_bit(guint8 *bits, guint32 docid)
{
    bits[docid / 8] = (guint8)(bits[docid / 8] | 1u << docid % 8);
}

static gboolean has_bit(const guint8 *bits, guint32 docid)
{
    return (bits[docid / 8] & 1u << docid % 8) != 0;
}

static void set_grouped(OsintDocset *set)
{
    guint most = 0;
    set->grouped_bits = g_malloc0(set->last / 8 + 1);
    for (guint i = 0; i < set->grouped->len; i++) {
        const OsintGrouped *each = &g_array_index(set->grouped, OsintGrouped, i);
        if (each->docid <= set->last)
            set_bit(set->grouped_bits, each->docid);
        most = MAX(most, each->group);
    }
    set->counted = g_array_new(FALSE, TRUE, sizeof(guint));
    g_array_set_size(set->counted, most + 1);
}

OsintDocset *osint_docset_new(const OsintMatching *matching)
{
    OsintDocset *set = g_new0(OsintDocset, 1);
    const GArray *docids = matching->docids;
    set->docids = docids;
    set->grouped = matching->grouped;
    set->last = docids->len > 0 ? g_array_index(docids, guint32, docids->len - 1) : 0;
    set->bits = g_malloc0(set->last / 8 + 1);
    for (guint i = 0; i < docids->len; i++)
        set_bit(set->bits, g_array_index(docids, guint32, i));
    if (set->grouped->len > 0)
        set_grouped(set);
    return set;
}

void osint_docset_free(OsintDocset *set)
{
    if (set == NULL)
        return;
    g_free(set->bits);
    g_free(set->grouped_bits);
    g_clear_pointer(&set->counted, g_array_unref);
    g_free(set);
}

static gboolean has(const OsintDocset *set, guint32 docid)
{
    return docid <= set->last && has_bit(set->bits, docid);
}

/* The entry of an article of the set among the grouped; NULL: it has none. */
static const OsintGrouped *grouped_of(const OsintDocset *set, guint32 docid)
{
    guint low = 0, high = set->grouped->len;
    if (set->grouped_bits == NULL || !has_bit(set->grouped_bits, docid))
        return NULL;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(set->grouped, OsintGrouped, middle).docid < docid)
            low = middle + 1;
        else
            high = middle;
    }
    return &g_array_index(set->grouped, OsintGrouped, low);
}

/* Whether an article of the set that has the term at hand is to be counted: of a group only one is. */
static gboolean counts(const OsintDocset *set, guint32 docid)
{
    const OsintGrouped *grouped = grouped_of(set, docid);
    if (grouped == NULL)
        return TRUE;
    guint *counted = &g_array_index(set->counted, guint, grouped->group);
    gboolean is_new = *counted != set->term;
    *counted = set->term;
    return is_new;
}

static gboolean skips(const OsintDocset *set, guint32 length)
{
    return set->docids->len < length / STEPS_OF_A_SKIP;
}

/* ---- terms ---- */

static guint64 count_by_steps(const OsintDocset *set, XapcPostings *postings, GError **error)
{
    guint64 count = 0;
    guint32 docid = 0;
    while (docid < set->last && xapc_postings_next(postings, &docid, error))
        count += has(set, docid) && counts(set, docid) ? 1 : 0;
    return count;
}

static guint64 count_by_skips(const OsintDocset *set, XapcPostings *postings, GError **error)
{
    guint64 count = 0;
    for (guint i = 0; i < set->docids->len; i++) {
        guint32 wanted = g_array_index(set->docids, guint32, i), docid;
        if (!xapc_postings_skip_to(postings, wanted, error) || !xapc_postings_next(postings, &docid, error))
            break;
        count += docid == wanted && counts(set, docid) ? 1 : 0;
    }
    return count;
}

static gboolean count_term(OsintDocset *set, XapcDb *db, const char *term, guint32 freq, guint64 *count,
                           GError **error)
{
    GError *trouble = NULL;
    g_autoptr(XapcPostings) postings = xapc_db_postings(db, term, error);
    if (postings == NULL)
        return FALSE;
    set->term++;
    *count =
        skips(set, freq) ? count_by_skips(set, postings, &trouble) : count_by_steps(set, postings, &trouble);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

typedef struct {
    char *term;
    guint32 freq;
} Listed;

static void listed_clear(gpointer listed)
{
    g_free(((Listed *)listed)->term);
}

static int commonest_first(gconstpointer a, gconstpointer b)
{
    const Listed *left = a, *right = b;
    if (left->freq != right->freq)
        return left->freq < right->freq ? 1 : -1;
    return strcmp(left->term, right->term);
}

static GArray *list_terms(XapcDb *db, const char *prefix, GError **error)
{
    GError *trouble = NULL;
    const char *term;
    guint32 freq;
    g_autoptr(GArray) listed = g_array_new(FALSE, FALSE, sizeof(Listed));
    g_array_set_clear_func(listed, listed_clear);
    g_autoptr(XapcTerms) terms = xapc_db_terms(db, prefix, error);
    if (terms == NULL)
        return NULL;
    while (xapc_terms_next(terms, &term, &trouble) && xapc_terms_freq(terms, &freq, &trouble)) {
        Listed each = {g_strdup(term), freq};
        g_array_append_val(listed, each);
    }
    if (trouble == NULL)
        return g_steal_pointer(&listed);
    g_propagate_error(error, trouble);
    return NULL;
}

gboolean osint_docset_each_term(OsintDocset *set, XapcDb *db, const char *prefix, OsintDocsetTermFunc func,
                                gpointer user_data, GError **error)
{
    if (set->docids->len == 0)
        return TRUE;
    g_autoptr(GArray) terms = list_terms(db, prefix, error);
    if (terms == NULL)
        return FALSE;
    if (xapc_db_is_remote(db) && terms->len > MOST_LISTS) {
        set->is_partial = TRUE;
        g_array_sort(terms, commonest_first);
        g_array_set_size(terms, MOST_LISTS);
    }
    for (guint i = 0; i < terms->len; i++) {
        const Listed *each = &g_array_index(terms, Listed, i);
        guint64 count = 0;
        if (!count_term(set, db, each->term, each->freq, &count, error))
            return FALSE;
        if (count > 0)
            func(each->term + strlen(prefix), count, user_data);
    }
    return TRUE;
}

gboolean osint_docset_is_partial(const OsintDocset *set)
{
    return set->is_partial;
}

/* ---- values ---- */

typedef struct {
    XapcValues *values;
    OsintDocsetValueFunc func;
    gpointer user_data;
} ValueWalk;

static void walk_by_steps(const OsintDocset *set, const ValueWalk *walk, GError **error)
{
    const char *value;
    gsize length;
    guint32 docid = 0;
    while (docid < set->last && xapc_values_next(walk->values, &docid, &value, &length, error))
        if (has(set, docid))
            walk->func(value, length, grouped_of(set, docid), walk->user_data);
}

static void walk_by_skips(const OsintDocset *set, const ValueWalk *walk, GError **error)
{
    const char *value;
    gsize length;
    for (guint i = 0; i < set->docids->len; i++) {
        guint32 wanted = g_array_index(set->docids, guint32, i), docid;
        if (!xapc_values_skip_to(walk->values, wanted, error) ||
            !xapc_values_next(walk->values, &docid, &value, &length, error))
            return;
        if (docid == wanted)
            walk->func(value, length, grouped_of(set, docid), walk->user_data);
    }
}

gboolean osint_docset_each_value(const OsintDocset *set, XapcDb *db, guint32 slot, OsintDocsetValueFunc func,
                                 gpointer user_data, GError **error)
{
    guint32 freq;
    GError *trouble = NULL;
    if (set->docids->len == 0)
        return TRUE;
    g_autoptr(XapcValues) values = xapc_db_values(db, slot, error);
    if (values == NULL || !xapc_db_value_freq(db, slot, &freq, error))
        return FALSE;
    const ValueWalk walk = {values, func, user_data};
    if (skips(set, freq))
        walk_by_skips(set, &walk, &trouble);
    else
        walk_by_steps(set, &walk, &trouble);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}
