/* Where the index is: option, environment, configuration file, default. */
#include "indexer/store/index.h"

#define CONFIG_GROUP "osint-search"

static char *config_path(const char *option, gboolean *asked_for)
{
    const char *from_environment = g_getenv("OSINT_CONFIG");
    *asked_for = option != NULL || (from_environment != NULL && *from_environment != '\0');
    if (option != NULL)
        return g_strdup(option);
    if (*asked_for)
        return g_strdup(from_environment);
    char *own = g_build_filename(g_get_user_config_dir(), "osint-search", "config.ini", NULL);
    if (g_file_test(own, G_FILE_TEST_EXISTS))
        return own;
    g_free(own);
    return g_strdup("/etc/osint-search/config.ini");
}

/* The file's keys may stand before any group: "db = /srv/index" alone is a good configuration. */
static gboolean load(GKeyFile *keys, const char *path, GError **error)
{
    g_autofree char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, error))
        return FALSE;
    g_autofree char *grouped = g_strconcat("[" CONFIG_GROUP "]\n", content, NULL);
    if (g_key_file_load_from_data(keys, grouped, (gsize)-1, G_KEY_FILE_NONE, error))
        return TRUE;
    g_prefix_error(error, "%s: ", path);
    return FALSE;
}

GKeyFile *osint_config_load(const char *config_option, GError **error)
{
    gboolean asked_for;
    g_autofree char *path = config_path(config_option, &asked_for);
    g_autoptr(GKeyFile) keys = g_key_file_new();
    g_autoptr(GError) trouble = NULL;
    if (load(keys, path, &trouble))
        return g_steal_pointer(&keys);
    if (!asked_for && g_error_matches(trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer(&keys);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}

char *osint_config_value(const char *config_option, const char *key, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(GKeyFile) keys = osint_config_load(config_option, error);
    if (keys == NULL)
        return NULL;
    g_autofree char *value = g_key_file_get_string(keys, CONFIG_GROUP, key, &trouble);
    if (trouble == NULL)
        return *value == '\0' ? NULL : g_steal_pointer(&value);
    if (!g_error_matches(trouble, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND) &&
        !g_error_matches(trouble, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND)) {
        gboolean asked_for;
        g_autofree char *path = config_path(config_option, &asked_for);
        g_propagate_prefixed_error(error, g_steal_pointer(&trouble), "%s: ", path);
    }
    return NULL;
}

gboolean osint_config_shard_timeout(GKeyFile *keys, guint *timeout, GError **error)
{
    g_autofree char *value = g_key_file_get_string(keys, CONFIG_GROUP, "shard-timeout", NULL);
    char *end = NULL;
    double seconds = value == NULL ? 0 : g_ascii_strtod(value, &end);
    if (value != NULL && (end == value || *end != '\0' || !(seconds >= .1 && seconds <= 60))) {
        g_set_error(error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                    "shard-timeout is \"%s\", but must be from 0.1 to 60 seconds", value);
        return FALSE;
    }
    *timeout = (guint)(seconds * 1000);
    return TRUE;
}

char *osint_index_location(const char *db_option, const char *config_option, GError **error)
{
    const char *from_environment = g_getenv("OSINT_DB");
    if (db_option != NULL)
        return g_strdup(db_option);
    if (from_environment != NULL && *from_environment != '\0')
        return g_strdup(from_environment);
    g_autoptr(GError) trouble = NULL;
    char *configured = osint_config_value(config_option, "db", &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    return configured != NULL ? configured
                              : g_build_filename(g_get_user_data_dir(), "osint-search", "index", NULL);
}
