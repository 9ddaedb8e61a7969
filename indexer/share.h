/* The part of all articles that an index holds when it is one of several shards. */
#ifndef OSINT_SHARE_H
#define OSINT_SHARE_H

#include "indexer/store/writer.h"

G_BEGIN_DECLS

typedef struct {
    guint number; /* from 1 */
    guint of;     /* 0: everything */
} OsintShare;

/* "K/N"; "" is everything. FALSE when it is neither. */
gboolean osint_share_parse(const char *text, OsintShare *share);
gboolean osint_share_holds(const OsintShare *share, const char *id);
/* The one asked for, else the one that the index (or, in a full build, the one it replaces) has; stores it,
 * *changed then. Fails when the index holds another. */
struct OsintMirrorOptions;
gboolean osint_share_settle(const struct OsintMirrorOptions *options, OsintWriter *writer, OsintShare *share,
                            gboolean *changed, GError **error);

G_END_DECLS

#endif
