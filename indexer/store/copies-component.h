/* Articles that are linked with each other as copies, directly or through others, and their groups. */
#ifndef OSINT_STORE_COPIES_COMPONENT_H
#define OSINT_STORE_COPIES_COMPONENT_H

#include "indexer/store/copies-table.h"

G_BEGIN_DECLS

/* Texts that were read, so that each is read once where many are compared. */
typedef struct OsintCopiesReader OsintCopiesReader;
OsintCopiesReader *osint_copies_reader_new(XapcDb *db, OsintCopiesTable *table);
void osint_copies_reader_free(OsintCopiesReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintCopiesReader, osint_copies_reader_free)

/* Appends the articles (guint32) that may be copies of one with this sketch, which need not be in the index,
 * but not docid. */
gboolean osint_copies_candidates(OsintCopiesReader *reader, guint32 docid, const OsintSketch *sketch,
                                 GArray *docids, GError **error);

typedef struct {
    guint32 docid;
    guint32 length; /* in shingles */
    guint group;    /* number of the member that stands for its group */
    char *key;      /* of its group; NULL when it is in none. Set for groups of two and more. */
    char *name;     /* the term of its id; set when the component has two members and more */
} OsintCopiesMember;

/* The component (GArray of OsintCopiesMember) that an article of the index is in, at least itself. */
GArray *osint_copies_component(OsintCopiesReader *reader, guint32 docid, GError **error);

G_END_DECLS

#endif
