/* What a list is made of while it is read and settled. A draft is an entity with what only its merging needs;
 * drafts that turn out to be the same entity point to the one that holds what they say. */
#ifndef OSINT_ENTITIES_LISTS_PRIVATE_H
#define OSINT_ENTITIES_LISTS_PRIVATE_H

#include "indexer/entities/lists/build.h"

G_BEGIN_DECLS

/* How much a statement of a type is worth: none made, by a galaxy of all sorts, by a list, by the row itself.
 */
typedef enum { OSINT_TYPE_UNKNOWN, OSINT_TYPE_WEAK, OSINT_TYPE_OF_LIST, OSINT_TYPE_STATED } OsintTypeRank;

typedef struct OsintDraft OsintDraft;
struct OsintDraft {
    OsintEntity entity;     /* first, so that either can be taken for the other */
    OsintEntityList *alone; /* the list of an entity that is in no other, or NULL */
    OsintDraft *into;       /* the draft that holds what this one said, or NULL */
    guint order;            /* in which it was read */
    const char *list;       /* of the row that it began with */
    guint place;            /* of that row in the list */
    GPtrArray *homes;  /* of the lists that have it under an id or uuid of its own: never two things of one */
    GHashTable *names; /* folded -> OsintAlias, once it has many */
    GPtrArray *claims; /* char *: ATT&CK ids that it mentions as its own */
    GPtrArray *sites;  /* char *: URLs of its own sites */
    OsintTypeRank type_rank;
    guint type_order;     /* of the row that stated it */
    char *rename;         /* osint-name, or NULL */
    guint rename_order;   /* of the row that said so */
    guint rows;           /* that say it is an entity */
    gboolean dropped;     /* a row says that it is none */
    gboolean name_weak;   /* name and description are of a list of one organisation's names */
    gboolean swept;       /* no alias is waiting to be removed */
    gboolean by_osint_id; /* a row means an entity of any type by its id */
};

/* A relation, and what its list says it goes to: an id or a uuid. */
typedef struct {
    OsintRelation relation; /* first */
    char *key;
} OsintBond;

/* A name, and the settled entities that have it. */
typedef struct {
    GArray *owners; /* guint, or NULL when there is at most one */
    guint owner;    /* the first, or G_MAXUINT */
    char folded[];
} OsintName;

typedef enum { OSINT_PLEA_MERGE, OSINT_PLEA_OWN_NAME, OSINT_PLEA_NOT_ALIAS, OSINT_PLEA_DROP } OsintPleaKind;

/* A correction that can only be made when everything has been read. */
typedef struct {
    OsintPleaKind kind;
    OsintDraft *draft;
    const char *text;
    const char *list;
    guint place;
} OsintPlea;

struct OsintEntityList {
    GVariant *source; /* that it was read back from and whose strings it uses, or NULL */
    GStringChunk *strings;
    GPtrArray *drafts;     /* OsintDraft *, owned */
    GPtrArray *entities;   /* OsintEntity *: what is settled */
    GHashTable *by_id;     /* settled ids, given and made -> OsintEntity */
    GHashTable *by_given;  /* id -> OsintDraft */
    GHashTable *by_uuid;   /* uuid -> OsintDraft */
    GHashTable *by_attack; /* ATT&CK id that a row states -> OsintDraft */
    GHashTable *names;     /* folded -> OsintName */
    GHashTable *sets;      /* OsintSet: shared sets of strings */
    GPtrArray *none;       /* the empty array of all that have none */
    GPtrArray *benign;
    GArray *pleas; /* OsintPlea */
    guint rounds;  /* lists read */
    guint rows;    /* rows read */
};

/* The draft that holds what a draft said. */
OsintDraft *osint_draft_root(OsintDraft *draft);
/* Takes two drafts for one entity and returns the one that holds it: the one read first. */
OsintDraft *osint_draft_unite(OsintEntityList *list, OsintDraft *a, OsintDraft *b);
OsintDraft *osint_draft_new(OsintEntityList *list);
/* Which of two statements of a type counts. */
void osint_draft_settle_type(OsintDraft *draft, const OsintDraft *other);
OsintAlias *osint_draft_find_alias(const OsintDraft *draft, const char *folded);
/* The folded form of the main name. */
const char *osint_draft_name(OsintEntityList *list, const OsintDraft *draft);
void osint_draft_add_given_id(OsintEntityList *list, OsintDraft *draft, const char *id);
/* Takes a name away. It stands in the array, without a folded form, until the draft is swept. */
void osint_draft_remove_alias(OsintDraft *draft, OsintAlias *alias);
void osint_draft_sweep(OsintDraft *draft);

/* The one copy of a string that the list has. */
char *osint_list_string(OsintEntityList *list, const char *text);
/* The one copy of a name's folded form, which is looked up without being folded again. */
const char *osint_list_fold(OsintEntityList *list, const char *text);
OsintName *osint_name_of(const char *folded);
/* Appends to an array of an entity, which may be the empty one. */
void osint_list_append(OsintEntityList *list, GPtrArray **array, gpointer item);
/* The shared set of set's strings and text; large sets do not grow. */
GPtrArray *osint_list_set_with(OsintEntityList *list, GPtrArray *set, const char *text);
GPtrArray *osint_list_set_union(OsintEntityList *list, GPtrArray *a, const GPtrArray *b);
GHashTable *osint_list_sets_new(void);
GHashTable *osint_list_names_new(void);

/* Unites what is the same entity without any row saying so: the same id, ATT&CK page or name. */
void osint_list_merge(OsintEntityList *list, const OsintEntityNotes *notes);
/* The step of it that goes by names in common. */
void osint_list_merge_shared(OsintEntityList *list);
/* Unites drafts with their candidates (OsintDraft -> GPtrArray), where neither is doubtful. */
void osint_list_unite_pairs(OsintEntityList *list, GHashTable *candidates, GHashTable *doubtful);
/* Whether nothing keeps two drafts apart: type, ids, a list that has both. */
gboolean osint_drafts_may_be_one(const OsintDraft *a, const OsintDraft *b);
/* Whether one of drafts is kept apart from another of them. */
gboolean osint_draft_has_rival(const GPtrArray *drafts, guint index);
gboolean osint_sets_meet(const GPtrArray *a, const GPtrArray *b);
gboolean osint_attacks_differ(const OsintEntity *a, const OsintEntity *b);
/* Names and the settled entities, or drafts, that have them. */
void osint_name_add_owner(OsintName *name, guint owner);
void osint_list_forget_owners(OsintEntityList *list);
/* Applies what lists correct, then, for every entity, what it says of others and who uses its names. */
void osint_list_correct(OsintEntityList *list, const OsintEntityNotes *notes);
void osint_list_connect(OsintEntityList *list, const OsintEntityNotes *notes);
/* Gives every draft without a given id one made of its name, different from all others that are made; beside
 * given ones only when asked for. */
void osint_list_make_ids(OsintEntityList *list, gboolean beside_given);
/* A note at the row that a draft began with. */
void osint_draft_note(const OsintEntityNotes *notes, const OsintDraft *draft, const char *code,
                      const char *format, ...) G_GNUC_PRINTF(4, 5);

/* What main names of a type are compared by: letters and digits, without the last word of "Winnti Group".
 * Owned by the caller. */
char *osint_name_key(const char *folded, const char *type);
/* A single character or a bare number: in every other text, it never names anything by itself. */
gboolean osint_name_says_too_little(const char *text);
/* The id of an entity whose list gives none. */
char *osint_name_to_id(const char *name);
G_END_DECLS

#endif
