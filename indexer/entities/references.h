/* References: "the man", which takes up again who was mentioned before. */
#ifndef OSINT_ENTITIES_REFERENCES_H
#define OSINT_ENTITIES_REFERENCES_H

#include "indexer/entities/evidence.h"
#include "indexer/entities/reading.h"

G_BEGIN_DECLS

/* Lets the references count whose entity the article gives evidence for; whether there are any. */
gboolean osint_references_count(OsintReading *reading, const OsintEvidence *evidence);

/* Leaves `counts` only to the references of who was mentioned last before, not too far back. */
void osint_references_link(OsintReading *reading);

G_END_DECLS

#endif
