/* What a web page says of itself: title, dates, authors, publisher, address, language. */
#ifndef OSINT_READERS_HTML_METADATA_H
#define OSINT_READERS_HTML_METADATA_H

#include <libxml/tree.h>

#include "indexer/article/article.h"

G_BEGIN_DECLS

/* Sets the fields of the article that are not set yet. url is the address the page was fetched from, or NULL;
 * now is in Unix seconds, 0 when it is not known. The tree is only read. */
void osint_html_metadata(OsintArticle *article, xmlDoc *tree, const char *url, gint64 now);

/* Sets the language when it is not set, by the article's text; what the page declares decides only where the
 * text does not. */
void osint_html_language(OsintArticle *article, xmlDoc *tree);

G_END_DECLS

#endif
