/* URLs as names of articles: one form for all spellings of one address. */
#include "indexer/article/article.h"

#include <string.h>

/* Parameters that say where a reader came from, not what is read. A final "*" stands for any ending. */
static const char *const tracking_parameters[] = {
    "utm_*",  "at_*",   "pk_*",   "mtm_*", "hsa_*",     "_hs*",     "oly_*",    "vero_*",     "fb_*",
    "fbclid", "gclid",  "gclsrc", "dclid", "gbraid",    "wbraid",   "msclkid",  "twclid",     "ttclid",
    "yclid",  "ysclid", "igshid", "igsh",  "li_fat_id", "mc_cid",   "mc_eid",   "mkt_tok",    "_ga",
    "_gl",    "s_cid",  "ncid",   "cmpid", "ocid",      "wt.mc_id", "wickedid", "rb_clickid",
};

static gboolean is_tracking(const char *parameter)
{
    g_autofree char *name = g_ascii_strdown(parameter, (gssize)strcspn(parameter, "="));

    for (gsize i = 0; i < G_N_ELEMENTS(tracking_parameters); i++) {
        const char *known = tracking_parameters[i];
        gsize length = strlen(known);

        if (known[length - 1] == '*' ? strncmp(name, known, length - 1) == 0 : strcmp(name, known) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_unreserved(guchar c)
{
    return g_ascii_isalnum(c) || (c != '\0' && strchr("-._~", c) != NULL);
}

static gboolean is_escape(const char *at)
{
    return at[0] == '%' && g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]);
}

/* One spelling of each character: what needs no escape is plain, what does is escaped in upper case, and what
 * is plain and has a meaning in URLs ("/", "=", ...) stays plain. */
static void append_normal(GString *out, const char *part)
{
    for (const char *at = part; *at != '\0'; at++) {
        guchar c = (guchar)*at;

        if (is_escape(at)) {
            c = (guchar)(g_ascii_xdigit_value(at[1]) << 4 | g_ascii_xdigit_value(at[2]));
            at += 2;
        } else if (is_unreserved(c) || strchr("!$&'()*+,;=:@/?", c) != NULL) {
            g_string_append_c(out, (char)c);
            continue;
        }
        if (is_unreserved(c))
            g_string_append_c(out, (char)c);
        else
            g_string_append_printf(out, "%%%02X", c);
    }
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void append_query(GString *out, const char *query)
{
    g_auto(GStrv) parameters = g_strsplit(query, "&", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();

    for (char **parameter = parameters; *parameter != NULL; parameter++) {
        if (**parameter != '\0' && !is_tracking(*parameter))
            g_ptr_array_add(kept, *parameter);
    }
    g_ptr_array_sort(kept, compare_strings);
    for (guint i = 0; i < kept->len; i++) {
        g_string_append_c(out, i == 0 ? '?' : '&');
        append_normal(out, g_ptr_array_index(kept, i));
    }
}

/* The host in lower case and in ASCII; NULL when it is none. */
static char *host_name(GUri *uri)
{
    const char *host = g_uri_get_host(uri);

    if (host == NULL || *host == '\0')
        return NULL;
    if (g_hostname_is_ip_address(host))
        return g_ascii_strdown(host, -1);
    g_autofree char *ascii = g_hostname_to_ascii(host);
    if (ascii == NULL || strpbrk(ascii, " /\\?#@:<>\"") != NULL)
        return NULL;
    gsize length = strlen(ascii);
    if (length > 0 && ascii[length - 1] == '.')
        ascii[--length] = '\0';
    return length > 0 ? g_ascii_strdown(ascii, -1) : NULL;
}

static GUri *parse_web_url(const char *url)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(url));
    g_autoptr(GUri) uri = g_uri_parse(
        trimmed, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

    if (uri == NULL)
        return NULL;
    const char *scheme = g_uri_get_scheme(uri);
    if (g_ascii_strcasecmp(scheme, "http") != 0 && g_ascii_strcasecmp(scheme, "https") != 0)
        return NULL;
    return g_steal_pointer(&uri);
}

static gboolean is_default_port(const char *scheme, int port)
{
    return port <= 0 || port == (strcmp(scheme, "https") == 0 ? 443 : 80);
}

/* The path with "." and ".." resolved, as every client does before asking. */
static char *resolved_path(GUri *uri)
{
    const char *path = g_uri_get_path(uri);
    g_autoptr(GUri) base = g_uri_build(G_URI_FLAGS_ENCODED, "http", NULL, "localhost", -1, "/", NULL, NULL);
    g_autoptr(GUri) resolved = NULL;

    if (*path == '/' && path[1] != '/')
        resolved = g_uri_parse_relative(base, path, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
    return g_strdup(resolved != NULL ? g_uri_get_path(resolved) : *path != '\0' ? path : "/");
}

char *osint_url_canonical(const char *url)
{
    g_autoptr(GUri) uri = parse_web_url(url);
    g_autofree char *host = uri != NULL ? host_name(uri) : NULL;

    if (host == NULL)
        return NULL;
    g_autofree char *scheme = g_ascii_strdown(g_uri_get_scheme(uri), -1);
    g_autofree char *path = resolved_path(uri);
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "%s://", scheme);
    if (g_uri_get_userinfo(uri) != NULL)
        g_string_append_printf(out, "%s@", g_uri_get_userinfo(uri));
    g_string_append_printf(out, strchr(host, ':') != NULL ? "[%s]" : "%s", host);
    if (!is_default_port(scheme, g_uri_get_port(uri)))
        g_string_append_printf(out, ":%d", g_uri_get_port(uri));
    append_normal(out, path);
    if (g_uri_get_query(uri) != NULL)
        append_query(out, g_uri_get_query(uri));
    return g_string_free(out, FALSE);
}

char *osint_url_host(const char *url)
{
    g_autoptr(GUri) uri = parse_web_url(url);
    g_autofree char *host = uri != NULL ? host_name(uri) : NULL;

    if (host == NULL)
        return NULL;
    return g_strdup(g_str_has_prefix(host, "www.") && host[4] != '\0' ? host + 4 : host);
}
