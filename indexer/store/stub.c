/* Of Xapian's stubs only lines are read that open something for reading here: other programs are not started,
 * and other formats have no articles. */
#include "indexer/store/stub.h"

#include <string.h>

#include "indexer/store/index.h"

#define MOST_SHARDS 256u
#define MOST_STUB_BYTES (64u << 10)

void osint_shard_place_free(OsintShardPlace *place)
{
    if (place == NULL)
        return;
    g_free(place->name);
    g_free(place->host);
    g_free(place);
}

static gboolean refuse(const char *message, GError **error)
{
    g_set_error_literal(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING, message);
    return FALSE;
}

static void add_directory(GPtrArray *places, const char *path)
{
    OsintShardPlace *place = g_new0(OsintShardPlace, 1);
    place->name = g_strdup(path);
    g_ptr_array_add(places, place);
}

/* host:port, a host of colons in brackets. */
static gboolean add_remote(GPtrArray *places, const char *address, GError **error)
{
    const char *colon = strrchr(address, ':');
    guint64 port;
    if (colon == NULL || colon == address ||
        !g_ascii_string_to_unsigned(colon + 1, 10, 1, G_MAXUINT16, &port, NULL))
        return refuse("a remote shard is HOST:PORT; programs are not started", error);
    gsize bracketed = address[0] == '[' && colon[-1] == ']';
    OsintShardPlace *place = g_new0(OsintShardPlace, 1);
    place->host = g_strndup(address + bracketed, (gsize)(colon - address) - 2 * bracketed);
    place->port = (guint)port;
    place->name = g_strdup_printf("%s:%u", place->host, place->port);
    g_ptr_array_add(places, place);
    return TRUE;
}

static gboolean add_line(GPtrArray *places, const char *stub, const char *line, GError **error)
{
    const char *space = strpbrk(line, " \t");
    g_autofree char *kind = space == NULL ? g_strdup(line) : g_strndup(line, (gsize)(space - line));
    while (space != NULL && g_ascii_isspace(*space))
        space++;
    if (space == NULL || *space == '\0')
        return refuse("a line is \"auto DIR\", \"glass DIR\" or \"remote HOST:PORT\"", error);
    if (g_str_equal(kind, "remote"))
        return add_remote(places, space, error);
    if (!g_str_equal(kind, "auto") && !g_str_equal(kind, "glass"))
        return refuse("only \"auto\", \"glass\" and \"remote\" are known here", error);
    g_autofree char *below = g_path_get_dirname(stub);
    g_autofree char *path = g_canonicalize_filename(space, below);
    add_directory(places, path);
    return TRUE;
}

static gboolean add_lines(GPtrArray *places, const char *stub, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = g_strstrip(lines[i]);
        if (*line == '\0' || *line == '#')
            continue;
        if (!add_line(places, stub, line, error) ||
            (places->len > MOST_SHARDS && !refuse("there are more than 256 shards", error))) {
            g_prefix_error(error, "%s: line %u: ", stub, i + 1);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean add_stub(GPtrArray *places, const char *stub, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) trouble = NULL;
    gsize length;
    guint before = places->len;
    if (!g_file_get_contents(stub, &text, &length, &trouble)) {
        g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING, "%s", trouble->message);
        return FALSE;
    }
    if (length > MOST_STUB_BYTES || memchr(text, '\0', length) != NULL) {
        g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING, "%s is no index and no stub", stub);
        return FALSE;
    }
    if (!add_lines(places, stub, text, error))
        return FALSE;
    if (places->len > before)
        return TRUE;
    g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING, "%s names no shard", stub);
    return FALSE;
}

static gboolean add_path(GPtrArray *places, const char *path, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return add_stub(places, path, error);
    add_directory(places, path);
    return TRUE;
}

/* A path that exists is not taken apart, though it have a colon. */
static GStrv paths_of(const char *location)
{
    return g_file_test(location, G_FILE_TEST_EXISTS) ? g_strsplit(location, "\n", 1)
                                                     : g_strsplit(location, ":", -1);
}

GPtrArray *osint_shard_places_read(const char *location, GError **error)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func((GDestroyNotify)osint_shard_place_free);
    g_auto(GStrv) paths = paths_of(location);
    for (char **path = paths; *path != NULL; path++)
        if (**path != '\0' && !add_path(places, *path, error))
            return NULL;
    if (places->len == 0)
        add_directory(places, location);
    if (places->len > MOST_SHARDS && !refuse("there are more than 256 shards", error))
        return NULL;
    return g_steal_pointer(&places);
}

gboolean osint_shard_places_are_many(const char *location)
{
    g_auto(GStrv) paths = paths_of(location);
    guint count = 0;
    for (char **path = paths; *path != NULL; path++)
        count += **path != '\0';
    return count > 1 || g_file_test(location, G_FILE_TEST_IS_REGULAR);
}
