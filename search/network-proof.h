/* Choosing the passages that prove pairs, for network.h. */
#ifndef OSINT_SEARCH_NETWORK_PROOF_H
#define OSINT_SEARCH_NETWORK_PROOF_H

#include "search/network-count.h"
#include "search/network.h"

G_BEGIN_DECLS

/* Sets the proofs of the network's first edges; pairs: OsintPairCount *, of each of these. */
gboolean osint_network_prove(OsintNetwork *network, OsintSearch *search, const GPtrArray *pairs,
                             GError **error);

G_END_DECLS

#endif
