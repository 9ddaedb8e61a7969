/* The walk over directories.
 *
 * Links are put aside until everything real has been seen, so that a document that is reachable by its own
 * path and by a link is always found under its own path, and a link back up the tree leads nowhere new. */
#include "indexer/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#define SIDECAR_SUFFIX ".meta.json"

typedef struct {
    OsintWalk *walk;
    GHashTable *seen;     /* "device:inode" of every directory and file found */
    GPtrArray *links;     /* char *: symbolic links met and not yet followed */
    GHashTable *sidecars; /* char *: path of every sidecar -> itself, those in use are taken out */
} Walker;

static void file_free(gpointer data)
{
    OsintWalkFile *file = data;
    g_free(file->path);
    g_free(file->sidecar);
    g_free(file);
}

static void problem_free(gpointer data)
{
    OsintWalkProblem *problem = data;
    g_free(problem->path);
    g_free(problem->message);
    g_free(problem);
}

void osint_walk_free(OsintWalk *walk)
{
    if (walk == NULL)
        return;
    g_ptr_array_unref(walk->roots);
    g_ptr_array_unref(walk->files);
    g_ptr_array_unref(walk->problems);
    g_free(walk);
}

static void add_problem(OsintWalk *walk, const char *path, const char *code, gboolean hides,
                        const char *message)
{
    OsintWalkProblem *problem = g_new0(OsintWalkProblem, 1);
    problem->path = g_strdup(path);
    problem->code = code;
    problem->message = g_strdup(message);
    problem->hides = hides;
    g_ptr_array_add(walk->problems, problem);
}

static gboolean remember(Walker *walker, const struct stat *info)
{
    return g_hash_table_add(walker->seen,
                            g_strdup_printf("%ju:%ju", (uintmax_t)info->st_dev, (uintmax_t)info->st_ino));
}

static gboolean is_left_out(const char *name)
{
    return name[0] == '.' || g_str_has_suffix(name, "~") || g_str_has_suffix(name, ".swp") ||
           (name[0] == '#' && g_str_has_suffix(name, "#"));
}

static void add_file(Walker *walker, const char *path, const struct stat *info)
{
    if (!g_utf8_validate(path, -1, NULL)) {
        add_problem(walker->walk, path, "path-encoding", FALSE, "the file's name is not UTF-8");
        return;
    }
    if (g_str_has_suffix(path, SIDECAR_SUFFIX)) {
        g_hash_table_add(walker->sidecars, g_strdup(path));
        return;
    }
    OsintWalkFile *file = g_new0(OsintWalkFile, 1);
    file->path = g_strdup(path);
    file->bytes = (guint64)info->st_size;
    g_ptr_array_add(walker->walk->files, file);
}

static void add_unreadable(Walker *walker, const char *path, const char *code, int number)
{
    add_problem(walker->walk, path, code, TRUE, g_strerror(number));
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *names_in(DIR *directory, int *number)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const struct dirent *entry;
    errno = 0;
    while ((entry = readdir(directory)) != NULL) {
        if (!is_left_out(entry->d_name))
            g_ptr_array_add(names, g_strdup(entry->d_name));
        errno = 0;
    }
    *number = errno;
    g_ptr_array_sort(names, compare_strings);
    return names;
}

static void visit(Walker *walker, const char *path, const struct stat *info);

static void visit_entry(Walker *walker, int directory, const char *path, const char *name)
{
    g_autofree char *below = g_build_filename(path, name, NULL);
    struct stat info;
    if (fstatat(directory, name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT)
            add_unreadable(walker, below, "file-unreadable", errno);
    } else if (S_ISLNK(info.st_mode)) {
        g_ptr_array_add(walker->links, g_steal_pointer(&below));
    } else {
        visit(walker, below, &info);
    }
}

static void visit_directory(Walker *walker, const char *path)
{
    DIR *directory = opendir(path);
    if (directory == NULL) {
        add_unreadable(walker, path, "directory-unreadable", errno);
        return;
    }
    int number = 0;
    g_autoptr(GPtrArray) names = names_in(directory, &number);
    if (number != 0)
        add_unreadable(walker, path, "directory-unreadable", number);
    for (guint i = 0; i < names->len; i++)
        visit_entry(walker, dirfd(directory), path, g_ptr_array_index(names, i));
    closedir(directory);
}

static void visit(Walker *walker, const char *path, const struct stat *info)
{
    if (S_ISDIR(info->st_mode)) {
        if (remember(walker, info))
            visit_directory(walker, path);
    } else if (S_ISREG(info->st_mode)) {
        remember(walker, info);
        add_file(walker, path, info);
    }
}

static void follow_link(Walker *walker, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        add_unreadable(walker, path, "link-broken", errno);
    else if (S_ISDIR(info.st_mode))
        visit(walker, path, &info);
    else if (S_ISREG(info.st_mode) && remember(walker, &info))
        add_file(walker, path, &info);
}

static void visit_root(Walker *walker, const char *root)
{
    OsintWalk *walk = walker->walk;
    struct stat info;
    if (stat(root, &info) != 0) {
        add_unreadable(walker, root, errno == ENOENT ? "path-missing" : "path-unreadable", errno);
    } else if (!S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode)) {
        add_problem(walk, root, "path-special", TRUE, "this is neither a file nor a directory");
    } else {
        guint before = walk->problems->len;
        visit(walker, root, &info);
        gboolean refused =
            walk->problems->len > before &&
            g_str_equal(((OsintWalkProblem *)g_ptr_array_index(walk->problems, before))->path, root);
        walk->readable += !refused;
    }
}

/* A document's own sidecar is NAME.meta.json; for NAME.ending, NAME.meta.json without the ending serves. */
static char *sidecar_of(const Walker *walker, const char *path)
{
    g_autofree char *full = g_strconcat(path, SIDECAR_SUFFIX, NULL);
    if (g_hash_table_contains(walker->sidecars, full))
        return g_steal_pointer(&full);
    const char *dot = strrchr(path, '.');
    const char *slash = strrchr(path, '/');
    if (dot == NULL || (slash != NULL && dot <= slash + 1))
        return NULL;
    g_autofree char *stem = g_strdup_printf("%.*s" SIDECAR_SUFFIX, (int)(dot - path), path);
    return g_hash_table_contains(walker->sidecars, stem) ? g_steal_pointer(&stem) : NULL;
}

/* A document that is a root of its own has a sidecar that the walk did not pass. */
static void find_sidecar_beside(Walker *walker, const char *root)
{
    g_autofree char *sidecar = g_strconcat(root, SIDECAR_SUFFIX, NULL);
    if (!g_str_has_suffix(root, SIDECAR_SUFFIX) && g_file_test(root, G_FILE_TEST_IS_REGULAR) &&
        g_file_test(sidecar, G_FILE_TEST_IS_REGULAR))
        g_hash_table_add(walker->sidecars, g_steal_pointer(&sidecar));
}

static void join_sidecars(Walker *walker)
{
    g_autoptr(GHashTable) used = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *files = walker->walk->files;
    for (guint i = 0; i < files->len; i++) {
        OsintWalkFile *file = g_ptr_array_index(files, i);
        file->sidecar = sidecar_of(walker, file->path);
        if (file->sidecar != NULL)
            g_hash_table_add(used, file->sidecar);
    }
    g_autoptr(GList) sidecars = g_hash_table_get_keys(walker->sidecars);
    sidecars = g_list_sort(sidecars, (GCompareFunc)strcmp);
    for (const GList *each = sidecars; each != NULL; each = each->next)
        if (!g_hash_table_contains(used, each->data))
            add_problem(walker->walk, each->data, "sidecar-alone", FALSE,
                        "there is no document beside this sidecar");
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    const OsintWalkFile *const *left = a;
    const OsintWalkFile *const *right = b;
    return strcmp((*left)->path, (*right)->path);
}

static void order_files(GPtrArray *files)
{
    g_ptr_array_sort(files, compare_files);
    for (guint i = files->len; i-- > 1;) {
        const OsintWalkFile *file = g_ptr_array_index(files, i);
        const OsintWalkFile *before = g_ptr_array_index(files, i - 1);
        if (g_str_equal(file->path, before->path))
            g_ptr_array_remove_index(files, i);
    }
}

OsintWalk *osint_walk(const char *const *paths, const char *except)
{
    OsintWalk *walk = g_new0(OsintWalk, 1);
    walk->roots = g_ptr_array_new_with_free_func(g_free);
    walk->files = g_ptr_array_new_with_free_func(file_free);
    walk->problems = g_ptr_array_new_with_free_func(problem_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) sidecars = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func(g_free);
    Walker walker = {walk, seen, links, sidecars};

    struct stat info;
    if (except != NULL && stat(except, &info) == 0)
        remember(&walker, &info);
    for (; *paths != NULL; paths++) {
        char *root = g_canonicalize_filename(*paths, NULL);
        g_ptr_array_add(walk->roots, root);
        visit_root(&walker, root);
        find_sidecar_beside(&walker, root);
    }
    for (guint i = 0; i < links->len; i++) /* following one may add more */
        follow_link(&walker, g_ptr_array_index(links, i));
    order_files(walk->files);
    join_sidecars(&walker);
    return walk;
}

gboolean osint_path_is_below(const char *path, const char *prefix)
{
    gsize length = strlen(prefix);
    if (strncmp(path, prefix, length) != 0)
        return FALSE;
    return path[length] == '\0' || path[length] == '/' || g_str_has_suffix(prefix, "/");
}

gboolean osint_walk_hides(const OsintWalk *walk, const char *path)
{
    for (guint i = 0; i < walk->problems->len; i++) {
        const OsintWalkProblem *problem = g_ptr_array_index(walk->problems, i);
        if (problem->hides && osint_path_is_below(path, problem->path))
            return TRUE;
    }
    return FALSE;
}
