/* Whether an index has changed since it was opened, told without opening it. */
#ifndef OSINT_STORE_STATE_H
#define OSINT_STORE_STATE_H

#include <glib.h>

G_BEGIN_DECLS

/* A string that changes with every commit and switch; NULL when only opening can tell: with a shard that
 * another machine serves or that xapian-replicate copies, and when there is no index. location: as for
 * osint_index_open(). What is opened after the call is in this state or a newer one. */
char *osint_index_state(const char *location);

/* Whether there is something to open: shards that other machines serve are not asked. */
gboolean osint_index_is_there(const char *location);

G_END_DECLS

#endif
