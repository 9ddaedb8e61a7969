/* Names that several entities have: which of them a mention means. */
#ifndef OSINT_ENTITIES_DECIDING_SHARED_H
#define OSINT_ENTITIES_DECIDING_SHARED_H

#include "indexer/entities/deciding/evidence.h"
#include "indexer/entities/matching/reading.h"

G_BEGIN_DECLS

/* Of the matches of one name that count, leaves those that the evidence favours; when it favours several, or
 * none, what is left is marked undecided. */
void osint_shared_settle(OsintReading *reading, OsintEvidence *evidence);

G_END_DECLS

#endif
