/* The persons of an article while it is read: who has been introduced, where, and whom the list may mean.
 *
 * A referent is somebody who is one of some listed entities (a set of bits, one a listed entity of the
 * article); which one may turn out later. Others are persons whom the list does not have. */
#ifndef OSINT_ENTITIES_REFERENCES_CAST_H
#define OSINT_ENTITIES_REFERENCES_CAST_H

#include "indexer/entities/deciding/evidence.h"
#include "indexer/entities/references/rules.h"
#include "indexer/text/span.h"

G_BEGIN_DECLS

#define OSINT_NO_REFERENT G_MAXUINT32
/* So many listed entities of one article can be told apart; descriptions of more are only marked. */
#define OSINT_CAST_MAX 32

typedef struct {
    guint32 sentence;
    guint32 paragraph;
    guint32 order; /* of expressions in the article */
} OsintPlace;

/* A noun as it is kept: folded, cut. */
#define OSINT_NOUN_BYTES 24
#define OSINT_LABELS 4

typedef struct {
    guint32 who; /* bits */
    guint32 gender;
    OsintPlace seen;
    OsintPlace described;                        /* by more than a pronoun */
    OsintSpan words;                             /* of its last description; empty for none */
    char labels[OSINT_LABELS][OSINT_NOUN_BYTES]; /* the last nouns for it, in a ring; "" for none */
    guint labelled;
} OsintReferent;

/* Several together: "the two suspects". */
typedef struct {
    guint32 who; /* 0 for none yet */
    OsintPlace seen;
    OsintPlace described; /* by a noun */
    OsintSpan words;
    gboolean subject;
} OsintParty;

/* Somebody who is not listed. */
typedef struct {
    OsintPlace seen;
    guint32 flags;               /* gender, OSINT_LEX_GENERIC, OSINT_LEX_ROLE, OSINT_LEX_TITLE for a name */
    char noun[OSINT_NOUN_BYTES]; /* "" for none */
} OsintStranger;

#define OSINT_STRANGERS 16

typedef struct {
    const OsintReferenceRules *rules;
    const OsintEvidence *evidence;
    OsintPlace now;
    GArray *entities;  /* guint32: the entity of each bit */
    GArray *referents; /* OsintReferent; only grows, at most OSINT_CAST_MAX */
    OsintParty party;
    OsintStranger strangers[OSINT_STRANGERS]; /* the last ones, in a ring */
    guint met;                                /* how many strangers there were */
    guint two[2];                             /* referents: the former and the latter */
    OsintPlace two_told_apart;                /* where; order 0: nowhere */
    OsintPlace two_others; /* the last mention of two who are not listed, or of two things */
    OsintPlace crowd;      /* the last mention of a crowd; order 0 for none */
} OsintCast;

OsintCast *osint_cast_new(const OsintReferenceRules *rules, const OsintEvidence *evidence);
void osint_cast_free(OsintCast *cast);

/* The bit of an entity that has descriptions, which gets one unless there are too many: then 0. */
guint32 osint_cast_bit(OsintCast *cast, guint entity);
const OsintPersonTraits *osint_cast_traits(const OsintCast *cast, guint bit);
OsintReferent *osint_cast_referent(const OsintCast *cast, guint index);

void osint_cast_add_stranger(OsintCast *cast, guint32 flags, const char *noun);
/* The last stranger turned out to be listed. */
void osint_cast_forget_stranger(OsintCast *cast);
/* A new referent, or OSINT_NO_REFERENT when there are too many. Who it is, nobody else undecided is. */
guint osint_cast_introduce(OsintCast *cast, guint32 who, guint32 gender);
/* The referent is one of these from now on. */
void osint_cast_narrow(OsintCast *cast, guint index, guint32 who);
/* The referent that is exactly this entity. */
guint osint_cast_find(const OsintCast *cast, guint32 who);
/* words: those of a description, or NULL for a reference. */
void osint_cast_see(OsintCast *cast, guint index, const OsintSpan *words, gboolean pronoun);

/* The referent is called by this noun. */
void osint_cast_label(OsintCast *cast, guint index, const char *noun);

gboolean osint_cast_is_called(const OsintCast *cast, guint index, const char *noun);

/* The bits of those whom a noun with its gender and generic flags may mean; words: folded modifiers, each of
 * which must be a word of the entity's descriptions or neutral. */
guint32 osint_cast_fitting(const OsintCast *cast, const char *noun, guint32 flags, const GPtrArray *words);

/* Whom "the man" takes up: the last referent among `who`, if nobody else may be meant. far: paragraphs. */
guint osint_cast_definite(OsintCast *cast, guint32 who, const char *noun, guint32 flags, guint far);
/* Whom "he" takes up, but for those of the expression with the order `but` (0: none). */
guint osint_cast_pronoun(OsintCast *cast, guint32 gender, guint32 but);
/* Whom "the suspects" or, bare of a noun, "the two" (at most far paragraphs back), or "they" (in this
 * sentence or the one before) take up: bits, or 0. words: what they refer back to. */
guint32 osint_cast_several(const OsintCast *cast, guint32 who, gboolean bare, guint far, OsintSpan *words);
guint32 osint_cast_they(const OsintCast *cast, OsintSpan *words);
/* Whom "the former" (or the latter) takes up. */
guint osint_cast_one_of_two(OsintCast *cast, gboolean former);
/* Who "another man" is after the last referent: bits, 0 for somebody else. */
guint32 osint_cast_other_one(OsintCast *cast, guint32 who);

G_END_DECLS

#endif
