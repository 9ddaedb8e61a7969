/* Entity lists: the input, cut at NUL bytes into several, is refused or read, settled, stored and read back.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "indexer/entities/lists/list.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_note(const char *list, guint place G_GNUC_UNUSED, const char *code, const char *message,
                       gpointer user_data G_GNUC_UNUSED)
{
    g_assert_cmpstr(list, ==, "list");
    g_assert(g_str_has_prefix(code, "entity-") && g_utf8_validate(message, -1, NULL) && *message != '\0');
}

static void read_part(OsintEntityList *list, const char *part, gsize length)
{
    g_autoptr(GBytes) bytes = g_bytes_new(part, length);
    g_autoptr(GError) error = NULL;
    gboolean read = osint_entity_list_read(list, "list", bytes, check_note, NULL, &error);
    g_assert(read == (error == NULL));
    g_assert(error == NULL || g_str_has_prefix(error->message, "list:"));
}

static void check_alias(const OsintEntityList *list, const OsintEntity *entity, const OsintAlias *alias)
{
    g_autofree char *folded = osint_entity_fold_name(alias->text);
    g_assert_cmpstr(folded, ==, alias->folded);
    g_assert(alias->lists->len > 0 && g_utf8_validate(alias->text, -1, NULL));
    g_autoptr(GArray) found = osint_entity_list_lookup(list, alias->text);
    gboolean is_found = alias->description || osint_entity_list_find(list, alias->text) != NULL;
    for (guint i = 0; i < found->len; i++)
        is_found = is_found || g_array_index(found, guint, i) == entity->index || found->len == 1;
    g_assert(is_found);
}

static void check_entity(const OsintEntityList *list, guint index)
{
    const OsintEntity *entity = osint_entity_list_get(list, index);
    g_assert_cmpuint(entity->index, ==, index);
    g_assert(osint_entity_list_find(list, entity->id) == entity);
    g_assert(osint_entity_type_is_known(entity->type) && entity->aliases->len > 0);
    const OsintAlias *first = g_ptr_array_index(entity->aliases, 0);
    g_autofree char *folded = osint_entity_fold_name(entity->name);
    g_assert_cmpstr(folded, ==, first->folded);
    for (guint i = 0; i < MIN(entity->aliases->len, 50); i++)
        check_alias(list, entity, g_ptr_array_index(entity->aliases, i));
    for (guint i = 0; i < entity->relations->len; i++)
        g_assert_cmpstr(((const OsintRelation *)g_ptr_array_index(entity->relations, i))->target, !=,
                        entity->id);
}

static void check_stored(const OsintEntityList *list)
{
    g_autoptr(GVariant) variant = osint_entity_list_to_variant(list);
    g_autoptr(OsintEntityList) back = osint_entity_list_from_variant(variant, NULL);
    g_assert(back != NULL);
    g_autoptr(GVariant) again = osint_entity_list_to_variant(back);
    g_assert(g_variant_equal(variant, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    const char *at = (const char *)data, *end = at + MIN(size, LONGEST);
    while (at < end) {
        const char *stop = memchr(at, '\0', (size_t)(end - at));
        stop = stop != NULL ? stop : end;
        read_part(list, at, (gsize)(stop - at));
        at = stop + 1;
    }
    for (guint round = 0; round < 2; round++) {
        osint_entity_list_settle(list, check_note, NULL);
        for (guint i = 0; i < osint_entity_list_size(list); i++)
            check_entity(list, i);
        check_stored(list);
    }
    return 0;
}
