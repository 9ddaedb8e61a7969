/* The network of an answer: a picture whose signs lead to cards and whose lines lead to the passages that
 * prove them, and the same pairs as a table. */
#ifndef OSINT_WEB_NETWORK_PAGE_H
#define OSINT_WEB_NETWORK_PAGE_H

#include "web/html.h"
#include "web/results.h"

G_BEGIN_DECLS

#define OSINT_NETWORK_PAGE_SIZE 20u
#define OSINT_NETWORK_NODES 30u  /* that are drawn */
#define OSINT_NETWORK_READ 1000u /* articles, the best, that a page takes the time to read */

/* What of the network a page needs. */
OsintNetworkOptions osint_network_options(const OsintAsk *ask);

/* results: with the network. */
void osint_network_append(OsintHtml *html, const OsintResults *results);

/* The picture alone, twice, of which the style sheet shows one: narrow screens have the strongest part of it.
 * What stands in its way is said in its place. */
void osint_network_append_picture(OsintHtml *html, const OsintResults *results);

/* Where the passages of a pair are; NULL when the query cannot be combined with it. Freed by the caller. */
char *osint_network_link(const OsintResults *results, const OsintNetworkEdge *edge);

G_END_DECLS

#endif
