/* The walk: which documents are below some paths.
 *
 * Directories are walked recursively; hidden files and editors' backups are left out, and NAME.meta.json is
 * the sidecar of the document NAME beside it, not a document. What a symbolic link leads to is found once:
 * under its own path when that is below the paths too, else under the link's. */
#ifndef OSINT_WALK_H
#define OSINT_WALK_H

#include "indexer/file-state.h"

G_BEGIN_DECLS

typedef struct {
    const char *path; /* absolute */
    OsintFileState state;
    gboolean reliable; /* its file system is, see file-state.h */
} OsintWalkSidecar;

typedef struct {
    const char *path;                /* absolute */
    const OsintWalkSidecar *sidecar; /* or NULL */
    OsintFileState state;            /* when it was found */
    gboolean reliable;
} OsintWalkFile;

typedef struct {
    char *path;
    const char *code;
    char *message;
    gboolean hides; /* documents at or below path may exist unseen */
} OsintWalkProblem;

typedef struct {
    GPtrArray *roots;    /* char *: the paths, made absolute */
    guint readable;      /* how many roots could be read */
    GArray *files;       /* OsintWalkFile, ordered by path, each path once */
    GArray *sidecars;    /* OsintWalkSidecar, likewise */
    GPtrArray *problems; /* OsintWalkProblem *, in the order they were met */
    GStringChunk *paths; /* of files and sidecars */
} OsintWalk;

/* Never fails: what could not be read is a problem in the result. except (may be NULL) is a directory that is
 * never entered: the index itself. */
OsintWalk *osint_walk(const char *const *paths, const char *except);
void osint_walk_free(OsintWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintWalk, osint_walk_free)

const OsintWalkFile *osint_walk_file(const OsintWalk *walk, guint index);

/* Whether path is prefix or below it. */
gboolean osint_path_is_below(const char *path, const char *prefix);
/* Whether it is one of roots (char *) or below one. */
gboolean osint_path_is_below_any(const char *path, const GPtrArray *roots);
/* Whether a document at path may exist though the walk did not find it. */
gboolean osint_walk_hides(const OsintWalk *walk, const char *path);

G_END_DECLS

#endif
