/* A sketch: a sample of a text's shingles, in few bytes, by which texts that may be copies are found.
 *
 * The sample is of the shingles whose hash is below a limit: 1/24 of all, but of a short text so many that
 * about 20 are expected, and of a long one not more than about 512. What two texts share is sampled by both
 * alike up to the lower of their limits, so that resemblance and containment can be estimated between texts
 * of any two lengths (Broder 1997, who takes the hashes that a number divides). */
#ifndef OSINT_COPIES_SKETCH_H
#define OSINT_COPIES_SKETCH_H

#include "indexer/copies/shingles.h"

G_BEGIN_DECLS

typedef struct {
    GArray *hashes;   /* guint32: those of the sample, in order */
    guint32 limit;    /* they are at most this */
    guint32 length;   /* of the text in shingles */
    guint32 identity; /* of all words in their order */
} OsintSketch;

/* Of shingles that need not be sorted. As bytes: about 4 a hash, and 5 to 9 for all else. Empty for a text
 * that is too short to have copies. */
GBytes *osint_sketch_encode(const OsintShingles *shingles);
/* NULL when the bytes are no sketch. Empty bytes are one without hashes. */
OsintSketch *osint_sketch_decode(gconstpointer data, gsize length);
void osint_sketch_free(OsintSketch *sketch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintSketch, osint_sketch_free)

/* Whether texts whose sketches have so many hashes in common may be copies: whether their shingles are worth
 * comparing. Few that are copies are passed over, and only where little more than a third is shared. */
gboolean osint_sketch_may_be_copy(const OsintSketch *a, const OsintSketch *b, guint shared);
/* Whether a text that shares so many hashes with all others together may have a copy that is not shorter. */
gboolean osint_sketch_may_have_copy(guint hashes, guint shared);
/* Whether the sketches are of the same words in the same order. */
gboolean osint_sketch_is_same(const OsintSketch *a, const OsintSketch *b);

G_END_DECLS

#endif
