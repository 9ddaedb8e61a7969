/* Which entities the matching articles mention in the same passage, how often, and a passage that proves
 * each pair.
 *
 * Mentions that are known to be benign, and those that may be of another entity, do not count; two that
 * stand in the same words are two readings of them and no pair. Of copies that are folded the earliest
 * counts. */
#ifndef OSINT_SEARCH_NETWORK_H
#define OSINT_SEARCH_NETWORK_H

#include "search/engine.h"

G_BEGIN_DECLS

#define OSINT_NETWORK_PAIRS 100 /* that are given unless somebody says how many */
#define OSINT_NETWORK_CROWD 40  /* entities of one passage that are paired: asked-for ones, then the first */
#define OSINT_NETWORK_MOST (1u << 20) /* pairs that are told apart; those that come later are left out */

typedef struct {
    char *id, *type, *name;
    guint64 passages, articles; /* that mention it */
    guint64 descriptive;        /* of the passages: they only describe it */
    gboolean asked;             /* the query asks for it */
} OsintNetworkNode;

typedef struct {
    guint from, to;             /* places among the nodes */
    guint64 passages, articles; /* that mention both */
    guint64 descriptive;        /* of the passages: they only describe one of them, or both */
    double weight;   /* osint_likelihood() among all passages of the index, in which those of articles that do
                        not match mention neither */
    OsintHit *proof; /* or NULL. Both highlighted: one that has something of what was asked for if any has,
                        else names both, else the earliest */
} OsintNetworkEdge;

typedef struct {
    GPtrArray *nodes; /* OsintNetworkNode *: of these edges, the most mentioned first */
    GPtrArray *edges; /* OsintNetworkEdge *: those wanted: of entities that are asked for, by weight, by
                         passages, by ids */
    guint64 pairs;    /* how many there are in all */
    guint64 entities; /* of the pairs, or alone */
    guint64 articles; /* that were counted */
    gboolean exact;   /* they are all that match, and every pair in them was counted */
    guint64 crowded;  /* passages of which not all entities are paired */
    GPtrArray *read;  /* OsintArticle *: those of the proofs */
} OsintNetwork;

typedef struct {
    const char *type;      /* only entities of it, and those that are asked for; NULL: all */
    guint64 limit, offset; /* of edges */
    guint64 most;          /* articles that are counted, the best; G_MAXUINT64: all */
    guint64 proofs;        /* so many of these edges, the first, have one: each has to be read */
    guint64 nodes; /* the others are only between the first so many entities, for a picture, where else
                      all would be of what is asked for; 0: no such bound */
} OsintNetworkOptions;

OsintNetwork *osint_network_new(OsintSearch *search, const OsintNetworkOptions *options, GError **error);
void osint_network_free(OsintNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintNetwork, osint_network_free)

const OsintNetworkNode *osint_network_node(const OsintNetwork *network, guint node);
const OsintNetworkEdge *osint_network_edge(const OsintNetwork *network, guint edge);
/* The filter that finds the passages of a pair: (entity:a SAME/p entity:b). Freed by the caller. */
char *osint_network_filter(const OsintNetwork *network, const OsintNetworkEdge *edge);

G_END_DECLS

#endif
