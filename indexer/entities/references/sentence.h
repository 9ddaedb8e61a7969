/* A sentence as the search for references sees it: words, each CJK character by itself, and where the list's
 * own phrases stand. */
#ifndef OSINT_ENTITIES_REFERENCES_SENTENCE_H
#define OSINT_ENTITIES_REFERENCES_SENTENCE_H

#include "indexer/entities/matching/reading.h"
#include "indexer/entities/references/rules.h"
#include "indexer/text/span.h"

G_BEGIN_DECLS

typedef struct {
    guint32 start;
    guint32 end;
    guint32 flags;      /* of lexicon.h */
    const char *folded; /* without a possessive 's; "" for a CJK character */
    gboolean capital;   /* begins with a capital */
    gboolean upper;     /* two capitals or more and nothing else */
    gboolean cjk;
    gboolean joined; /* nothing but white space, hyphens or brackets since the unit before */
    gboolean possessive;
    gboolean thing; /* in a name of what is no person */
} OsintUnit;

/* A phrase of the list that counts here. */
typedef struct {
    OsintSpan span;
    guint match;       /* the first match with the span */
    gboolean somebody; /* has descriptions; otherwise another person */
} OsintListed;

typedef struct {
    OsintSpan span;
    gboolean german;
    gboolean kana; /* Japanese rather than Chinese */
    /* private */
    const OsintReferenceRules *rules;
    const OsintReading *reading;
    const GPtrArray *own; /* OsintLexicon *, of the entities of the article */
    guint match;          /* the first that may be in the next sentence */
    GArray *units;
    GArray *listed;
    GStringChunk *strings;
} OsintSentence;

/* own: OsintLexicon * with further nouns. All must outlive the sentence. */
OsintSentence *osint_sentence_new(const OsintReferenceRules *rules, const OsintReading *reading,
                                  const GPtrArray *own);
void osint_sentence_free(OsintSentence *sentence);
/* Sentences come in order. */
void osint_sentence_read(OsintSentence *sentence, OsintSpan span);

/* The flags of the longest lexicon entry in running text at a byte, which ends at `end` at the latest, and
 * its length; 0 for none. */
guint32 osint_sentence_cjk(const OsintSentence *sentence, guint32 at, guint32 end, guint32 *length);

guint osint_sentence_size(const OsintSentence *sentence);
const OsintUnit *osint_sentence_unit(const OsintSentence *sentence, guint index);
/* The first unit from `from` on that begins at the byte or behind it; costs time in proportion to the way. */
guint osint_sentence_unit_from(const OsintSentence *sentence, guint32 byte, guint from);
/* In order and without overlaps; NULL behind the last. */
const OsintListed *osint_sentence_listed(const OsintSentence *sentence, guint index);

G_END_DECLS

#endif
