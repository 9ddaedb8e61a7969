/* Drafts: whom a row is about, what it says, and two drafts made one. */
#include <string.h>

#include "indexer/entities/lists/private.h"

/* From here on names are looked up in a table instead of one by one. */
#define MANY_NAMES 16
#define MOVE_AT_ONCE 1000

OsintDraft *osint_draft_root(OsintDraft *draft)
{
    OsintDraft *root = draft;
    while (root->into != NULL)
        root = root->into;
    while (draft != root) {
        OsintDraft *next = draft->into;
        draft->into = root;
        draft = next;
    }
    return root;
}

static OsintDraft *root_of(OsintEntity *entity)
{
    return osint_draft_root((OsintDraft *)entity);
}

/* ---- whom a row is about ---- */

static OsintDraft *lookup(GHashTable *table, const char *key)
{
    OsintDraft *draft = key != NULL ? g_hash_table_lookup(table, key) : NULL;
    return draft != NULL ? osint_draft_root(draft) : NULL;
}

static OsintDraft *both(OsintEntityList *list, OsintDraft *a, OsintDraft *b)
{
    if (a == NULL || b == NULL)
        return a != NULL ? a : b;
    return osint_draft_unite(list, a, b);
}

void osint_draft_add_given_id(OsintEntityList *list, OsintDraft *draft, const char *id)
{
    gpointer known = NULL;
    g_hash_table_lookup_extended(list->by_given, id, &known, NULL);
    char *own = known != NULL ? known : g_string_chunk_insert(list->strings, id);
    if (!draft->entity.id_given)
        draft->entity.id = own;
    else if (draft->entity.id != own && !g_ptr_array_find(draft->entity.ids, own, NULL))
        osint_list_append(list, &draft->entity.ids, own);
    draft->entity.id_given = TRUE;
    g_hash_table_insert(list->by_given, own, draft);
}

static void add_uuid(OsintEntityList *list, OsintDraft *draft, const char *uuid)
{
    char *own = osint_list_string(list, uuid);
    if (g_hash_table_lookup(list->by_uuid, own) == NULL)
        osint_list_append(list, &draft->entity.uuids, own);
    g_hash_table_insert(list->by_uuid, own, draft);
}

static void add_attack(OsintEntityList *list, OsintDraft *draft, const char *attack)
{
    char *own = osint_list_string(list, attack);
    if (draft->entity.attack == NULL)
        draft->entity.attack = own;
    g_hash_table_insert(list->by_attack, own, draft);
}

static void identify(OsintEntityList *list, OsintDraft *draft, const OsintEntityRow *row)
{
    if (row->uuid != NULL)
        add_uuid(list, draft, row->uuid);
    if (row->attack != NULL)
        add_attack(list, draft, row->attack);
    if (row->id != NULL)
        osint_draft_add_given_id(list, draft, row->id);
    draft->by_osint_id = draft->by_osint_id || (row->id != NULL && row->corrects);
    if (row->uuid == NULL && row->id == NULL)
        return;
    g_autofree char *round = g_strdup_printf("%u", list->rounds);
    draft->homes = osint_list_set_with(list, draft->homes, round);
}

/* What a row states itself goes before what its list is about, and the last that states it is right. */
static void take_type(OsintEntityList *list, OsintDraft *draft, const OsintEntityRow *row)
{
    const char *type = row->type != NULL ? row->type : row->type_of != NULL ? row->type_of : "other";
    OsintTypeRank rank = row->type != NULL      ? OSINT_TYPE_STATED
                         : row->type_of == NULL ? OSINT_TYPE_UNKNOWN
                         : row->type_weak       ? OSINT_TYPE_WEAK
                                                : OSINT_TYPE_OF_LIST;
    OsintDraft stated = {
        .entity = {.type = osint_list_string(list, type)}, .type_rank = rank, .type_order = list->rows};
    osint_draft_settle_type(draft, &stated);
}

/* The first name counts, but one that everybody uses goes before what one organisation calls it. */
static void take_name(OsintDraft *draft, const OsintDraft *other)
{
    gboolean better = draft->name_weak && !other->name_weak;
    if (draft->entity.description == NULL || (better && other->entity.description != NULL))
        draft->entity.description = other->entity.description;
    if (draft->entity.name != NULL && !better)
        return;
    draft->entity.name = other->entity.name;
    draft->name_weak = other->name_weak;
}

OsintEntity *osint_entity_list_claim(OsintEntityList *list, const OsintEntityRow *row)
{
    OsintDraft *draft = both(list, lookup(list->by_uuid, row->uuid), lookup(list->by_given, row->id));
    draft = both(list, draft, lookup(list->by_attack, row->attack));
    if (draft == NULL) {
        draft = osint_draft_new(list);
        draft->list = osint_list_string(list, row->list);
        draft->place = row->place;
    }
    list->rows++;
    draft->rows++;
    identify(list, draft, row);
    take_type(list, draft, row);
    OsintEntity *entity = &draft->entity;
    const OsintAlias *alias = osint_entity_list_add_alias(list, entity, row->name, row->list);
    OsintDraft says = {.entity = {.name = alias->text}, .name_weak = row->name_weak};
    if (row->description != NULL && (entity->description == NULL || draft->name_weak > row->name_weak))
        says.entity.description = g_string_chunk_insert(list->strings, row->description);
    take_name(draft, &says);
    return entity;
}

OsintEntity *osint_entity_list_find_uuid(OsintEntityList *list, const char *uuid)
{
    OsintDraft *draft = lookup(list->by_uuid, uuid);
    return draft != NULL ? &draft->entity : NULL;
}

void osint_entity_list_known_as(OsintEntityList *list, OsintEntity *entity, const char *uuid,
                                const char *attack)
{
    OsintDraft *draft = root_of(entity);
    if (uuid != NULL && lookup(list->by_uuid, uuid) == NULL)
        add_uuid(list, draft, uuid);
    if (attack != NULL && lookup(list->by_attack, attack) == NULL)
        add_attack(list, draft, attack);
}

/* ---- what it says ---- */

static GHashTable *table_of(OsintDraft *draft)
{
    if (draft->names != NULL || draft->entity.aliases->len < MANY_NAMES)
        return draft->names;
    draft->names = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < draft->entity.aliases->len; i++) {
        OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, i);
        g_hash_table_insert(draft->names, (gpointer)alias->folded, alias);
    }
    return draft->names;
}

OsintAlias *osint_draft_find_alias(const OsintDraft *draft, const char *folded)
{
    if (draft->names != NULL)
        return g_hash_table_lookup(draft->names, folded);
    for (guint i = 0; i < draft->entity.aliases->len; i++) {
        OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, i);
        if (alias->folded == folded)
            return alias;
    }
    return NULL;
}

/* Which is the first alias nearly always. */
const char *osint_draft_name(OsintEntityList *list, const OsintDraft *draft)
{
    const GPtrArray *aliases = draft->entity.aliases;
    const OsintAlias *first = aliases->len > 0 ? g_ptr_array_index(aliases, 0) : NULL;
    if (first != NULL && first->text == draft->entity.name && first->folded != NULL)
        return first->folded;
    return osint_list_fold(list, draft->entity.name);
}

static void append_alias(OsintEntityList *list, OsintDraft *draft, OsintAlias *alias)
{
    osint_list_append(list, &draft->entity.aliases, alias);
    GHashTable *names = table_of(draft);
    if (names != NULL)
        g_hash_table_insert(names, (gpointer)alias->folded, alias);
}

void osint_draft_remove_alias(OsintDraft *draft, OsintAlias *alias)
{
    if (draft->names != NULL)
        g_hash_table_remove(draft->names, alias->folded);
    alias->folded = NULL;
    draft->swept = FALSE;
}

void osint_draft_sweep(OsintDraft *draft)
{
    GPtrArray *aliases = draft->entity.aliases;
    guint kept = 0;
    for (guint i = 0; !draft->swept && i < aliases->len; i++) {
        OsintAlias *alias = g_ptr_array_index(aliases, i);
        if (alias->folded != NULL)
            aliases->pdata[kept++] = alias;
        else
            g_free(alias);
    }
    if (!draft->swept)
        g_ptr_array_set_size(aliases, (gint)kept);
    draft->swept = TRUE;
}

OsintAlias *osint_entity_list_add_alias(OsintEntityList *list, OsintEntity *entity, const char *text,
                                        const char *origin)
{
    OsintDraft *draft = root_of(entity);
    const char *folded = osint_list_fold(list, text);
    OsintAlias *alias = osint_draft_find_alias(draft, folded);
    if (alias == NULL) {
        alias = g_new0(OsintAlias, 1);
        alias->text = g_string_chunk_insert(list->strings, text);
        alias->folded = folded;
        alias->lists = alias->users = list->none;
        alias->needs_context = osint_name_says_too_little(text);
        append_alias(list, draft, alias);
    }
    if (origin != NULL)
        alias->lists = osint_list_set_with(list, alias->lists, origin);
    return alias;
}

OsintAlias *osint_entity_list_get_alias(OsintEntityList *list, OsintEntity *entity, const char *text)
{
    return osint_draft_find_alias(root_of(entity), osint_list_fold(list, text));
}

void osint_entity_list_add_user(OsintEntityList *list, OsintAlias *alias, const char *user)
{
    alias->users = osint_list_set_with(list, alias->users, user);
}

void osint_entity_list_spell(OsintEntityList *list, OsintAlias *alias, const char *text)
{
    alias->text = osint_list_string(list, text);
}

void osint_entity_list_relate(OsintEntityList *list, OsintEntity *entity, const char *type,
                              const char *target, const char *origin, guint confidence)
{
    char *key = osint_list_string(list, target);
    OsintBond bond = {{osint_list_string(list, type), key, osint_list_string(list, origin), confidence}, key};
    osint_list_append(list, &root_of(entity)->entity.relations, g_memdup2(&bond, sizeof bond));
}

void osint_entity_list_add_site(OsintEntityList *list, OsintEntity *entity, const char *url)
{
    osint_entity_list_append(list, &root_of(entity)->sites, url);
}

void osint_entity_list_append(OsintEntityList *list, GPtrArray **strings, const char *text)
{
    osint_list_append(list, strings, osint_list_string(list, text));
}

void osint_entity_list_pin(OsintEntityList *list, GPtrArray **pins, const OsintPin *pin)
{
    OsintPin own = {osint_list_string(list, pin->article), osint_list_string(list, pin->text), pin->nth};
    osint_list_append(list, pins, g_memdup2(&own, sizeof own));
}

void osint_entity_list_cite_attack(OsintEntityList *list, OsintEntity *entity, const char *attack)
{
    OsintDraft *draft = root_of(entity);
    draft->claims = osint_list_set_with(list, draft->claims, attack);
}

void osint_entity_list_rename(OsintEntityList *list, OsintEntity *entity, const char *name)
{
    OsintDraft *draft = root_of(entity);
    draft->rename = osint_list_string(list, name);
    draft->rename_order = list->rows;
}

/* ---- two drafts made one ---- */

/* Of two lists of equal worth, one of which calls tool what the other calls malware. */
static gboolean is_tool_and_malware(const OsintEntity *entity, const OsintEntity *other)
{
    return g_strcmp0(entity->type, "tool") == 0 && g_strcmp0(other->type, "malware") == 0;
}

void osint_draft_settle_type(OsintDraft *draft, const OsintDraft *other)
{
    gboolean better = other->type_rank > draft->type_rank;
    if (other->type_rank == draft->type_rank)
        better = draft->type_rank == OSINT_TYPE_STATED ? other->type_order > draft->type_order
                                                       : is_tool_and_malware(&draft->entity, &other->entity);
    if (draft->entity.type != NULL && !better)
        return;
    draft->entity.type = other->entity.type;
    draft->type_rank = other->type_rank;
    draft->type_order = other->type_order;
}

static void take_alias(OsintEntityList *list, OsintDraft *draft, OsintAlias *alias)
{
    OsintAlias *own = osint_draft_find_alias(draft, alias->folded);
    if (own == NULL) {
        append_alias(list, draft, alias);
        return;
    }
    own->lists = osint_list_set_union(list, own->lists, alias->lists);
    own->users = osint_list_set_union(list, own->users, alias->users);
    if (alias->exact_case && !own->exact_case)
        own->text = alias->text;
    own->exact_case |= alias->exact_case;
    own->needs_context |= alias->needs_context;
    own->safe |= alias->safe;
    own->description &= alias->description;
    own->reference &= alias->reference;
    g_free(alias);
}

/* Appends what other has and leaves it empty. */
static void take_array(OsintEntityList *list, GPtrArray **array, GPtrArray **other)
{
    if (*other == list->none)
        return;
    if (*array == list->none) {
        *array = *other;
    } else {
        if ((*other)->len > (*array)->len + MOVE_AT_ONCE) {
            GPtrArray *many = *other;
            *other = *array;
            *array = many;
        }
        for (guint i = 0; i < (*other)->len; i++)
            g_ptr_array_add(*array, g_ptr_array_index(*other, i));
        g_ptr_array_unref(*other);
    }
    *other = list->none;
}

static void take_arrays(OsintEntityList *list, OsintEntity *entity, OsintEntity *other)
{
    take_array(list, &entity->ids, &other->ids);
    take_array(list, &entity->uuids, &other->uuids);
    take_array(list, &entity->context, &other->context);
    take_array(list, &entity->exceptions, &other->exceptions);
    take_array(list, &entity->not_aliases, &other->not_aliases);
    take_array(list, &entity->refs, &other->refs);
    take_array(list, &entity->relations, &other->relations);
    take_array(list, &entity->pins, &other->pins);
    take_array(list, &entity->unpins, &other->unpins);
}

static void take_facts(OsintEntityList *list, OsintDraft *draft, OsintDraft *other)
{
    OsintEntity *entity = &draft->entity, *gone = &other->entity;
    if (gone->id_given)
        osint_draft_add_given_id(list, draft, gone->id);
    if (entity->attack == NULL)
        entity->attack = gone->attack;
    take_name(draft, other);
    if (other->rename != NULL && (draft->rename == NULL || other->rename_order > draft->rename_order)) {
        draft->rename = other->rename;
        draft->rename_order = other->rename_order;
    }
    osint_draft_settle_type(draft, other);
    draft->homes = osint_list_set_union(list, draft->homes, other->homes);
    draft->claims = osint_list_set_union(list, draft->claims, other->claims);
    draft->rows += other->rows;
    draft->dropped |= other->dropped;
    draft->by_osint_id |= other->by_osint_id;
}

/* So that a chain of unions does not move the same many names again and again. */
static void move_smaller(OsintDraft *kept, OsintDraft *gone)
{
    if (gone->entity.aliases->len < kept->entity.aliases->len + MOVE_AT_ONCE)
        return;
    GPtrArray *aliases = kept->entity.aliases;
    GHashTable *names = kept->names;
    kept->entity.aliases = gone->entity.aliases;
    kept->names = gone->names;
    gone->entity.aliases = aliases;
    gone->names = names;
}

OsintDraft *osint_draft_unite(OsintEntityList *list, OsintDraft *a, OsintDraft *b)
{
    a = osint_draft_root(a);
    b = osint_draft_root(b);
    if (a == b)
        return a;
    OsintDraft *kept = a->order < b->order ? a : b, *gone = kept == a ? b : a;
    gone->into = kept;
    take_facts(list, kept, gone);
    move_smaller(kept, gone);
    for (guint i = 0; i < gone->entity.aliases->len; i++)
        take_alias(list, kept, g_ptr_array_index(gone->entity.aliases, i));
    if (gone->entity.aliases != list->none)
        g_ptr_array_unref(gone->entity.aliases);
    gone->entity.aliases = list->none;
    g_clear_pointer(&gone->names, g_hash_table_unref);
    take_arrays(list, &kept->entity, &gone->entity);
    take_array(list, &kept->sites, &gone->sites);
    return kept;
}
