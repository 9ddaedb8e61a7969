/* Narrowing a search by what its results show: entities by type, sources, languages, years, tags, kinds of
 * document. */
#ifndef OSINT_WEB_NARROW_H
#define OSINT_WEB_NARROW_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

/* What is needed of OsintResults' facets: bits. */
#define OSINT_NARROW_FACETS OSINT_FACETS_ALL
#define OSINT_NARROW_MOST 12u /* values of each, of entities of each type */

gboolean osint_narrow_has_groups(const OsintResults *results);
void osint_narrow_append(OsintHtml *html, const OsintResults *results);

G_END_DECLS

#endif
