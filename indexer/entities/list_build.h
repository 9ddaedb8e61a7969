/* How the readers of list files put what they read into a list. */
#ifndef OSINT_ENTITIES_LIST_BUILD_H
#define OSINT_ENTITIES_LIST_BUILD_H

#include "indexer/entities/list.h"

G_BEGIN_DECLS

/* What one row or value says about who it is; NULL where it says nothing, but for the name. */
typedef struct {
    const char *id;
    const char *uuid;
    const char *type;    /* as the row itself states it */
    const char *type_of; /* what its list as a whole is about */
    const char *name;
    const char *description;
    const char *list;
} OsintEntityRow;

/* Where notes about a list go while it is read. */
typedef struct {
    const char *list;
    OsintEntityNoteFunc func;
    gpointer user_data;
} OsintEntityNotes;

void osint_entity_note(const OsintEntityNotes *notes, guint place, const char *code, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The entity that a row is about: the one with its uuid or id, else a new one. */
OsintEntity *osint_entity_list_claim(OsintEntityList *list, const OsintEntityRow *row);

/* Adds a name, or returns the alias that is the same name already; NULL when it may not be an alias. */
OsintAlias *osint_entity_list_add_alias(OsintEntityList *list, OsintEntity *entity, const char *text,
                                        const char *origin);
/* Takes the name away and keeps it from coming back; FALSE when it is the entity's own name. */
gboolean osint_entity_list_forbid_alias(OsintEntityList *list, OsintEntity *entity, const char *text);

/* Enters an entity and all its aliases as they are, for a list that is read back. Takes the entity; FALSE
 * (and the entity is gone) when its id is taken. */
gboolean osint_entity_list_restore(OsintEntityList *list, OsintEntity *entity);

OsintEntity *osint_entity_new(void);
OsintAlias *osint_alias_new(const char *text);
OsintRelation *osint_relation_new(const char *type, const char *target, const char *list, guint confidence);
OsintPin *osint_pin_new(const char *article, const char *text, guint nth);
void osint_entity_list_add_benign(OsintEntityList *list, const char *text);
/* Appends a copy unless the array has the string. */
void osint_entity_strings_add(GPtrArray *strings, const char *text);

/* White space trimmed and runs of it made one space; NULL when that leaves nothing, control characters or
 * more than 200 characters. */
char *osint_entity_clean_name(const char *name);
/* Whether the text can be an id as it is: lower-case letters, digits, and . _ : - inside. */
gboolean osint_entity_id_is_valid(const char *id);

gboolean osint_entity_list_add_misp(OsintEntityList *list, const OsintEntityNotes *notes, const char *data,
                                    gsize length, GError **error);
gboolean osint_entity_list_add_tsv(OsintEntityList *list, const OsintEntityNotes *notes, const char *data,
                                   gsize length, GError **error);

G_END_DECLS

#endif
