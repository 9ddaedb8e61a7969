/* The card of an entity as a page: its names, when it was in the news, with whom, and the newest passages. */
#ifndef OSINT_WEB_ENTITY_PAGE_H
#define OSINT_WEB_ENTITY_PAGE_H

#include "search/card.h"
#include "web/ask.h"

G_BEGIN_DECLS

typedef struct {
    const OsintAsk *ask; /* its query finds the articles */
    gint64 now;
    const OsintCard *card;
} OsintEntityView;

GString *osint_entity_page(const OsintEntityView *view);

G_END_DECLS

#endif
