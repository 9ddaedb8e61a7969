/* The table behind the lookup of names: private to the reader of the index. */
#ifndef OSINT_STORE_NAMES_H
#define OSINT_STORE_NAMES_H

#include "indexer/store/index.h"

G_BEGIN_DECLS

/* Folded id, uuid or name -> GArray of guint: the entities of the list that have it, ascending. */
GHashTable *osint_names_table(const OsintEntityList *list);
/* The index's own, made when first asked for; NULL when the list cannot be read. */
GHashTable *osint_index_names(OsintIndex *index);

G_END_DECLS

#endif
