/* Counting mentions. */
#include "web/tally.h"

static gint by_mentions(gconstpointer left, gconstpointer right)
{
    const OsintTally *a = left, *b = right;
    return (a->mentions < b->mentions) - (a->mentions > b->mentions);
}

GArray *osint_tally(const OsintArticle *article)
{
    GArray *tallies = g_array_new(FALSE, FALSE, sizeof(OsintTally));
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, mention->entity));
        if (place > 0) {
            g_array_index(tallies, OsintTally, place - 1).mentions++;
            continue;
        }
        OsintTally tally = {mention->entity, mention->type, mention->name, 1};
        g_array_append_val(tallies, tally);
        g_hash_table_insert(places, mention->entity, GUINT_TO_POINTER(tallies->len));
    }
    g_array_sort(tallies, by_mentions);
    return tallies;
}
