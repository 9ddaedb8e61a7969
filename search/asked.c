/* Names come from the entity list; the index has a term for each under which an article mentions an entity.
 */
#include "search/asked.h"

#include <string.h>

#include "indexer/entities/indicators/normal.h"
#include "indexer/store/entities.h"
#include "indexer/store/schema.h"
#include "search/docset.h"
#include "search/query-internal.h"

#define MOST_COUNTED 20u /* entities of one query */

static void name_free(gpointer data)
{
    OsintQueryName *name = data;
    g_free(name->name);
    g_ptr_array_unref(name->lists);
    g_ptr_array_unref(name->users);
    g_ptr_array_unref(name->also);
    g_free(name);
}

void osint_asked_free(OsintQueryEntity *entity)
{
    g_free(entity->id);
    g_free(entity->name);
    g_free(entity->type);
    g_free(entity->matched_by);
    g_ptr_array_unref(entity->also_searched);
    g_clear_pointer(&entity->names, g_ptr_array_unref);
    g_free(entity);
}

static GPtrArray *copied(const GPtrArray *strings)
{
    GPtrArray *copy = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; strings != NULL && i < strings->len; i++)
        g_ptr_array_add(copy, g_strdup(g_ptr_array_index(strings, i)));
    return copy;
}

static OsintQueryName *name_new(const char *text, const GPtrArray *lists, const GPtrArray *users)
{
    OsintQueryName *name = g_new0(OsintQueryName, 1);
    name->name = g_strdup(text);
    name->lists = copied(lists);
    name->users = copied(users);
    name->also = g_ptr_array_new_with_free_func(g_free);
    return name;
}

/* ---- names of the list ---- */

/* Which other entities have a name, or are called so by their id. */
static void add_others(OsintIndex *index, const OsintEntity *entity, const char *folded, GPtrArray *also)
{
    g_autoptr(GArray) named = osint_entities_named(osint_index_facts(index), folded, NULL);
    for (guint i = 0; named != NULL && i < named->len; i++) {
        const OsintNamed *each = &g_array_index(named, OsintNamed, i);
        if (each->is_name && !g_str_equal(each->id, entity->id))
            g_ptr_array_add(also, g_strdup(each->id));
    }
}

/* All names but the one asked by, which is the first one when it was asked for by id; none when only that
 * name is wanted. */
static void add_name(OsintIndex *index, OsintQueryEntity *asked, const OsintEntity *known, guint i)
{
    const OsintAlias *alias = g_ptr_array_index(known->aliases, i);
    g_autofree char *folded = osint_entity_fold_name(alias->text);
    g_autofree char *by = osint_entity_fold_name(asked->matched_by);
    g_autofree char *id = osint_entity_fold_name(known->id);
    gboolean is_asked = g_str_equal(folded, by);
    if (!asked->exact && !is_asked && !(i == 0 && g_str_equal(by, id)))
        g_ptr_array_add(asked->also_searched, g_strdup(alias->text));
    if (alias->description || (asked->exact && !is_asked))
        return;
    OsintQueryName *name = name_new(alias->text, alias->lists, alias->users);
    name->is_asked = is_asked;
    add_others(index, known, folded, name->also);
    g_ptr_array_add(asked->names, name);
}

OsintQueryEntity *osint_asked_new(OsintIndex *index, const OsintNode *node, const char *id)
{
    const OsintEntity *known = osint_index_entity(index, id, NULL);
    OsintQueryEntity *asked = g_new0(OsintQueryEntity, 1);
    asked->id = g_strdup(id);
    const char *value = id, *type = osint_indicator_type(id, &value);
    asked->name = g_strdup(known == NULL ? value : known->name);
    asked->type = g_strdup(known == NULL ? type : known->type);
    asked->matched_by = g_strdup(node->text);
    asked->exact = node->exact;
    asked->also_searched = g_ptr_array_new_with_free_func(g_free);
    asked->names = g_ptr_array_new_with_free_func(name_free);
    for (guint i = 0; known != NULL && i < known->aliases->len; i++)
        add_name(index, asked, known, i);
    return asked;
}

const OsintQueryName *osint_asked_by(const OsintQueryEntity *entity)
{
    for (guint i = 0; entity->names != NULL && i < entity->names->len; i++) {
        const OsintQueryName *name = g_ptr_array_index(entity->names, i);
        if (name->is_asked)
            return name;
    }
    return NULL;
}

char *osint_asked_only(const char *name)
{
    g_autofree char *text = g_strdup(name);
    const OsintNode node = {
        .kind = OSINT_NODE_FIELD, .field = OSINT_FIELD_ENTITY, .text = text, .exact = TRUE};
    return osint_node_print(&node);
}

static void append_all(GString *text, const char *lead, const GPtrArray *strings)
{
    for (guint i = 0; i < strings->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : lead,
                               (const char *)g_ptr_array_index(strings, i));
}

char *osint_name_source(const GPtrArray *lists, const GPtrArray *users)
{
    g_autoptr(GString) text = g_string_new(NULL);
    append_all(text, "used by ", users);
    append_all(text,
               text->len > 0    ? lists->len > 1 ? "; lists " : "; list "
               : lists->len > 1 ? "lists "
                                : "list ",
               lists);
    return text->len > 0 ? g_strdup(text->str) : NULL;
}

/* ---- counting ---- */

typedef struct {
    OsintQueryEntity *entity;
    GHashTable *names; /* folded -> OsintQueryName */
} Counting;

static void add_count(const char *folded, guint64 articles, gpointer user_data)
{
    Counting *counting = user_data;
    OsintQueryName *name = g_hash_table_lookup(counting->names, folded);
    gboolean is_whole =
        strlen(OSINT_TERM_NAME) + strlen(counting->entity->id) + 1 + strlen(folded) < XAPC_TERM_MAX;
    if (name == NULL && !is_whole)
        return;
    if (name == NULL) {
        name = name_new(folded, NULL, NULL);
        g_ptr_array_add(counting->entity->names, name);
    }
    name->articles += articles;
}

static void forget_counts(OsintQueryEntity *entity)
{
    for (guint i = entity->names->len; i-- > 0;) {
        OsintQueryName *name = g_ptr_array_index(entity->names, i);
        name->articles = 0;
        if (name->lists->len == 0)
            g_ptr_array_remove_index(entity->names, i);
    }
}

static gboolean count_entity(OsintIndex *index, OsintDocset *set, OsintQueryEntity *entity, GError **error)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *prefix = g_strconcat(OSINT_TERM_NAME, entity->id, "\t", NULL);
    forget_counts(entity);
    for (guint i = 0; i < entity->names->len; i++) {
        OsintQueryName *name = g_ptr_array_index(entity->names, i);
        g_hash_table_insert(names, osint_entity_fold_name(name->name), name);
    }
    Counting counting = {entity, names};
    return strlen(prefix) >= XAPC_TERM_MAX ||
           osint_docset_each_term(set, osint_index_db(index), prefix, add_count, &counting, error);
}

static gboolean count_names(OsintIndex *index, const OsintMatching *matching, gpointer user_data,
                            GError **error)
{
    const GPtrArray *entities = user_data;
    g_autoptr(OsintDocset) set = osint_docset_new(matching);
    for (guint i = 0; i < MIN(entities->len, MOST_COUNTED); i++) {
        OsintQueryEntity *entity = g_ptr_array_index(entities, i);
        if (!count_entity(index, set, entity, error))
            return FALSE;
        entity->counted = matching->articles;
        entity->counted_exact = matching->exact;
        entity->is_counted = TRUE;
    }
    return TRUE;
}

gboolean osint_asked_count(OsintSearch *search, GError **error)
{
    const GPtrArray *entities = osint_search_entities(search);
    return entities->len == 0 || osint_search_is_closest(search) ||
           osint_search_count(search, count_names, (gpointer)entities, error);
}
