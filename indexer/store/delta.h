/* The delta: what is put and removed until the writer commits, and the two ways to bring it into the index.
 *
 * A small one is applied to the database, in its transaction. A big one, and every index that is built anew
 * from more than fits in a run (runs.h), is merged with what there is into another generation. */
#ifndef OSINT_STORE_DELTA_H
#define OSINT_STORE_DELTA_H

#include "indexer/store/copies.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

typedef struct OsintDelta OsintDelta;

/* directory: the index's. base: the database that the delta is of, in a transaction. copies: told of what is
 * applied and merged. threads, memory: runs.h. */
OsintDelta *osint_delta_new(const char *directory, XapcDb *base, OsintCopies *copies, guint threads,
                            gsize memory);
/* An empty one of another base, otherwise the same. */
OsintDelta *osint_delta_renew(const OsintDelta *delta, XapcDb *base);
void osint_delta_free(OsintDelta *delta);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintDelta, osint_delta_free)

/* What is stored under an id, and what of it in the base. */
typedef struct {
    gboolean exists;
    guint32 docid; /* 0: nothing */
    gboolean gone; /* it has been replaced or removed */
    gint64 added;
    gint64 passages;
} OsintDeltaBase;

gboolean osint_delta_find(OsintDelta *delta, const char *id, OsintDeltaBase *found, GError **error);
/* Takes the document of the article with the id, of about so many bytes in memory. found: by the call above.
 */
gboolean osint_delta_put(OsintDelta *delta, const char *id, XapcDoc *document, gsize bytes,
                         const OsintDeltaBase *found, GError **error);
void osint_delta_remove(OsintDelta *delta, const char *id, const OsintDeltaBase *found);
/* The data of the newest document with the id; NULL without error when there is none. */
GBytes *osint_delta_data(OsintDelta *delta, const char *id, GError **error);

/* Whether merging is the way to go. */
gboolean osint_delta_is_big(const OsintDelta *delta);
/* Applies all of it to the base, and is empty then. *passages: those of documents that were put more than
 * once, but for the last time. */
gboolean osint_delta_apply(OsintDelta *delta, gint64 *passages, GError **error);
/* Merges all of it with what was last committed at `generation` (NULL: nothing) into a new database at
 * target, with the base's metadata as they are now. Gives it in a transaction, with nothing of it synced. */
XapcDb *osint_delta_merge(OsintDelta *delta, const char *generation, const char *target, gint64 *passages,
                          GError **error);

G_END_DECLS

#endif
