/* Whether a term can be the stem of a word that a query means.
 *
 * A stemmer takes an ending off and may replace a letter before it. What it would do to words that may stand
 * in a text is tried. */
#ifndef OSINT_SEARCH_STEM_OF_H
#define OSINT_SEARCH_STEM_OF_H

#include "indexer/text/edits.h"
#include "indexer/text/stems.h"

G_BEGIN_DECLS

/* Calls func with what each stemmer makes of folded, of words one or two letters longer and of some with
 * longer endings; FALSE ends it. */
typedef gboolean (*OsintStemFunc)(OsintStems *stems, const char *stem, gpointer user_data);
void osint_stems_of_longer(const GPtrArray *stems, const char *folded, OsintStemFunc func,
                           gpointer user_data);

/* The words near one: what is asked of the terms that a walk finds near. */
typedef struct {
    const GPtrArray *stems; /* OsintStems * */
    const char *folded;
    guint shortest; /* characters of the beginnings that terms may be near */
    guint edits;
    guint tries; /* stems that may still be made to find edits inside endings */
} OsintStemOf;

/* Whether the term that the walk looked at last can be the stem of a word near folded. */
gboolean osint_stem_of_near(OsintStemOf *of, const OsintEditWalk *walk, const char *term);

G_END_DECLS

#endif
