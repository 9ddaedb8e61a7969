/* Articles are spread by a hash of the id that they come with, so that the same one falls to the same shard
 * on every machine and in every run. */
#include "indexer/share.h"

#include "indexer/store/terms.h"

#define MOST_SHARES 256

gboolean osint_share_parse(const char *text, OsintShare *share)
{
    guint64 number = 0, of = 0;
    g_auto(GStrv) parts = g_strsplit(text, "/", 3);
    guint count = g_strv_length(parts);
    if (count != 0 && (count != 2 || !g_ascii_string_to_unsigned(parts[1], 10, 1, MOST_SHARES, &of, NULL) ||
                       !g_ascii_string_to_unsigned(parts[0], 10, 1, of, &number, NULL)))
        return FALSE;
    *share = (OsintShare){(guint)number, (guint)of};
    return TRUE;
}

gboolean osint_share_holds(const OsintShare *share, const char *id)
{
    return share->of == 0 || osint_id_hash(id) % share->of == share->number - 1;
}
