/* Where an article came from: address, dates, file, hash, copies, and what its reader noticed. */
#ifndef OSINT_WEB_PROVENANCE_H
#define OSINT_WEB_PROVENANCE_H

#include "web/article-page.h"
#include "web/html.h"

G_BEGIN_DECLS

/* A section of its own. */
void osint_provenance_append(OsintHtml *html, const OsintArticleView *view);

G_END_DECLS

#endif
