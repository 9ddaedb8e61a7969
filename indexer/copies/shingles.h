/* Shingles: the runs of five words (of eight characters in scripts without spaces) that stand in a text, as
 * hashes. Texts of which one is made from the other share many of them, whatever was added, left out or moved
 * (Broder, On the resemblance and containment of documents, 1997).
 *
 * Words count folded (words.h), so that capitals, accents and forms of quotation marks make no difference. */
#ifndef OSINT_COPIES_SHINGLES_H
#define OSINT_COPIES_SHINGLES_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    GArray *hashes;   /* guint32: of the shingles */
    GArray *figures;  /* guint32: of the figures (words with a digit), each with the word before it */
    guint32 length;   /* of the text in shingles, repeated ones counted as often as they stand there */
    guint64 identity; /* of all words in their order */
} OsintShingles;

/* In the text's order; a text of fewer words than a shingle has is one shingle, one without words has none.
 */
OsintShingles *osint_shingles_new(const char *text);
/* Brings hashes and figures into order, each once: what osint_shingles_compare() needs. */
void osint_shingles_sort(OsintShingles *shingles);
void osint_shingles_free(OsintShingles *shingles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintShingles, osint_shingles_free)

/* A text of fewer has no copies: a few words are soon the same ("Subscribe to read this article."). */
#define OSINT_SHINGLES_OF_A_COPY 16

typedef enum {
    OSINT_COPY_NONE,
    OSINT_COPY_WHOLE, /* of about the same length, and most of the text is the same */
    OSINT_COPY_PART,  /* nearly all of the shorter text stands in the other, which is more than twice as long
                       */
} OsintCopyKind;

/* Whether one of two sorted texts was made from the other. Symmetric. */
OsintCopyKind osint_shingles_compare(const OsintShingles *a, const OsintShingles *b);

G_END_DECLS

#endif
