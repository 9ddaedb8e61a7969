/* The list in serialised form, as the index keeps it. */
#include "indexer/entities/lists/list.h"

#include <string.h>

#include "indexer/entities/lists/private.h"

/* A version, then per entity: id, id_given, type, name, the sets of strings that aliases share (lists and
 * users), aliases (text, number of the set of lists, of users, flags), and, for those that have any of it:
 * other ids, ATT&CK id, uuids, description, context, exceptions, not_aliases, refs, relations (type, target,
 * list, confidence), pins and unpins (article, text, nth); then the benign indicators. */
#define VARIANT_VERSION 3
#define SETS_TYPE "aas"
#define ALIASES_TYPE "a(suuu)"
#define RELATIONS_TYPE "a(sssu)"
#define PINS_TYPE "a(ssu)"
#define DETAILS_TYPE "(assassasasasas" RELATIONS_TYPE PINS_TYPE PINS_TYPE ")"
#define ENTITY_TYPE "(sbss" SETS_TYPE ALIASES_TYPE "m" DETAILS_TYPE ")"
#define ENTITIES_TYPE "a" ENTITY_TYPE
#define LIST_TYPE "(u" ENTITIES_TYPE "as)"

enum {
    ALIAS_EXACT = 1,
    ALIAS_CONTEXT = 2,
    ALIAS_DESCRIPTION = 4,
    ALIAS_REFERENCE = 8,
    ALIAS_SAFE = 16,
    ALIAS_ALL = 31
};

static guint32 alias_flags(const OsintAlias *alias)
{
    return (alias->exact_case ? ALIAS_EXACT : 0u) | (alias->needs_context ? ALIAS_CONTEXT : 0u) |
           (alias->description ? ALIAS_DESCRIPTION : 0u) | (alias->reference ? ALIAS_REFERENCE : 0u) |
           (alias->safe ? ALIAS_SAFE : 0u);
}

/* ---- writing ---- */

/* The sets of the entity that is being written. */
typedef struct {
    GHashTable *numbers; /* set -> number */
    GPtrArray *sets;
} SharedSets;

static guint32 number_of(SharedSets *shared, GPtrArray *set)
{
    gpointer number = NULL;
    if (g_hash_table_lookup_extended(shared->numbers, set, NULL, &number))
        return GPOINTER_TO_UINT(number);
    g_hash_table_insert(shared->numbers, set, GUINT_TO_POINTER(shared->sets->len));
    g_ptr_array_add(shared->sets, set);
    return shared->sets->len - 1;
}

static GVariant *strings_to_variant(const GPtrArray *strings)
{
    return g_variant_new_strv((const char *const *)strings->pdata, (gssize)strings->len);
}

static GVariant *aliases_to_variant(SharedSets *shared, const GPtrArray *aliases)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(ALIASES_TYPE));
    for (guint i = 0; i < aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(aliases, i);
        g_variant_builder_add(&builder, "(suuu)", alias->text, number_of(shared, alias->lists),
                              number_of(shared, alias->users), alias_flags(alias));
    }
    return g_variant_builder_end(&builder);
}

static GVariant *relations_to_variant(const GPtrArray *relations)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(RELATIONS_TYPE));
    for (guint i = 0; i < relations->len; i++) {
        const OsintRelation *relation = g_ptr_array_index(relations, i);
        g_variant_builder_add(&builder, "(sssu)", relation->type, relation->target, relation->list,
                              relation->confidence);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *pins_to_variant(const GPtrArray *pins)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(PINS_TYPE));
    for (guint i = 0; i < pins->len; i++) {
        const OsintPin *pin = g_ptr_array_index(pins, i);
        g_variant_builder_add(&builder, "(ssu)", pin->article, pin->text, pin->nth);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *text_to_variant(const char *text)
{
    return g_variant_new_string(text != NULL ? text : "");
}

static GVariant *sets_to_variant(const GPtrArray *sets)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(SETS_TYPE));
    for (guint i = 0; i < sets->len; i++)
        g_variant_builder_add_value(&builder, strings_to_variant(g_ptr_array_index(sets, i)));
    return g_variant_builder_end(&builder);
}

/* Most entities of long lists have an id, a type and names. */
static gboolean has_details(const OsintEntity *entity)
{
    const GPtrArray *arrays[] = {entity->ids,        entity->uuids,       entity->context,
                                 entity->exceptions, entity->not_aliases, entity->refs,
                                 entity->relations,  entity->pins,        entity->unpins};
    gboolean has = entity->attack != NULL || entity->description != NULL;
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        has = has || arrays[i]->len > 0;
    return has;
}

static GVariant *details_to_variant(const OsintEntity *entity)
{
    GVariant *parts[] = {strings_to_variant(entity->ids),         text_to_variant(entity->attack),
                         strings_to_variant(entity->uuids),       text_to_variant(entity->description),
                         strings_to_variant(entity->context),     strings_to_variant(entity->exceptions),
                         strings_to_variant(entity->not_aliases), strings_to_variant(entity->refs),
                         relations_to_variant(entity->relations), pins_to_variant(entity->pins),
                         pins_to_variant(entity->unpins)};
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

static GVariant *entity_to_variant(SharedSets *shared, const OsintEntity *entity)
{
    g_hash_table_remove_all(shared->numbers);
    g_ptr_array_set_size(shared->sets, 0);
    GVariant *aliases = aliases_to_variant(shared, entity->aliases);
    GVariant *details = has_details(entity) ? details_to_variant(entity) : NULL;
    GVariant *parts[] = {text_to_variant(entity->id),
                         g_variant_new_boolean(entity->id_given),
                         text_to_variant(entity->type),
                         text_to_variant(entity->name),
                         sets_to_variant(shared->sets),
                         aliases,
                         g_variant_new_maybe(G_VARIANT_TYPE(DETAILS_TYPE), details)};
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

GVariant *osint_entity_list_to_variant(const OsintEntityList *list)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) sets = g_ptr_array_new();
    SharedSets shared = {numbers, sets};
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(LIST_TYPE));
    g_variant_builder_add(&builder, "u", VARIANT_VERSION);
    g_variant_builder_open(&builder, G_VARIANT_TYPE(ENTITIES_TYPE));
    for (guint i = 0; i < osint_entity_list_size(list); i++)
        g_variant_builder_add_value(&builder, entity_to_variant(&shared, osint_entity_list_get(list, i)));
    g_variant_builder_close(&builder);
    g_variant_builder_add_value(&builder, strings_to_variant(list->benign));
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

/* ---- reading: strings stay where they are, in the serialised form ---- */

typedef struct {
    OsintEntityList *list;
    GVariant *source;
    GPtrArray *sets;
} VariantReader;

static char *string_at(GVariant *tuple, gsize index)
{
    char *text;
    g_variant_get_child(tuple, index, "&s", &text);
    return text;
}

/* NULL for the empty string. */
static char *text_at(GVariant *tuple, gsize index)
{
    char *text = string_at(tuple, index);
    return *text != '\0' ? text : NULL;
}

static void strings_at(VariantReader *reader, GVariant *tuple, gsize index, GPtrArray **strings)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    gsize count = 0;
    g_autofree const char **texts = g_variant_get_strv(child, &count);
    for (gsize i = 0; i < count; i++)
        osint_list_append(reader->list, strings, (gpointer)texts[i]);
}

static gboolean aliases_at(VariantReader *reader, GVariant *tuple, gsize index, GPtrArray **aliases)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    gsize count = g_variant_n_children(child);
    for (gsize i = 0; i < count; i++) {
        guint32 lists, users, flags;
        OsintAlias *alias = g_new0(OsintAlias, 1);
        osint_list_append(reader->list, aliases, alias);
        g_variant_get_child(child, i, "(&suuu)", &alias->text, &lists, &users, &flags);
        if (lists >= reader->sets->len || users >= reader->sets->len || (flags & ~(guint32)ALIAS_ALL) != 0)
            return FALSE;
        alias->lists = g_ptr_array_index(reader->sets, lists);
        alias->users = g_ptr_array_index(reader->sets, users);
        alias->exact_case = (flags & ALIAS_EXACT) != 0;
        alias->needs_context = (flags & ALIAS_CONTEXT) != 0;
        alias->description = (flags & ALIAS_DESCRIPTION) != 0;
        alias->reference = (flags & ALIAS_REFERENCE) != 0;
        alias->safe = (flags & ALIAS_SAFE) != 0;
    }
    return count > 0;
}

static void relations_at(VariantReader *reader, GVariant *tuple, gsize index, GPtrArray **relations)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++) {
        OsintBond *bond = g_new0(OsintBond, 1);
        guint32 confidence;
        g_variant_get_child(child, i, "(&s&s&su)", &bond->relation.type, &bond->relation.target,
                            &bond->relation.list, &confidence);
        bond->relation.confidence = confidence;
        bond->key = bond->relation.target;
        osint_list_append(reader->list, relations, bond);
    }
}

static void pins_at(VariantReader *reader, GVariant *tuple, gsize index, GPtrArray **pins)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++) {
        OsintPin *pin = g_new0(OsintPin, 1);
        guint32 nth;
        g_variant_get_child(child, i, "(&s&su)", &pin->article, &pin->text, &nth);
        pin->nth = nth;
        osint_list_append(reader->list, pins, pin);
    }
}

static void read_sets(VariantReader *reader, GVariant *tuple, gsize index)
{
    g_autoptr(GVariant) sets = g_variant_get_child_value(tuple, index);
    g_ptr_array_set_size(reader->sets, 0);
    for (gsize i = 0; i < g_variant_n_children(sets); i++) {
        GPtrArray *set = reader->list->none;
        gsize count = 0;
        g_autoptr(GVariant) child = g_variant_get_child_value(sets, i);
        g_autofree const char **texts = g_variant_get_strv(child, &count);
        for (gsize k = 0; k < count; k++)
            set = osint_list_set_with(reader->list, set, texts[k]);
        g_ptr_array_add(reader->sets, set);
    }
}

static void read_details(VariantReader *reader, GVariant *tuple, OsintEntity *entity)
{
    strings_at(reader, tuple, 0, &entity->ids);
    entity->attack = text_at(tuple, 1);
    strings_at(reader, tuple, 2, &entity->uuids);
    if (entity->uuids->len > 0)
        entity->uuid = g_ptr_array_index(entity->uuids, 0);
    entity->description = text_at(tuple, 3);
    strings_at(reader, tuple, 4, &entity->context);
    strings_at(reader, tuple, 5, &entity->exceptions);
    strings_at(reader, tuple, 6, &entity->not_aliases);
    strings_at(reader, tuple, 7, &entity->refs);
    relations_at(reader, tuple, 8, &entity->relations);
    pins_at(reader, tuple, 9, &entity->pins);
    pins_at(reader, tuple, 10, &entity->unpins);
}

static OsintEntity *read_entity(VariantReader *reader, GVariant *tuple)
{
    OsintEntity *entity = osint_entity_list_restore(reader->list, reader->source);
    entity->id = string_at(tuple, 0);
    g_variant_get_child(tuple, 1, "b", &entity->id_given);
    entity->type = string_at(tuple, 2);
    entity->name = string_at(tuple, 3);
    read_sets(reader, tuple, 4);
    if (!aliases_at(reader, tuple, 5, &entity->aliases))
        return NULL;
    g_autoptr(GVariant) maybe = g_variant_get_child_value(tuple, 6);
    g_autoptr(GVariant) details = g_variant_get_maybe(maybe);
    if (details != NULL)
        read_details(reader, details, entity);
    return osint_entity_list_restored(reader->list, entity) ? entity : NULL;
}

const GVariantType *osint_entity_variant_type(void)
{
    return G_VARIANT_TYPE(ENTITY_TYPE);
}

/* The entity brings a list of its own, with all that it is made of. */
OsintEntity *osint_entity_from_variant(GVariant *variant, GError **error)
{
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(GPtrArray) sets = g_ptr_array_new();
    VariantReader reader = {list, variant, sets};
    OsintEntity *entity = NULL;
    if (g_variant_is_of_type(variant, osint_entity_variant_type()) && g_variant_is_normal_form(variant)) {
        g_variant_get_data(variant);
        entity = read_entity(&reader, variant);
    }
    if (entity == NULL) {
        g_set_error_literal(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                            "a stored entity is not in a form this version reads");
        return NULL;
    }
    ((OsintDraft *)entity)->alone = g_steal_pointer(&list);
    return entity;
}

static gboolean read_list(VariantReader *reader, GVariant *variant)
{
    guint32 version;
    g_variant_get_child(variant, 0, "u", &version);
    if (version != VARIANT_VERSION)
        return FALSE;
    g_autoptr(GVariant) entities = g_variant_get_child_value(variant, OSINT_ENTITY_LIST_CHILD);
    for (gsize i = 0; i < g_variant_n_children(entities); i++) {
        g_autoptr(GVariant) tuple = g_variant_get_child_value(entities, i);
        if (read_entity(reader, tuple) == NULL)
            return FALSE;
    }
    g_autoptr(GVariant) benign = g_variant_get_child_value(variant, 2);
    gsize count = 0;
    g_autofree const char **texts = g_variant_get_strv(benign, &count);
    for (gsize i = 0; i < count; i++)
        osint_entity_list_add_benign(reader->list, texts[i]);
    return TRUE;
}

OsintEntityList *osint_entity_list_from_variant(GVariant *variant, GError **error)
{
    if (!g_variant_is_of_type(variant, G_VARIANT_TYPE(LIST_TYPE)) || !g_variant_is_normal_form(variant)) {
        g_set_error_literal(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                            "the stored entity list is not in a form this version reads");
        return NULL;
    }
    g_variant_get_data(variant); /* from here on its strings stay where they are */
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(GPtrArray) sets = g_ptr_array_new();
    VariantReader reader = {list, variant, sets};
    if (read_list(&reader, variant))
        return g_steal_pointer(&list);
    g_set_error_literal(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                        "the stored entity list is damaged or of another version");
    return NULL;
}
