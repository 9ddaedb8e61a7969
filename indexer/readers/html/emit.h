/* The chosen blocks of a page as the text of an article. */
#ifndef OSINT_READERS_HTML_EMIT_H
#define OSINT_READERS_HTML_EMIT_H

#include "indexer/article/article.h"
#include "indexer/readers/html/blocks.h"

G_BEGIN_DECLS

/* Sets text and headings to the blocks that are kept, in the order of the page. A heading that says the title
 * again is left out; title may be NULL. */
void osint_html_emit(OsintArticle *article, const OsintHtmlPage *page, const gboolean *kept,
                     const char *title);

G_END_DECLS

#endif
