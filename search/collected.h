/* All matches of an enquiry with their weights, collected in one walk: their order is looked for here, as far
 * as it is asked for, and what is counted over them needs no second walk. */
#ifndef OSINT_SEARCH_COLLECTED_H
#define OSINT_SEARCH_COLLECTED_H

#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

typedef struct OsintCollected OsintCollected;

/* db: what enquire is of, a single database of this machine. It must outlive what is collected. */
OsintCollected *osint_collected_new(XapcEnquire *enquire, XapcDb *db, GError **error);
void osint_collected_free(OsintCollected *collected);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintCollected, osint_collected_free)

const GArray *osint_collected_docids(const OsintCollected *collected); /* guint32, ascending */

/* Whether all have the same weight, as where no words are asked for: Xapian is faster in ordering these. */
gboolean osint_collected_is_flat(const OsintCollected *collected);

typedef struct {
    guint32 docid;
    double weight; /* rounded: its last bits depend on how frequent terms are in a shard */
} OsintCollectedHit;

/* OsintCollectedHit: the first `count` by weight, equal ones by OSINT_SLOT_ORDER, the greater first, then by
 * docid. */
GArray *osint_collected_best(const OsintCollected *collected, guint32 count, GError **error);

G_END_DECLS

#endif
