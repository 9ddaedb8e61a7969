/* Names that several entities have: which of them a mention means. */
#ifndef OSINT_ENTITIES_SHARED_H
#define OSINT_ENTITIES_SHARED_H

#include "indexer/entities/evidence.h"
#include "indexer/entities/reading.h"

G_BEGIN_DECLS

/* Of the matches of one name that count, leaves those that the evidence favours; when it favours several, or
 * none, what is left is marked undecided. */
void osint_shared_settle(OsintReading *reading, OsintEvidence *evidence);

G_END_DECLS

#endif
