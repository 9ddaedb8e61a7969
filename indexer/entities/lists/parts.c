/* What lists are made of: strings, shared sets of strings, arrays. */
#include <string.h>

#include "indexer/entities/lists/private.h"

/* Names that more than this many lists or organisations have are as good as anybody's. */
#define SET_MAX 64

/* A set is known by the set that it was made of and the string that it has besides. */
typedef struct {
    const GPtrArray *base; /* NULL for the empty set */
    const char *text;
    GPtrArray *set;
} OsintSet;

static guint set_hash(gconstpointer data)
{
    const OsintSet *set = data;
    return g_direct_hash(set->base) * 31u + g_direct_hash(set->text);
}

static gboolean set_equal(gconstpointer a, gconstpointer b)
{
    const OsintSet *left = a, *right = b;
    return left->base == right->base && left->text == right->text;
}

static void set_free(gpointer data)
{
    OsintSet *set = data;
    g_ptr_array_unref(set->set);
    g_free(set);
}

GHashTable *osint_list_sets_new(void)
{
    return g_hash_table_new_full(set_hash, set_equal, set_free, NULL);
}

char *osint_list_string(OsintEntityList *list, const char *text)
{
    return g_string_chunk_insert_const(list->strings, text);
}

GPtrArray *osint_list_set_with(OsintEntityList *list, GPtrArray *set, const char *text)
{
    char *own = osint_list_string(list, text);
    if (set->len >= SET_MAX || g_ptr_array_find(set, own, NULL))
        return set;
    OsintSet key = {set->len > 0 ? set : NULL, own, NULL};
    const OsintSet *known = g_hash_table_lookup(list->sets, &key);
    if (known != NULL)
        return known->set;
    key.set = g_ptr_array_sized_new(set->len + 1);
    for (guint i = 0; i < set->len; i++)
        g_ptr_array_add(key.set, g_ptr_array_index(set, i));
    g_ptr_array_add(key.set, own);
    g_hash_table_add(list->sets, g_memdup2(&key, sizeof key));
    return key.set;
}

GPtrArray *osint_list_set_union(OsintEntityList *list, GPtrArray *a, const GPtrArray *b)
{
    for (guint i = 0; a != b && i < b->len; i++)
        a = osint_list_set_with(list, a, g_ptr_array_index(b, i));
    return a;
}

void osint_entity_strings_add(GPtrArray *strings, const char *text)
{
    if (!g_ptr_array_find_with_equal_func(strings, text, g_str_equal, NULL))
        g_ptr_array_add(strings, g_strdup(text));
}

void osint_list_append(OsintEntityList *list, GPtrArray **array, gpointer item)
{
    if (*array == list->none)
        *array = g_ptr_array_new();
    g_ptr_array_add(*array, item);
}

OsintName *osint_name_of(const char *folded)
{
    return (OsintName *)(gpointer)(folded - offsetof(OsintName, folded));
}

static void name_free(gpointer data)
{
    OsintName *name = osint_name_of(data);
    g_clear_pointer(&name->owners, g_array_unref);
    g_free(name);
}

const char *osint_list_fold(OsintEntityList *list, const char *text)
{
    g_autofree char *folded = osint_entity_fold_name(text);
    const OsintName *known = g_hash_table_lookup(list->names, folded);
    if (known != NULL)
        return known->folded;
    gsize size = strlen(folded) + 1;
    OsintName *name = g_malloc(offsetof(OsintName, folded) + size);
    name->owners = NULL;
    name->owner = G_MAXUINT;
    memcpy(name->folded, folded, size);
    g_hash_table_insert(list->names, name->folded, name);
    return name->folded;
}

GHashTable *osint_list_names_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, name_free, NULL);
}
