/* What was seen: every document of the index with the state its files had when they were read.
 *
 * It is kept in a file of its own beside the index, so that a run over nothing new need not read the
 * documents, nor the manifest. It is a cache: bound to one commit of one index, and worth nothing when it is
 * missing, damaged or another's; then the manifest says what is known, and every document is hashed. */
#ifndef OSINT_SEEN_H
#define OSINT_SEEN_H

#include "indexer/file-state.h"
#include "indexer/readers/digest.h"
#include "indexer/store/writer.h"

G_BEGIN_DECLS

typedef struct {
    guint32 size; /* of all of it, a multiple of 8 */
    guint32 articles;
    guint32 refusals;                  /* of parts of it */
    guint32 stale;                     /* it must be read again, whatever its digest */
    guint8 digest[OSINT_DIGEST_BYTES]; /* of document and sidecar */
    OsintFileState document;           /* all zero: not to be relied on */
    OsintFileState sidecar;            /* all zero without one */
    char path[];                       /* NUL-terminated */
} OsintSeen;

typedef struct OsintSeenList OsintSeenList;

/* The file of the writer's index; NULL when there is none that can be used, and then it is deleted. */
OsintSeenList *osint_seen_open(OsintWriter *writer);
/* Whether the file in a directory, of whatever commit, says that the index's list was read from entity list
 * files of this mark. */
gboolean osint_seen_may_have(const char *directory, const char *entities);
/* From the manifest. recipes: the mark of those of this run (lists.h), or NULL; documents that were read by
 * others are stale. */
OsintSeenList *osint_seen_from_manifest(OsintWriter *writer, const char *recipes, GError **error);
void osint_seen_free(OsintSeenList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintSeenList, osint_seen_free)

guint osint_seen_count(const OsintSeenList *list);
const OsintSeen *osint_seen_get(const OsintSeenList *list, guint index); /* ordered by path, each path once */
/* The index of a path, or -1. */
gint64 osint_seen_find(const OsintSeenList *list, const char *path);
/* The mark of the entity list files that the index's list was read from (lists.h); "" when it is not known.
 */
const char *osint_seen_entities(const OsintSeenList *list);

/* The manifest's hash of a document: its digest, the mark of the recipes it was read by (NULL without), the
 * number of refusals. */
char *osint_seen_manifest_hash(const guint8 *digest, const char *recipes, guint refusals);
/* The hash of such a text, without what follows it. Freed by the caller. */
char *osint_seen_plain_hash(const char *text);

/* ---- writing ---- */

typedef struct OsintSeenFile OsintSeenFile;

/* After the commit that it is about. entities: as above. */
OsintSeenFile *osint_seen_file_new(OsintWriter *writer, const char *entities, GError **error);
/* In the order of the paths; what has a path of its own is copied with it. */
void osint_seen_file_add(OsintSeenFile *file, const OsintSeen *seen, const char *path);
/* Puts it in the place of the one before. */
gboolean osint_seen_file_finish(OsintSeenFile *file, GError **error);
void osint_seen_file_free(OsintSeenFile *file); /* without finishing, nothing has changed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintSeenFile, osint_seen_file_free)

G_END_DECLS

#endif
