/* The names of an entity list that need no evidence, as a sorted list of hashes: a query that names nobody is
 * told so without the list, which may be long. */
#ifndef OSINT_STORE_NAMESET_H
#define OSINT_STORE_NAMESET_H

#include "indexer/entities/list.h"

G_BEGIN_DECLS

GBytes *osint_nameset_make(const OsintEntityList *list);
/* Whether it may have a name in the form of osint_entity_fold_name(); one in millions is taken for another.
 */
gboolean osint_nameset_may_have(GBytes *set, const char *folded);

G_END_DECLS

#endif
