/* Groups of copies: articles of which one was made from another are kept together as the index changes.
 *
 * Which articles are in a group depends on the articles of the index alone, not on the order in which they
 * came: an index that grew step by step has the groups that a fresh one has. Two articles are linked when
 * osint_shingles_compare() says so. Whole copies of whole copies are one group. An article that stands in a
 * longer one belongs to its group if it stands in most of that group's longer members; of several groups that
 * stand in one article (a round-up) only the longest joins it, so that a round-up does not make copies of
 * what it only holds together.
 *
 * A group has two members or more, and its key is made of the smallest id of its members. */
#ifndef OSINT_STORE_COPIES_H
#define OSINT_STORE_COPIES_H

#include "indexer/copies/sketch.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

/* What changed since the last time that the groups were in order. */
typedef struct OsintCopies OsintCopies;
OsintCopies *osint_copies_new(void);
void osint_copies_free(OsintCopies *copies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintCopies, osint_copies_free)

/* A document was added, or is about to be replaced or deleted; stored is what the database has then, NULL for
 * a new one. */
gboolean osint_copies_note(OsintCopies *copies, guint32 docid, XapcDoc *stored, GError **error);
/* Replaces or deletes a document, and notes what it was. An article whose text stays the same keeps its group
 * without work. */
gboolean osint_copies_replace(OsintCopies *copies, XapcDb *db, guint32 docid, XapcDoc *document,
                              GError **error);
gboolean osint_copies_remove(OsintCopies *copies, XapcDb *db, guint32 docid, GError **error);
/* All articles may be new. */
void osint_copies_note_all(OsintCopies *copies);
/* The numbers of the documents that were given to the three calls above since this was called last, as keys;
 * NULL: all may be other ones. Owned by the caller. */
GHashTable *osint_copies_take_changed(OsintCopies *copies);
/* Puts the groups of a writable database in order; to be called before what was noted is committed. */
gboolean osint_copies_settle(OsintCopies *copies, XapcDb *db, GError **error);

/* Reports every article whose group is not what the texts of the index give. */
typedef void (*OsintCopiesProblemFunc)(const char *problem, gpointer user_data);
gboolean osint_copies_verify(XapcDb *db, OsintCopiesProblemFunc report, gpointer user_data, GError **error);

/* A sketch that the database has of an article; one without hashes when it has none. */
OsintSketch *osint_copies_sketch(XapcDoc *document, GError **error);

G_END_DECLS

#endif
