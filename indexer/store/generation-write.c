/* A generation is a flat directory of Xapian's files, and columns. */
#include "indexer/store/generation-write.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "indexer/store/columns.h"
#include "indexer/store/durable.h"
#include "indexer/store/file-error.h"
#include "indexer/store/generation.h"

static guint generation_number(const char *name)
{
    guint64 number;
    return g_str_has_prefix(name, "gen-") &&
                   g_ascii_string_to_unsigned(name + 4, 10, 0, G_MAXUINT32, &number, NULL)
               ? (guint)number
               : 0;
}

static guint highest_generation(const char *directory)
{
    guint highest = 0;
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
        highest = MAX(highest, generation_number(name));
    return highest;
}

char *osint_generation_next(const char *directory)
{
    return g_strdup_printf("%s/gen-%u", directory, highest_generation(directory) + 1);
}

static gboolean is_file_of_ours(const char *name)
{
    return g_str_equal(name, OSINT_COLUMNS_FILE) || g_str_equal(name, OSINT_COLUMNS_FILE ".new") ||
           g_str_has_suffix(name, ".glass") || g_str_equal(name, "iamglass") ||
           g_str_equal(name, "flintlock") || g_str_equal(name, "v.tmp");
}

void osint_generation_remove(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        if (is_file_of_ours(name))
            g_unlink(file);
    }
    g_rmdir(path);
}

void osint_generation_remove_below(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *database = g_build_filename(path, name, NULL);
        osint_generation_remove(database);
    }
    g_rmdir(path);
}

void osint_generation_remove_others(const char *directory, const char *own)
{
    g_autofree char *own_name = g_path_get_basename(own);
    g_autofree char *building = g_build_filename(directory, OSINT_BUILDING, NULL);
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        if (generation_number(name) == 0 || g_str_equal(name, own_name))
            continue;
        g_autofree char *path = g_build_filename(directory, name, NULL);
        osint_generation_remove(path);
    }
    osint_generation_remove_below(building);
}

gboolean osint_generation_sync(const char *generation, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(generation, 0, error);
    if (dir == NULL)
        return FALSE;
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *file = g_build_filename(generation, name, NULL);
        if (is_file_of_ours(name) && !osint_sync_file(file, error))
            return FALSE;
    }
    return osint_sync_directory(generation, error);
}

gboolean osint_generation_switch(const char *directory, const char *generation, GError **error)
{
    g_autofree char *name = g_path_get_basename(generation);
    g_autofree char *next = g_build_filename(directory, OSINT_CURRENT ".new", NULL);
    g_autofree char *current = g_build_filename(directory, OSINT_CURRENT, NULL);
    g_unlink(next);
    if (symlink(name, next) != 0)
        return osint_file_error(error, next);
    if (g_rename(next, current) != 0)
        return osint_file_error(error, current);
    return TRUE;
}
