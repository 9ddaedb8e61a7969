/* CGI/1.1 variables become a request. */
#include "web/request.h"

#include <string.h>

/* A mount point goes into every link, so it must not be able to name another host. */
static char *mount_point(const char *script_name)
{
    if (script_name == NULL || script_name[0] != '/' || script_name[1] == '/' || script_name[1] == '\\')
        return g_strdup("");
    char *base = g_uri_escape_string(script_name, "/:@!$'()*+,;=", FALSE);
    for (gsize length = strlen(base); length > 0 && base[length - 1] == '/'; length--)
        base[length - 1] = '\0';
    return base;
}

static gboolean is_host(const char *text)
{
    return text != NULL && *text != '\0' && strlen(text) < 256 &&
           text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:[]")] == '\0';
}

static char *origin(OsintRequestVariable variable, gpointer user_data)
{
    const char *host = variable("HTTP_HOST", user_data);
    if (!is_host(host))
        host = variable("SERVER_NAME", user_data);
    if (!is_host(host))
        return NULL;
    const char *https = variable("HTTPS", user_data);
    gboolean secure = https != NULL && *https != '\0' && g_ascii_strcasecmp(https, "off") != 0;
    return g_strconcat(secure ? "https://" : "http://", host, NULL);
}

/* One name or value of a form; NULL when it is malformed. */
static char *form_decode(const char *text)
{
    g_autofree char *spaced = g_strdelimit(g_strdup(text), "+", ' ');
    g_autofree char *decoded = g_uri_unescape_string(spaced, NULL);
    return decoded != NULL && g_utf8_validate(decoded, -1, NULL) ? g_steal_pointer(&decoded) : NULL;
}

static void read_parameters(OsintRequest *request, const char *query)
{
    g_auto(GStrv) pairs = g_strsplit(query, "&", -1);
    for (char **pair = pairs; *pair != NULL; pair++) {
        char *equals = strchr(*pair, '=');
        if (equals != NULL)
            *equals = '\0';
        g_autofree char *name = form_decode(*pair);
        g_autofree char *value = form_decode(equals != NULL ? equals + 1 : "");
        if (name == NULL || value == NULL)
            request->malformed = "The query string of this address is not percent-encoded UTF-8.";
        else if (!g_hash_table_contains(request->parameters, name))
            g_hash_table_insert(request->parameters, g_steal_pointer(&name), g_steal_pointer(&value));
    }
}

char *osint_request_failure_id(void)
{
    g_autofree char *uuid = g_uuid_string_random();
    return g_strndup(uuid, 8);
}

OsintRequest *osint_request_new(OsintRequestVariable variable, gpointer user_data, const char *failure_id)
{
    const char *method = variable("REQUEST_METHOD", user_data);
    const char *path = variable("PATH_INFO", user_data);
    const char *query = variable("QUERY_STRING", user_data);
    OsintRequest *request = g_new0(OsintRequest, 1);
    request->method = g_strdup(method != NULL ? method : "");
    request->base = mount_point(variable("SCRIPT_NAME", user_data));
    request->origin = origin(variable, user_data);
    request->if_none_match = g_strdup(variable("HTTP_IF_NONE_MATCH", user_data));
    request->words = osint_words_for(variable("HTTP_ACCEPT_LANGUAGE", user_data));
    request->failure_id = g_strdup(failure_id);
    request->parameters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    request->too_long = (path != NULL && strlen(path) > OSINT_REQUEST_MAX_PATH) ||
                        (query != NULL && strlen(query) > OSINT_REQUEST_MAX_QUERY);
    if (request->too_long)
        return request;
    request->path = g_strdup(path != NULL && *path != '\0' ? path : "/");
    if (request->path[0] != '/' || !g_utf8_validate(request->path, -1, NULL))
        request->malformed = "The path of this address is not UTF-8.";
    read_parameters(request, query != NULL ? query : "");
    return request;
}

void osint_request_free(OsintRequest *request)
{
    if (request == NULL)
        return;
    g_free(request->method);
    g_free(request->base);
    g_free(request->path);
    g_free(request->origin);
    g_free(request->if_none_match);
    g_free(request->failure_id);
    g_hash_table_unref(request->parameters);
    g_free(request);
}

const char *osint_request_parameter(const OsintRequest *request, const char *name)
{
    return g_hash_table_lookup(request->parameters, name);
}
