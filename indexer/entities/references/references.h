/* References: the places where an article speaks of a listed entity without its name, by a description of the
 * list or by words that take one up again ("the man", "he", "both"). */
#ifndef OSINT_ENTITIES_REFERENCES_REFERENCES_H
#define OSINT_ENTITIES_REFERENCES_REFERENCES_H

#include "indexer/entities/deciding/evidence.h"
#include "indexer/entities/matching/reading.h"
#include "indexer/entities/references/rules.h"
#include "indexer/text/span.h"

G_BEGIN_DECLS

typedef struct {
    OsintSpan span;
    guint entity;
    guint8 confidence;  /* percent */
    gboolean undecided; /* one of several whom the description fits */
    char *why;          /* for people */
} OsintReference;

/* Finds the references of a text whose names and descriptions have been decided (`counts`): an array of
 * OsintReference, in order, freed with g_array_unref(). Every mention by description is among them. Costs
 * time in proportion to the text where it has a description or a name of an entity with descriptions, and
 * nothing elsewhere. */
GArray *osint_references_find(const OsintReferenceRules *rules, OsintReading *reading,
                              const OsintEvidence *evidence);

G_END_DECLS

#endif
