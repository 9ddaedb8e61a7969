/* The weights of ranking, in one place, so that they can be tuned together (tests/quality/tune.py). */
#ifndef OSINT_SEARCH_WEIGHTS_H
#define OSINT_SEARCH_WEIGHTS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    double ineb2_c; /* of the article's weight by Xapian: divergence from randomness, IneB2 (Amati and van
                       Rijsbergen, 2002) */
    double article_common; /* what a common word counts in it */
    double article;        /* what it counts beside the best passage */
    double k1, b;          /* BM25 of a passage (Robertson and Zaragoza, 2009) */
    double common;         /* what a common word counts in a passage */
    double exact;          /* an exact word counts 1 + this times its stem */
    double related;        /* a word that only begins like the one asked for, where that one is not */
    double pair;           /* two neighbouring words of the query that are neighbours in the text */
    double title;          /* a word in the title, beside one in the passage */
    double sentence;       /* the words that the passage's best sentence has */
    double coverage;       /* the share of the query that the article has, squared */
    double named;          /* an entity that the query's words name */
    /* of a run of CJK characters, beside a pair of them with 1 */
    double cjk_character;
    double cjk_hiragana;      /* one hiragana, mostly a particle or an ending */
    double cjk_hiragana_pair; /* two */
    double cjk_border;        /* a pair across the border of two words, beside what it counts else */
    double cjk_mixed_pair;    /* a hiragana and something else: the seam of two words */
} OsintWeights;

extern const OsintWeights osint_weights;

/* The name of one, counted from 0, and its value; NULL behind the last. */
const char *osint_weights_get(const OsintWeights *weights, guint number, double *value);
/* Sets one by its name here; FALSE when there is none of that name. */
gboolean osint_weights_set(OsintWeights *weights, const char *name, double value);

G_END_DECLS

#endif
