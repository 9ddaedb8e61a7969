/* Articles are spread by a hash of the id that they come with, so that the same one falls to the same shard
 * on every machine and in every run. */
#include "indexer/share.h"

#include <string.h>

#include "indexer/mirror.h"
#include "indexer/store/lookup.h"
#include "indexer/store/schema.h"
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

/* ---- one shard of several ---- */

/* What the index holds, or the one that a full build replaces: "" is everything; NULL with an error. */
static char *known_share(const OsintMirrorOptions *options, OsintWriter *writer, GError **error)
{
    g_autoptr(OsintIndex) replaced = options->full ? osint_index_open(options->index, NULL) : NULL;
    XapcDb *db = replaced != NULL ? osint_index_db(replaced) : osint_writer_db(writer);
    return osint_metadata_text(db, OSINT_META_SHARE, error);
}

static gboolean refuse_share(const OsintMirrorOptions *options, const char *known, GError **error)
{
    g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_FORMAT,
                "%s holds %s%s; to make it shard %s, build it anew with --full", options->index,
                *known != '\0' ? "shard " : "articles of all shards", known, options->share);
    return FALSE;
}

gboolean osint_share_settle(const OsintMirrorOptions *options, OsintWriter *writer, OsintShare *share,
                            gboolean *changed, GError **error)
{
    guint32 articles;
    g_autofree char *known = known_share(options, writer, error);
    const char *wanted = options->share != NULL ? options->share : known;
    if (known == NULL || !xapc_db_doc_count(osint_writer_db(writer), &articles, error))
        return FALSE;
    if (!osint_share_parse(wanted, share) || (articles > 0 && !options->full && !g_str_equal(wanted, known)))
        return refuse_share(options, known, error);
    if (*wanted == '\0' || (!options->full && g_str_equal(wanted, known)))
        return TRUE;
    *changed = TRUE;
    return xapc_db_set_metadata(osint_writer_db(writer), OSINT_META_SHARE, wanted, strlen(wanted), error);
}
