/* Entity list files: read and merged in the order given. */
#include "indexer/lists.h"

#include <string.h>

#include "indexer/readers/digest.h"
#include "indexer/readers/html/recipes.h"

#define MARK_DIGITS 16

typedef struct {
    OsintReport *report;
    GHashTable *paths; /* name of a list -> its path; of two with one name the last */
} Notes;

static void note(const char *list, guint place, const char *code, const char *message, gpointer user_data)
{
    const Notes *notes = user_data;
    const char *path = g_hash_table_lookup(notes->paths, list);
    osint_report_note(notes->report, path != NULL ? path : list, place, code, message);
}

static gboolean read_file(OsintEntityList *list, const char *path, Notes *notes, GError **error)
{
    char *content;
    gsize length;
    if (!g_file_get_contents(path, &content, &length, error))
        return FALSE;
    g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_filename_display_name(base);
    g_hash_table_replace(notes->paths, g_strdup(name), (gpointer)path);
    if (osint_entity_list_read(list, name, bytes, note, notes, error))
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
    g_autoptr(GHashTable) paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Notes notes = {report, paths};
    for (; *files != NULL; files++)
        if (!read_file(list, *files, &notes, error))
            return NULL;
    osint_entity_list_settle(list, note, &notes);
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
