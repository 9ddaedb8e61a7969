/* Names from bylines. */
#ifndef OSINT_READERS_NEWSXML_BYLINE_H
#define OSINT_READERS_NEWSXML_BYLINE_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

/* Adds the authors of "By Jane Doe and John Roe, Example Press": the names, each once, without the
 * preposition and without what they are by profession. A byline of which nothing would be left is one author
 * as it is. NULL is none. */
void osint_byline_add(OsintArticle *article, const char *byline);
/* One author whose name is known to be one. */
void osint_byline_add_name(OsintArticle *article, const char *name);

G_END_DECLS

#endif
