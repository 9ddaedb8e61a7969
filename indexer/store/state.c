/* The file by which a glass database names its revision, of each generation in use. */
#include "indexer/store/state.h"

#include <fcntl.h>
#include <unistd.h>

#include "indexer/store/generation.h"
#include "indexer/store/stub.h"

/* Xapian's own limit for this file. */
#define MOST_BYTES 256

/* Every commit renames a new version file into place, which has the uuid and the revision. */
static gboolean add_version(GString *state, const char *generation)
{
    char bytes[MOST_BYTES];
    g_autofree char *path = g_build_filename(generation, "iamglass", NULL);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? -1 : read(file, bytes, sizeof bytes);
    if (file >= 0)
        close(file);
    if (length <= 0)
        return FALSE;
    g_string_append(state, generation);
    for (ssize_t i = 0; i < length; i++)
        g_string_append_printf(state, "%02x", (guchar)bytes[i]);
    return TRUE;
}

static gboolean add_place(GString *state, const OsintShardPlace *place)
{
    if (place->host != NULL)
        return FALSE;
    g_autofree char *generation = osint_generation_current(place->name, NULL);
    return add_version(state, generation != NULL ? generation : place->name);
}

char *osint_index_state(const char *location)
{
    g_autoptr(GString) state = g_string_new(NULL);
    g_autoptr(GPtrArray) places = osint_shard_places_read(location, NULL);
    for (guint i = 0; places != NULL && i < places->len; i++)
        if (!add_place(state, g_ptr_array_index(places, i)))
            return NULL;
    return places != NULL ? g_string_free(g_steal_pointer(&state), FALSE) : NULL;
}

static gboolean is_there(const OsintShardPlace *place)
{
    g_autofree char *copied = g_build_filename(place->name, "XAPIANDB", NULL);
    g_autoptr(GString) state = g_string_new(NULL);
    return place->host != NULL || add_place(state, place) || g_file_test(copied, G_FILE_TEST_EXISTS);
}

gboolean osint_index_is_there(const char *location)
{
    g_autoptr(GPtrArray) places = osint_shard_places_read(location, NULL);
    for (guint i = 0; places != NULL && i < places->len; i++)
        if (!is_there(g_ptr_array_index(places, i)))
            return FALSE;
    return places != NULL;
}
