/* What a run does before it looks at any document. */
#include "indexer/opening.h"

gboolean osint_opening_no_path(GError **error)
{
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "none of the paths can be read");
    return FALSE;
}

gboolean osint_opening_check_paths(const OsintMirrorOptions *options, GError **error)
{
    g_autoptr(GPtrArray) missing = g_ptr_array_new();
    guint present = options->standard_input ? 1 : 0;
    for (const char *const *path = options->paths; *path != NULL; path++)
        if (g_file_test(*path, G_FILE_TEST_EXISTS))
            present++;
        else
            g_ptr_array_add(missing, (gpointer)*path);
    if (missing->len == 0 || (present > 0 && !options->full))
        return TRUE;
    for (guint i = 0; i < missing->len; i++)
        osint_report_refusal(options->report, g_ptr_array_index(missing, i), 0, 0, "path-missing",
                             "there is no such file or directory");
    if (present == 0)
        return osint_opening_no_path(error);
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                        "a full build without this path would lose what is indexed from it");
    return FALSE;
}

OsintWriter *osint_opening_writer(const OsintMirrorOptions *options, GError **error)
{
    OsintWriterMode mode = options->full ? OSINT_WRITER_FULL : OSINT_WRITER_UPDATE;
    for (guint waited = 0; waited < options->wait_seconds && !options->stop(); waited++) {
        g_autoptr(GError) trouble = NULL;
        OsintWriter *writer = osint_writer_open(options->index, mode, 1, &trouble);
        if (writer != NULL || !g_error_matches(trouble, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_LOCKED)) {
            if (trouble != NULL)
                g_propagate_error(error, g_steal_pointer(&trouble));
            return writer;
        }
    }
    return osint_writer_open(options->index, mode, 0, error);
}

char *osint_opening_replaced_recipes(const OsintMirrorOptions *options)
{
    g_autoptr(OsintIndex) index = osint_index_open(options->index, NULL);
    char *recipes = index != NULL ? osint_index_recipes(index, NULL) : NULL;
    return recipes != NULL ? recipes : g_strdup("");
}
