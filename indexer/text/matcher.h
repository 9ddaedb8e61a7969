/* The matcher: where a query's words stand in a text.
 *
 * The words of a query are atoms: a plain word (with its stems), the beginning of a word, a word within some
 * edits, or one CJK character. A scan gives every place where an atom stands, with word positions, from which
 * phrases and distances are read. */
#ifndef OSINT_TEXT_MATCHER_H
#define OSINT_TEXT_MATCHER_H

#include "indexer/text/span.h"
#include "indexer/text/stems.h"

G_BEGIN_DECLS

typedef struct OsintMatcher OsintMatcher;

OsintMatcher *osint_matcher_new(void);
void osint_matcher_free(OsintMatcher *matcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintMatcher, osint_matcher_free)

/* Each returns the atom's number, counted from 0; the same atom (a word: with the same stems) again has the
 * same number. Texts are folded (words.h). Atoms are added before the first scan. */
guint osint_matcher_add_word(OsintMatcher *matcher, const char *folded, const GPtrArray *stems);
guint osint_matcher_add_prefix(OsintMatcher *matcher, const char *folded);
guint osint_matcher_add_fuzzy(OsintMatcher *matcher, const char *folded, guint edits);
guint osint_matcher_add_cjk(OsintMatcher *matcher, const char *character);
guint osint_matcher_atoms(const OsintMatcher *matcher); /* how many there are */

typedef struct {
    guint32 atom;
    guint32 position; /* words and CJK characters count one each; an empty line between two of them leaves a
                         gap of OSINT_PARAGRAPH_GAP */
    OsintSpan span;
    gboolean exact; /* the very word, not only its stem */
} OsintOccurrence;

#define OSINT_PARAGRAPH_GAP 1000

/* Appends the occurrences in text (in order), counted in the language of stems. Returns the position after
 * the last word; the first word has position `position`. */
guint32 osint_matcher_scan(OsintMatcher *matcher, OsintStems *stems, const char *text, guint32 position,
                           GArray *occurrences);

/* A word or a CJK character and the position that osint_matcher_scan() gives it. */
typedef struct {
    OsintSpan span;
    guint32 position;
} OsintPosition;

/* Appends an OsintPosition for each of them in text, in order. */
void osint_matcher_positions(const char *text, guint32 position, GArray *positions);

G_END_DECLS

#endif
