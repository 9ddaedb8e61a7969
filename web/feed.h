/* Where an Atom feed and what it links to stand on this site. */
#ifndef OSINT_WEB_FEED_H
#define OSINT_WEB_FEED_H

#include "web/ask.h"

G_BEGIN_DECLS

typedef struct {
    OsintFeed links; /* all NULL when the client named no sound host */
    char *addresses[4];
    const char *origin;
    OsintAsk search; /* what is marked in articles */
} OsintFeedPlace;

/* more: there is a next page. request and ask must outlive the place, which must stay where it is. */
void osint_feed_place_init(OsintFeedPlace *place, const OsintRequest *request, const OsintAsk *ask,
                           gboolean more);
void osint_feed_place_clear(OsintFeedPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OsintFeedPlace, osint_feed_place_clear)

/* The address of the feed of a search or a card: what is new comes first. Freed by the caller. */
char *osint_feed_link(const OsintAsk *ask);

G_END_DECLS

#endif
