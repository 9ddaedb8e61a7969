/* Narrowing a search by what its results show: language, publisher, year. */
#ifndef OSINT_WEB_NARROW_H
#define OSINT_WEB_NARROW_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

/* What is needed of OsintResults' facets: bits. */
#define OSINT_NARROW_FACETS (1u << OSINT_FACET_LANGUAGE | 1u << OSINT_FACET_SOURCE | 1u << OSINT_FACET_YEAR)

/* filters: OsintFilter *, the query's active ones. */
gboolean osint_narrow_has_groups(const OsintResults *results, const GPtrArray *filters);
void osint_narrow_append(OsintHtml *html, const OsintResults *results, const GPtrArray *filters);

G_END_DECLS

#endif
