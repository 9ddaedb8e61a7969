/* A text as the tagger sees it: the words that occur in names, and how they hang together.
 *
 * Finer than the words of text/words.h: letters and digits part ("APT40" is two tokens), every CJK character
 * is a token, and so is punctuation that some name has ("TEMP.Tick"). Words that no name has are left out. */
#ifndef OSINT_ENTITIES_MATCHING_TOKENS_H
#define OSINT_ENTITIES_MATCHING_TOKENS_H

#include "indexer/entities/matching/vocabulary.h"

G_BEGIN_DECLS

enum {
    OSINT_TOKEN_JOINED = 1 << 0, /* follows the token before it at once, or after a space or one hyphen */
    OSINT_TOKEN_BEGINS = 1 << 1, /* a name may begin here */
    OSINT_TOKEN_ENDS = 1 << 2,   /* a name may end here */
    OSINT_TOKEN_CJK = 1 << 3,
    OSINT_TOKEN_GLUED = 1 << 4, /* a part of a word like "ShimbunNikkeiNHK" */
    OSINT_TOKEN_MARK = 1 << 5,  /* punctuation */
};

typedef struct {
    guint32 id; /* in the vocabulary, from 1 */
    guint32 start;
    guint32 end;
    guint32 paragraph;
    guint32 flags;
} OsintToken;

/* Appends a name's tokens and enters the new ones into the vocabulary. */
void osint_tokens_learn(const char *name, OsintVocabulary *vocabulary, GArray *tokens);
/* Appends the tokens of a text that the vocabulary has. Returns how many bytes were looked at more than once:
 * no more than the text has, so that every text costs time in proportion to its length. */
guint64 osint_tokens_scan(const char *text, gsize length, const OsintVocabulary *vocabulary, GArray *tokens);

G_END_DECLS

#endif
