/* The neighbouring words of a phrase, looked for in the signatures of articles. */
#ifndef OSINT_SEARCH_PAIRS_H
#define OSINT_SEARCH_PAIRS_H

#include "search/query.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

typedef struct OsintPairTest OsintPairTest;

/* The test for a text leaf: NULL when it has no words that must be neighbours in title or text. */
OsintPairTest *osint_pair_test_new(const OsintNode *node);
void osint_pair_test_free(OsintPairTest *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintPairTest, osint_pair_test_free)

/* A query for the articles that may have all of the pairs; test must outlive it and its searches. */
XapcQuery *osint_pair_test_query(OsintPairTest *test, GError **error);

G_END_DECLS

#endif
