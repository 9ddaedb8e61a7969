/* The list in serialised form, as the index keeps it. */
#include "indexer/entities/list.h"

#include <string.h>

#include "indexer/entities/list_build.h"

/* A version, then per entity: id, id_given, uuids, type, name, description ("" for none), aliases (text,
 * list, flags), context, exceptions, not_aliases, refs. */
#define VARIANT_VERSION 1
#define ENTITIES_TYPE "a(sbassssa(ssu)asasasas)"
#define LIST_TYPE "(u" ENTITIES_TYPE ")"

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
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a(ssu)"));
    for (guint i = 0; i < aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(aliases, i);
        g_variant_builder_add(&builder, "(ssu)", alias->text, alias->list, alias_flags(alias));
    }
    return g_variant_builder_end(&builder);
}

static GVariant *entity_to_variant(const OsintEntity *entity)
{
    GVariant *parts[] = {g_variant_new_string(entity->id),
                         g_variant_new_boolean(entity->id_given),
                         strings_to_variant(entity->uuids),
                         g_variant_new_string(entity->type),
                         g_variant_new_string(entity->name),
                         g_variant_new_string(entity->description != NULL ? entity->description : ""),
                         aliases_to_variant(entity->aliases),
                         strings_to_variant(entity->context),
                         strings_to_variant(entity->exceptions),
                         strings_to_variant(entity->not_aliases),
                         strings_to_variant(entity->refs)};
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
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

static char *string_at(GVariant *tuple, gsize index)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    return g_variant_dup_string(child, NULL);
}

static void strings_at(GVariant *tuple, gsize index, GPtrArray *strings)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++)
        g_ptr_array_add(strings, string_at(child, i));
}

static void aliases_at(GVariant *tuple, gsize index, GPtrArray *aliases)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    for (gsize i = 0; i < g_variant_n_children(child); i++) {
        const char *text, *origin;
        guint32 flags;
        g_variant_get_child(child, i, "(&s&su)", &text, &origin, &flags);
        OsintAlias *alias = osint_alias_new(text, origin);
        alias->exact_case = (flags & ALIAS_EXACT) != 0;
        alias->needs_context = (flags & ALIAS_CONTEXT) != 0;
        alias->description = (flags & ALIAS_DESCRIPTION) != 0;
        alias->reference = (flags & ALIAS_REFERENCE) != 0;
        g_ptr_array_add(aliases, alias);
    }
}

static OsintEntity *entity_from_variant(GVariant *tuple)
{
    OsintEntity *entity = osint_entity_new();
    entity->id = string_at(tuple, 0);
    g_variant_get_child(tuple, 1, "b", &entity->id_given);
    strings_at(tuple, 2, entity->uuids);
    if (entity->uuids->len > 0)
        entity->uuid = g_strdup(g_ptr_array_index(entity->uuids, 0));
    entity->type = string_at(tuple, 3);
    entity->name = string_at(tuple, 4);
    entity->description = string_at(tuple, 5);
    if (*entity->description == '\0')
        g_clear_pointer(&entity->description, g_free);
    aliases_at(tuple, 6, entity->aliases);
    strings_at(tuple, 7, entity->context);
    strings_at(tuple, 8, entity->exceptions);
    strings_at(tuple, 9, entity->not_aliases);
    strings_at(tuple, 10, entity->refs);
    return entity;
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
    if (version == VARIANT_VERSION)
        return g_steal_pointer(&list);
    g_set_error_literal(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                        "the stored entity list is damaged or of another version");
    return NULL;
}
