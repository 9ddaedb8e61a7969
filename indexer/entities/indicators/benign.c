/* Reserved names and networks are those of the IANA registries of special-purpose addresses (RFC 6890) and of
 * special-use domain names (RFC 6761, 2606, 6762). */
#include "indexer/entities/indicators/benign.h"

#include <arpa/inet.h>
#include <string.h>

#include "indexer/entities/indicators/normal.h"
#include "indexer/entities/indicators/refang.h"

typedef struct {
    int family;
    guint8 bytes[16];
    guint bits;
} Network;

struct OsintBenign {
    GHashTable *ids;  /* "domain:example.org", "email:..." */
    GPtrArray *urls;  /* char *: normal forms, beginnings of URLs */
    GArray *networks; /* Network */
};

static const char *const reserved_networks[] = {
    "0.0.0.0/8",      "10.0.0.0/8",   "100.64.0.0/10",  "127.0.0.0/8",   "169.254.0.0/16",
    "172.16.0.0/12",  "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4",  "240.0.0.0/4",    "::/128",        "::1/128",
    "2001:db8::/32",  "3fff::/20",    "fc00::/7",       "fe80::/10",     "ff00::/8",
};

static const char *const reserved_names[] = {"example",     "test",      "invalid",     "localhost",
                                             "local",       "lan",       "example.com", "example.net",
                                             "example.org", "home.arpa", NULL};

static gboolean parse_address(const char *text, int *family, guint8 bytes[16])
{
    *family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
    memset(bytes, 0, 16);
    return inet_pton(*family, text, bytes) == 1;
}

/* "10.0.0.0/8"; an address alone is a network of one. */
static gboolean parse_network(const char *text, Network *network)
{
    const char *slash = strchr(text, '/');
    g_autofree char *address = g_strndup(text, slash != NULL ? (gsize)(slash - text) : strlen(text));
    if (!parse_address(address, &network->family, network->bytes))
        return FALSE;
    guint most = network->family == AF_INET6 ? 128 : 32;
    network->bits = slash != NULL ? (guint)g_ascii_strtoull(slash + 1, NULL, 10) : most;
    return network->bits <= most;
}

static gboolean is_inside(const Network *inner, const Network *outer)
{
    if (inner->family != outer->family || inner->bits < outer->bits)
        return FALSE;
    guint whole = outer->bits / 8, rest = outer->bits % 8;
    guint8 mask = (guint8)(0xff00u >> rest);
    return memcmp(inner->bytes, outer->bytes, whole) == 0 &&
           (rest == 0 || ((inner->bytes[whole] ^ outer->bytes[whole]) & mask) == 0);
}

static void add_entry(OsintBenign *benign, const char *entry)
{
    static const char *const kinds[] = {"cidr", "ip", "email", "hash", "url", "domain"};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *id = osint_indicator_id(kinds[i], entry);
        Network network;
        if (id == NULL)
            continue;
        if (i < 2 && parse_network(strchr(id, ':') + 1, &network))
            g_array_append_val(benign->networks, network);
        else if (g_str_equal(kinds[i], "url"))
            g_ptr_array_add(benign->urls, g_strdup(strchr(id, ':') + 1));
        else
            g_hash_table_add(benign->ids, g_steal_pointer(&id));
        return;
    }
}

OsintBenign *osint_benign_new(const GPtrArray *entries)
{
    OsintBenign *benign = g_new0(OsintBenign, 1);
    benign->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    benign->urls = g_ptr_array_new_with_free_func(g_free);
    benign->networks = g_array_new(FALSE, FALSE, sizeof(Network));
    for (gsize i = 0; i < G_N_ELEMENTS(reserved_networks); i++) {
        Network network;
        if (parse_network(reserved_networks[i], &network))
            g_array_append_val(benign->networks, network);
    }
    for (guint i = 0; entries != NULL && i < entries->len; i++)
        add_entry(benign, g_ptr_array_index(entries, i));
    return benign;
}

void osint_benign_free(OsintBenign *benign)
{
    if (benign == NULL)
        return;
    g_hash_table_unref(benign->ids);
    g_ptr_array_unref(benign->urls);
    g_array_unref(benign->networks);
    g_free(benign);
}

static const char *why_network(const OsintBenign *benign, const char *value)
{
    Network network;
    if (!parse_network(value, &network))
        return NULL;
    for (guint i = 0; i < benign->networks->len; i++)
        if (is_inside(&network, &g_array_index(benign->networks, Network, i)))
            return i < G_N_ELEMENTS(reserved_networks) ? "a reserved address" : "listed as benign";
    return NULL;
}

/* The domain and every domain above it. */
static const char *why_domain(const OsintBenign *benign, const char *domain)
{
    for (const char *at = domain; at != NULL; at = strchr(at, '.'), at = at != NULL ? at + 1 : NULL) {
        g_autofree char *id = g_strconcat("domain:", at, NULL);
        if (g_hash_table_contains(benign->ids, id))
            return "listed as benign";
        if (g_strv_contains(reserved_names, at))
            return "a reserved name";
    }
    return NULL;
}

const char *osint_benign_url_host(const char *url, gsize *length)
{
    const char *slashes = strstr(url, "://");
    const char *begin = slashes != NULL && strcspn(url, "/") > (gsize)(slashes - url) ? slashes + 3 : url;
    const char *at = memchr(begin, '@', strcspn(begin, "/?#"));
    begin = at != NULL ? at + 1 : begin;
    if (*begin == '[') {
        *length = strcspn(begin, "]") - 1;
        return begin + 1;
    }
    *length = strcspn(begin, ":/?#");
    return begin;
}

static const char *why_host(const OsintBenign *benign, const char *host, gsize length)
{
    g_autofree char *name = g_strndup(host, length);
    const char *why = why_network(benign, name);
    return why != NULL ? why : why_domain(benign, name);
}

/* An entry without a path is of the whole site, "https://example.org/a" of what begins so. */
static gboolean begins_so(const char *url, const char *entry)
{
    gsize length = strlen(entry);
    if (!g_str_has_prefix(url, entry))
        return FALSE;
    return url[length] == '\0' || entry[length - 1] == '/' || strchr("/?#", url[length]) != NULL;
}

static const char *why_url(const OsintBenign *benign, const char *url)
{
    for (guint i = 0; i < benign->urls->len; i++)
        if (begins_so(url, g_ptr_array_index(benign->urls, i)))
            return "listed as benign";
    gsize length;
    const char *host = osint_benign_url_host(url, &length);
    return why_host(benign, host, length);
}

const char *osint_benign_why(const OsintBenign *benign, const char *kind, const char *value)
{
    if (g_str_equal(kind, "ipv4") || g_str_equal(kind, "ipv6") || g_str_equal(kind, "cidr"))
        return why_network(benign, value);
    if (g_str_equal(kind, "domain"))
        return why_domain(benign, value);
    if (g_str_equal(kind, "url"))
        return why_url(benign, value);
    g_autofree char *id = g_strconcat(kind, ":", value, NULL);
    if (g_hash_table_contains(benign->ids, id))
        return "listed as benign";
    const char *at = g_str_equal(kind, "email") ? strrchr(value, '@') : NULL;
    return at != NULL ? why_domain(benign, at + 1) : NULL;
}
