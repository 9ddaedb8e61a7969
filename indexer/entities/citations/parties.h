/* Who stands before or after a word: the noun phrases that name somebody who is cited. */
#ifndef OSINT_ENTITIES_CITATIONS_PARTIES_H
#define OSINT_ENTITIES_CITATIONS_PARTIES_H

#include "indexer/entities/citations/build.h"

G_BEGIN_DECLS

#define OSINT_CITE_MOST_PARTIES 8

typedef struct {
    OsintCiteReading *reading;
    guint first, end; /* tokens */
} OsintCiteSentence;

/* "the Yomiuri, Nikkei and NHK" is three. */
typedef struct {
    OsintCiteParty each[OSINT_CITE_MOST_PARTIES];
    guint count;
    guint first, last; /* tokens of the phrase */
} OsintCiteParties;

typedef enum {
    OSINT_CITE_STRICT, /* a name that no list has must look like an organisation's */
    OSINT_CITE_LOOSE,  /* it must not look like a person's */
} OsintCiteStrictness;

/* False outside the sentence. Classes are those of words, not of names. */
gboolean osint_cite_has(const OsintCiteSentence *in, guint number, guint32 classes);
gboolean osint_cite_is_word(const OsintCiteSentence *in, guint number, const char *lower);
/* May stand between a verb and "to NHK": "confirmed the arrest". */
gboolean osint_cite_is_object(const OsintCiteSentence *in, guint number);
gboolean osint_cite_is_adverb(const OsintCiteSentence *in, guint number); /* "reportedly" */

/* Who the phrase is that ends with token last, or begins with token first. FALSE when it is nobody who can be
 * cited: a person, a thing, a pronoun. */
gboolean osint_cite_party_before(OsintCiteSentence *in, guint last, OsintCiteParties *parties);
gboolean osint_cite_party_after(OsintCiteSentence *in, guint first, OsintCiteStrictness strictness,
                                OsintCiteParties *parties);
/* For whom the speaker at a token speaks, as the tokens before and those up to last say. */
gboolean osint_cite_party_of_speaker(OsintCiteSentence *in, guint speaker, guint last,
                                     OsintCiteParties *parties);

gboolean osint_cite_are_media(OsintCiteSentence *in, const OsintCiteParties *parties); /* the first is */
gboolean osint_cite_are_places(OsintCiteSentence *in, const OsintCiteParties *parties);

G_END_DECLS

#endif
