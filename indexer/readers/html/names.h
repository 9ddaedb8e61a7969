/* Names of authors as pages write them, one by one. */
#ifndef OSINT_READERS_HTML_NAMES_H
#define OSINT_READERS_HTML_NAMES_H

#include "indexer/readers/html/jsonld.h"
#include "indexer/readers/html/page.h"

G_BEGIN_DECLS

/* Adds the names in a byline ("By Jane Doe and Richard Roe, Reuters Health"): without the word before them,
 * roles, addresses and handles, none twice. */
void osint_names_add(GPtrArray *names, const char *written);

/* The stated authors: of linked data, else of metas, else of bylines near the headline (may be NULL).
 * publisher, or NULL, is no author beside another. An array of char *. */
GPtrArray *osint_page_authors(const OsintPage *page, const OsintLinkedData *linked,
                              const OsintPageHeading *headline, const char *publisher);

G_END_DECLS

#endif
