/* Evidence: what an article must have so that a name that is an ordinary word, or a description, counts.
 *
 * An entity's evidence is one of its `context` entries (words in title or text, or other entities of the
 * article), a mention of the entity under a name that needs no evidence, or a hand tag. For attackers and
 * their software there is more: entities that lists relate to it, and what kind of article it is. */
#ifndef OSINT_ENTITIES_DECIDING_EVIDENCE_H
#define OSINT_ENTITIES_DECIDING_EVIDENCE_H

#include "indexer/entities/lists/list.h"

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
/* BCP 47, or NULL: in some languages all nouns have capitals. */
void osint_evidence_set_language(OsintEvidence *evidence, const char *language);
gboolean osint_evidence_nouns_have_capitals(const OsintEvidence *evidence);

void osint_evidence_add_word(OsintEvidence *evidence, guint word);
/* sole: no other entity has the name that was found, so that it speaks for this one. name: as the article has
 * it, NULL when it is one that needs evidence itself. */
void osint_evidence_add_entity(OsintEvidence *evidence, guint entity, gboolean sole, const char *name,
                               gsize length);
void osint_evidence_add_tag(OsintEvidence *evidence, guint entity, gboolean sole);
/* The entity has a name that the article also uses as an ordinary word. */
void osint_evidence_add_ordinary_use(OsintEvidence *evidence, guint entity);
/* A name that needs evidence has got it where it stands, so that it counts for more elsewhere. */
void osint_evidence_add_proof(OsintEvidence *evidence, guint entity);

/* Whether the article gives evidence for the entity. */
gboolean osint_evidence_holds(const OsintEvidence *evidence, guint entity);
/* Whether it does so by more than a name that others share. */
gboolean osint_evidence_favours(const OsintEvidence *evidence, guint entity);

/* The entry of the entity's context that holds, or NULL. */
const char *osint_evidence_context(const OsintEvidence *evidence, guint entity);
/* A name by which the article mentions the entity, or NULL; "" for a hand tag. Others may have it, too. */
const char *osint_evidence_name(const OsintEvidence *evidence, guint entity);
/* Whether the article mentions the entity, by whatever name. */
gboolean osint_evidence_is_seen(const OsintEvidence *evidence, guint entity);
/* Whether a name in the article or a hand tag is the entity's alone. */
gboolean osint_evidence_is_sole(const OsintEvidence *evidence, guint entity);
/* The name of an entity of the article that a list relates to this one, or NULL. */
const char *osint_evidence_related(const OsintEvidence *evidence, guint entity);
gboolean osint_evidence_has_ordinary_use(const OsintEvidence *evidence, guint entity);
gboolean osint_evidence_has_proof(const OsintEvidence *evidence, guint entity);
/* How many different words and names the article has that articles on attacks have. */
guint osint_evidence_threat_words(const OsintEvidence *evidence);
/* One of these words, NULL when there is none. */
const char *osint_evidence_threat_word(const OsintEvidence *evidence);
/* A phrase of the article that speaks of actors, NULL when there is none. */
const char *osint_evidence_actor_phrase(const OsintEvidence *evidence);

/* Keeps a text as long as the evidence. */
const char *osint_evidence_keep(OsintEvidence *evidence, const char *text);
const OsintEntity *osint_evidence_entity(const OsintEvidence *evidence, guint entity);

G_END_DECLS

#endif
