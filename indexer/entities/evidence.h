/* Evidence: what an article must have so that a name that is an ordinary word, or a description, counts.
 *
 * An entity's evidence is one of its `context` entries (words in title or text, or other entities of the
 * article), a mention of the entity under a name that needs no evidence, or a hand tag. */
#ifndef OSINT_ENTITIES_EVIDENCE_H
#define OSINT_ENTITIES_EVIDENCE_H

#include "indexer/entities/list.h"

G_BEGIN_DECLS

typedef struct OsintEvidenceRules OsintEvidenceRules;

OsintEvidenceRules *osint_evidence_rules_new(const OsintEntityList *list);
void osint_evidence_rules_free(OsintEvidenceRules *rules);
/* char *: every word or phrase that the rules ask for; evidence words are known by their index here. */
const GPtrArray *osint_evidence_rules_words(const OsintEvidenceRules *rules);

/* What one article has. */
typedef struct OsintEvidence OsintEvidence;

OsintEvidence *osint_evidence_new(const OsintEvidenceRules *rules);
void osint_evidence_free(OsintEvidence *evidence);
void osint_evidence_add_word(OsintEvidence *evidence, guint word);
/* sole: no other entity has the name that was found, so that it speaks for this one. */
void osint_evidence_add_entity(OsintEvidence *evidence, guint entity, gboolean sole);

/* Whether the article gives evidence for the entity. */
gboolean osint_evidence_holds(const OsintEvidence *evidence, guint entity);
/* Whether it does so by more than a name that others share. */
gboolean osint_evidence_favours(const OsintEvidence *evidence, guint entity);

G_END_DECLS

#endif
