/* Normal forms: addresses by inet_pton(3), host names by IDNA, the rest by their syntax. */
#include "indexer/entities/indicators-normal.h"

#include <arpa/inet.h>
#include <string.h>

#include "indexer/entities/refang.h"

#define MAX_HOST 253
#define MAX_LABEL 63
#define DIGITS "0123456789"

char *osint_indicator_ipv4(const char *text)
{
    struct in_addr bytes;
    return inet_pton(AF_INET, text, &bytes) == 1 ? g_strdup(text) : NULL;
}

char *osint_indicator_ipv6(const char *text)
{
    struct in6_addr bytes;
    char normal[INET6_ADDRSTRLEN];
    if (inet_pton(AF_INET6, text, &bytes) != 1 || inet_ntop(AF_INET6, &bytes, normal, sizeof normal) == NULL)
        return NULL;
    return g_strdup(normal);
}

static gboolean is_label(const char *label, gsize length)
{
    return length > 0 && length <= MAX_LABEL && label[0] != '-' && label[length - 1] != '-' &&
           strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") >= length;
}

static gboolean is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((guchar)*text >= 0x80)
            return FALSE;
    return TRUE;
}

/* In lower case and ASCII, without the dot of the root; any number of labels. */
static char *host(const char *text)
{
    g_autofree char *ascii = is_ascii(text) ? g_ascii_strdown(text, -1) : g_hostname_to_ascii(text);
    if (ascii == NULL)
        return NULL;
    gsize length = strlen(ascii);
    if (length > 0 && ascii[length - 1] == '.')
        ascii[--length] = '\0';
    if (length > MAX_HOST)
        return NULL;
    for (const char *label = ascii;; label++) {
        gsize end = strcspn(label, ".");
        if (!is_label(label, end))
            return NULL;
        label += end;
        if (*label == '\0')
            break;
    }
    return g_steal_pointer(&ascii);
}

char *osint_indicator_domain(const char *text)
{
    g_autofree char *name = host(text);
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;
    if (dot == NULL || !g_ascii_isalpha(dot[1]))
        return NULL;
    return g_steal_pointer(&name);
}

/* "[2001:db8::1]" */
static char *bracketed(const char *text)
{
    gsize length = strlen(text);
    if (length < 4 || text[0] != '[' || text[length - 1] != ']')
        return NULL;
    g_autofree char *inner = g_strndup(text + 1, length - 2);
    g_autofree char *address = osint_indicator_ipv6(inner);
    return address != NULL ? g_strdup_printf("[%s]", address) : NULL;
}

/* user@host:port, of which only the host changes. */
static char *authority(const char *text)
{
    const char *at = strrchr(text, '@');
    const char *begin = at != NULL ? at + 1 : text;
    const char *bracket = begin[0] == '[' ? strchr(begin, ']') : NULL;
    gsize length = bracket != NULL ? (gsize)(bracket + 1 - begin) : strcspn(begin, ":");
    g_autofree char *name = g_strndup(begin, length);
    g_autofree char *normal = bracket != NULL ? bracketed(name) : host(name);
    const char *port = begin + length;
    if (normal == NULL || (*port == ':' && strspn(port + 1, DIGITS) != strlen(port + 1)))
        return NULL;
    return g_strdup_printf("%.*s%s%s", (int)(begin - text), text, normal, g_str_equal(port, ":") ? "" : port);
}

char *osint_indicator_url(const char *text)
{
    const char *slashes = strstr(text, "://");
    gboolean scheme = slashes != NULL && strcspn(text, "/?#") > (gsize)(slashes - text);
    gsize head = scheme ? (gsize)(slashes + 3 - text) : 0;
    if (scheme && (slashes == text || !g_ascii_isalpha(text[0])))
        return NULL;
    gsize length = strcspn(text + head, "/?#");
    if (length == 0 || (!scheme && text[length] == '\0'))
        return NULL;
    g_autofree char *lower = g_ascii_strdown(text, (gssize)head);
    g_autofree char *written = g_strndup(text + head, length);
    g_autofree char *normal = authority(written);
    const char *rest = text + head + length;
    if (normal == NULL)
        return NULL;
    return g_strconcat(lower, normal, scheme && *rest == '\0' ? "/" : rest, NULL);
}

char *osint_indicator_email(const char *text)
{
    const char *at = strrchr(text, '@');
    if (at == NULL || at == text || at - text > MAX_LABEL + 1)
        return NULL;
    g_autofree char *local = g_utf8_strdown(text, at - text);
    g_autofree char *name = at[1] == '[' ? g_strdup(at + 1) : osint_indicator_domain(at + 1);
    return name != NULL ? g_strconcat(local, "@", name, NULL) : NULL;
}

char *osint_indicator_cve(const char *text)
{
    if (g_ascii_strncasecmp(text, "CVE", 3) != 0 || text[3] == '\0' || strchr("- _", text[3]) == NULL)
        return NULL;
    const char *year = text + 4;
    if (strspn(year, DIGITS) != 4 || year[4] == '\0' || strchr("- _", year[4]) == NULL)
        return NULL;
    gsize length = strspn(year + 5, DIGITS);
    if (length < 4 || length > 10 || year[5 + length] != '\0')
        return NULL;
    return g_strdup_printf("CVE-%.4s-%s", year, year + 5);
}

char *osint_indicator_asn(const char *text)
{
    gsize prefix = g_ascii_strncasecmp(text, "ASN", 3) == 0  ? 3
                   : g_ascii_strncasecmp(text, "AS", 2) == 0 ? 2
                                                             : 0;
    const char *number = text + prefix + strspn(text + prefix, " -:");
    gsize length = strspn(number, DIGITS);
    if (length == 0 || length > 10 || number[length] != '\0')
        return NULL;
    guint64 value = g_ascii_strtoull(number, NULL, 10);
    return value > 0 && value <= G_MAXUINT32 ? g_strdup_printf("AS%" G_GUINT64_FORMAT, value) : NULL;
}

/* Tactics, techniques with their parts, mitigations, groups, software, campaigns. */
char *osint_indicator_attack(const char *text)
{
    g_autofree char *upper = g_ascii_strup(text, -1);
    gsize letters = g_str_has_prefix(upper, "TA") ? 2 : 1;
    const char *number = upper + letters;
    if (upper[0] == '\0' || strchr("TMGSC", upper[0]) == NULL || strspn(number, DIGITS) != 4 ||
        number[0] > '1')
        return NULL;
    gboolean part = letters == 1 && upper[0] == 'T' && number[4] == '.' && strspn(number + 5, DIGITS) == 3;
    return number[part ? 8 : 4] == '\0' ? g_steal_pointer(&upper) : NULL;
}

char *osint_indicator_cidr(const char *text)
{
    const char *slash = strchr(text, '/');
    gsize digits = slash != NULL ? strspn(slash + 1, DIGITS) : 0;
    if (digits == 0 || digits > 3 || slash[1 + digits] != '\0')
        return NULL;
    g_autofree char *written = g_strndup(text, (gsize)(slash - text));
    gboolean six = strchr(written, ':') != NULL;
    g_autofree char *address = six ? osint_indicator_ipv6(written) : osint_indicator_ipv4(written);
    guint64 bits = g_ascii_strtoull(slash + 1, NULL, 10);
    if (address == NULL || bits > (six ? 128u : 32u))
        return NULL;
    return g_strdup_printf("%s/%" G_GUINT64_FORMAT, address, bits);
}

const char *osint_indicator_digest_type(gsize digits)
{
    static const struct {
        gsize digits;
        const char *type;
    } types[] = {{32, "md5"}, {40, "sha1"}, {64, "sha256"}, {128, "sha512"}};
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (types[i].digits == digits)
            return types[i].type;
    return NULL;
}

static char *digest(const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    gsize length = strlen(lower);
    if (osint_indicator_digest_type(length) == NULL || strspn(lower, "0123456789abcdef") != length)
        return NULL;
    return g_steal_pointer(&lower);
}

/* What has no spelling but its own: wallets, paths, keys. */
static char *as_written(const char *text)
{
    return *text != '\0' ? g_strdup(text) : NULL;
}

static const struct {
    const char *kind;
    const char *family; /* another name, for any of several kinds */
    char *(*normal)(const char *text);
} kinds[] = {
    {"ipv4", "ip", osint_indicator_ipv4},
    {"ipv6", "ip", osint_indicator_ipv6},
    {"cidr", "ip", osint_indicator_cidr},
    {"domain", NULL, osint_indicator_domain},
    {"url", NULL, osint_indicator_url},
    {"email", NULL, osint_indicator_email},
    {"md5", "hash", digest},
    {"sha1", "hash", digest},
    {"sha256", "hash", digest},
    {"sha512", "hash", digest},
    {"cve", NULL, osint_indicator_cve},
    {"asn", NULL, osint_indicator_asn},
    {"attack", NULL, osint_indicator_attack},
    {"imphash", NULL, digest},
    {"authentihash", NULL, digest},
    {"ssdeep", NULL, as_written},
    {"mac", NULL, as_written},
    {"file", NULL, as_written},
    {"registry", NULL, as_written},
    {"arn", NULL, as_written},
    {"user-agent", NULL, as_written},
    {"adsense", NULL, as_written},
    {"analytics", NULL, as_written},
    {"bitcoin", NULL, as_written},
    {"bitcoincash", NULL, as_written},
    {"cardano", NULL, as_written},
    {"dashcoin", NULL, as_written},
    {"dogecoin", NULL, as_written},
    {"ethereum", NULL, as_written},
    {"litecoin", NULL, as_written},
    {"monero", NULL, as_written},
    {"ripple", NULL, as_written},
    {"solana", NULL, as_written},
    {"tezos", NULL, as_written},
    {"tron", NULL, as_written},
    {"zcash", NULL, as_written},
};

gboolean osint_indicator_is_kind(const char *kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i].kind, kind))
            return TRUE;
    return FALSE;
}

/* A digest is of the kind that its length says. */
static gboolean is_of_kind(gsize kind, const char *normal)
{
    const char *type = kinds[kind].normal == digest ? osint_indicator_digest_type(strlen(normal)) : NULL;
    return g_strcmp0(kinds[kind].family, "hash") != 0 || g_strcmp0(type, kinds[kind].kind) == 0;
}

char *osint_indicator_id(const char *kind, const char *text)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!g_str_equal(kinds[i].kind, kind) && g_strcmp0(kinds[i].family, kind) != 0)
            continue;
        g_autofree char *plain = kinds[i].normal == as_written ? g_strdup(trimmed) : osint_refang(trimmed);
        g_autofree char *normal = kinds[i].normal(plain);
        if (normal != NULL && is_of_kind(i, normal))
            return g_strconcat(kinds[i].kind, ":", normal, NULL);
    }
    return NULL;
}
