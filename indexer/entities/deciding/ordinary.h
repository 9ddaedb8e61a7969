/* Which words are ordinary: words, names and abbreviations of English, by how common they are, from SCOWL. */
#ifndef OSINT_ENTITIES_DECIDING_ORDINARY_H
#define OSINT_ENTITIES_DECIDING_ORDINARY_H

#include <glib.h>

G_BEGIN_DECLS

/* From the most to the least common. */
typedef enum {
    OSINT_WORD_UNKNOWN,
    OSINT_WORD_COMMON,   /* the 4,000 most frequent, inflections included: "play", "net", "first" */
    OSINT_WORD_ORDINARY, /* any other: "tick", "machete", "turkey" */
    OSINT_WORD_PROPER    /* known only in capitals: "Aachen", "Cuba", "USB" */
} OsintCommonness;

/* folded: one word, as osint_word_fold() has it. A word that is not known is taken for one that is in one
 * case of a thousand at most. */
OsintCommonness osint_ordinary_word(const char *folded);

G_END_DECLS

#endif
