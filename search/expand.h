/* Which terms of the index a wildcard or a fuzzy word may stand for.
 *
 * The index holds stems, the query means words: the terms found are a superset, and the matcher decides by
 * reading. All the wildcards and fuzzy words of a query share its work: how many terms are asked for, and how
 * many of the term list are looked at. */
#ifndef OSINT_SEARCH_EXPAND_H
#define OSINT_SEARCH_EXPAND_H

#include "indexer/text/stems.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

/* What is left for the words not yet expanded, each of which may take its share. */
typedef struct {
    XapcDb *db;
    guint words;  /* wildcards and fuzzy words */
    guint terms;  /* that they may stand for */
    guint effort; /* steps in the term list; passing over a stretch counts as several */
    guint tries;  /* words that may be stemmed to find the terms of fuzzy words */
} OsintExpander;

void osint_expander_init(OsintExpander *expander, XapcDb *db, guint words);

typedef struct {
    const char *prefix;     /* the terms' schema prefix */
    const char *folded;     /* what is typed, folded: without its star or number of edits */
    const GPtrArray *stems; /* OsintStems *: of every stemmer that made the terms; empty: they are words */
    gboolean same_first;    /* of fuzzy words only terms that begin with the same character */
} OsintExpandable;

typedef struct {
    GPtrArray *terms; /* char *: the nearest first, then the most frequent */
    guint found;      /* how many there are; more than terms->len when some were left out */
    gboolean stopped; /* the list was not looked through to its end: there may be more */
} OsintExpansion;
void osint_expansion_free(OsintExpansion *expansion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintExpansion, osint_expansion_free)

/* Terms of words that begin with folded. */
OsintExpansion *osint_expand_prefix(OsintExpander *expander, const OsintExpandable *word, GError **error);
/* Terms of words within some edits of folded. */
OsintExpansion *osint_expand_fuzzy(OsintExpander *expander, const OsintExpandable *word, guint edits,
                                   GError **error);

G_END_DECLS

#endif
