/* Entity list files: read and merged in the order given. */
#include "indexer/lists.h"

#include <string.h>

#include "indexer/readers/digest.h"
#include "indexer/readers/html/recipes.h"

#define MARK_DIGITS 16

typedef struct {
    OsintReport *report;
    const char *path;
} Notes;

static void note(const char *list G_GNUC_UNUSED, guint place, const char *code, const char *message,
                 gpointer user_data)
{
    const Notes *notes = user_data;
    osint_report_note(notes->report, notes->path, place, code, message);
}

static gboolean add_file(OsintEntityList *list, const char *path, OsintReport *report, GError **error)
{
    char *content;
    gsize length;
    if (!g_file_get_contents(path, &content, &length, error))
        return FALSE;
    g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_filename_display_name(base);
    Notes notes = {report, path};
    if (osint_entity_list_add(list, name, bytes, note, &notes, error))
        return TRUE;
    /* The list's message begins with its name. */
    g_autofree char *folder = g_path_get_dirname(path);
    if (!g_str_equal(folder, "."))
        g_prefix_error(error, "%s/", folder);
    return FALSE;
}

OsintEntityList *osint_lists_load(const char *const *files, OsintReport *report, GError **error)
{
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    for (; *files != NULL; files++)
        if (!add_file(list, *files, report, error))
            return NULL;
    return g_steal_pointer(&list);
}

char *osint_recipes_load(const char *file, GError **error)
{
    g_autofree char *text = NULL;
    g_autofree char *name = g_filename_display_name(file);
    gsize length;
    if (!g_file_get_contents(file, &text, &length, error))
        return NULL;
    g_autoptr(OsintRecipes) recipes = osint_recipes_new(name, text, length, error);
    if (recipes == NULL)
        return NULL;
    return osint_recipes_count(recipes) > 0 ? g_steal_pointer(&text) : g_strdup("");
}

char *osint_recipes_mark(const char *recipes)
{
    OsintBytes bytes = {recipes, strlen(recipes)};
    g_autofree char *digest = bytes.length > 0 ? osint_sha256(&bytes, 1) : NULL;
    return digest != NULL ? g_strndup(digest, MARK_DIGITS) : NULL;
}
