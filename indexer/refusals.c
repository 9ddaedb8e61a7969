/* Refusals are told apart by all that is said of them: another reason, or another place, is new. */
#include "indexer/refusals.h"

#include <jansson.h>
#include <string.h>

#include "indexer/walk.h"

#define FILE_NAME "refused"
#define MOST_REMEMBERED 100000 /* what is beyond is said again */

struct OsintRefusals {
    char *file;
    GHashTable *before; /* line -> path */
    GHashTable *now;
};

static void take_line(OsintRefusals *refusals, const char *text)
{
    json_t *line = json_loads(text, 0, NULL);
    const char *path = json_string_value(json_object_get(line, "path"));
    if (path != NULL)
        g_hash_table_replace(refusals->before, g_strdup(text), g_strdup(path));
    json_decref(line);
}

OsintRefusals *osint_refusals_read(const char *directory)
{
    OsintRefusals *refusals = g_new0(OsintRefusals, 1);
    refusals->file = g_build_filename(directory, FILE_NAME, NULL);
    refusals->before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    refusals->now = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(refusals->file, &text, NULL, NULL))
        return refusals;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        take_line(refusals, *line);
    return refusals;
}

void osint_refusals_free(OsintRefusals *refusals)
{
    if (refusals == NULL)
        return;
    g_hash_table_unref(refusals->before);
    g_hash_table_unref(refusals->now);
    g_free(refusals->file);
    g_free(refusals);
}

gboolean osint_refusals_note(OsintRefusals *refusals, const char *path, const char *line)
{
    if (g_str_equal(path, "-"))
        return FALSE;
    if (g_hash_table_size(refusals->now) < MOST_REMEMBERED)
        g_hash_table_replace(refusals->now, g_strdup(line), g_strdup(path));
    return g_hash_table_contains(refusals->before, line);
}

static void keep_elsewhere(OsintRefusals *refusals, const GPtrArray *roots)
{
    GHashTableIter iter;
    gpointer line, path;
    g_hash_table_iter_init(&iter, refusals->before);
    while (g_hash_table_iter_next(&iter, &line, &path))
        if (g_path_is_absolute(path) && !osint_path_is_below_any(path, roots) &&
            !g_hash_table_contains(refusals->now, line))
            g_hash_table_insert(refusals->now, g_strdup(line), g_strdup(path));
}

static gboolean is_as_before(const OsintRefusals *refusals)
{
    GHashTableIter iter;
    gpointer line;
    if (g_hash_table_size(refusals->now) != g_hash_table_size(refusals->before))
        return FALSE;
    g_hash_table_iter_init(&iter, refusals->now);
    while (g_hash_table_iter_next(&iter, &line, NULL))
        if (!g_hash_table_contains(refusals->before, line))
            return FALSE;
    return TRUE;
}

gboolean osint_refusals_write(OsintRefusals *refusals, const GPtrArray *roots, GError **error)
{
    keep_elsewhere(refusals, roots);
    if (is_as_before(refusals))
        return TRUE;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GList) lines = g_list_sort(g_hash_table_get_keys(refusals->now), (GCompareFunc)strcmp);
    for (const GList *line = lines; line != NULL; line = line->next)
        g_string_append_printf(text, "%s\n", (const char *)line->data);
    return g_file_set_contents(refusals->file, text->str, (gssize)text->len, error);
}
