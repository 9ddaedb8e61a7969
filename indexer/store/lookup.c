/* Lookups in one database. */
#include "indexer/store/lookup.h"

gboolean osint_first_docid(XapcDb *db, const char *term, guint32 *docid, GError **error)
{
    g_autoptr(XapcPostings) postings = xapc_db_postings(db, term, error);
    g_autoptr(GError) trouble = NULL;
    if (postings == NULL)
        return FALSE;
    if (!xapc_postings_next(postings, docid, &trouble))
        *docid = 0;
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

GArray *osint_all_docids(XapcDb *db, const char *term, GError **error)
{
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(XapcPostings) postings = xapc_db_postings(db, term, error);
    g_autoptr(GError) trouble = NULL;
    guint32 docid;
    if (postings == NULL)
        return NULL;
    while (xapc_postings_next(postings, &docid, &trouble))
        g_array_append_val(docids, docid);
    if (trouble == NULL)
        return g_steal_pointer(&docids);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}

char *osint_metadata_text(XapcDb *db, const char *key, GError **error)
{
    g_autoptr(GBytes) value = xapc_db_metadata(db, key, error);
    gsize length = value == NULL ? 0 : g_bytes_get_size(value);
    return value == NULL ? NULL : g_strndup(length == 0 ? "" : g_bytes_get_data(value, NULL), length);
}

char *osint_database_revision(XapcDb *db, GError **error)
{
    guint64 number;
    g_autofree char *uuid = xapc_db_uuid(db, error);
    return uuid != NULL && xapc_db_revision(db, &number, error)
               ? g_strdup_printf("%s-%" G_GUINT64_FORMAT, uuid, number)
               : NULL;
}
