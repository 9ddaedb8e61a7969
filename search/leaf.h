/* A text leaf of the query tree, compiled: the terms Xapian is asked for and the atoms the matcher looks for.
 */
#ifndef OSINT_SEARCH_LEAF_H
#define OSINT_SEARCH_LEAF_H

#include "indexer/store/index.h"
#include "indexer/text/matcher.h"
#include "search/common-words.h"
#include "search/expand.h"
#include "search/query.h"
#include "search/weights.h"

G_BEGIN_DECLS

/* What is counted and weighed: a word, a CJK character, two neighbouring CJK characters, or an entity. */
typedef struct {
    char *label;         /* for explanations */
    GPtrArray *terms;    /* char *: index terms of which an article with this unit has one */
    guint atoms[2];      /* the matcher's; a pair is two at neighbouring positions */
    guint atom_count;    /* 0 for an entity */
    GPtrArray *entities; /* char *: ids, for an entity; else NULL */
    double factor;       /* how much it counts beside its rarity */
    double rarity;       /* inverse passage frequency; set by osint_unit_weigh() */
    gboolean joined;     /* of a pair: nothing stands between the two */
    gboolean required;   /* every article that matches the leaf has it */
    gboolean common;     /* a common word, which says little */
    gboolean named;      /* an entity that the query's words name, beside these words */
    gboolean light;      /* the closest articles are found without it; set by the plan */
    guint64 postings;    /* in how many articles its terms stand, added up; set by the plan */
    guint related[2];    /* the matcher's atoms for words that begin like it or are written nearly so */
    guint related_count;
} OsintUnit;
void osint_unit_free(OsintUnit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintUnit, osint_unit_free)

/* One of the atoms that must stand one after the other. */
typedef struct {
    guint atom;
    gboolean joined; /* a CJK character that follows the one before it with nothing between them */
} OsintStep;

typedef struct {
    const OsintNode *node;
    GArray *sequence; /* OsintStep; of a phrase with a distance, what is not joined stands near */
    gboolean
        exact; /* the very words, not their stems: a phrase in quotes without a distance, names of authors */
    gboolean stop;    /* nothing but common words */
    gboolean loose;   /* a long run of CJK, more a sentence than a word: its parts alone say something, too */
    GPtrArray *units; /* OsintUnit * */
} OsintLeaf;
void osint_leaf_free(OsintLeaf *leaf);

/* What leaves are compiled with. notes may get a line for people. */
typedef struct {
    OsintIndex *index;
    const OsintWeights *weights;
    OsintMatcher *matcher;
    GPtrArray *stems; /* OsintStems *, one a stemmer of the index */
    OsintExpander *expander;
    GPtrArray *notes; /* char * */
    OsintCommonWords common;
} OsintLeafContext;

/* node: WORD, PHRASE, PREFIX or FUZZY. A leaf without letters or digits has an empty sequence and matches
 * everything. */
OsintLeaf *osint_leaf_compile(const OsintLeafContext *context, const OsintNode *node, GError **error);
/* The unit of an ENTITY, MENTIONS or CITES node; of the last, entities is empty. */
OsintUnit *osint_unit_for_entities(const OsintNode *node);
/* Sets rarity from the index's passage frequencies. */
gboolean osint_unit_weigh(OsintUnit *unit, OsintIndex *index, GError **error);

G_END_DECLS

#endif
