/* The plan: a checked query tree turned into what Xapian is asked for and what the matcher looks for. */
#ifndef OSINT_SEARCH_PLAN_H
#define OSINT_SEARCH_PLAN_H

#include "search/reading.h"

G_BEGIN_DECLS

typedef struct OsintPlan {
    OsintReadingPlan reading;
    GPtrArray
        *positive;    /* OsintLeaf *, not owned: leaves that are not under NOT, in the order of the query */
    GPtrArray *asked; /* OsintNode *, not owned: ENTITY, MENTIONS and CITES nodes that are not under NOT */
    GPtrArray *units; /* OsintUnit *, not owned: what passages are scored by, each once */
    const OsintWeights *weights;
    GPtrArray *named;          /* OsintNode *: entities that the words name; at the end of asked, too */
    GPtrArray *own_units;      /* OsintUnit *: the entities' */
    GHashTable *known_units;   /* the same, as a set */
    GHashTable *pair_tests;    /* OsintNode * -> OsintPairTest *: leaves with words that must be neighbours */
    GHashTable *stems;         /* stemmer language -> OsintStems * */
    guint64 postings;          /* in how many articles the terms of the units stand, added up */
    guint known, light;        /* units that some article has, and those of them that are light */
    gboolean needs_words_only; /* whether an article matches is told by its title, authors and text alone */
    gboolean needs_reading;    /* the strict query finds more than what matches; reading must confirm */
    gboolean filters_need_reading; /* likewise for what is no wish for words: filters and what is excluded */
} OsintPlan;

/* notes get lines for people (cut wildcards, common words that are not required). Fails with
 * OSINT_QUERY_ERROR_LIMIT, and the place in the query, when it is too wide. The tree, the weights and
 * the index must outlive the plan. */
OsintPlan *osint_plan_new(OsintIndex *index, const OsintNode *root, const OsintWeights *weights,
                          GPtrArray *notes, OsintSpan *place, GError **error);
void osint_plan_free(OsintPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintPlan, osint_plan_free)

/* Every article that matches, and perhaps some that do not. */
XapcQuery *osint_plan_strict(const OsintPlan *plan, GError **error);
/* Articles with any of the words; the filters and what is excluded still hold. */
XapcQuery *osint_plan_closest(const OsintPlan *plan, GError **error);
/* Whether an article can come close without matching: several words, phrases or entities are asked for, or
 * one that is a sentence. */
gboolean osint_plan_has_closest(const OsintPlan *plan);
/* Whether so much is asked for in plain words that articles without some of them are of interest beside those
 * with all. */
gboolean osint_plan_is_long(const OsintPlan *plan);

/* Whether the strict query of a node of the tree finds just the articles that match it. */
gboolean osint_plan_is_exact(const OsintPlan *plan, const OsintNode *node);
/* Whether words are asked for anywhere below a node, other than to be absent. */
gboolean osint_plan_asks_for_words(const OsintNode *node);

/* The stems for an article's language. */
OsintStems *osint_plan_stems(const OsintPlan *plan, const char *language);

G_END_DECLS

#endif
