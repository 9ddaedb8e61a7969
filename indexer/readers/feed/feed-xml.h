/* Feeds in XML. */
#ifndef OSINT_READERS_FEED_FEED_XML_H
#define OSINT_READERS_FEED_FEED_XML_H

#include <libxml/tree.h>

#include "indexer/readers/feed/feed.h"

G_BEGIN_DECLS

/* Fills a feed from a tree whose root is rss, RDF, feed, entry, channel or an item. */
void osint_feed_read_tree(OsintFeed *feed, const xmlNode *root);

/* The text of an element, by what its attributes or its vocabulary say of it; atom: text is plain where
 * nothing is said. value is NULL when there is none. */
OsintFeedText osint_feed_text_of(const xmlNode *node, gboolean atom);

G_END_DECLS

#endif
