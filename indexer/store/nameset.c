/* FNV-1a of 32 bits (Fowler, Noll and Vo), each hash four bytes with the highest first, ascending. */
#include "indexer/store/nameset.h"

#include <string.h>

#define HASH_START 2166136261u
#define HASH_FACTOR 16777619u

static guint32 hash_of(const char *folded)
{
    guint32 hash = HASH_START;
    for (const char *at = folded; *at != '\0'; at++)
        hash = (hash ^ (guchar)*at) * HASH_FACTOR;
    return hash;
}

static void add_names(GArray *hashes, const OsintEntity *entity)
{
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        if (alias->needs_context || alias->description || alias->reference)
            continue;
        g_autofree char *folded = osint_entity_fold_name(alias->text);
        guint32 hash = GUINT32_TO_BE(hash_of(folded));
        g_array_append_val(hashes, hash);
    }
}

static int compare(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(guint32));
}

GBytes *osint_nameset_make(const OsintEntityList *list)
{
    GArray *hashes = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < osint_entity_list_size(list); i++)
        add_names(hashes, osint_entity_list_get(list, i));
    g_array_sort(hashes, compare);
    gsize length = hashes->len * sizeof(guint32);
    return g_bytes_new_take(g_array_free(hashes, FALSE), length);
}

gboolean osint_nameset_may_have(GBytes *set, const char *folded)
{
    gsize length;
    const char *hashes = g_bytes_get_data(set, &length);
    guint32 hash = GUINT32_TO_BE(hash_of(folded));
    gsize low = 0, high = length / sizeof hash;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        int order = memcmp(hashes + middle * sizeof hash, &hash, sizeof hash);
        if (order == 0)
            return TRUE;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return FALSE;
}
