/* Which entity a card is about: "tick" and "entity:tick source:nhk" ask for Tick. */
#include <string.h>

#include "search/card.h"
#include "search/query-internal.h"

static gboolean is_word(const OsintNode *node)
{
    return (node->kind == OSINT_NODE_WORD || node->kind == OSINT_NODE_PHRASE) &&
           node->field == OSINT_FIELD_TEXT;
}

/* Saved queries may ask for entities. */
static gboolean asks_for_entity(const OsintNode *node)
{
    if (node->kind == OSINT_NODE_FIELD &&
        (node->field == OSINT_FIELD_ENTITY || node->field == OSINT_FIELD_MENTIONS ||
         node->field == OSINT_FIELD_QUERY))
        return TRUE;
    for (guint i = 0; node->kind != OSINT_NODE_NOT && node->children != NULL && i < node->children->len; i++)
        if (asks_for_entity(g_ptr_array_index(node->children, i)))
            return TRUE;
    return FALSE;
}

/* The words of a query go to name, everything else to rest. */
static void take_part(const OsintNode *node, GString *name, GString *rest)
{
    g_autofree char *text = is_word(node) ? g_strdup(node->text) : osint_node_print(node);
    GString *part = is_word(node) ? name : rest;
    g_string_append_printf(part, "%s%s", part->len > 0 ? " " : "", text);
}

static void take_parts(const OsintNode *root, GString *name, GString *rest)
{
    if (root->kind != OSINT_NODE_AND) {
        take_part(root, name, rest);
        return;
    }
    for (guint i = 0; i < root->children->len; i++)
        take_part(g_ptr_array_index(root->children, i), name, rest);
}

static char *refuse(const char *text, OsintSpan *place, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
static char *refuse(const char *text, OsintSpan *place, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (place != NULL)
        *place = (OsintSpan){0, (guint32)strlen(text)};
    g_set_error_literal(error, OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_ENTITY, message);
    return NULL;
}

static char *refuse_near(const char *text, OsintSpan *place, GError **error, const char *name,
                         const char *nearest)
{
    GError *refusal = NULL;
    refuse(text, place, &refusal, "no entity is called \"%s\"; did you mean \"%s\"?", name, nearest);
    osint_query_error_set_nearest(refusal, nearest);
    g_propagate_error(error, refusal);
    return NULL;
}

static char *refuse_unknown(OsintIndex *index, const char *text, const char *name, OsintSpan *place,
                            GError **error)
{
    if (*name == '\0')
        return refuse(text, place, error, "a card is of one entity: name it, such as entity:tick");
    g_autofree char *nearest = osint_index_nearest_entity(index, name, NULL, G_MAXUINT);
    if (nearest != NULL)
        return refuse_near(text, place, error, name, nearest);
    return refuse(text, place, error, "no entity is called \"%s\"", name);
}

char *osint_card_query(OsintIndex *index, const char *text, gint64 now, OsintSpan *place, GError **error)
{
    g_autoptr(OsintQuery) query = osint_query_parse(text, now, place, error);
    if (query == NULL || asks_for_entity(query->root))
        return query == NULL ? NULL : g_strdup(text);
    g_autoptr(GString) name = g_string_new(NULL);
    g_autoptr(GString) rest = g_string_new(NULL);
    take_parts(query->root, name, rest);
    g_autoptr(GPtrArray) ids = osint_index_find_entities(index, name->str, NULL, FALSE, error);
    if (ids == NULL)
        return NULL;
    if (ids->len == 0)
        return refuse_unknown(index, text, name->str, place, error);
    const OsintNode node = {.kind = OSINT_NODE_FIELD, .field = OSINT_FIELD_ENTITY, .text = name->str};
    g_autofree char *filter = osint_node_print(&node);
    return g_strconcat(filter, rest->len > 0 ? " " : "", rest->str, NULL);
}
