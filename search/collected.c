/* A heap keeps the greatest weights, so that the one that hits must have is known before they are sorted; the
 * values that decide between equal ones are read for these alone. */
#include "search/collected.h"

#include <math.h>
#include <string.h>

#include "indexer/store/schema.h"

/* Weights are told apart to this. */
#define STEPS 1e9

struct OsintCollected {
    XapcDb *db;
    GArray *docids;
    GArray *weights; /* double, of each */
};

typedef struct {
    OsintCollectedHit hit;
    GBytes *key; /* NULL: not needed */
} Ranked;

OsintCollected *osint_collected_new(XapcEnquire *enquire, XapcDb *db, GError **error)
{
    g_autoptr(OsintCollected) collected = g_new0(OsintCollected, 1);
    collected->db = db;
    collected->docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    collected->weights = g_array_new(FALSE, FALSE, sizeof(double));
    if (!xapc_enquire_collect(enquire, collected->docids, collected->weights, error))
        return NULL;
    for (guint i = 0; i < collected->weights->len; i++) {
        double *weight = &g_array_index(collected->weights, double, i);
        *weight = nearbyint(*weight * STEPS) / STEPS;
    }
    return g_steal_pointer(&collected);
}

void osint_collected_free(OsintCollected *collected)
{
    if (collected == NULL)
        return;
    g_array_unref(collected->docids);
    g_array_unref(collected->weights);
    g_free(collected);
}

const GArray *osint_collected_docids(const OsintCollected *collected)
{
    return collected->docids;
}

gboolean osint_collected_is_flat(const OsintCollected *collected)
{
    const double *weights = (const double *)(const void *)collected->weights->data;
    for (guint i = 1; i < collected->weights->len; i++)
        if (weights[i] != weights[0])
            return FALSE;
    return TRUE;
}

/* ---- the least weight ---- */

/* Puts a weight in the place of the least of a heap. */
static void replace_least(double *heap, guint count, double weight)
{
    guint at = 0;
    for (guint child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && heap[child + 1] < heap[child])
            child++;
        if (heap[child] >= weight)
            break;
        heap[at] = heap[child];
    }
    heap[at] = weight;
}

/* The weight of the count-th hit; there are more. */
static double least_of(const OsintCollected *collected, guint count)
{
    const double *weights = (const double *)(const void *)collected->weights->data;
    g_autofree double *heap = g_new(double, count);
    for (guint i = 0; i < count; i++)
        heap[i] = -INFINITY;
    for (guint i = 0; i < collected->weights->len; i++)
        if (weights[i] > heap[0])
            replace_least(heap, count, weights[i]);
    return heap[0];
}

/* ---- order ---- */

static void ranked_clear(gpointer ranked)
{
    g_clear_pointer(&((Ranked *)ranked)->key, g_bytes_unref);
}

static int by_weight(gconstpointer a, gconstpointer b)
{
    const Ranked *left = a, *right = b;
    if (left->hit.weight != right->hit.weight)
        return left->hit.weight < right->hit.weight ? 1 : -1;
    int by_key = left->key == NULL || right->key == NULL ? 0 : -g_bytes_compare(left->key, right->key);
    return by_key != 0 ? by_key : (left->hit.docid > right->hit.docid) - (left->hit.docid < right->hit.docid);
}

static gboolean is_tied(const GArray *ranked, guint i)
{
    double weight = g_array_index(ranked, Ranked, i).hit.weight;
    return (i > 0 && g_array_index(ranked, Ranked, i - 1).hit.weight == weight) ||
           (i + 1 < ranked->len && g_array_index(ranked, Ranked, i + 1).hit.weight == weight);
}

/* Equal ones are in the order of their numbers, in which values are read fastest. */
static gboolean read_keys(const OsintCollected *collected, GArray *ranked, GError **error)
{
    g_autoptr(XapcValues) values = NULL;
    guint32 last = G_MAXUINT32;
    for (guint i = 0; i < ranked->len; i++) {
        Ranked *each = &g_array_index(ranked, Ranked, i);
        const char *key;
        gsize length;
        guint32 docid;
        if (!is_tied(ranked, i))
            continue;
        if (each->hit.docid < last || values == NULL) {
            xapc_values_free(values);
            values = xapc_db_values(collected->db, OSINT_SLOT_ORDER, error);
        }
        last = each->hit.docid;
        GError *trouble = NULL;
        if (values == NULL || !xapc_values_skip_to(values, each->hit.docid, error))
            return FALSE;
        if (xapc_values_next(values, &docid, &key, &length, &trouble) && docid == each->hit.docid)
            each->key = g_bytes_new(key, length);
        if (trouble != NULL) {
            g_propagate_error(error, trouble);
            return FALSE;
        }
    }
    return TRUE;
}

GArray *osint_collected_best(const OsintCollected *collected, guint32 count, GError **error)
{
    guint32 all = collected->docids->len;
    double least = count > 0 && count < all ? least_of(collected, count) : -INFINITY;
    g_autoptr(GArray) ranked = g_array_new(FALSE, TRUE, sizeof(Ranked));
    g_array_set_clear_func(ranked, ranked_clear);
    for (guint32 i = 0; i < all && count > 0; i++) {
        Ranked each = {
            {g_array_index(collected->docids, guint32, i), g_array_index(collected->weights, double, i)},
            NULL};
        if (each.hit.weight >= least)
            g_array_append_val(ranked, each);
    }
    g_array_sort(ranked, by_weight);
    if (!read_keys(collected, ranked, error))
        return NULL;
    g_array_sort(ranked, by_weight);
    GArray *best = g_array_sized_new(FALSE, FALSE, sizeof(OsintCollectedHit), MIN(count, ranked->len));
    for (guint i = 0; i < MIN(count, ranked->len); i++)
        g_array_append_val(best, g_array_index(ranked, Ranked, i).hit);
    return best;
}
