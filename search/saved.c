/* Texts are taken as they stand in the file: a backslash means in it what it means in a query. */
#include "search/saved.h"

#include <string.h>

#include "indexer/text/edits.h"
#include "indexer/text/words.h"

#define MOST_EDITS 2u

GHashTable *osint_saved_read(GKeyFile *configuration)
{
    GHashTable *saved = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) names = g_key_file_get_keys(configuration, OSINT_SAVED_GROUP, NULL, NULL);
    for (char **name = names; name != NULL && *name != NULL; name++) {
        char *text = g_key_file_get_value(configuration, OSINT_SAVED_GROUP, *name, NULL);
        if (text != NULL)
            g_hash_table_insert(saved, g_strdup(*name), g_strchomp(text));
    }
    return saved;
}

static char *folded(const char *name)
{
    GString *out = g_string_new(NULL);
    osint_word_fold(name, strlen(name), out);
    return g_string_free(out, FALSE);
}

char *osint_saved_nearest(GHashTable *saved, const char *name)
{
    g_autofree char *wanted = folded(name);
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(saved), (GCompareFunc)strcmp);
    const char *nearest = NULL;
    guint least = MOST_EDITS + 1;
    for (const GList *each = names; each != NULL; each = each->next) {
        g_autofree char *known = folded(each->data);
        guint edits = osint_word_edits(wanted, known, MOST_EDITS);
        if (edits < least) {
            least = edits;
            nearest = each->data;
        }
    }
    return g_strdup(nearest);
}
