/* HTML: its title, what its head says of the article, and its paragraphs. */
#ifndef OSINT_READERS_HTML_H
#define OSINT_READERS_HTML_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Reads a whole document as one article. */
void osint_html_read(OsintDocument *document, const char *data, gsize length);

/* Sets text and headings from HTML in UTF-8, and the fields that are not set yet from its head. */
void osint_html_fill(OsintArticle *article, const char *html, gsize length);

G_END_DECLS

#endif
