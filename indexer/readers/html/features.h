/* What speaks for and against a block of text being part of the article, as numbered features. A feature is
 * there or not; a quantity is a group of features, one for each of its ranges. */
#ifndef OSINT_READERS_HTML_FEATURES_H
#define OSINT_READERS_HTML_FEATURES_H

#include "indexer/readers/html/blocks.h"

G_BEGIN_DECLS

enum {
    OSINT_FEATURE_BIAS,
    OSINT_FEATURE_LENGTH,                           /* 9 ranges of columns */
    OSINT_FEATURE_LINKS = OSINT_FEATURE_LENGTH + 9, /* 3 lengths by 5 shares of links */
    OSINT_FEATURE_END = OSINT_FEATURE_LINKS + 15,   /* 3 lengths by: ends as a sentence does */
    OSINT_FEATURE_ELEMENT = OSINT_FEATURE_END + 6,  /* that holds it */
    OSINT_FEATURE_INSIDE = OSINT_FEATURE_ELEMENT + OSINT_ELEMENT_COUNT, /* every element around it */
    OSINT_FEATURE_OWN = OSINT_FEATURE_INSIDE + OSINT_ELEMENT_COUNT, /* names of the element that holds it */
    OSINT_FEATURE_NEAR = OSINT_FEATURE_OWN + OSINT_CLUE_COUNT,      /* of the two around that */
    OSINT_FEATURE_FAR = OSINT_FEATURE_NEAR + OSINT_CLUE_COUNT,      /* of the others */
    OSINT_FEATURE_PARENT =
        OSINT_FEATURE_FAR + OSINT_CLUE_COUNT,               /* share of the page's running text beside it */
    OSINT_FEATURE_GROUP = OSINT_FEATURE_PARENT + 6,         /* the same, one level up */
    OSINT_FEATURE_GROUP_LINKS = OSINT_FEATURE_GROUP + 6,    /* share of links around it */
    OSINT_FEATURE_POSITION = OSINT_FEATURE_GROUP_LINKS + 5, /* in tenths of the running text */
    OSINT_FEATURE_TITLE = OSINT_FEATURE_POSITION + 12,      /* is it, stands before or behind it */
    OSINT_FEATURE_BEFORE = OSINT_FEATURE_TITLE + 6, /* the block before: 4 lengths by 3 shares of links */
    OSINT_FEATURE_AFTER = OSINT_FEATURE_BEFORE + 13,
    OSINT_FEATURE_SIGNS = OSINT_FEATURE_AFTER + 13, /* single signs of its text */
    OSINT_FEATURE_REPEATED = OSINT_FEATURE_SIGNS + 12,
    OSINT_FEATURE_ALIKE = OSINT_FEATURE_REPEATED + 1, /* share of the running text in elements of its style */
    OSINT_FEATURE_LOCAL_COUNT = OSINT_FEATURE_ALIKE + 6,
    /* Those below need a first opinion on every block. */
    OSINT_FEATURE_SCORE = OSINT_FEATURE_LOCAL_COUNT, /* of itself */
    OSINT_FEATURE_SCORE_BEFORE = OSINT_FEATURE_SCORE + 9,
    OSINT_FEATURE_SCORE_AFTER = OSINT_FEATURE_SCORE_BEFORE + 9,
    OSINT_FEATURE_SCORE_AROUND = OSINT_FEATURE_SCORE_AFTER + 9, /* mean of four on each side */
    OSINT_FEATURE_MAIN = OSINT_FEATURE_SCORE_AROUND + 9,        /* its place to the main element */
    OSINT_FEATURE_ORDER = OSINT_FEATURE_MAIN + 6,               /* before, within, behind sure text */
    OSINT_FEATURE_GAP = OSINT_FEATURE_ORDER + 3,                /* blocks to sure text, both ways */
    OSINT_FEATURE_STYLE = OSINT_FEATURE_GAP + 10,               /* share of sure text in its style */
    OSINT_FEATURE_SIBLINGS = OSINT_FEATURE_STYLE + 5,           /* share of sure text in its parent */
    OSINT_FEATURE_COUNT = OSINT_FEATURE_SIBLINGS + 5
};

/* At work on one page. */
typedef struct OsintHtmlFeatures OsintHtmlFeatures;

/* title may be NULL. The page must outlive it. */
OsintHtmlFeatures *osint_html_features_new(const OsintHtmlPage *page, const char *title);
void osint_html_features_free(OsintHtmlFeatures *features);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintHtmlFeatures, osint_html_features_free)

/* Appends (guint16) the features of a block that it has by itself. */
void osint_html_features_local(const OsintHtmlFeatures *features, guint block, GArray *out);

/* Takes note of a first opinion, the log-odds of each block being text. */
void osint_html_features_set_scores(OsintHtmlFeatures *features, const float *scores);
/* Appends the features that a block has by the opinion. */
void osint_html_features_around(const OsintHtmlFeatures *features, guint block, GArray *out);

G_END_DECLS

#endif
