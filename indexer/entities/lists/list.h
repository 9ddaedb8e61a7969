/* Entity lists: things with an id, a type, a name and aliases. */
#ifndef OSINT_ENTITIES_LISTS_LIST_H
#define OSINT_ENTITIES_LISTS_LIST_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_ENTITIES_ERROR (osint_entities_error_quark())
GQuark osint_entities_error_quark(void);
typedef enum { OSINT_ENTITIES_ERROR_SYNTAX, OSINT_ENTITIES_ERROR_FORM } OsintEntitiesError;

/* Strings and arrays belong to the list. Arrays are never NULL and may be shared: they are only read. */
typedef struct {
    char *text;
    const char *folded;     /* osint_entity_fold_name(text) */
    GPtrArray *lists;       /* char *: every list that has the name, by its name, in the order read */
    GPtrArray *users;       /* char *: the organisations that use it, as far as lists say */
    gboolean exact_case;    /* matches only as written, or in capitals where they mean nothing */
    gboolean needs_context; /* an ordinary word: counts only where the article gives evidence */
    gboolean safe;          /* counts wherever it stands, though it looks like an ordinary word */
    gboolean description;   /* a phrase that describes the entity without naming it; needs context too */
    gboolean reference;     /* a description that only takes up again who was mentioned shortly before */
} OsintAlias;

/* What a list says of two entities: never a reason to take them for one. */
typedef struct {
    char *type;       /* "part-of", "attributed-to", "similar" ... */
    char *target;     /* id of the other entity; its uuid when no list has it */
    char *list;       /* that says so */
    guint confidence; /* percent, 0 when the list does not say */
} OsintRelation;

/* A place in an article that somebody has decided: this entity, or not this one. */
typedef struct {
    char *article; /* its id */
    char *text;    /* as the article has it */
    guint nth;     /* which of its occurrences, from 1; 0 means all */
} OsintPin;

typedef struct {
    guint index;       /* its place in the list */
    char *id;          /* lower case, URL-safe: "tick", "unit-61419" */
    gboolean id_given; /* a list states the id; otherwise it was made from the name */
    GPtrArray *ids;    /* char *: other ids that lists give it */
    char *attack;      /* ATT&CK id such as "G0060", or NULL */
    char *uuid;        /* or NULL */
    GPtrArray *uuids;  /* char *: every uuid that lists know it by, uuid among them */
    char *type;
    char *name;
    char *description;  /* or NULL */
    GPtrArray *aliases; /* OsintAlias *, the name itself first */
    /* char *: evidence, of which the article must have one: a word or phrase, "entity:ID", or several of them
     * joined by " + " of which it must have all. */
    GPtrArray *context;
    GPtrArray *exceptions;  /* char *: phrases that contain a name and mean something else */
    GPtrArray *not_aliases; /* char *: names never taken for this entity, whatever lists say */
    GPtrArray *refs;        /* char *: URLs */
    GPtrArray *relations;   /* OsintRelation * */
    GPtrArray *pins;        /* OsintPin *: mentions that are this entity, whatever else says */
    GPtrArray *unpins;      /* OsintPin *: mentions that are not */
} OsintEntity;

typedef struct OsintEntityList OsintEntityList;

/* A row or value that was left out or needs attention: not fatal. */
typedef void (*OsintEntityNoteFunc)(const char *list, guint line_or_index, const char *code,
                                    const char *message, gpointer user_data);

OsintEntityList *osint_entity_list_new(void);
void osint_entity_list_free(OsintEntityList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintEntityList, osint_entity_list_free)

/* Reads a list file (MISP galaxy cluster, STIX bundle, MISP warning list or tab-separated rows, told apart by
 * content). name is used in messages and remembered as the origin of what it says. Fails when the whole file
 * is of no known form or broken. What was read counts once the list is settled. */
gboolean osint_entity_list_read(OsintEntityList *list, const char *name, GBytes *content,
                                OsintEntityNoteFunc note, gpointer user_data, GError **error);
/* Makes one list of all that was read: merges, then applies what lists correct, in whatever order they came.
 * May be called again after more was read; entities got before are then gone. */
void osint_entity_list_settle(OsintEntityList *list, OsintEntityNoteFunc note, gpointer user_data);
/* Both in one, for a single list. */
gboolean osint_entity_list_add(OsintEntityList *list, const char *name, GBytes *content,
                               OsintEntityNoteFunc note, gpointer user_data, GError **error);

guint osint_entity_list_size(const OsintEntityList *list);
const OsintEntity *osint_entity_list_get(const OsintEntityList *list, guint index);
const OsintEntity *osint_entity_list_find(const OsintEntityList *list, const char *id);

/* The entities that an id, a name or an alias stands for, as a set of indices without repetition: the one
 * whose id it is, else all that have the name. Descriptions are no names. */
GArray *osint_entity_list_lookup(const OsintEntityList *list, const char *name);

/* char *: indicators that lists call harmless, as they are written there. */
const GPtrArray *osint_entity_list_benign(const OsintEntityList *list);

/* Serialised, for the index; equal lists give equal bytes. Owned by the caller, not floating. */
GVariant *osint_entity_list_to_variant(const OsintEntityList *list);
OsintEntityList *osint_entity_list_from_variant(GVariant *variant, GError **error);
/* That variant is a tuple; this child of it is an array of its entities, in the order of the list, each a
 * tuple of this type that begins with the id. */
#define OSINT_ENTITY_LIST_CHILD 1
const GVariantType *osint_entity_variant_type(void);
/* One of them by itself; its index means nothing. */
OsintEntity *osint_entity_from_variant(GVariant *variant, GError **error);
void osint_entity_free(OsintEntity *entity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintEntity, osint_entity_free)

/* The form under which ids, names and aliases are looked up: case, width and accents folded; hyphens,
 * underscores and runs of white space as one space, which also parts letters from digits ("APT40" is
 * "apt 40"). Used for the index's name table and for entity:"..." in
 * queries. */
char *osint_entity_fold_name(const char *name);

gboolean osint_entity_type_is_known(const char *type);
/* NULL-terminated: "threat-actor", "military-unit", ... */
const char *const *osint_entity_types(void);

G_END_DECLS

#endif
