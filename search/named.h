/* Entities that the plain words of a query name: "bronze butler servers" names Tick. */
#ifndef OSINT_SEARCH_NAMED_H
#define OSINT_SEARCH_NAMED_H

#include "indexer/store/index.h"
#include "search/query.h"

G_BEGIN_DECLS

/* A new array of ENTITY nodes (OsintNode *), owned by it, each with the words as its text: the longest names
 * that stand for one entity only and are no ordinary words, one node an entity. Words under NOT, near others
 * or of a field name nothing here. */
GPtrArray *osint_named_find(const OsintNode *root, OsintIndex *index);

G_END_DECLS

#endif
