/* One reading of a text: its tokens and every listed phrase that stands in it. */
#ifndef OSINT_ENTITIES_MATCHING_READING_H
#define OSINT_ENTITIES_MATCHING_READING_H

#include "indexer/entities/matching/tokens.h"
#include "indexer/entities/matching/trie.h"

G_BEGIN_DECLS

typedef struct {
    guint32 first; /* tokens, both inclusive */
    guint32 last;
    const OsintPhrase *phrase;
    gboolean counts;    /* has what it needs to be a mention */
    guint8 confidence;  /* percent, of those that count; 0 is certain */
    gboolean undecided; /* several entities have the name and nothing decides */
    const char *why;    /* what speaks for it, NULL when the name alone does; the evidence's */
} OsintMatch;

typedef struct {
    const char *text; /* borrowed */
    GArray *tokens;   /* OsintToken */
    guint64 steps;   /* what it cost beyond one look at each byte: bytes looked at again, steps in the trie */
    GArray *matches; /* OsintMatch, by first token, then by length; none counts yet */
} OsintReading;

/* text is valid UTF-8. */
void osint_reading_init(OsintReading *reading, const char *text, const OsintVocabulary *vocabulary,
                        const OsintTrie *trie);
void osint_reading_clear(OsintReading *reading);

const OsintToken *osint_reading_token(const OsintReading *reading, guint32 index);
OsintMatch *osint_reading_match(const OsintReading *reading, guint index);
/* The index after the last match with the same tokens as the one at `from`. */
guint osint_reading_group_end(const OsintReading *reading, guint from);
/* Whether the match begins or ends inside a word of glued parts. */
gboolean osint_reading_is_tentative(const OsintReading *reading, const OsintMatch *match);

G_END_DECLS

#endif
