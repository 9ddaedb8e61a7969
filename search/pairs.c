/* A phrase in quotes has its very words one behind the other, as pairs have them. */
#include "search/pairs.h"

#include "indexer/store/schema.h"
#include "indexer/text/pairs.h"

/* The first pairs of a long quotation rule out as many articles as all of them. */
#define MOST_PAIRS 8

struct OsintPairTest {
    GArray *hashes; /* guint32 */
};

OsintPairTest *osint_pair_test_new(const OsintNode *node)
{
    if (node->kind != OSINT_NODE_PHRASE || node->distance > 0 || node->field == OSINT_FIELD_AUTHOR)
        return NULL;
    g_autoptr(OsintPairTest) test = g_new0(OsintPairTest, 1);
    test->hashes = g_array_new(FALSE, FALSE, sizeof(guint32));
    osint_pairs_append(node->text, test->hashes);
    if (test->hashes->len > MOST_PAIRS)
        g_array_set_size(test->hashes, MOST_PAIRS);
    return test->hashes->len > 0 ? g_steal_pointer(&test) : NULL;
}

void osint_pair_test_free(OsintPairTest *test)
{
    if (test == NULL)
        return;
    g_array_unref(test->hashes);
    g_free(test);
}

static gboolean may_have_all(const char *signature, gsize length, gpointer user_data)
{
    const OsintPairTest *test = user_data;
    for (guint i = 0; i < test->hashes->len; i++)
        if (!osint_pairs_may_have(signature, length, g_array_index(test->hashes, guint32, i)))
            return FALSE;
    return TRUE;
}

XapcQuery *osint_pair_test_query(OsintPairTest *test, GError **error)
{
    return xapc_query_value_test(OSINT_SLOT_PAIRS, may_have_all, test, error);
}
