/* HTML: its title, what its head says of the article, and its paragraphs. */
#ifndef OSINT_READERS_HTML_HTML_H
#define OSINT_READERS_HTML_HTML_H

#include "indexer/readers/document.h"
#include "indexer/readers/html/recipes.h"

G_BEGIN_DECLS

/* Reads a whole document as one article, or as several when it is an index of whole texts. */
void osint_html_read(OsintDocument *document, const char *data, gsize length);

/* Sets text and headings from a page in UTF-8: its main content, and the fields that are not set yet from
 * what the page says of itself. url is the address the page was fetched from, or NULL; now is in Unix
 * seconds, 0 when it is not known; recipes may be NULL. */
void osint_html_fill(OsintArticle *article, const char *html, gsize length, const char *url, gint64 now,
                     const OsintRecipes *recipes);

/* Sets text and headings from HTML in UTF-8 that is the article and nothing else, as feeds, mails and books
 * have it: all of its text is kept. */
void osint_html_fill_fragment(OsintArticle *article, const char *html, gsize length);

G_END_DECLS

#endif
