/* Owners of article ids, for a million of them. */
#ifndef OSINT_OWNERS_H
#define OSINT_OWNERS_H

#include <glib.h>

G_BEGIN_DECLS

/* A table from ids to owners. Of an id it keeps 128 bits of the SHA-256, not its text. */
typedef struct OsintOwners OsintOwners;

OsintOwners *osint_owners_new(void);
void osint_owners_free(OsintOwners *owners);

/* NULL when nobody has claimed the id. */
gpointer osint_owners_get(const OsintOwners *owners, const char *id);
/* owner NULL gives the claim up. */
void osint_owners_set(OsintOwners *owners, const char *id, gpointer owner);

G_END_DECLS

#endif
