/* Filling the record of a feed: what every form of feed does alike. */
#ifndef OSINT_READERS_FEED_FEED_ITEM_H
#define OSINT_READERS_FEED_FEED_ITEM_H

#include "indexer/readers/feed/feed.h"

G_BEGIN_DECLS

OsintFeed *osint_feed_new(const char *media_type);
OsintFeedItem *osint_feed_item_new(void);

/* Sets a value (taken; blank ones are dropped) when it ranks higher than the one that is there. Of dates the
 * last of a rank counts, as feed readers have it, of all else the first. */
void osint_feed_item_set(OsintFeedItem *item, OsintFeedValue which, guint rank, char *value);
/* The same with a text, which is taken, too. */
void osint_feed_text_set(OsintFeedText *text, guint rank, OsintFeedText value);
void osint_feed_text_clear(OsintFeedText *text);

/* An author from "Jane Doe", "jane@example.org (Jane Doe)", "Jane Doe <jane@example.org>" and the like;
 * markup is dropped. */
void osint_feed_item_add_person(OsintFeedItem *item, const char *written);
void osint_feed_item_add_person_parts(OsintFeedItem *item, const char *name, const char *email);
void osint_feed_item_add_tag(OsintFeedItem *item, const char *tag);
/* "one, two": each one. */
void osint_feed_item_add_tags(OsintFeedItem *item, const char *list);

/* Makes a feed's relative links absolute, by the address of its site or its own. */
void osint_feed_resolve_links(OsintFeed *feed);

/* Whether text that does not say what it is looks like HTML: it has tags or names of characters in it. */
gboolean osint_feed_looks_like_html(const char *text);

/* HTML of text as WordPress exports it: with its paragraphs, without shortcodes. */
char *osint_feed_wordpress_html(const char *text);

/* Gives the articles of a feed. */
void osint_feed_emit(OsintDocument *document, const OsintFeed *feed);

G_END_DECLS

#endif
