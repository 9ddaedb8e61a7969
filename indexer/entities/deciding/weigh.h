/* Weighing what speaks for and against a name that is an ordinary word, where it stands. */
#ifndef OSINT_ENTITIES_DECIDING_WEIGH_H
#define OSINT_ENTITIES_DECIDING_WEIGH_H

#include "indexer/entities/deciding/evidence.h"
#include "indexer/entities/matching/reading.h"
#include "indexer/entities/deciding/surroundings.h"

G_BEGIN_DECLS

typedef enum { OSINT_FAMILY_OTHER, OSINT_FAMILY_ACTOR, OSINT_FAMILY_SOFTWARE } OsintFamily;

typedef struct {
    gboolean counts;
    gboolean proof;    /* it counts by what stands next to it, and so speaks for the name elsewhere */
    guint8 confidence; /* percent */
    const char *why;   /* for people; the evidence's */
} OsintVerdict;

/* Actors and campaigns; malware and tools; all else. */
OsintFamily osint_family_of(const char *type);
/* How much the words next to a name say that it is an actor (above 0) or software (below). */
int osint_weigh_family(const OsintSurroundings *surroundings);

/* The verdict on a match of a name that needs evidence. */
OsintVerdict osint_weigh(const OsintReading *reading, guint index, OsintEvidence *evidence);

G_END_DECLS

#endif
