/* Phrases as sequences of tokens, found by walking a trie. */
#ifndef OSINT_ENTITIES_MATCHING_TRIE_H
#define OSINT_ENTITIES_MATCHING_TRIE_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_PHRASE_NAME,
    OSINT_PHRASE_DESCRIPTION,
    OSINT_PHRASE_REFERENCE,
    OSINT_PHRASE_EXCEPTION, /* has a name in it and means something else */
    OSINT_PHRASE_USE,       /* a name that is a word: where it is one, in small letters */
    OSINT_PHRASE_EVIDENCE   /* a word of somebody's context */
} OsintPhraseKind;

typedef enum {
    OSINT_FORM_NAME,
    OSINT_FORM_PROPER,       /* has a capital, where its script has such: "Turkey", not "turkey" */
    OSINT_FORM_LOCATED,      /* an ordinary word: "in Reading" */
    OSINT_FORM_ABBREVIATION, /* in a line of capitals it may be another word: "CONTACT US" */
    OSINT_FORM_SEAT          /* a capital; counts where it acts as a government does */
} OsintPhraseForm;

typedef struct {
    guint32 owner; /* index of the entity, or of the evidence word */
    OsintPhraseKind kind;
    gboolean needs_context; /* counts only with evidence */
    guint8 tier;            /* OsintTier of a name */
    guint8 capital;         /* the list writes the name with a capital */
    guint8 mixed;           /* but not all of its words: "North Bay police" */
    guint8 capitals;        /* the list writes it in capitals only */
    guint8 glued;           /* counts only in one word */
    guint8 shortened;       /* a short form that no list has */
    guint8 declared;        /* a list itself calls the name ambiguous */
    OsintPhraseForm form;
    const char *exact; /* the only spelling that counts, or NULL; borrowed */
} OsintPhrase;

typedef struct OsintTrie OsintTrie;

OsintTrie *osint_trie_new(void);
void osint_trie_free(OsintTrie *trie);
void osint_trie_add(OsintTrie *trie, const guint32 *tokens, guint count, const OsintPhrase *phrase);
/* Once, after the last phrase and before the first look-up; token ids are at most max_token. */
void osint_trie_freeze(OsintTrie *trie, guint32 max_token);

/* The node that a token leads to, 0 for none; node 0 is the root. */
guint32 osint_trie_step(const OsintTrie *trie, guint32 node, guint32 token);
/* The phrases that end at a node. */
const OsintPhrase *osint_trie_phrases(const OsintTrie *trie, guint32 node, guint *count);

G_END_DECLS

#endif
