/* The tree is that of the text as asked, before saved queries are put in: "read as" shows what came of it. */
#include "search/analyze.h"
#include "search/typeset.h"

#include <string.h>

#define LABEL_COLUMNS 10
#define TREE_STEP 2

static void put(OsintTypeset *set, const char *label, const char *text)
{
    osint_typeset_text(set, label, OSINT_INK_FAINT);
    osint_typeset_hang(set, LABEL_COLUMNS);
    osint_typeset_text(set, text, OSINT_INK_PLAIN);
    osint_typeset_end_line(set);
    set->indent = 0;
}

static void put_entity(OsintTypeset *set, const OsintQueryEntity *entity)
{
    g_autoptr(GString) text = g_string_new(entity->name);
    g_string_append_printf(text, " (%s)", entity->id);
    if (entity->matched_by != NULL)
        g_string_append_printf(text, ", asked for as %s", entity->matched_by);
    for (guint i = 0; i < entity->also_searched->len; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "; also searched as " : ", ",
                               (const char *)g_ptr_array_index(entity->also_searched, i));
    put(set, "entity", text->str);
}

static const char *kind_of_leaf(OsintNodeKind kind)
{
    switch (kind) {
    case OSINT_NODE_ALL:
        return "all";
    case OSINT_NODE_PHRASE:
        return "phrase";
    case OSINT_NODE_PREFIX:
        return "prefix";
    case OSINT_NODE_FUZZY:
        return "fuzzy";
    case OSINT_NODE_FIELD:
        return "filter";
    default:
        return "word";
    }
}

static char *name_of_operator(const OsintNode *node)
{
    switch (node->kind) {
    case OSINT_NODE_AND:
        return g_strdup("AND");
    case OSINT_NODE_OR:
        return g_strdup("OR");
    case OSINT_NODE_NOT:
        return g_strdup("NOT");
    case OSINT_NODE_NEAR:
        return g_strdup_printf("NEAR/%u", node->distance);
    case OSINT_NODE_ADJ:
        return g_strdup_printf("ADJ/%u", node->distance);
    case OSINT_NODE_SAME_SENTENCE:
        return g_strdup("SAME/s");
    case OSINT_NODE_SAME_PASSAGE:
        return g_strdup("SAME/p");
    default:
        return NULL;
    }
}

static void put_tree(OsintTypeset *set, const OsintNode *node, guint depth)
{
    g_autofree char *name = name_of_operator(node);
    osint_typeset_text(set, depth == 0 ? "tree" : "", OSINT_INK_FAINT);
    osint_typeset_hang(set, LABEL_COLUMNS + depth * TREE_STEP);
    if (name == NULL) {
        g_autofree char *text = osint_node_print(node);
        osint_typeset_text(set, kind_of_leaf(node->kind), OSINT_INK_FAINT);
        osint_typeset_hang(set, set->indent + strlen("filter "));
        osint_typeset_text(set, text, OSINT_INK_PLAIN);
    } else {
        osint_typeset_text(set, name, OSINT_INK_STRONG);
    }
    osint_typeset_end_line(set);
    set->indent = 0;
    for (guint i = 0; name != NULL && i < node->children->len; i++)
        put_tree(set, g_ptr_array_index(node->children, i), depth + 1);
}

gboolean osint_analyze_append(GString *out, const OsintSearch *search, const OsintRenderOptions *options,
                              gint64 now, GError **error)
{
    g_autoptr(OsintQuery) query = osint_query_parse(osint_search_text(search), now, NULL, error);
    if (query == NULL)
        return FALSE;
    g_auto(OsintTypeset) set;
    osint_typeset_init(&set, out, options->width, options->color);
    if (options->name != NULL)
        put(&set, "name", options->name);
    put(&set, "query", osint_search_text(search));
    put(&set, "read as", osint_search_read_as(search));
    const GPtrArray *notes = osint_search_notes(search), *entities = osint_search_entities(search);
    for (guint i = 0; i < notes->len; i++)
        put(&set, "note", g_ptr_array_index(notes, i));
    for (guint i = 0; i < entities->len; i++)
        put_entity(&set, g_ptr_array_index(entities, i));
    put_tree(&set, query->root, 0);
    return TRUE;
}
