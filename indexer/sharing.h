/* Sharing: one article that several documents have in the same words under the same id. It is indexed from
 * one of them, and the others are known to have it, too; when that one goes or changes, they are read again.
 */
#ifndef OSINT_SHARING_H
#define OSINT_SHARING_H

#include "indexer/ledger.h"
#include "indexer/report.h"

G_BEGIN_DECLS

typedef struct {
    OsintWriter *writer;
    OsintLedger *ledger;
    OsintCounts *counts;
    GPtrArray *heirs; /* OsintSource *: to be read again */
} OsintSharing;

/* The source has an article that is indexed from another one. */
gboolean osint_sharing_join(const OsintSharing *sharing, OsintSource *source, const char *id, GError **error);

/* The document that an article is indexed from is about to write it anew. */
gboolean osint_sharing_renew(const OsintSharing *sharing, const OsintSource *source, const char *id,
                             GError **error);

/* The source had the article, and does not give it now. *stays: it is not to be removed from the index. */
gboolean osint_sharing_leave(const OsintSharing *sharing, OsintSource *source, const char *id,
                             gboolean *stays, GError **error);

G_END_DECLS

#endif
