/* How the index keeps the entity list: one entry an entity, one a name, and the list's order, so that what a
 * query asks about is read and nothing else. The entries of names follow from the entities. */
#ifndef OSINT_STORE_ENTITIES_H
#define OSINT_STORE_ENTITIES_H

#include "indexer/entities/lists/list.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

/* The whole list; an empty one when none is stored. */
OsintEntityList *osint_entities_read(XapcDb *db, GError **error);

/* One entity; NULL without error when there is none. Freed by the caller. */
OsintEntity *osint_entities_read_one(XapcDb *db, const char *id, GError **error);

typedef struct {
    char *id;
    gboolean is_name; /* of the entity; else its id or a uuid only */
} OsintNamed;

/* The entities that a folded id, uuid or name stands for, OsintNamed in the order of the list. */
GArray *osint_entities_named(XapcDb *db, const char *folded, GError **error);

/* ---- the entries themselves ---- */
#define OSINT_ENTITIES_NAME_MARK '=' /* before the id of an entity that has it as a name, not as an id */
char *osint_entities_key(const char *id);
char *osint_entities_name_key(const char *folded);
/* A serialised list with something else in the place of its entities, which is taken when it is floating. */
GVariant *osint_entities_set(GVariant *list, GVariant *entities);

/* ---- for the writer ---- */
/* Makes the stored list this one; entries that stay as they are are not written. */
gboolean osint_entities_write(XapcDb *db, const OsintEntityList *list, GError **error);

/* Calls report with everything in which the entries disagree with each other. */
typedef void (*OsintEntitiesProblemFunc)(const char *problem, gpointer user_data);
gboolean osint_entities_verify(XapcDb *db, OsintEntitiesProblemFunc report, gpointer user_data,
                               GError **error);

G_END_DECLS

#endif
