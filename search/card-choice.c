/* Entities under NOT are what the card is not about. */
#include "search/card-choice.h"

#include <string.h>

#define CHOICES_NAMED 10u

static void collect(const OsintNode *node, GHashTable *ids)
{
    for (guint i = 0; node->entities != NULL && i < node->entities->len; i++)
        g_hash_table_add(ids, g_ptr_array_index(node->entities, i));
    for (guint i = 0; node->kind != OSINT_NODE_NOT && node->children != NULL && i < node->children->len; i++)
        collect(g_ptr_array_index(node->children, i), ids);
}

static gboolean is_asked_by_id(const OsintQueryEntity *entity)
{
    g_autofree char *asked = osint_entity_fold_name(entity->matched_by);
    g_autofree char *id = osint_entity_fold_name(entity->id);
    return g_str_equal(asked, id);
}

static GPtrArray *choices_of(const OsintSearch *search)
{
    const GPtrArray *entities = osint_search_entities(search);
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *choices = g_ptr_array_new();
    collect(osint_search_tree(search), ids);
    for (guint i = 0; i < entities->len; i++) {
        OsintQueryEntity *entity = g_ptr_array_index(entities, i);
        if (g_hash_table_contains(ids, entity->id))
            g_ptr_array_add(choices, entity);
    }
    return choices;
}

/* Whether all were asked for by the same words. */
static gboolean are_one_name(const GPtrArray *choices)
{
    const OsintQueryEntity *first = g_ptr_array_index(choices, 0);
    for (guint i = 1; i < choices->len; i++)
        if (!g_str_equal(((const OsintQueryEntity *)g_ptr_array_index(choices, i))->matched_by,
                         first->matched_by))
            return FALSE;
    return TRUE;
}

static void set_choices(const GPtrArray *choices, GError **error)
{
    g_autoptr(GString) text = g_string_new("a card is of one entity; this asks for several: ");
    for (guint i = 0; i < MIN(choices->len, CHOICES_NAMED); i++) {
        const OsintQueryEntity *each = g_ptr_array_index(choices, i);
        g_string_append_printf(text, "%sentity:%s (%s%s%s)", i > 0 ? ", " : "", each->id, each->name,
                               each->type != NULL ? ", " : "", each->type != NULL ? each->type : "");
    }
    if (choices->len > CHOICES_NAMED)
        g_string_append_printf(text, " and %u more", choices->len - CHOICES_NAMED);
    g_set_error_literal(error, OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_ENTITY, text->str);
}

const OsintQueryEntity *osint_card_choose(const OsintSearch *search, GError **error)
{
    g_autoptr(GPtrArray) choices = choices_of(search);
    if (choices->len == 0)
        g_set_error_literal(error, OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_ENTITY,
                            "a card is of one entity: name it, such as entity:tick");
    if (choices->len <= 1)
        return choices->len == 1 ? g_ptr_array_index(choices, 0) : NULL;
    for (guint i = 0; are_one_name(choices) && i < choices->len; i++)
        if (is_asked_by_id(g_ptr_array_index(choices, i)))
            return g_ptr_array_index(choices, i);
    set_choices(choices, error);
    return NULL;
}
