/* Sharing: the writer keeps, for an article, the paths of the documents that have it besides the one that it
 * is indexed from. */
#include "indexer/sharing.h"

static gboolean find(const GPtrArray *paths, const char *path, guint *index)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)paths, path, g_str_equal, index);
}

gboolean osint_sharing_join(const OsintSharing *sharing, OsintSource *source, const char *id, GError **error)
{
    g_autoptr(GPtrArray) paths = osint_writer_sharers(sharing->writer, id, error);
    if (paths == NULL)
        return FALSE;
    osint_source_add_id(source, id);
    sharing->counts->unchanged++;
    if (find(paths, source->path, NULL))
        return TRUE;
    g_ptr_array_add(paths, g_strdup(source->path));
    return osint_writer_set_sharers(sharing->writer, id, paths, error);
}

/* Those that still have it say so when they are read. */
static gboolean recall(const OsintSharing *sharing, const GPtrArray *paths, const char *except,
                       const char *id, GError **error)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        OsintSource *heir = NULL;
        guint64 kept = 0;
        if (!g_str_equal(path, except) && !osint_ledger_recall(sharing->ledger, path, &heir, &kept, error))
            return FALSE;
        sharing->counts->unchanged -= kept;
        if (heir != NULL)
            g_ptr_array_add(sharing->heirs, heir);
    }
    return osint_writer_set_sharers(sharing->writer, id, none, error);
}

gboolean osint_sharing_renew(const OsintSharing *sharing, const OsintSource *source, const char *id,
                             GError **error)
{
    g_autoptr(GPtrArray) paths = osint_writer_sharers(sharing->writer, id, error);
    return paths != NULL && (paths->len == 0 || recall(sharing, paths, source->path, id, error));
}

gboolean osint_sharing_leave(const OsintSharing *sharing, OsintSource *source, const char *id,
                             gboolean *stays, GError **error)
{
    g_autoptr(GPtrArray) paths = osint_writer_sharers(sharing->writer, id, error);
    guint index;
    if (paths == NULL)
        return FALSE;
    *stays = paths->len > 0;
    if (paths->len == 0 || (source->ids != NULL && find(source->ids, id, NULL)))
        return TRUE;
    if (!find(paths, source->path, &index))
        return recall(sharing, paths, source->path, id, error);
    g_ptr_array_remove_index(paths, index);
    return osint_writer_set_sharers(sharing->writer, id, paths, error);
}
