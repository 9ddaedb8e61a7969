/* Entity list files: read and merged in the order given. */
#include "indexer/lists.h"

#include <string.h>

#include "indexer/readers/digest.h"
#include "indexer/readers/html/recipes.h"
#include "indexer/text/stems.h"

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

struct OsintListFiles {
    const char *const *paths;
    GPtrArray *contents; /* GBytes * */
    char *mark;
};

/* Two lists in another order, or under other names, are other lists. */
static char *mark_of(const OsintListFiles *files)
{
    g_autoptr(OsintDigest) digest = osint_digest_new();
    const char *terms = osint_terms_version();
    osint_digest_add(digest, OSINT_VERSION, sizeof OSINT_VERSION);
    osint_digest_add(digest, terms, strlen(terms) + 1);
    for (guint i = 0; i < files->contents->len; i++) {
        g_autofree char *name = g_path_get_basename(files->paths[i]);
        gsize length;
        const void *data = g_bytes_get_data(g_ptr_array_index(files->contents, i), &length);
        guint64 size = length;
        osint_digest_add(digest, name, strlen(name) + 1);
        osint_digest_add(digest, &size, sizeof size);
        osint_digest_add(digest, data, length);
    }
    return osint_digest_text(digest);
}

OsintListFiles *osint_list_files_read(const char *const *paths, GError **error)
{
    g_autoptr(OsintListFiles) files = g_new0(OsintListFiles, 1);
    files->paths = paths;
    files->contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (; *paths != NULL; paths++) {
        char *content;
        gsize length;
        if (!g_file_get_contents(*paths, &content, &length, error))
            return NULL;
        g_ptr_array_add(files->contents, g_bytes_new_take(content, length));
    }
    files->mark = mark_of(files);
    return g_steal_pointer(&files);
}

void osint_list_files_free(OsintListFiles *files)
{
    if (files == NULL)
        return;
    g_ptr_array_unref(files->contents);
    g_free(files->mark);
    g_free(files);
}

const char *osint_list_files_mark(const OsintListFiles *files)
{
    return files->mark;
}

static gboolean parse_file(OsintEntityList *list, const char *path, GBytes *bytes, Notes *notes,
                           GError **error)
{
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

OsintEntityList *osint_list_files_parse(const OsintListFiles *files, OsintReport *report, GError **error)
{
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(GHashTable) paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Notes notes = {report, paths};
    for (guint i = 0; i < files->contents->len; i++)
        if (!parse_file(list, files->paths[i], g_ptr_array_index(files->contents, i), &notes, error))
            return NULL;
    osint_entity_list_settle(list, note, &notes);
    return g_steal_pointer(&list);
}

OsintEntityList *osint_lists_load(const char *const *paths, OsintReport *report, GError **error)
{
    g_autoptr(OsintListFiles) files = osint_list_files_read(paths, error);
    return files != NULL ? osint_list_files_parse(files, report, error) : NULL;
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
