/* Passages of a result, as quotations. */
#ifndef OSINT_WEB_QUOTE_H
#define OSINT_WEB_QUOTE_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

/* The hit's passages with what matched marked, each with a link to where it stands in the stored article; the
 * article's beginning when a query of filters alone points at none. */
void osint_quote_append(OsintHtml *html, const OsintResults *results, const OsintHit *hit);

G_END_DECLS

#endif
