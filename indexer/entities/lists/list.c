/* The list: what was read and settled, by place, id and name. */
#include "indexer/entities/lists/list.h"

#include <string.h>

#include "indexer/entities/lists/private.h"

G_DEFINE_QUARK(osint - entities - error - quark, osint_entities_error)

#define STRINGS_BLOCK 65536

static const char *const known_types[] = {
    "threat-actor", "military-unit", "person", "organization", "place",  "malware", "tool",
    "campaign",     "vulnerability", "ipv4",   "ipv6",         "domain", "url",     "email",
    "md5",          "sha1",          "sha256", "sha512",       "asn",    "other",   NULL};

const char *const *osint_entity_types(void)
{
    return known_types;
}

gboolean osint_entity_type_is_known(const char *type)
{
    return g_strv_contains(known_types, type);
}

/* ---- making and freeing ---- */

OsintEntityList *osint_entity_list_new(void)
{
    OsintEntityList *list = g_new0(OsintEntityList, 1);
    list->strings = g_string_chunk_new(STRINGS_BLOCK);
    list->drafts = g_ptr_array_new();
    list->entities = g_ptr_array_new();
    list->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    list->by_given = g_hash_table_new(g_str_hash, g_str_equal);
    list->by_uuid = g_hash_table_new(g_str_hash, g_str_equal);
    list->by_attack = g_hash_table_new(g_str_hash, g_str_equal);
    list->names = osint_list_names_new();
    list->sets = osint_list_sets_new();
    list->none = g_ptr_array_new();
    list->benign = g_ptr_array_new();
    list->pleas = g_array_new(FALSE, FALSE, sizeof(OsintPlea));
    return list;
}

/* Everything of an entity but strings, which are the list's. */
#define ARRAYS 11

static void arrays_of(OsintDraft *draft, GPtrArray **arrays[ARRAYS])
{
    OsintEntity *entity = &draft->entity;
    GPtrArray **all[ARRAYS] = {&entity->ids,     &entity->uuids,      &entity->aliases,
                               &entity->context, &entity->exceptions, &entity->not_aliases,
                               &entity->refs,    &entity->relations,  &entity->pins,
                               &entity->unpins,  &draft->sites};
    memcpy(arrays, all, sizeof all);
}

OsintDraft *osint_draft_new(OsintEntityList *list)
{
    OsintDraft *draft = g_new0(OsintDraft, 1);
    GPtrArray **arrays[ARRAYS];
    arrays_of(draft, arrays);
    for (guint i = 0; i < ARRAYS; i++)
        *arrays[i] = list->none;
    draft->homes = draft->claims = list->none;
    draft->swept = TRUE;
    draft->order = list->drafts->len;
    g_ptr_array_add(list->drafts, draft);
    return draft;
}

static void free_items(GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++)
        g_free(g_ptr_array_index(items, i));
}

static void draft_free(const OsintEntityList *list, OsintDraft *draft)
{
    GPtrArray **arrays[ARRAYS];
    arrays_of(draft, arrays);
    free_items(draft->entity.aliases);
    free_items(draft->entity.relations);
    free_items(draft->entity.pins);
    free_items(draft->entity.unpins);
    for (guint i = 0; i < ARRAYS; i++)
        if (*arrays[i] != list->none)
            g_ptr_array_unref(*arrays[i]);
    g_clear_pointer(&draft->names, g_hash_table_unref);
    g_free(draft);
}

void osint_entity_list_free(OsintEntityList *list)
{
    if (list == NULL)
        return;
    for (guint i = 0; i < list->drafts->len; i++)
        draft_free(list, g_ptr_array_index(list->drafts, i));
    g_ptr_array_unref(list->drafts);
    g_ptr_array_unref(list->entities);
    g_hash_table_unref(list->by_id);
    g_hash_table_unref(list->by_given);
    g_hash_table_unref(list->by_uuid);
    g_hash_table_unref(list->by_attack);
    g_hash_table_unref(list->names);
    g_hash_table_unref(list->sets);
    g_ptr_array_unref(list->none);
    g_ptr_array_unref(list->benign);
    g_array_unref(list->pleas);
    g_string_chunk_free(list->strings);
    g_clear_pointer(&list->source, g_variant_unref);
    g_free(list);
}

void osint_entity_free(OsintEntity *entity)
{
    if (entity != NULL)
        osint_entity_list_free(((OsintDraft *)entity)->alone);
}

/* ---- looking up ---- */

guint osint_entity_list_size(const OsintEntityList *list)
{
    return list->entities->len;
}

const OsintEntity *osint_entity_list_get(const OsintEntityList *list, guint index)
{
    g_assert(index < list->entities->len);
    return g_ptr_array_index(list->entities, index);
}

const OsintEntity *osint_entity_list_find(const OsintEntityList *list, const char *id)
{
    return g_hash_table_lookup(list->by_id, id);
}

GArray *osint_entity_list_lookup(const OsintEntityList *list, const char *name)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *lower = g_ascii_strdown(name, -1);
    const OsintEntity *entity = osint_entity_list_find(list, g_strstrip(lower));
    if (entity != NULL)
        return g_array_append_val(found, entity->index);
    g_autofree char *folded = osint_entity_fold_name(name);
    const OsintName *known = g_hash_table_lookup(list->names, folded);
    if (known != NULL && known->owners != NULL)
        g_array_append_vals(found, known->owners->data, known->owners->len);
    else if (known != NULL && known->owner != G_MAXUINT)
        g_array_append_val(found, known->owner);
    return found;
}

const GPtrArray *osint_entity_list_benign(const OsintEntityList *list)
{
    return list->benign;
}

void osint_entity_list_add_benign(OsintEntityList *list, const char *text)
{
    g_ptr_array_add(list->benign, (gpointer)osint_list_string(list, text));
}

/* ---- what is settled ---- */

static void forget_owner(gpointer key G_GNUC_UNUSED, gpointer value, gpointer user_data G_GNUC_UNUSED)
{
    OsintName *name = value;
    g_clear_pointer(&name->owners, g_array_unref);
    name->owner = G_MAXUINT;
}

void osint_list_forget_owners(OsintEntityList *list)
{
    g_hash_table_foreach(list->names, forget_owner, NULL);
}

void osint_name_add_owner(OsintName *name, guint owner)
{
    if (name->owner == G_MAXUINT) {
        name->owner = owner;
        return;
    }
    if (name->owners == NULL) {
        name->owners = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val(name->owners, name->owner);
    }
    g_array_append_val(name->owners, owner);
}

static void enter(OsintEntityList *list, OsintEntity *entity)
{
    entity->index = list->entities->len;
    g_ptr_array_add(list->entities, entity);
    g_hash_table_insert(list->by_id, entity->id, entity);
    for (guint i = 0; i < entity->ids->len; i++)
        if (!g_hash_table_contains(list->by_id, g_ptr_array_index(entity->ids, i)))
            g_hash_table_insert(list->by_id, g_ptr_array_index(entity->ids, i), entity);
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        if (!alias->description)
            osint_name_add_owner(osint_name_of(alias->folded), entity->index);
    }
}

/* The name comes first, however often lists were merged. */
static void put_name_first(OsintEntityList *list, OsintDraft *draft)
{
    GPtrArray *aliases = draft->entity.aliases;
    const char *folded = osint_draft_name(list, draft);
    for (guint i = 1; i < aliases->len; i++) {
        OsintAlias *alias = g_ptr_array_index(aliases, i);
        if (alias->folded == folded) {
            memmove(aliases->pdata + 1, aliases->pdata, i * sizeof *aliases->pdata);
            aliases->pdata[0] = alias;
            return;
        }
    }
}

/* Repetitions go; the strings are the list's, so equal ones are one. */
static void keep_once(GPtrArray *strings)
{
    if (strings->len < 2)
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    guint kept = 0;
    for (guint i = 0; i < strings->len; i++)
        if (g_hash_table_add(seen, g_ptr_array_index(strings, i)))
            strings->pdata[kept++] = g_ptr_array_index(strings, i);
    g_ptr_array_set_size(strings, (gint)kept);
}

static void tidy(OsintEntityList *list, OsintDraft *draft)
{
    OsintEntity *entity = &draft->entity;
    put_name_first(list, draft);
    GPtrArray *strings[] = {entity->uuids,       entity->context, entity->exceptions,
                            entity->not_aliases, entity->refs,    entity->ids};
    for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
        keep_once(strings[i]);
    entity->uuid = entity->uuids->len > 0 ? g_ptr_array_index(entity->uuids, 0) : NULL;
}

void osint_entity_list_settle(OsintEntityList *list, OsintEntityNoteFunc note, gpointer user_data)
{
    OsintEntityNotes notes = {"", note, user_data};
    osint_list_merge(list, &notes);
    osint_list_correct(list, &notes);
    osint_list_connect(list, &notes);
    g_ptr_array_set_size(list->entities, 0);
    g_hash_table_remove_all(list->by_id);
    osint_list_forget_owners(list);
    keep_once(list->benign);
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = g_ptr_array_index(list->drafts, i);
        if (draft->into != NULL || draft->dropped)
            continue;
        tidy(list, draft);
        enter(list, &draft->entity);
    }
}

OsintEntity *osint_entity_list_restore(OsintEntityList *list, GVariant *source)
{
    if (list->source == NULL)
        list->source = g_variant_ref(source);
    OsintDraft *draft = osint_draft_new(list);
    draft->rows = 1;
    draft->type_rank = OSINT_TYPE_STATED;
    return &draft->entity;
}

gboolean osint_entity_list_restored(OsintEntityList *list, OsintEntity *entity)
{
    if (g_hash_table_contains(list->by_id, entity->id))
        return FALSE;
    for (guint i = 0; i < entity->aliases->len; i++) {
        OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        alias->folded = osint_list_fold(list, alias->text);
    }
    for (guint i = 0; i < entity->uuids->len; i++)
        g_hash_table_insert(list->by_uuid, g_ptr_array_index(entity->uuids, i), entity);
    for (guint i = 0; i < entity->not_aliases->len; i++) {
        OsintPlea plea = {OSINT_PLEA_NOT_ALIAS, (OsintDraft *)entity,
                          g_ptr_array_index(entity->not_aliases, i), "", 0};
        g_array_append_val(list->pleas, plea);
    }
    if (entity->id_given)
        g_hash_table_insert(list->by_given, entity->id, entity);
    if (entity->attack != NULL)
        g_hash_table_insert(list->by_attack, entity->attack, entity);
    enter(list, entity);
    return TRUE;
}
