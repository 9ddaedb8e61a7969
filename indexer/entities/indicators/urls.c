/* URLs, e-mail addresses, hosts and IPv4 addresses. */
#include <string.h>

#include "indexer/entities/indicators/hosts.h"
#include "indexer/entities/indicators/normal.h"
#include "indexer/entities/indicators/scan.h"

#define MAX_AUTHORITY 512
#define MAX_URL 8192
#define MAX_ESCAPED 1024
#define MAX_HOST 253
#define DIGITS "0123456789"

static gboolean is_spaceless(gunichar character)
{
    switch (g_unichar_get_script(character)) {
    case G_UNICODE_SCRIPT_COMMON: /* such as the long vowel of Japanese */
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
        return TRUE;
    default:
        return FALSE;
    }
}

/* A letter of another alphabet. */
static gboolean is_letter(const char *text, gboolean spaceless)
{
    gunichar character = g_utf8_get_char(text);
    return (g_unichar_isalpha(character) || g_unichar_ismark(character)) &&
           (spaceless || !is_spaceless(character));
}

gsize osint_indicator_host_end(const OsintIndicatorScan *scan, gsize start, gboolean spaceless)
{
    const char *at = scan->text + start;
    for (;;) {
        if (g_ascii_isalnum(*at) || *at == '-' || *at == '_' || *at == '.')
            at++;
        else if ((guchar)*at >= 0xc2 && is_letter(at, spaceless))
            at = g_utf8_next_char(at);
        else
            return (gsize)(at - scan->text);
    }
}

/* ---- URLs ---- */

static gboolean ends_url(const char *at)
{
    if ((guchar)*at >= 0x80)
        return !is_letter(at, FALSE);
    if (*at == '\'')
        return !g_ascii_isalnum(at[1]);
    return (guchar)*at <= ' ' || *at == 0x7f || strchr("\"<>\\^`{|}", *at) != NULL;
}

/* The end of what may belong to a URL; a bracket that closes must have one that opens. */
static gsize path_end(const OsintIndicatorScan *scan, gsize start)
{
    gsize round = 0, square = 0, place = start;
    while (place - start < MAX_URL && !ends_url(scan->text + place)) {
        char byte = scan->text[place];
        round += byte == '(';
        square += byte == '[';
        if ((byte == ')' && round-- == 0) || (byte == ']' && square-- == 0))
            break;
        place = (gsize)(g_utf8_next_char(scan->text + place) - scan->text);
    }
    return place;
}

/* Sentences end in signs that URLs seldom end in. */
static gsize trim(const OsintIndicatorScan *scan, gsize start, gsize end)
{
    while (end > start && strchr(".,;:!?'*([", scan->text[end - 1]) != NULL)
        end--;
    return end;
}

static gsize skip_port(const OsintIndicatorScan *scan, gsize place)
{
    gsize digits = scan->text[place] == ':' ? strspn(scan->text + place + 1, DIGITS) : 0;
    return digits > 0 && digits <= 5 ? place + 1 + digits : place;
}

static gsize trim_host(const OsintIndicatorScan *scan, gsize start, gsize end)
{
    while (end > start && strchr(".-_", scan->text[end - 1]) != NULL)
        end--;
    return end;
}

/* The name that the domain of a host, or its address, is found by; NULL when it is no host. */
static const char *host_kind(const char *written, gsize length, OsintHostPlace place, char **value)
{
    g_autofree char *name = g_strndup(written, length);
    if (length > MAX_HOST + 1)
        return NULL;
    *value = osint_indicator_ipv4(name);
    if (*value != NULL)
        return "ipv4";
    *value = osint_host_domain(name, length, place);
    return *value != NULL ? "domain" : NULL;
}

/* What is found inside a URL is marked as part of it. */
typedef struct {
    OsintIndicatorWithin within;
    gboolean defanged, link;
} Outside;

static Outside enter(OsintIndicatorScan *scan, OsintIndicatorWithin within, gboolean defanged, gboolean link)
{
    Outside outside = {scan->within, scan->defanged, scan->link};
    scan->within = within;
    scan->defanged = defanged;
    scan->link = link;
    return outside;
}

static void leave(OsintIndicatorScan *scan, Outside outside)
{
    scan->within = outside.within;
    scan->defanged = outside.defanged;
    scan->link = outside.link;
}

/* Hosts, digests and numbers in the path and the parameters. */
static void scan_inside(OsintIndicatorScan *scan, gsize place, gsize end)
{
    while (place < end) {
        gsize run = MIN(osint_indicator_host_end(scan, place, FALSE), end);
        if (run == place) {
            place += scan->text[place] == '%' && g_ascii_isxdigit(scan->text[place + 1]) ? 3 : 1;
            continue;
        }
        char *value = NULL;
        const char *kind = host_kind(
            scan->text + place, run - place,
            strncmp(scan->text + place - MIN(place, 3), "://", 3) == 0 ? OSINT_HOST_SURE : OSINT_HOST_IN_PATH,
            &value);
        if (kind != NULL)
            osint_indicator_add(scan, place, run, kind, value);
        else
            osint_indicator_word_at(scan, place, run);
        place = run;
    }
}

static void add_url(OsintIndicatorScan *scan, gsize start, gsize end)
{
    g_autofree char *written = g_strndup(scan->text + start, end - start);
    osint_indicator_add(scan, start, end, "url", osint_indicator_url(written));
}

/* Where the host begins behind "://": user and password may come first. */
static gsize host_start(const OsintIndicatorScan *scan, gsize start)
{
    gsize host = start;
    for (gsize i = start; i - start < MAX_AUTHORITY && !ends_url(scan->text + i); i++) {
        if (strchr("/?#", scan->text[i]) != NULL)
            break;
        if (scan->text[i] == '@')
            host = i + 1;
    }
    return host;
}

/* "[2001:db8::1]" */
static gsize bracketed_end(const OsintIndicatorScan *scan, gsize start, char **value)
{
    if (scan->text[start] != '[')
        return start;
    gsize length = strspn(scan->text + start + 1, "0123456789abcdefABCDEF:.");
    if (scan->text[start + 1 + length] != ']' || length > 45)
        return start;
    g_autofree char *inner = g_strndup(scan->text + start + 1, length);
    *value = osint_indicator_ipv6(inner);
    return *value != NULL ? start + length + 2 : start;
}

static const char *url_host(OsintIndicatorScan *scan, gsize start, gsize *end, char **value)
{
    *end = bracketed_end(scan, start, value);
    if (*end > start)
        return "ipv6";
    for (guint spaceless = 0; spaceless < 2; spaceless++) {
        *end = trim_host(scan, start, osint_indicator_host_end(scan, start, spaceless == 1));
        const char *kind = host_kind(scan->text + start, *end - start, OSINT_HOST_SURE, value);
        if (kind != NULL)
            return kind;
    }
    *end = trim_host(scan, start, osint_indicator_host_end(scan, start, FALSE));
    if (*end - start == 9 && g_ascii_strncasecmp(scan->text + start, "localhost", 9) == 0)
        return "localhost";
    return NULL;
}

gsize osint_indicator_url_at(OsintIndicatorScan *scan, gsize start, gsize slashes)
{
    gsize host = host_start(scan, slashes + 3), host_end;
    g_autofree char *value = NULL;
    const char *kind = url_host(scan, host, &host_end, &value);
    if (kind == NULL)
        return start;
    gsize rest = skip_port(scan, host_end), end = rest;
    if (strchr("/?#", scan->text[rest]) != NULL && scan->text[rest] != '\0')
        end = trim(scan, rest, path_end(scan, rest));
    gboolean six = g_str_equal(kind, "ipv6");
    Outside outside = enter(scan, scan->within, osint_indicator_is_defanged(scan, start, end), TRUE);
    add_url(scan, start, end);
    scan->within = OSINT_WITHIN_URL;
    if (value != NULL)
        osint_indicator_add(scan, host + (six ? 1 : 0), host_end - (six ? 1 : 0), kind,
                            g_steal_pointer(&value));
    scan_inside(scan, rest, end);
    leave(scan, outside);
    return MAX(end, host_end);
}

/* "http%3A%2F%2Fexample%2Ecom": a URL as the parameter of something. */
gsize osint_indicator_escaped_url_at(OsintIndicatorScan *scan, gsize start, gsize escape)
{
    gsize end = escape;
    while (end - start < MAX_URL &&
           (g_ascii_isalnum(scan->text[end]) || strchr("%-_.~", scan->text[end]) != NULL) &&
           scan->text[end] != '\0')
        end++;
    g_autofree char *written = g_strndup(scan->text + start, end - start);
    g_autofree char *plain = g_uri_unescape_string(written, NULL);
    const char *slashes = plain != NULL ? strstr(plain, "://") : NULL;
    if (slashes == NULL || !g_utf8_validate(plain, -1, NULL))
        return start;
    const char *host = slashes + 3;
    g_autofree char *value = NULL;
    const char *kind = host_kind(host, strcspn(host, ":/?#"), OSINT_HOST_SURE, &value);
    if (kind == NULL)
        return start;
    osint_indicator_add(scan, start, end, "url", osint_indicator_url(plain));
    return end;
}

/* ---- hosts ---- */

/* "version 10.0.0.1" and "v1.2.3.4" are no addresses. */
static gboolean is_version(const OsintIndicatorScan *scan, gsize start)
{
    static const char *const before[] = {"version ", "versions ", "ver. ",    "v",
                                         "v. ",      "build ",    "release ", "firmware "};
    for (gsize i = 0; i < G_N_ELEMENTS(before); i++) {
        gsize length = strlen(before[i]);
        if (start >= length && g_ascii_strncasecmp(scan->text + start - length, before[i], length) == 0 &&
            (start == length || !g_ascii_isalpha(scan->text[start - length - 1])))
            return TRUE;
    }
    return FALSE;
}

/* "192.0.2.0/24", not "192.0.2.1/index" */
static gsize cidr_end(OsintIndicatorScan *scan, gsize start, gsize end)
{
    gsize digits = scan->text[end] == '/' ? strspn(scan->text + end + 1, DIGITS) : 0;
    gsize after = end + 1 + digits;
    if (digits == 0 || digits > 3 || g_ascii_isalnum(scan->text[after]) || scan->text[after] == '/')
        return end;
    g_autofree char *written = g_strndup(scan->text + start, after - start);
    g_autofree char *network = osint_indicator_cidr(written);
    if (network == NULL)
        return end;
    osint_indicator_add(scan, start, after, "cidr", g_steal_pointer(&network));
    return after;
}

/* A host and what follows it: port, path. */
static gsize add_host(OsintIndicatorScan *scan, gsize start, gsize end, const char *kind, char *take_value)
{
    g_autofree char *value = take_value;
    gsize network = g_str_equal(kind, "ipv4") ? cidr_end(scan, start, end) : end;
    gsize rest = network > end ? network : skip_port(scan, end), url = rest;
    if (network == end && scan->text[rest] == '/')
        url = trim(scan, rest + 1, path_end(scan, rest));
    if (url == rest) {
        osint_indicator_add(scan, start, end, kind, g_steal_pointer(&value));
        return rest;
    }
    Outside outside = enter(scan, scan->within, osint_indicator_is_defanged(scan, start, url), scan->link);
    add_url(scan, start, url);
    scan->within = OSINT_WITHIN_URL;
    osint_indicator_add(scan, start, end, kind, g_steal_pointer(&value));
    scan_inside(scan, rest, url);
    leave(scan, outside);
    return url;
}

/* What is before and behind a name that is no host's. */
static gboolean is_elsewhere(const OsintIndicatorScan *scan, gsize start, gsize end)
{
    char left = start > 0 ? scan->text[start - 1] : '\0', right = scan->text[end];
    return left == '/' || left == '\\' || left == '@' || left == '$' || left == '#' || right == '\\' ||
           right == '(' || right == '=' || right == '@';
}

/* A name without ".." inside and signs outside. */
static gsize host_in_piece(OsintIndicatorScan *scan, gsize start, gsize end)
{
    gboolean defanged = osint_indicator_is_defanged(scan, start, end);
    char *value = NULL;
    const char *kind =
        host_kind(scan->text + start, end - start, defanged ? OSINT_HOST_SURE : OSINT_HOST_IN_TEXT, &value);
    if (kind == NULL)
        return start;
    gboolean address = g_str_equal(kind, "ipv4");
    if (!defanged && (address ? is_version(scan, start) : is_elsewhere(scan, start, end))) {
        g_free(value);
        return start;
    }
    return add_host(scan, start, end, kind, value);
}

/* "evil.example.The": a sentence that begins without a space. */
static gsize before_sentence(const OsintIndicatorScan *scan, gsize start, gsize end)
{
    gsize dot = end;
    while (dot > start && scan->text[dot - 1] != '.')
        dot--;
    return dot > start && g_ascii_isupper(scan->text[dot]) && g_ascii_islower(scan->text[dot + 1]) ? dot - 1
                                                                                                   : start;
}

/* Goes on behind what it finds, so that a long run is read once. */
gsize osint_indicator_host_at(OsintIndicatorScan *scan, gsize start, gsize end)
{
    gsize place = start, done = start;
    while (place < end) {
        while (place < end && strchr(".-_", scan->text[place]) != NULL)
            place++;
        const char *dots = g_strstr_len(scan->text + place, (gssize)(end - place), "..");
        gsize whole = dots != NULL ? (gsize)(dots - scan->text) : end;
        gsize piece = trim_host(scan, place, whole), found = place;
        if (piece > place && piece - place <= MAX_HOST &&
            memchr(scan->text + place, '.', piece - place) != NULL)
            found = host_in_piece(scan, place, piece);
        gsize sentence =
            found == place && piece - place <= MAX_HOST ? before_sentence(scan, place, piece) : place;
        if (sentence > place)
            found = host_in_piece(scan, place, sentence);
        done = found > place ? found : done;
        place = MAX(MAX(whole, found), place + 1);
    }
    return done > start ? MAX(done, end) : start;
}

/* ---- e-mail ---- */

/* "[192.0.2.1]" */
static gsize literal_end(OsintIndicatorScan *scan, gsize host)
{
    gsize length = scan->text[host] == '[' ? strspn(scan->text + host + 1, "0123456789.") : 0;
    if (length == 0 || length > 15 || scan->text[host + 1 + length] != ']')
        return host;
    g_autofree char *written = g_strndup(scan->text + host + 1, length);
    char *address = osint_indicator_ipv4(written);
    if (address == NULL)
        return host;
    osint_indicator_add(scan, host + 1, host + 1 + length, "ipv4", address);
    return host + length + 2;
}

gsize osint_indicator_email_at(OsintIndicatorScan *scan, gsize local, gsize at)
{
    gsize host = at + 1, end = trim_host(scan, host, osint_indicator_host_end(scan, host, FALSE));
    Outside outside = enter(scan, OSINT_WITHIN_EMAIL, scan->defanged, scan->link);
    gsize literal = literal_end(scan, host);
    gsize first = MIN(local + strspn(scan->text + local, ".-"), at);
    gboolean defanged = osint_indicator_is_defanged(scan, first, MAX(literal, end));
    if (literal == host && end - host <= MAX_HOST && (first < at || scan->text[at - MIN(at, 1)] == '"')) {
        char *domain = osint_host_domain(scan->text + host, end - host, OSINT_HOST_SURE);
        gsize sentence = domain == NULL ? before_sentence(scan, host, end) : host;
        if (sentence > host &&
            (domain = osint_host_domain(scan->text + host, sentence - host, OSINT_HOST_SURE)))
            end = sentence;
        scan->defanged = scan->defanged || defanged;
        if (domain == NULL && !defanged)
            end = host;
        osint_indicator_add(scan, host, end, "domain", domain);
    }
    leave(scan, outside);
    end = MAX(literal, end);
    if (end == host || first >= at)
        return at + 1;
    g_autofree char *written = g_strndup(scan->text + first, end - first);
    osint_indicator_add(scan, first, end, "email", osint_indicator_email(written));
    return end;
}
