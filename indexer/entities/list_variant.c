/* The list in serialised form, as the index keeps it. */
#include "indexer/entities/list.h"

#include <string.h>

#include "indexer/entities/list_build.h"

/* A version, then per entity: id, id_given, ATT&CK id, uuids, type, name, description ("" for none), aliases
 * (text, lists, users, flags), context, exceptions, not_aliases, refs, relations (type, target, list,
 * confidence), pins and unpins (article, text, nth); then the benign indicators. */
#define VARIANT_VERSION 2
#define ALIASES_TYPE "a(sasasu)"
#define RELATIONS_TYPE "a(sssu)"
#define PINS_TYPE "a(ssu)"
#define ENTITY_TYPE "(sbsassss" ALIASES_TYPE "asasasas" RELATIONS_TYPE PINS_TYPE PINS_TYPE ")"
#define ENTITIES_TYPE "a" ENTITY_TYPE
#define LIST_TYPE "(u" ENTITIES_TYPE "as)"

enum { ALIAS_EXACT = 1, ALIAS_CONTEXT = 2, ALIAS_DESCRIPTION = 4, ALIAS_REFERENCE = 8, ALIAS_ALL = 15 };

static guint32 alias_flags(const OsintAlias *alias)
{
    return (alias->exact_case ? ALIAS_EXACT : 0u) | (alias->needs_context ? ALIAS_CONTEXT : 0u) |
           (alias->description ? ALIAS_DESCRIPTION : 0u) | (alias->reference ? ALIAS_REFERENCE : 0u);
}

static GVariant *strings_to_variant(const GPtrArray *strings)
{
    return g_variant_new_strv((const char *const *)strings->pdata, (gssize)strings->len);
}

static GVariant *aliases_to_variant(const GPtrArray *aliases)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(ALIASES_TYPE));
    for (guint i = 0; i < aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(aliases, i);
        g_variant_builder_add(&builder, "(s@as@asu)", alias->text, strings_to_variant(alias->lists),
                              strings_to_variant(alias->users), alias_flags(alias));
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

static GVariant *entity_to_variant(const OsintEntity *entity)
{
    GVariant *parts[] = {text_to_variant(entity->id),
                         g_variant_new_boolean(entity->id_given),
                         text_to_variant(entity->attack),
                         strings_to_variant(entity->uuids),
                         text_to_variant(entity->type),
                         text_to_variant(entity->name),
                         text_to_variant(entity->description),
                         aliases_to_variant(entity->aliases),
                         strings_to_variant(entity->context),
                         strings_to_variant(entity->exceptions),
                         strings_to_variant(entity->not_aliases),
                         strings_to_variant(entity->refs),
                         relations_to_variant(entity->relations),
                         pins_to_variant(entity->pins),
                         pins_to_variant(entity->unpins)};
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

GVariant *osint_entity_list_to_variant(const OsintEntityList *list)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(LIST_TYPE));
    g_variant_builder_add(&builder, "u", VARIANT_VERSION);
    g_variant_builder_open(&builder, G_VARIANT_TYPE(ENTITIES_TYPE));
    for (guint i = 0; i < osint_entity_list_size(list); i++)
        g_variant_builder_add_value(&builder, entity_to_variant(osint_entity_list_get(list, i)));
    g_variant_builder_close(&builder);
    g_variant_builder_add_value(&builder, strings_to_variant(osint_entity_list_benign(list)));
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

static char *string_at(GVariant *tuple, gsize index)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    return g_variant_dup_string(child, NULL);
}

/* NULL for the empty string. */
static char *text_at(GVariant *tuple, gsize index)
{
    char *text = string_at(tuple, index);
    if (*text == '\0')
        g_clear_pointer(&text, g_free);
    return text;
}

static void strings_at(GVariant *tuple, gsize index, GPtrArray *strings)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++)
        g_ptr_array_add(strings, string_at(child, i));
}

static OsintAlias *alias_from_variant(GVariant *tuple)
{
    const char *text;
    guint32 flags;
    g_variant_get_child(tuple, 0, "&s", &text);
    g_variant_get_child(tuple, 3, "u", &flags);
    OsintAlias *alias = osint_alias_new(text);
    strings_at(tuple, 1, alias->lists);
    strings_at(tuple, 2, alias->users);
    alias->exact_case = (flags & ALIAS_EXACT) != 0;
    alias->needs_context = (flags & ALIAS_CONTEXT) != 0;
    alias->description = (flags & ALIAS_DESCRIPTION) != 0;
    alias->reference = (flags & ALIAS_REFERENCE) != 0;
    return alias;
}

static void aliases_at(GVariant *tuple, gsize index, GPtrArray *aliases)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++) {
        g_autoptr(GVariant) alias = g_variant_get_child_value(child, i);
        g_ptr_array_add(aliases, alias_from_variant(alias));
    }
}

static void relations_at(GVariant *tuple, gsize index, GPtrArray *relations)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++) {
        const char *type, *target, *list;
        guint32 confidence;
        g_variant_get_child(child, i, "(&s&s&su)", &type, &target, &list, &confidence);
        g_ptr_array_add(relations, osint_relation_new(type, target, list, confidence));
    }
}

static void pins_at(GVariant *tuple, gsize index, GPtrArray *pins)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++) {
        const char *article, *text;
        guint32 nth;
        g_variant_get_child(child, i, "(&s&su)", &article, &text, &nth);
        g_ptr_array_add(pins, osint_pin_new(article, text, nth));
    }
}

const GVariantType *osint_entity_variant_type(void)
{
    return G_VARIANT_TYPE(ENTITY_TYPE);
}

static OsintEntity *entity_from_variant(GVariant *tuple)
{
    OsintEntity *entity = osint_entity_new();
    entity->id = string_at(tuple, 0);
    g_variant_get_child(tuple, 1, "b", &entity->id_given);
    entity->attack = text_at(tuple, 2);
    strings_at(tuple, 3, entity->uuids);
    if (entity->uuids->len > 0)
        entity->uuid = g_strdup(g_ptr_array_index(entity->uuids, 0));
    entity->type = string_at(tuple, 4);
    entity->name = string_at(tuple, 5);
    entity->description = text_at(tuple, 6);
    aliases_at(tuple, 7, entity->aliases);
    strings_at(tuple, 8, entity->context);
    strings_at(tuple, 9, entity->exceptions);
    strings_at(tuple, 10, entity->not_aliases);
    strings_at(tuple, 11, entity->refs);
    relations_at(tuple, 12, entity->relations);
    pins_at(tuple, 13, entity->pins);
    pins_at(tuple, 14, entity->unpins);
    return entity;
}

OsintEntity *osint_entity_from_variant(GVariant *variant, GError **error)
{
    if (g_variant_is_of_type(variant, osint_entity_variant_type()) && g_variant_is_normal_form(variant))
        return entity_from_variant(variant);
    g_set_error_literal(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                        "a stored entity is not in a form this version reads");
    return NULL;
}

static void benign_at(GVariant *tuple, gsize index, OsintEntityList *list)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++) {
        const char *text;
        g_variant_get_child(child, i, "&s", &text);
        osint_entity_list_add_benign(list, text);
    }
}

OsintEntityList *osint_entity_list_from_variant(GVariant *variant, GError **error)
{
    if (!g_variant_is_of_type(variant, G_VARIANT_TYPE(LIST_TYPE)) || !g_variant_is_normal_form(variant)) {
        g_set_error_literal(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                            "the stored entity list is not in a form this version reads");
        return NULL;
    }
    guint32 version;
    g_variant_get_child(variant, 0, "u", &version);
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(GVariant) entities = g_variant_get_child_value(variant, 1);
    for (gsize i = 0; version == VARIANT_VERSION && i < g_variant_n_children(entities); i++) {
        g_autoptr(GVariant) tuple = g_variant_get_child_value(entities, i);
        if (!osint_entity_list_restore(list, entity_from_variant(tuple)))
            version = 0;
    }
    benign_at(variant, 2, list);
    if (version == VARIANT_VERSION)
        return g_steal_pointer(&list);
    g_set_error_literal(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                        "the stored entity list is damaged or of another version");
    return NULL;
}
