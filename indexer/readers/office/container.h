/* ZIP containers in memory: their parts by name. Only parts that are text of some kind are unpacked. */
#ifndef OSINT_READERS_OFFICE_CONTAINER_H
#define OSINT_READERS_OFFICE_CONTAINER_H

#include <libxml/tree.h>

#include "indexer/readers/document.h"

G_BEGIN_DECLS

typedef struct OsintContainer OsintContainer;

/* NULL when there is nothing to read, which has been refused: as zip-encrypted, zip-damaged, or too-large
 * (its parts are together larger than 128 MiB or than the document may be, or more than 10,000). */
OsintContainer *osint_container_open(OsintDocument *document, const char *data, gsize length);
void osint_container_free(OsintContainer *container);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintContainer, osint_container_free)

/* A part, by its name in any case; NULL when there is none. A NUL follows it. */
const char *osint_container_part(const OsintContainer *container, const char *name, gsize *length);
/* The same as a tree, as far as it can be read; NULL when nothing of it can. */
xmlDoc *osint_container_xml(OsintContainer *container, const char *name);
/* Whether a part that was asked for, or the container itself, was not whole. */
gboolean osint_container_is_damaged(const OsintContainer *container);
/* The first name that ends so, in the container's order; NULL for none. */
const char *osint_container_find(const OsintContainer *container, const char *ending);

G_END_DECLS

#endif
