/* More like this: a query made of what is characteristic of one article. */
#ifndef OSINT_SEARCH_LIKE_H
#define OSINT_SEARCH_LIKE_H

#include "indexer/store/index.h"

G_BEGIN_DECLS

/* A query that finds what is like the article and not the article itself: any of a few entities and any of a
 * few words that stand in many of its passages and in few others, each in another article, too. Of an article
 * that has nothing in common with any other, a query that finds just it. NULL without error when there is no
 * such article. Freed by the caller. */
char *osint_like_query(OsintIndex *index, const char *id, GError **error);
/* The query that finds what such a query and another one (NULL: everything) find. */
char *osint_like_within(const char *like, const char *query);

G_END_DECLS

#endif
