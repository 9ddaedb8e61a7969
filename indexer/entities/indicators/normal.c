/* Normal forms: addresses by inet_pton(3), host names by IDNA, the rest by their syntax. */
#include "indexer/entities/indicators/normal.h"

#include <arpa/inet.h>
#include <string.h>

#include "indexer/entities/indicators/refang.h"

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
    char *(*normal)(const char *text);
    const char *type;   /* NULL: as the kind */
    const char *family; /* another name, for any of several kinds */
} kinds[] = {
    {"ipv4", osint_indicator_ipv4, NULL, "ip"},
    {"ipv6", osint_indicator_ipv6, NULL, "ip"},
    {"cidr", osint_indicator_cidr, "other", "ip"},
    {"domain", osint_indicator_domain, NULL, NULL},
    {"url", osint_indicator_url, NULL, NULL},
    {"email", osint_indicator_email, NULL, NULL},
    {"md5", digest, NULL, "hash"},
    {"sha1", digest, NULL, "hash"},
    {"sha256", digest, NULL, "hash"},
    {"sha512", digest, NULL, "hash"},
    {"cve", osint_indicator_cve, "vulnerability", NULL},
    {"asn", osint_indicator_asn, NULL, NULL},
    {"attack", osint_indicator_attack, "other", NULL},
    {"imphash", digest, "other", NULL},
    {"authentihash", digest, "other", NULL},
    {"ssdeep", as_written, "other", NULL},
    {"mac", as_written, "other", NULL},
    {"file", as_written, "other", NULL},
    {"registry", as_written, "other", NULL},
    {"arn", as_written, "other", NULL},
    {"user-agent", as_written, "other", NULL},
    {"adsense", as_written, "other", NULL},
    {"analytics", as_written, "other", NULL},
    {"bitcoin", as_written, "other", NULL},
    {"bitcoincash", as_written, "other", NULL},
    {"cardano", as_written, "other", NULL},
    {"dashcoin", as_written, "other", NULL},
    {"dogecoin", as_written, "other", NULL},
    {"ethereum", as_written, "other", NULL},
    {"litecoin", as_written, "other", NULL},
    {"monero", as_written, "other", NULL},
    {"ripple", as_written, "other", NULL},
    {"solana", as_written, "other", NULL},
    {"tezos", as_written, "other", NULL},
    {"tron", as_written, "other", NULL},
    {"zcash", as_written, "other", NULL},
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

const char *osint_indicator_type(const char *id, const char **value)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        gsize length = strlen(kinds[i].kind);
        if (strncmp(id, kinds[i].kind, length) != 0 || id[length] != ':')
            continue;
        if (value != NULL)
            *value = id + length + 1;
        return kinds[i].type != NULL ? kinds[i].type : kinds[i].kind;
    }
    return NULL;
}

const char *osint_indicator_domain_of(const char *id)
{
    return g_str_has_prefix(id, "domain:") ? id + strlen("domain:") : NULL;
}

gboolean osint_indicator_answers(const char *id, const char *asked)
{
    if (strcmp(id, asked) == 0)
        return TRUE;
    const char *inner = osint_indicator_domain_of(id), *outer = osint_indicator_domain_of(asked);
    return inner != NULL && outer != NULL && strlen(inner) > strlen(outer) &&
           g_str_has_suffix(inner, outer) && inner[strlen(inner) - strlen(outer) - 1] == '.';
}
