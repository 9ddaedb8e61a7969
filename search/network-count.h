/* Counting the entities of passages and the pairs of them, for network.h. */
#ifndef OSINT_SEARCH_NETWORK_COUNT_H
#define OSINT_SEARCH_NETWORK_COUNT_H

#include "search/engine.h"

G_BEGIN_DECLS

#define OSINT_PAIR_PLACES 3

/* A passage that has a pair. */
typedef struct {
    gint64 begin; /* when its article was published; G_MAXINT64: not known */
    guint32 docid;
    guint32 passage; /* from 0 */
    gboolean asked;  /* it mentions an entity that is asked for */
    gboolean named;  /* it names both */
} OsintPairPlace;

typedef struct {
    guint64 key; /* of its two entities */
    guint32 passages, articles, descriptive;
    guint32 article; /* counted last */
    guint places_count;
    OsintPairPlace places[OSINT_PAIR_PLACES]; /* the best proofs, as far as mentions tell, the best first */
} OsintPairCount;

typedef struct {
    char *id, *type, *name;
    gboolean asked;
    guint32 passages, articles, descriptive;
    guint32 article; /* counted last */
    guint64 passage; /* the number of the passage it was seen in last, and its place there */
    guint place;
} OsintEntityTally;

typedef struct {
    const char *type;
    GPtrArray *entities; /* OsintEntityTally * */
    GHashTable *by_id;   /* id -> its number, from 1 */
    GHashTable *pairs;   /* OsintPairCount *, a set */
    guint64 passages;    /* that were read */
    guint64 crowded;
    gboolean full;   /* pairs were left out */
    GArray *present; /* of the passage that is read */
} OsintNetworkCount;

/* asked: OsintQueryEntity *. type as in OsintNetworkOptions; must outlive the count. */
OsintNetworkCount *osint_network_count_new(const GPtrArray *asked, const char *type);
void osint_network_count_free(OsintNetworkCount *count);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintNetworkCount, osint_network_count_free)

gboolean osint_network_count_all(OsintNetworkCount *count, OsintIndex *index, const OsintMatching *matching,
                                 GError **error);

const OsintEntityTally *osint_network_count_entity(const OsintNetworkCount *count, guint number);
guint osint_pair_end(const OsintPairCount *pair, guint end); /* the number of an entity; end: 0 or 1 */

G_END_DECLS

#endif
