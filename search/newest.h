/* The articles that a card is made of. */
#ifndef OSINT_SEARCH_NEWEST_H
#define OSINT_SEARCH_NEWEST_H

#include "search/engine.h"

G_BEGIN_DECLS

typedef struct {
    GArray *docids;   /* guint32, ascending */
    gboolean are_all; /* nothing that matches was left out but copies */
    guint32 first,
        last; /* of all that match: the earliest, and the one whose date ends last; 0: none is dated */
} OsintNewest;

/* Of the articles that match the newest, at most so many (0: all), undated ones last; of copies the earliest,
 * so that nothing is counted twice. first and last are looked for only where some are left out. */
gboolean osint_newest_choose(OsintNewest *newest, XapcDb *db, const OsintMatching *matching, guint most,
                             GError **error);
void osint_newest_clear(OsintNewest *newest);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OsintNewest, osint_newest_clear)

G_END_DECLS

#endif
