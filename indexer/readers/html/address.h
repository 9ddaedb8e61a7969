/* The address of a page. */
#ifndef OSINT_READERS_HTML_ADDRESS_H
#define OSINT_READERS_HTML_ADDRESS_H

#include "indexer/readers/html/page.h"

G_BEGIN_DECLS

/* What the page says its address is: absolute; NULL when it does not say, or means its site's first page.
 * fetched, where it came from, may be NULL. */
char *osint_page_address(const OsintPage *page, const char *fetched);

/* The date in a URL's path, to the month or the day; NULL when there is none. */
char *osint_address_date(const char *url);

G_END_DECLS

#endif
