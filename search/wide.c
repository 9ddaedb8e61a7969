/* A union costs a step for each posting of each of its lists, and more the more lists there are. What need
 * not be there for an article to match can be left out, the most frequent first: it costs most and says
 * least. What an OR asks for cannot. */
#include "search/wide.h"

/* Units that articles are chosen by where none is required: so many at most, so many however frequent they
 * are, and the postings of all others together. */
#define MOST_WEIGHED 64
#define ALWAYS_WEIGHED 8
#define MOST_WEIGHED_POSTINGS 1500000
/* An OR of more words than this is refused when it has more postings. */
#define MOST_WORDS 64
#define MOST_POSTINGS 1500000

static int by_postings(gconstpointer a, gconstpointer b)
{
    const OsintUnit *left = *(const OsintUnit *const *)a, *right = *(const OsintUnit *const *)b;
    return (left->postings > right->postings) - (left->postings < right->postings);
}

/* The units that some article has, the rarest first. */
static GPtrArray *rarest_units(const OsintPlan *plan)
{
    GPtrArray *units = g_ptr_array_new();
    for (guint i = 0; i < plan->units->len; i++)
        if (((const OsintUnit *)g_ptr_array_index(plan->units, i))->postings > 0)
            g_ptr_array_add(units, g_ptr_array_index(plan->units, i));
    g_ptr_array_sort(units, by_postings);
    return units;
}

void osint_wide_lighten(OsintPlan *plan)
{
    g_autoptr(GPtrArray) units = rarest_units(plan);
    guint64 postings = 0;
    plan->known = units->len;
    for (guint i = 0; i < units->len; i++) {
        OsintUnit *unit = g_ptr_array_index(units, i);
        postings += unit->postings;
        unit->light = i >= MOST_WEIGHED || (i >= ALWAYS_WEIGHED && postings > MOST_WEIGHED_POSTINGS);
        plan->light += unit->light ? 1 : 0;
    }
}

/* ---- ORs ---- */

typedef struct {
    guint words;
    guint64 postings;
} Work;

static void add_work(const OsintPlan *plan, const OsintNode *node, Work *work)
{
    const OsintLeaf *leaf = g_hash_table_lookup(plan->reading.leaves, node);
    for (guint i = 0; leaf != NULL && i < leaf->units->len; i++) {
        guint64 postings = ((const OsintUnit *)g_ptr_array_index(leaf->units, i))->postings;
        work->words += postings > 0 ? 1 : 0;
        work->postings += postings;
    }
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        add_work(plan, g_ptr_array_index(node->children, i), work);
}

static gboolean check(const OsintPlan *plan, const OsintNode *node, OsintSpan *place, GError **error)
{
    Work work = {0, 0};
    if (node->kind == OSINT_NODE_OR) {
        add_work(plan, node, &work);
        if (work.words > MOST_WORDS && work.postings > MOST_POSTINGS) {
            *place = node->span;
            g_set_error(error, OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_LIMIT,
                        "an OR of %u words that stand in too many articles (%" G_GUINT64_FORMAT
                        ", added up); leave out the most common ones",
                        work.words, work.postings);
            return FALSE;
        }
        return TRUE;
    }
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (!check(plan, g_ptr_array_index(node->children, i), place, error))
            return FALSE;
    return TRUE;
}

gboolean osint_wide_check(const OsintPlan *plan, OsintSpan *place, GError **error)
{
    return check(plan, plan->reading.root, place, error);
}
