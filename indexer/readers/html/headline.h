/* The headline of an article among what its page calls it. */
#ifndef OSINT_READERS_HTML_HEADLINE_H
#define OSINT_READERS_HTML_HEADLINE_H

#include "indexer/readers/html/jsonld.h"
#include "indexer/readers/html/page.h"

G_BEGIN_DECLS

/* The heading that is most likely the article's headline: an <h1>, or an element marked as it, best one that
 * `title` (may be NULL) has in it. NULL when there is none. */
const OsintPageHeading *osint_page_headline(const OsintPage *page, const char *title);

/* The title: the visible headline when the page's titles speak of the same, else the declared one without the
 * name of the site. linked, site (its name) and address may be NULL. NULL when the page has no title. */
char *osint_page_title(const OsintPage *page, const OsintLinkedData *linked, const char *site,
                       const char *address);

/* "Headline | Site", "Headline - Section - Site", "Site: Headline" without what is the site's name. host may
 * be NULL, and so may site. */
char *osint_title_without_site(const char *title, const char *site, const char *host);

G_END_DECLS

#endif
