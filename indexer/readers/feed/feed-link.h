/* Links of feeds. */
#ifndef OSINT_READERS_FEED_FEED_LINK_H
#define OSINT_READERS_FEED_FEED_LINK_H

#include <glib.h>

G_BEGIN_DECLS

gboolean osint_feed_link_is_absolute(const char *link); /* has a scheme */
gboolean osint_feed_link_is_web(const char *link);      /* http or https */
/* The link seen from base; as it is when it is absolute or base is not. Never NULL. */
char *osint_feed_link_resolve(const char *base, const char *link);

G_END_DECLS

#endif
