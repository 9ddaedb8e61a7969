/* How an article is cited. */
#ifndef OSINT_WEB_CITATION_H
#define OSINT_WEB_CITATION_H

#include "search/render.h"
#include "web/words.h"

G_BEGIN_DECLS

/* A stored article with when it was indexed and its copies, as a search finds it; NULL without error when
 * there is none. Freed by the caller. */
OsintHit *osint_citation_find(OsintIndex *index, const char *id, gint64 now, GError **error);

/* One line: "Author: “Title”. Publisher, 2021-04-20. https://example.org/a (accessed 2021-05-01)", without
 * what is not known. Freed by the caller. */
char *osint_citation_text(const OsintWords *words, const OsintHit *hit);

/* The forms of a citation, NULL-terminated: names of formats. */
const char *const *osint_citation_formats(void);
/* A document that cites one article: bibtex, csl-json, or text, which is the line above. NULL: no such form.
 */
GString *osint_citation_document(const OsintWords *words, const OsintHit *hit, const OsintRenderer *renderer);

/* The article's address when it is one for http or https, else NULL. */
const char *osint_citation_link(const OsintArticle *article);

G_END_DECLS

#endif
