/* The entities that a query asks for: under which names, from which lists, and what else has these names. */
#ifndef OSINT_SEARCH_ASKED_H
#define OSINT_SEARCH_ASKED_H

#include "search/engine.h"

G_BEGIN_DECLS

/* What a node of the query asks for, of one entity. */
OsintQueryEntity *osint_asked_new(OsintIndex *index, const OsintNode *node, const char *id);
void osint_asked_free(OsintQueryEntity *entity);

/* Counts under which names the matching articles mention the entities asked for; names that no list has are
 * added. Once is enough; of many entities only the first are counted. */
gboolean osint_asked_count(OsintSearch *search, GError **error);

/* The name that the query used, as the list has it; NULL when it used an id. */
const OsintQueryName *osint_asked_by(const OsintQueryEntity *entity);
/* The filter that finds the entity under one of its names only: entity:="BRONZE BUTLER". Freed by the caller.
 */
char *osint_asked_only(const char *name);
/* "used by Secureworks; lists mitre, threat-actor"; NULL when nothing is known of it. Freed by the caller. */
char *osint_name_source(const GPtrArray *lists, const GPtrArray *users);

G_END_DECLS

#endif
