/* What an index holds, in figures. */
#ifndef OSINT_STATS_H
#define OSINT_STATS_H

#include <jansson.h>

#include "indexer/store/index.h"

G_BEGIN_DECLS

/* {"index", "articles", "passages", "bytes" (on disk), "published": {"first", "last", "undated"},
 * "log": {"bytes", "chain", "last_change": {"began", "added", "replaced", "removed"}} (null when it is not
 * there), "languages": {tag: articles}, "types": {media type: articles}, "entities": [{"id", "type", "name",
 * "articles"}]}, counts in falling order. */
json_t *osint_stats(OsintIndex *index, GError **error);
/* The same for people; "last_run", a line of the log of runs, when it is there. */
char *osint_stats_to_text(const json_t *stats);

G_END_DECLS

#endif
