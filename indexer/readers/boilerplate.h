/* What web pages leave below and between the text of an article: links to other articles, calls to subscribe
 * or comment, copyright notices, the author's biography. */
#ifndef OSINT_READERS_BOILERPLATE_H
#define OSINT_READERS_BOILERPLATE_H

#include "indexer/article/article.h"
#include "indexer/readers/layout.h"

G_BEGIN_DECLS

/* The number of leading paragraphs that are the article. *author (may be NULL) is set when a biography among
 * the rest names its subject, else left alone. */
guint osint_boilerplate_end(const GArray *paragraphs, char **author);

/* Whether a paragraph is a page's furniture wherever it stands: "Advertisement", "広告", "Share this
 * article". */
gboolean osint_boilerplate_is_furniture(const char *paragraph);

/* Cuts the end of an article whose text and headings are set, and adds the author when it has none. */
void osint_boilerplate_trim(OsintArticle *article);

G_END_DECLS

#endif
