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
/* What was said of it, 0 without an owner. */
guint64 osint_owners_mark(const OsintOwners *owners, const char *id);
/* owner NULL gives the claim up. mark: the caller's. */
void osint_owners_set(OsintOwners *owners, const char *id, gpointer owner, guint64 mark);

G_END_DECLS

#endif
