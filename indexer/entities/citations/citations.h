/* Citations: whose statements an article reports. */
#ifndef OSINT_ENTITIES_CITATIONS_CITATIONS_H
#define OSINT_ENTITIES_CITATIONS_CITATIONS_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

/* Replaces the article's citations with what its sentences say about their sources; osint-entities(5) has the
 * rules. Needs text, sentences and mentions. Takes time in proportion to the text. */
void osint_citations_find(OsintArticle *article);

G_END_DECLS

#endif
