/* Deciding which matches are mentions. */
#ifndef OSINT_ENTITIES_DECIDING_DECIDE_H
#define OSINT_ENTITIES_DECIDING_DECIDE_H

#include "indexer/entities/deciding/evidence.h"
#include "indexer/entities/matching/reading.h"

G_BEGIN_DECLS

/* Adds what the readings of one article (its title, its text) give as evidence, and marks the matches that
 * have theirs, again and again until nothing changes: one entity may be evidence for the next. */
void osint_decide_evidence(OsintReading *readings, guint count, OsintEvidence *evidence);

/* Leaves `counts` only to those matches of a reading that become mentions: of overlapping names the longest,
 * of overlapping descriptions the longest, of several entities with one name the one the evidence favours
 * (all when it favours none or several), and references linked to who was mentioned last before them. */
void osint_decide_mentions(OsintReading *reading, OsintEvidence *evidence);

G_END_DECLS

#endif
