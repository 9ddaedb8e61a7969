/* Which entity a name means: the lookup behind entity: in queries. */
#include "indexer/store/names.h"

#include <string.h>

#include "indexer/text/edits.h"

#define MOST_EDITS 3

static gboolean alias_is(const OsintAlias *alias, const char *folded)
{
    g_autofree char *name = osint_entity_fold_name(alias->text);
    return g_str_equal(name, folded);
}

static gboolean has_name(const OsintEntity *entity, const char *folded)
{
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        if (!alias->description && alias_is(alias, folded))
            return TRUE;
    }
    return FALSE;
}

static gboolean has_id(const OsintEntity *entity, const char *folded)
{
    g_autofree char *id = osint_entity_fold_name(entity->id);
    gboolean found = g_str_equal(id, folded);
    for (guint i = 0; !found && i < entity->uuids->len; i++) {
        g_autofree char *uuid = osint_entity_fold_name(g_ptr_array_index(entity->uuids, i));
        found = g_str_equal(uuid, folded);
    }
    return found;
}

static gboolean is_called(const OsintEntity *entity, const char *folded, gboolean exact)
{
    return (!exact && has_id(entity, folded)) || has_name(entity, folded);
}

static void add_name(GHashTable *table, const char *name, guint entity)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    GArray *entities = g_hash_table_lookup(table, folded);
    if (entities == NULL) {
        entities = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(table, g_steal_pointer(&folded), entities);
    }
    if (entities->len == 0 || g_array_index(entities, guint, entities->len - 1) != entity)
        g_array_append_val(entities, entity);
}

GHashTable *osint_names_table(const OsintEntityList *list)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        add_name(table, entity->id, i);
        for (guint j = 0; j < entity->uuids->len; j++)
            add_name(table, g_ptr_array_index(entity->uuids, j), i);
        for (guint j = 0; j < entity->aliases->len; j++)
            add_name(table, ((const OsintAlias *)g_ptr_array_index(entity->aliases, j))->text, i);
    }
    return table;
}

GPtrArray *osint_index_find_entities(OsintIndex *index, const char *name, const char *type, gboolean exact)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    GHashTable *names = osint_index_names(index);
    g_autofree char *folded = osint_entity_fold_name(name);
    const GArray *possible = names == NULL ? NULL : g_hash_table_lookup(names, folded);
    for (guint i = 0; possible != NULL && i < possible->len; i++) {
        const OsintEntity *entity =
            osint_entity_list_get(osint_index_entities(index, NULL), g_array_index(possible, guint, i));
        if ((type == NULL || g_str_equal(type, entity->type)) && is_called(entity, folded, exact))
            g_ptr_array_add(ids, g_strdup(entity->id));
    }
    return ids;
}

typedef struct {
    const char *folded;
    guint64 letters;
    const char *nearest; /* as the list writes it */
    guint entity;        /* its number */
    guint edits;         /* how far it is; more than allowed when nothing is near */
} Nearest;

/* A long name may differ by more edits than a short one. */
static guint allowed_edits(const char *folded)
{
    glong length = g_utf8_strlen(folded, -1);
    return length <= 3 ? 1 : length <= 8 ? 2 : MOST_EDITS;
}

/* A set of the characters, of which an edit changes two at most: most names are told to be far by it alone.
 */
static guint64 letters_of(const char *folded)
{
    guint64 letters = 0;
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at))
        letters |= G_GUINT64_CONSTANT(1) << (g_utf8_get_char(at) % 64);
    return letters;
}

static guint count_bits(guint64 set)
{
    guint bits = 0;
    for (; set != 0; set &= set - 1)
        bits++;
    return bits;
}

static void consider(Nearest *nearest, const char *name)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    for (guint edits = 0; edits < nearest->edits; edits++) {
        if (osint_word_within_edits(nearest->folded, folded, edits)) {
            nearest->edits = edits;
            nearest->nearest = name;
        }
    }
}

/* Of names that are equally near, the first in the list. */
static void consider_entity(Nearest *nearest, const OsintEntity *entity, guint number, const char *type)
{
    Nearest own = {nearest->folded, nearest->letters, NULL, number,
                   nearest->edits + (nearest->nearest != NULL && number < nearest->entity ? 1 : 0)};
    if (type != NULL && !g_str_equal(type, entity->type))
        return;
    consider(&own, entity->id);
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        if (!alias->description)
            consider(&own, alias->text);
    }
    if (own.nearest != NULL)
        *nearest = own;
}

static gboolean may_be_near(const Nearest *nearest, const char *folded)
{
    return count_bits(letters_of(folded) ^ nearest->letters) <= 2 * nearest->edits &&
           osint_word_within_edits(nearest->folded, folded, nearest->edits);
}

char *osint_index_nearest_entity(OsintIndex *index, const char *name, const char *type)
{
    GHashTable *names = osint_index_names(index);
    g_autofree char *folded = osint_entity_fold_name(name);
    Nearest nearest = {folded, letters_of(folded), NULL, 0, allowed_edits(folded) + 1};
    GHashTableIter iter;
    gpointer known, entities;
    if (names == NULL)
        return NULL;
    const OsintEntityList *list = osint_index_entities(index, NULL);
    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &known, &entities)) {
        const GArray *numbers = entities;
        for (guint i = 0; may_be_near(&nearest, known) && i < numbers->len; i++) {
            guint number = g_array_index(numbers, guint, i);
            consider_entity(&nearest, osint_entity_list_get(list, number), number, type);
        }
    }
    return g_strdup(nearest.nearest);
}
