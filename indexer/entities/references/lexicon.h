/* Words by which texts speak of persons: pronouns, nouns, and the small words round them, in English, German,
 * Japanese and Chinese. */
#ifndef OSINT_ENTITIES_REFERENCES_LEXICON_H
#define OSINT_ENTITIES_REFERENCES_LEXICON_H

#include <glib.h>

G_BEGIN_DECLS

enum {
    OSINT_LEX_PRONOUN = 1 << 0, /* he, she, they; with the gender or OSINT_LEX_MANY */
    OSINT_LEX_NOUN = 1 << 1,    /* a noun for a person */
    OSINT_LEX_MALE = 1 << 2,
    OSINT_LEX_FEMALE = 1 << 3,
    OSINT_LEX_MANY = 1 << 4,
    OSINT_LEX_GENERIC = 1 << 5, /* fits anybody of the gender: man, suspect */
    OSINT_LEX_ROLE = 1 << 6,    /* introduces a person without an article, too: spokesperson */
    OSINT_LEX_THE = 1 << 7,
    OSINT_LEX_A = 1 << 8,
    OSINT_LEX_ANOTHER = 1 << 9, /* somebody else than before */
    OSINT_LEX_OTHER = 1 << 10,  /* the same after an article */
    OSINT_LEX_TWO = 1 << 11,    /* two, both */
    OSINT_LEX_PAIR = 1 << 12,   /* duo */
    OSINT_LEX_FORMER = 1 << 13,
    OSINT_LEX_LATTER = 1 << 14,
    OSINT_LEX_STOP = 1 << 15,   /* ends a noun phrase */
    OSINT_LEX_COPULA = 1 << 16, /* what follows says who the person before is */
    OSINT_LEX_SAYS = 1 << 17,
    OSINT_LEX_TITLE = 1 << 18,      /* a name follows */
    OSINT_LEX_NO_NAME = 1 << 19,    /* part of names of places and organisations, not of persons */
    OSINT_LEX_NEUTRAL = 1 << 20,    /* an adjective that tells nobody apart */
    OSINT_LEX_COMPOUND = 1 << 21,   /* "student visa": behind a noun, it is not the person that is meant */
    OSINT_LEX_GROUP = 1 << 22,      /* people, many, whom "they" may mean */
    OSINT_LEX_DONE_TO = 1 << 23,    /* what is done to things, not to persons: rented, purchased */
    OSINT_LEX_GERMAN = 1 << 24,     /* says that a sentence is German */
    OSINT_LEX_OBJECT = 1 << 25,     /* "them", "their" and the like */
    OSINT_LEX_POSSESSIVE = 1 << 26, /* "his": a noun follows, of another person */
    OSINT_LEX_THIRD = 1 << 27,      /* somebody besides two */
    OSINT_LEX_CLAUSE = 1 << 28,     /* a clause begins */
    OSINT_LEX_MEASURE = 1 << 29,    /* two of it are no two of whom one speaks: years */
    OSINT_LEX_ASIDE = 1 << 30       /* may stand before an apposition: "once a student" */
};

typedef struct OsintLexicon OsintLexicon;

/* The words of the languages; or nothing, for nouns to be added. */
OsintLexicon *osint_lexicon_new(void);
OsintLexicon *osint_lexicon_new_empty(void);
void osint_lexicon_free(OsintLexicon *lexicon);

/* Enters a noun for persons; folded. */
void osint_lexicon_add_noun(OsintLexicon *lexicon, const char *noun);

/* The flags of a folded word, 0 for one that is not here. */
guint32 osint_lexicon_word(const OsintLexicon *lexicon, const char *folded);
/* The flags of the longest entry of running Chinese or Japanese text that begins here and ends at `end` at
 * the latest, and its length in bytes; 0 for none. */
guint32 osint_lexicon_cjk(const OsintLexicon *lexicon, const char *at, const char *end, guint32 *length);

G_END_DECLS

#endif
