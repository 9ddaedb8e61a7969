/* How the readers of list files put what they read into a list. */
#ifndef OSINT_ENTITIES_LISTS_BUILD_H
#define OSINT_ENTITIES_LISTS_BUILD_H

#include "indexer/entities/lists/list.h"

G_BEGIN_DECLS

/* What one row or value says about who it is; NULL where it says nothing, but for the name. */
typedef struct {
    const char *id;
    const char *uuid;
    const char *attack;  /* ATT&CK id that is this and nothing else */
    const char *type;    /* as the row itself states it */
    const char *type_of; /* what its list as a whole is about */
    gboolean type_weak;  /* its list has other things, too */
    gboolean name_weak;  /* its list has what one organisation calls things */
    gboolean corrects;   /* speaks of the entity with its id, of whatever type */
    const char *name;
    const char *description;
    const char *list;
    guint place; /* line or index in it */
} OsintEntityRow;

/* Where notes about a list go while it is read. */
typedef struct {
    const char *list;
    OsintEntityNoteFunc func;
    gpointer user_data;
} OsintEntityNotes;

void osint_entity_note(const OsintEntityNotes *notes, guint place, const char *code, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Appends a copy unless the array, which owns its strings, has the string. */
void osint_entity_strings_add(GPtrArray *strings, const char *text);

/* The entity that a row is about: the one with its uuid, id or ATT&CK id, else a new one. */
OsintEntity *osint_entity_list_claim(OsintEntityList *list, const OsintEntityRow *row);

/* The entity that a row read before has the uuid of, or NULL. */
OsintEntity *osint_entity_list_find_uuid(OsintEntityList *list, const char *uuid);
/* The entity takes the place of what had the uuid and the ATT&CK id (either may be NULL). */
void osint_entity_list_known_as(OsintEntityList *list, OsintEntity *entity, const char *uuid,
                                const char *attack);
/* Adds a name, or returns the alias that is the same name already. */
OsintAlias *osint_entity_list_add_alias(OsintEntityList *list, OsintEntity *entity, const char *text,
                                        const char *origin);
/* The alias that is the same name, or NULL. */
OsintAlias *osint_entity_list_get_alias(OsintEntityList *list, OsintEntity *entity, const char *text);
/* Says that an organisation uses the name: user is its name, or its uuid or a URL on its site behind one of
 * these. */
#define OSINT_USER_UUID "uuid:"
#define OSINT_USER_URL "url:"
void osint_entity_list_add_user(OsintEntityList *list, OsintAlias *alias, const char *user);
void osint_entity_list_spell(OsintEntityList *list, OsintAlias *alias, const char *text);
void osint_entity_list_add_benign(OsintEntityList *list, const char *text);

/* A URL of the entity's own site. */
void osint_entity_list_add_site(OsintEntityList *list, OsintEntity *entity, const char *url);
/* That list origin says so; target is an id or a uuid. */
void osint_entity_list_relate(OsintEntityList *list, OsintEntity *entity, const char *type,
                              const char *target, const char *origin, guint confidence);
/* Appends a copy of a string to one of an entity's arrays of strings; repetitions go when the list settles.
 */
void osint_entity_list_append(OsintEntityList *list, GPtrArray **strings, const char *text);
void osint_entity_list_pin(OsintEntityList *list, GPtrArray **pins, const OsintPin *pin);
/* An ATT&CK id that a row cites as its own, which other rows may do, too. */
void osint_entity_list_cite_attack(OsintEntityList *list, OsintEntity *entity, const char *attack);

/* Corrections. They hold for all that is read, before or after. */
void osint_entity_list_rename(OsintEntityList *list, OsintEntity *entity, const char *name);
void osint_entity_list_forbid_alias(OsintEntityList *list, OsintEntity *entity, const char *text,
                                    const OsintEntityNotes *notes, guint place);
/* The name is this entity's alone. */
void osint_entity_list_own_name(OsintEntityList *list, OsintEntity *entity, const char *text,
                                const OsintEntityNotes *notes, guint place);
/* The entity with this id, uuid or ATT&CK id is this one. */
void osint_entity_list_same(OsintEntityList *list, OsintEntity *entity, const char *other,
                            const OsintEntityNotes *notes, guint place);
void osint_entity_list_drop(OsintEntityList *list, OsintEntity *entity, const OsintEntityNotes *notes,
                            guint place);

/* For a list that is read back: an entity without anything, whose strings stand in source, which the list
 * keeps; then, once it is filled, it is entered with all its aliases as they are. FALSE when its id is taken.
 */
OsintEntity *osint_entity_list_restore(OsintEntityList *list, GVariant *source);
gboolean osint_entity_list_restored(OsintEntityList *list, OsintEntity *entity);

/* White space trimmed and runs of it made one space; NULL when that leaves nothing, control characters or
 * more than 200 characters. */
char *osint_entity_clean_name(const char *name);
/* "G0060": a group, a piece of software or a campaign of ATT&CK. */
gboolean osint_entity_is_attack_id(const char *text);
/* Whether the text can be an id as it is: lower-case letters, digits, and . _ : - inside. */
gboolean osint_entity_id_is_valid(const char *id);

gboolean osint_entity_list_read_json(OsintEntityList *list, const OsintEntityNotes *notes, const char *data,
                                     gsize length, GError **error);
gboolean osint_entity_list_read_tsv(OsintEntityList *list, const OsintEntityNotes *notes, const char *data,
                                    gsize length, GError **error);

G_END_DECLS

#endif
