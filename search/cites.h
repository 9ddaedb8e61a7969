/* cites: who is cited as the origin of a statement. */
#ifndef OSINT_SEARCH_CITES_H
#define OSINT_SEARCH_CITES_H

#include "indexer/article/article.h"
#include "indexer/store/index.h"
#include "search/query.h"

G_BEGIN_DECLS

/* Gives a cites: node the entities that its text names; "unnamed" stands for sources without a name, and a
 * text that no entity has for the words of a name as articles write it. Fails, with the nearest name, when no
 * article of the index cites anybody so. */
gboolean osint_cites_resolve(OsintIndex *index, OsintNode *node, GError **error);

/* Appends (char *) the terms of which an article that has such a citation has one; for words, which it has
 * all of, *all is TRUE. */
void osint_cites_terms(const OsintNode *node, GPtrArray *terms, gboolean *all);
/* Whether every article with these terms has such a citation. */
gboolean osint_cites_is_exact(const OsintNode *node);
gboolean osint_cites_wants(const OsintNode *node, const OsintCitation *citation);

G_END_DECLS

#endif
