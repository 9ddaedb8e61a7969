/* Which articles have a shingle in their sketches: hash -> document ids, in the index's metadata.
 *
 * Hashes are spread over buckets, so that an article's are added by writing about twenty short entries. Terms
 * would do the same, but each takes 28 bytes of the index, as hardly two articles share one; an entry here
 * takes
 * 4. The number of buckets grows with the index. */
#ifndef OSINT_STORE_COPIES_TABLE_H
#define OSINT_STORE_COPIES_TABLE_H

#include "indexer/copies/sketch.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

/* A hash that more articles than this share tells nothing, and none is found by it. */
#define OSINT_COPIES_MOST_SHARING 500

typedef struct OsintCopiesTable OsintCopiesTable;

/* The table of a database, which must outlive it; empty when the database has none. */
OsintCopiesTable *osint_copies_table_open(XapcDb *db, GError **error);
void osint_copies_table_free(OsintCopiesTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintCopiesTable, osint_copies_table_free)

/* Whether there is none yet, or so many articles that it should be made anew with more buckets. */
gboolean osint_copies_table_is_outgrown(const OsintCopiesTable *table, guint32 articles);

/* Hashes of one article that come or go. */
typedef struct {
    guint32 hash;
    guint32 docid;
} OsintCopiesEntry;
/* Takes entries out and puts others in (both GArray of OsintCopiesEntry, in any order; what is in both
 * stays). Appends to docids (guint32) those of hashes that tell nothing any more, or tell again. */
gboolean osint_copies_table_change(OsintCopiesTable *table, const GArray *gone, const GArray *come,
                                   GArray *docids, GError **error);

/* Makes the table of all sketches in the database anew, in memory that does not depend on their number.
 * shared (guint8, one for each document id up to the last) is set to the number of hashes that each article
 * shares with others, at most 255. */
gboolean osint_copies_table_rebuild(OsintCopiesTable *table, GArray *shared, GError **error);
/* The same, but writes nothing: *good is whether the table is what it would have become. */
gboolean osint_copies_table_verify(OsintCopiesTable *table, GArray *shared, gboolean *good, GError **error);

/* Appends the articles (guint32) that have a hash, in order; none when too many have it. */
gboolean osint_copies_table_find(OsintCopiesTable *table, guint32 hash, GArray *docids, GError **error);
/* The same without a limit, but when it is passed only the first, unless that is docid. For what is shared
 * only by equal texts: all are found from the first. */
gboolean osint_copies_table_find_equal(OsintCopiesTable *table, guint32 hash, guint32 docid, GArray *docids,
                                       GError **error);

/* The hashes under which a sketch is in the table: those of its sample and one of its identity, which is the
 * last. Appends entries. */
void osint_copies_table_entries(const OsintSketch *sketch, guint32 docid, GArray *entries);
guint32 osint_copies_table_identity(const OsintSketch *sketch);

G_END_DECLS

#endif
