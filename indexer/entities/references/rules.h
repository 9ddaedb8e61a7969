/* What the descriptions of a list say about those whom they describe: man or woman, student or engineer, who
 * is described together with whom. */
#ifndef OSINT_ENTITIES_REFERENCES_RULES_H
#define OSINT_ENTITIES_REFERENCES_RULES_H

#include "indexer/entities/lists/list.h"
#include "indexer/entities/references/lexicon.h"

G_BEGIN_DECLS

#define OSINT_NO_MATE G_MAXUINT32

typedef struct {
    gboolean person;   /* by its type */
    guint32 gender;    /* OSINT_LEX_MALE, OSINT_LEX_FEMALE, both when the descriptions do not say */
    GHashTable *nouns; /* set of folded nouns: "student" */
    OsintLexicon *own; /* those nouns that the lexicon lacks */
    GHashTable *words; /* set of the folded words round them: "former", "chinese" */
    guint32 mate; /* the one other entity with whom it shares a description of several, or OSINT_NO_MATE */
} OsintPersonTraits;

typedef struct OsintReferenceRules OsintReferenceRules;

/* Costs time in proportion to the descriptions of the list. */
OsintReferenceRules *osint_reference_rules_new(const OsintEntityList *list);
void osint_reference_rules_free(OsintReferenceRules *rules);

const OsintLexicon *osint_reference_rules_lexicon(const OsintReferenceRules *rules);
/* NULL for an entity without descriptions. What is known of an entity depends on its own descriptions alone,
 * but for the mate. */
const OsintPersonTraits *osint_reference_rules_traits(const OsintReferenceRules *rules, guint entity);

/* Whether the entity is a person. */
gboolean osint_reference_rules_is_person(const OsintReferenceRules *rules, guint entity);

/* Whether a description speaks of several: "two Chinese men". */
gboolean osint_description_is_many(const OsintLexicon *lexicon, const char *text, gsize length);

G_END_DECLS

#endif
