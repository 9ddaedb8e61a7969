/* How citations are found: an article in tokens, and what is found in them.
 *
 * Names of listed organisations and runs of capitalised words are one token each; so the patterns are short.
 */
#ifndef OSINT_ENTITIES_CITATIONS_BUILD_H
#define OSINT_ENTITIES_CITATIONS_BUILD_H

#include "indexer/article/article.h"
#include "indexer/entities/citations/words.h"

G_BEGIN_DECLS

#define OSINT_CITE_NOBODY G_MAXUINT

typedef enum {
    OSINT_CITE_TOKEN_WORD,
    OSINT_CITE_TOKEN_LISTED, /* a mention of somebody who can speak */
    OSINT_CITE_TOKEN_NAME,   /* capitalised words that no list has */
} OsintCiteTokenKind;

/* What stands between a token and the one before it. */
enum {
    OSINT_CITE_GAP_COMMA = 1 << 0,
    OSINT_CITE_GAP_QUOTE = 1 << 1,
    OSINT_CITE_GAP_OTHER = 1 << 2, /* brackets, dashes, colons */
    OSINT_CITE_GAP_STOP = 1 << 3,  /* the full stop of an abbreviation */
    OSINT_CITE_GAP_GLUED = 1 << 4, /* nothing */
    OSINT_CITE_GAP_HYPHEN = 1 << 5,
    OSINT_CITE_GAP_AMPERSAND = 1 << 6,
};
#define OSINT_CITE_GAP_BREAK (OSINT_CITE_GAP_COMMA | OSINT_CITE_GAP_QUOTE | OSINT_CITE_GAP_OTHER)

/* What speaks for a name that no list has. */
enum {
    OSINT_CITE_IS_ORGANISATION = 1 << 0,
    OSINT_CITE_IS_PERSON = 1 << 1,
    OSINT_CITE_IS_MEDIUM = 1 << 2,
};

typedef struct {
    OsintSpan span;
    OsintCiteTokenKind kind;
    guint32 classes;
    guint sentence;
    guint mention; /* of a listed one: its number in article->mentions */
    guint8 gap;
    guint8 evidence;  /* of a name */
    guint words;      /* of a name */
    gboolean capital; /* of a word */
    gboolean possessive;
    gboolean place; /* a listed place, or part of one */
} OsintCiteToken;

/* Somebody who is cited. */
typedef struct {
    OsintSpan span; /* as the article names them */
    guint mention;  /* OSINT_CITE_NOBODY when no list has them */
    gboolean named; /* span is a name, and not only words for them */
    gboolean unnamed;
} OsintCiteParty;

/* A citation before it is handed over. */
typedef struct {
    OsintSpan span;
    OsintCiteParty party;
    gboolean reports; /* a statement of somebody who may rest on sources of their own */
    guint sentence;
} OsintCiteFound;

typedef struct {
    const OsintArticle *article;
    gboolean german;
    GArray *speakers;  /* guint: mentions of those who can speak, in order, none inside another */
    GArray *tokens;    /* OsintCiteToken: of sentences in alphabets; see osint_cite_tokens_read() */
    GHashTable *names; /* name -> evidence for it in the article */
    GHashTable *kinds; /* name -> kinds + 1 */
    GArray *found;     /* OsintCiteFound */
} OsintCiteReading;

/* Reads all sentences that have a letter of an alphabet, and what the article shows about its names. */
void osint_cite_tokens_read(OsintCiteReading *reading);
OsintCiteToken *osint_cite_token(const OsintCiteReading *reading, guint number);
/* The token's words, as written; a possessive ending is none of them. */
char *osint_cite_text(const OsintCiteReading *reading, OsintSpan span);
/* The kinds (words.h) of who is named at a span, or listed. */
guint osint_cite_kinds(OsintCiteReading *reading, OsintSpan span, guint mention);
/* The first of reading->speakers that ends after a byte. */
guint osint_cite_speaker_from(const OsintCiteReading *reading, guint32 byte);

/* Finds what the sentence of tokens [first, end) says about who is cited. */
void osint_cite_sentence(OsintCiteReading *reading, guint first, guint end);
/* Likewise for a sentence of Chinese, Japanese or Korean: its number in article->sentences. */
void osint_cite_cjk_sentence(OsintCiteReading *reading, guint number);

void osint_cite_add(OsintCiteReading *reading, OsintSpan span, const OsintCiteParty *party, gboolean reports,
                    guint sentence);

/* The organisation that a noun ("the broadcaster") takes up: the only one of these kinds in the nearest
 * sentence before byte that has one, at most a few sentences back. FALSE when there is none or more. */
gboolean osint_cite_refer(OsintCiteReading *reading, guint kinds, guint sentence, guint32 byte,
                          OsintCiteParty *party);

G_END_DECLS

#endif
