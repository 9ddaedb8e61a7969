/* One of the databases of an index, opened, with its facts. */
#ifndef OSINT_STORE_SHARD_H
#define OSINT_STORE_SHARD_H

#include "indexer/store/columns.h"
#include "indexer/store/stub.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

typedef struct {
    OsintShardPlace *place; /* not owned */
    guint timeout;          /* of a remote one, milliseconds */
    XapcDb *db;             /* NULL: it could not be opened, */
    GError *trouble;        /* and why */
    guint32 size;           /* articles */
    guint64 passages;
    GArray *languages;     /* OsintLanguageUse */
    char *generation;      /* the path of the database; NULL for a remote one */
    char *revision;        /* changes with every commit */
    OsintColumns *columns; /* once they were asked for; NULL without any */
    char *entities;        /* the digest of its entity list, "" when it has none */
} OsintShard;

typedef struct {
    const char *stemmer; /* as osint_stems_language() */
    guint64 articles;
} OsintLanguageUse;

/* Opens them all at the same time and reads their facts; for remote ones it may wait twice as long as timeout
 * (milliseconds). OsintShard *, in the order of the places, which must outlive them. A shard that fails has
 * no database but its trouble: OSINT_INDEX_ERROR or XAPC_ERROR. */
GPtrArray *osint_shards_open(const GPtrArray *places, guint timeout);
/* One that is left out because of trouble. */
OsintShard *osint_shard_without(OsintShardPlace *place, const GError *trouble);
void osint_shard_free(OsintShard *shard);
/* Adds articles to those of a stemmer; uses: OsintLanguageUse. */
void osint_language_uses_add(GArray *uses, const char *stemmer, guint64 articles);

G_END_DECLS

#endif
