/* Indicators in queries: any spelling, defanged or not, to the normal form that mentions have. */
#include "search/query-internal.h"

#include <arpa/inet.h>
#include <string.h>

static char *replaced(char *take_text, const char *what, const char *with)
{
    GString *out = g_string_new(take_text);
    g_free(take_text);
    g_string_replace(out, what, with, 0);
    return g_string_free(out, FALSE);
}

/* "hxxps[:]//evil[.]example", "user[at]evil(dot)example" and their like as they were. */
static char *refang(const char *text)
{
    static const struct {
        const char *defanged, *plain;
    } forms[] = {
        {"[.]", "."},   {"(.)", "."},  {"{.}", "."},     {"[dot]", "."}, {"(dot)", "."},
        {"{dot}", "."}, {"[:]", ":"},  {"[://]", "://"}, {"[@]", "@"},   {"[at]", "@"},
        {"(at)", "@"},  {"{at}", "@"}, {"\\.", "."},     {"[/]", "/"},
    };
    char *plain = g_strstrip(g_strdup(text));
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
        plain = replaced(plain, forms[i].defanged, forms[i].plain);
    if (g_ascii_strncasecmp(plain, "hxxp", 4) == 0)
        memcpy(plain, "http", 4);
    return plain;
}

static char *address(const char *text)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    char normal[INET6_ADDRSTRLEN];
    if (inet_pton(AF_INET, text, bytes) == 1)
        return g_strconcat("ipv4:", text, NULL);
    if (inet_pton(AF_INET6, text, bytes) == 1 && inet_ntop(AF_INET6, bytes, normal, sizeof normal))
        return g_strconcat("ipv6:", normal, NULL);
    return NULL;
}

static gboolean is_label(const char *label)
{
    gsize length = strlen(label);
    return length > 0 && length <= 63 && label[0] != '-' && label[length - 1] != '-' &&
           strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

/* A host name of two labels or more, in lower case and ASCII; NULL when it is none. */
static char *host_name(const char *text)
{
    g_autofree char *ascii = g_hostname_to_ascii(text);
    if (!ascii)
        return NULL;
    g_autofree char *lower = g_ascii_strdown(ascii, -1);
    if (g_str_has_suffix(lower, "."))
        lower[strlen(lower) - 1] = '\0';
    g_auto(GStrv) labels = g_strsplit(lower, ".", -1);
    guint count = g_strv_length(labels);
    for (guint i = 0; i < count; i++)
        if (!is_label(labels[i]))
            return NULL;
    if (count < 2 || !g_ascii_isalpha(labels[count - 1][0]))
        return NULL;
    return g_steal_pointer(&lower);
}

static char *domain(const char *text)
{
    g_autofree char *host = host_name(text);
    return host ? g_strconcat("domain:", host, NULL) : NULL;
}

/* Scheme and host have no case; all that follows has. */
static char *url(const char *text)
{
    const char *slashes = strstr(text, "://");
    if (!slashes || slashes == text || slashes[3] == '\0')
        return NULL;
    gsize head = (gsize)(slashes - text) + 3;
    head += strcspn(text + head, "/?#");
    g_autofree char *lower = g_ascii_strdown(text, (gssize)head);
    return g_strconcat("url:", lower, text + head, NULL);
}

static char *email(const char *text)
{
    const char *at = strrchr(text, '@');
    if (!at || at == text)
        return NULL;
    g_autofree char *local = g_ascii_strdown(text, at - text);
    g_autofree char *host = host_name(at + 1);
    return host ? g_strconcat("email:", local, "@", host, NULL) : NULL;
}

static char *digest(const char *text)
{
    static const struct {
        gsize digits;
        const char *type;
    } types[] = {{32, "md5:"}, {40, "sha1:"}, {64, "sha256:"}, {128, "sha512:"}};
    gsize length = strlen(text);
    g_autofree char *lower = g_ascii_strdown(text, -1);
    if (strspn(lower, "0123456789abcdef") != length)
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (types[i].digits == length)
            return g_strconcat(types[i].type, lower, NULL);
    return NULL;
}

/* CVE-2021-44228; the number has four digits or more. */
static char *cve(const char *text)
{
    static const char digits[] = "0123456789";
    g_autofree char *upper = g_ascii_strup(text, -1);
    const char *number = upper + strlen("CVE-2021-");
    if (!g_str_has_prefix(upper, "CVE-") || strspn(upper + 4, digits) != 4 || upper[8] != '-' ||
        strspn(number, digits) < 4 || number[strspn(number, digits)] != '\0')
        return NULL;
    return g_strconcat("cve:", upper, NULL);
}

static const struct {
    const char *family;
    const char *type; /* as the normal form begins; NULL: as the family */
    char *(*normal)(const char *text);
} families[] = {
    {"ip", "ipv4", address},    {"ip", "ipv6", address},
    {"domain", NULL, domain},   {"url", NULL, url},
    {"email", NULL, email},     {"hash", "md5", digest},
    {"hash", "sha1", digest},   {"hash", "sha256", digest},
    {"hash", "sha512", digest}, {"vulnerability", "cve", cve},
};

gboolean osint_query_indicator_family(const char *type)
{
    static const char *const pure[] = {"ip", "domain", "url", "email", "hash", NULL};
    return type && g_strv_contains(pure, type);
}

char *osint_query_indicator(const char *family, const char *text)
{
    g_autofree char *plain = refang(text);
    for (gsize i = 0; i < G_N_ELEMENTS(families); i++)
        if (g_str_equal(families[i].family, family))
            return families[i].normal(plain);
    return NULL;
}

char *osint_query_indicator_typed(const char *text)
{
    g_autofree char *plain = refang(text);
    const char *colon = strchr(plain, ':');
    for (gsize i = 0; colon && i < G_N_ELEMENTS(families); i++) {
        const char *type = families[i].type ? families[i].type : families[i].family;
        gsize length = strlen(type);
        if ((gsize)(colon - plain) != length || g_ascii_strncasecmp(plain, type, length) != 0)
            continue;
        g_autofree char *normal = families[i].normal(colon + 1);
        return normal && g_str_has_prefix(normal, type) ? g_steal_pointer(&normal) : NULL;
    }
    return NULL;
}
