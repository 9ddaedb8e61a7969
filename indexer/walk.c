/* The walk over directories.
 *
 * Links are put aside until everything real has been seen, so that a document that is reachable by its own
 * path and by a link is always found under its own path, and a link back up the tree leads nowhere new. */
#include "indexer/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>

#define SIDECAR_SUFFIX ".meta.json"
#define PATHS_A_BLOCK ((gsize)1 << 18) /* bytes */

typedef struct {
    guint64 device, inode;
} Identity;

typedef struct {
    OsintWalk *walk;
    GHashTable *directories; /* Identity * of every one found */
    GHashTable *files;       /* Identity * of every file found; NULL until a link leads to one */
    GPtrArray *links;        /* char *: symbolic links met and not yet followed */
    guint64 device;          /* the last one asked about */
    gboolean reliable;       /* its file system is */
} Walker;

static guint identity_hash(gconstpointer key)
{
    const Identity *identity = key;
    return g_int64_hash(&identity->inode) ^ (g_int64_hash(&identity->device) << 16);
}

static gboolean identity_equal(gconstpointer a, gconstpointer b)
{
    const Identity *left = a;
    const Identity *right = b;
    return left->inode == right->inode && left->device == right->device;
}

static gboolean remember(GHashTable *where, guint64 device, guint64 inode)
{
    const Identity identity = {device, inode};
    return !g_hash_table_contains(where, &identity) &&
           g_hash_table_add(where, g_memdup2(&identity, sizeof identity));
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
    g_array_unref(walk->files);
    g_array_unref(walk->sidecars);
    g_ptr_array_unref(walk->problems);
    g_string_chunk_free(walk->paths);
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

const OsintWalkFile *osint_walk_file(const OsintWalk *walk, guint index)
{
    return &g_array_index(walk->files, OsintWalkFile, index);
}

static gboolean is_left_out(const char *name)
{
    return name[0] == '.' || g_str_has_suffix(name, "~") || g_str_has_suffix(name, ".swp") ||
           (name[0] == '#' && g_str_has_suffix(name, "#"));
}

static gboolean is_reliable(Walker *walker, const char *path, guint64 device)
{
    struct statfs info;
    if (device != walker->device) {
        walker->device = device;
        walker->reliable = statfs(path, &info) == 0 && osint_file_system_is_reliable((long)info.f_type);
    }
    return walker->reliable;
}

static void add_file(Walker *walker, const char *path, const struct stat *info)
{
    OsintWalk *walk = walker->walk;
    if (!g_utf8_validate(path, -1, NULL)) {
        add_problem(walk, path, "path-encoding", FALSE, "the file's name is not UTF-8");
        return;
    }
    OsintWalkFile file = {.path = g_string_chunk_insert(walk->paths, path),
                          .state = osint_file_state(info),
                          .reliable = is_reliable(walker, path, (guint64)info->st_dev)};
    if (g_str_has_suffix(path, SIDECAR_SUFFIX)) {
        OsintWalkSidecar sidecar = {file.path, file.state, file.reliable};
        g_array_append_val(walk->sidecars, sidecar);
    } else {
        g_array_append_val(walk->files, file);
    }
}

static void add_unreadable(Walker *walker, const char *path, const char *code, int number)
{
    add_problem(walker->walk, path, code, TRUE, g_strerror(number));
}

/* Of strings, and of files and sidecars, which begin with their path. */
static int compare_paths(gconstpointer a, gconstpointer b)
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
    g_ptr_array_sort(names, compare_paths);
    return names;
}

static void visit(Walker *walker, const char *path, const struct stat *info);

/* Directories and links are put aside. */
static void visit_entry(Walker *walker, int directory, const char *path, const char *name, GPtrArray *below)
{
    g_autofree char *full = g_build_filename(path, name, NULL);
    struct stat info;
    if (fstatat(directory, name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT)
            add_unreadable(walker, full, "file-unreadable", errno);
    } else if (S_ISLNK(info.st_mode)) {
        g_ptr_array_add(walker->links, g_steal_pointer(&full));
    } else if (S_ISDIR(info.st_mode)) {
        if (remember(walker->directories, (guint64)info.st_dev, (guint64)info.st_ino))
            g_ptr_array_add(below, g_steal_pointer(&full));
    } else {
        visit(walker, full, &info);
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
    g_autoptr(GPtrArray) below = g_ptr_array_new_with_free_func(g_free);
    if (number != 0)
        add_unreadable(walker, path, "directory-unreadable", number);
    for (guint i = 0; i < names->len; i++)
        visit_entry(walker, dirfd(directory), path, g_ptr_array_index(names, i), below);
    closedir(directory);
    g_ptr_array_set_size(names, 0);
    for (guint i = 0; i < below->len; i++)
        visit_directory(walker, g_ptr_array_index(below, i));
}

static void visit(Walker *walker, const char *path, const struct stat *info)
{
    if (S_ISDIR(info->st_mode)) {
        if (remember(walker->directories, (guint64)info->st_dev, (guint64)info->st_ino))
            visit_directory(walker, path);
    } else if (S_ISREG(info->st_mode)) {
        if (walker->files != NULL)
            remember(walker->files, (guint64)info->st_dev, (guint64)info->st_ino);
        add_file(walker, path, info);
    }
}

/* Only links to files ask which files have been found. */
static gboolean is_new_file(Walker *walker, const struct stat *info)
{
    if (walker->files == NULL) {
        walker->files = g_hash_table_new_full(identity_hash, identity_equal, g_free, NULL);
        for (guint i = 0; i < walker->walk->files->len; i++) {
            const OsintFileState *state = &osint_walk_file(walker->walk, i)->state;
            remember(walker->files, state->device, state->inode);
        }
        for (guint i = 0; i < walker->walk->sidecars->len; i++) {
            const OsintFileState *state = &g_array_index(walker->walk->sidecars, OsintWalkSidecar, i).state;
            remember(walker->files, state->device, state->inode);
        }
    }
    return remember(walker->files, (guint64)info->st_dev, (guint64)info->st_ino);
}

static void follow_link(Walker *walker, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        add_unreadable(walker, path, "link-broken", errno);
    else if (S_ISDIR(info.st_mode))
        visit(walker, path, &info);
    else if (S_ISREG(info.st_mode) && is_new_file(walker, &info))
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

/* ---- order and sidecars ---- */

static int compare_to_path(const void *path, const void *element)
{
    return strcmp(path, *(const char *const *)element);
}

static void order(GArray *array)
{
    guint size = g_array_get_element_size(array), kept = 0;
    g_array_sort(array, compare_paths);
    for (guint i = 0; i < array->len; i++) {
        const char *element = array->data + (gsize)i * size;
        char *last = array->data + (gsize)kept * size;
        if (kept == 0 || compare_paths(element, last - size) != 0) {
            memmove(last, element, size);
            kept++;
        }
    }
    g_array_set_size(array, kept);
}

static const OsintWalkSidecar *find_sidecar(const OsintWalk *walk, const char *path)
{
    return bsearch(path, walk->sidecars->data, walk->sidecars->len, sizeof(OsintWalkSidecar),
                   compare_to_path);
}

/* A document's own sidecar is NAME.meta.json; for NAME.ending, NAME.meta.json without the ending serves. */
static const OsintWalkSidecar *sidecar_of(const OsintWalk *walk, const char *path)
{
    g_autofree char *full = g_strconcat(path, SIDECAR_SUFFIX, NULL);
    const OsintWalkSidecar *sidecar = find_sidecar(walk, full);
    const char *dot = strrchr(path, '.');
    const char *slash = strrchr(path, '/');
    if (sidecar != NULL || dot == NULL || (slash != NULL && dot <= slash + 1))
        return sidecar;
    g_autofree char *stem = g_strdup_printf("%.*s" SIDECAR_SUFFIX, (int)(dot - path), path);
    return find_sidecar(walk, stem);
}

/* A document that is a root of its own has a sidecar that the walk did not pass. */
static void find_sidecar_beside(Walker *walker, const char *root)
{
    g_autofree char *sidecar = g_strconcat(root, SIDECAR_SUFFIX, NULL);
    struct stat document, info;
    if (!g_str_has_suffix(root, SIDECAR_SUFFIX) && stat(root, &document) == 0 && S_ISREG(document.st_mode) &&
        stat(sidecar, &info) == 0 && S_ISREG(info.st_mode))
        add_file(walker, sidecar, &info);
}

static void join_sidecars(OsintWalk *walk)
{
    const OsintWalkSidecar *sidecars = (const OsintWalkSidecar *)walk->sidecars->data;
    if (walk->sidecars->len == 0)
        return;
    g_autofree gboolean *used = g_new0(gboolean, walk->sidecars->len);
    for (guint i = 0; i < walk->files->len; i++) {
        OsintWalkFile *file = &g_array_index(walk->files, OsintWalkFile, i);
        file->sidecar = sidecar_of(walk, file->path);
        if (file->sidecar != NULL)
            used[file->sidecar - sidecars] = TRUE;
    }
    for (guint i = 0; i < walk->sidecars->len; i++)
        if (!used[i])
            add_problem(walk, sidecars[i].path, "sidecar-alone", FALSE,
                        "there is no document beside this sidecar");
}

static OsintWalk *walk_new(void)
{
    OsintWalk *walk = g_new0(OsintWalk, 1);
    walk->roots = g_ptr_array_new_with_free_func(g_free);
    walk->files = g_array_new(FALSE, FALSE, sizeof(OsintWalkFile));
    walk->sidecars = g_array_new(FALSE, FALSE, sizeof(OsintWalkSidecar));
    walk->problems = g_ptr_array_new_with_free_func(problem_free);
    walk->paths = g_string_chunk_new(PATHS_A_BLOCK);
    return walk;
}

OsintWalk *osint_walk(const char *const *paths, const char *except)
{
    OsintWalk *walk = walk_new();
    g_autoptr(GHashTable) directories = g_hash_table_new_full(identity_hash, identity_equal, g_free, NULL);
    g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func(g_free);
    Walker walker = {.walk = walk, .directories = directories, .links = links};

    struct stat info;
    if (except != NULL && stat(except, &info) == 0)
        remember(directories, (guint64)info.st_dev, (guint64)info.st_ino);
    for (; *paths != NULL; paths++) {
        char *root = g_canonicalize_filename(*paths, NULL);
        g_ptr_array_add(walk->roots, root);
        visit_root(&walker, root);
        find_sidecar_beside(&walker, root);
    }
    for (guint i = 0; i < links->len; i++) /* following one may add more */
        follow_link(&walker, g_ptr_array_index(links, i));
    g_clear_pointer(&walker.files, g_hash_table_unref);
    order(walk->files);
    order(walk->sidecars);
    join_sidecars(walk);
    return walk;
}

gboolean osint_path_is_below(const char *path, const char *prefix)
{
    gsize length = strlen(prefix);
    if (strncmp(path, prefix, length) != 0)
        return FALSE;
    return path[length] == '\0' || path[length] == '/' || g_str_has_suffix(prefix, "/");
}

gboolean osint_path_is_below_any(const char *path, const GPtrArray *roots)
{
    for (guint i = 0; i < roots->len; i++)
        if (osint_path_is_below(path, g_ptr_array_index(roots, i)))
            return TRUE;
    return FALSE;
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
