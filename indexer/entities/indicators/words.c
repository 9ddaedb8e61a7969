/* Digests, and numbers that somebody gives out: CVE, AS, ATT&CK, trackers; and what has colons. */
#include <string.h>

#include "indexer/entities/indicators/normal.h"
#include "indexer/entities/indicators/scan.h"

#define DIGITS "0123456789"
#define HEX "0123456789abcdefABCDEF"
#define BASE64 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
#define MIN_WALLET 25
#define MAX_WALLET 110
#define MAX_NUMBER 24
#define LONGEST_DIGEST 128

/* "imphash: ", "import hash - ", "authentihash" before a digest say what it is of. */
static const char *labelled_kind(const OsintIndicatorScan *scan, gsize start)
{
    static const struct {
        const char *label, *kind;
    } labels[] = {{"imphash", "imphash"}, {"import hash", "imphash"}, {"authentihash", "authentihash"}};
    gsize end = start;
    while (end > 0 && start - end < 16 && strchr(" \t\n:=-", scan->text[end - 1]) != NULL)
        end--;
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
        gsize length = strlen(labels[i].label);
        if (end >= length && g_ascii_strncasecmp(scan->text + end - length, labels[i].label, length) == 0)
            return labels[i].kind;
    }
    return NULL;
}

static gboolean add_digest(OsintIndicatorScan *scan, gsize start, gsize end)
{
    gsize length = end - start;
    const char *kind = length <= LONGEST_DIGEST ? osint_indicator_digest_type(length) : NULL;
    if (kind == NULL || strspn(scan->text + start, HEX) < length ||
        strspn(scan->text + start, DIGITS) >= length)
        return FALSE;
    const char *labelled = labelled_kind(scan, start);
    osint_indicator_add(scan, start, end, labelled != NULL ? labelled : kind,
                        g_ascii_strdown(scan->text + start, (gssize)length));
    return TRUE;
}

static gboolean add_wallet(OsintIndicatorScan *scan, gsize start, gsize end)
{
    gsize length = end - start;
    const char *kind = length >= MIN_WALLET && length <= MAX_WALLET
                           ? osint_indicator_wallet(scan->text + start, length)
                           : NULL;
    if (kind == NULL)
        return FALSE;
    gsize prefix = g_str_equal(kind, "bitcoincash") ? strlen("bitcoincash:") : 0;
    gboolean prefixed =
        prefix > 0 && start >= prefix && memcmp(scan->text + start - prefix, "bitcoincash:", prefix) == 0;
    osint_indicator_add(scan, prefixed ? start - prefix : start, end, kind,
                        g_strndup(scan->text + start, length));
    return TRUE;
}

/* Runs of letters and digits alone: digests stand in names of files, too. */
static void add_alphanumeric(OsintIndicatorScan *scan, gsize start, gsize end)
{
    for (gsize place = start; place < end;) {
        gsize next = place;
        while (next < end && g_ascii_isalnum(scan->text[next]))
            next++;
        if (next - place >= MIN_WALLET && !add_digest(scan, place, next))
            add_wallet(scan, place, next);
        place = MAX(next, place + 1);
    }
}

/* A number that stands behind a word and a blank: "CVE 2021-44228", "ASN 64496". The word must be as written
 * here, since "as" is a word. */
static gsize with_blank(const OsintIndicatorScan *scan, gsize start, gsize end)
{
    static const char *const prefixes[] = {"CVE", "cve", "AS", "ASN", "asn", "Asn"};
    for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (end - start == strlen(prefixes[i]) && memcmp(scan->text + start, prefixes[i], end - start) == 0 &&
            (scan->text[end] == ' ' || scan->text[end] == '\t') && g_ascii_isdigit(scan->text[end + 1])) {
            gsize number = osint_indicator_host_end(scan, end + 1, FALSE);
            while (number > end && !g_ascii_isalnum(scan->text[number - 1]))
                number--;
            return number;
        }
    return end;
}

/* ATT&CK groups, software and campaigns are in lists; as bare numbers they mean too many other things. */
static char *technique(const char *word)
{
    char first = g_ascii_toupper(word[0]);
    if (first != 'T' && !(first == 'M' && word[1] == '1' && word[2] == '0'))
        return NULL;
    return osint_indicator_attack(word);
}

/* "pub-" and 16 digits, "UA-" with account and property: trackers that tie web sites together. */
static const char *tracker(const char *word)
{
    gsize length = strlen(word);
    if (g_str_has_prefix(word, "pub-") && length == 20 && strspn(word + 4, DIGITS) == 16)
        return "adsense";
    gsize account = g_str_has_prefix(word, "UA-") ? strspn(word + 3, DIGITS) : 0;
    gsize property =
        account >= 4 && account <= 10 && word[3 + account] == '-' ? strspn(word + 4 + account, DIGITS) : 0;
    return property > 0 && property <= 4 && 4 + account + property == length ? "analytics" : NULL;
}

/* "AA-F2-C9-A6-B3-4F", "acf2.c9a6.b34f": six bytes. */
static gboolean is_mac(const char *word)
{
    gsize length = strlen(word), digits = strspn(word, DIGITS ".-");
    gsize step = length == 17 ? 3 : length == 14 ? 5 : 0;
    if (step == 0 || digits == length)
        return FALSE;
    for (gsize i = 0; i < length; i++)
        if ((i % step == step - 1) ? word[i] != word[step - 1] || g_ascii_isalnum(word[i])
                                   : !g_ascii_isxdigit(word[i]))
            return FALSE;
    return word[step - 1] != '_' && (step == 3 || word[step - 1] == '.');
}

static gboolean add_number(OsintIndicatorScan *scan, gsize start, gsize end)
{
    char word[MAX_NUMBER + 1] = {0};
    if (end - start > MAX_NUMBER || end - start < 4)
        return FALSE;
    memcpy(word, scan->text + start, end - start);
    const char *kind = "cve";
    char *value = osint_indicator_cve(word);
    if (value == NULL && g_ascii_strncasecmp(word, "AS", 2) == 0 && g_ascii_strcasecmp(word, "AS400") != 0) {
        kind = "asn";
        value = osint_indicator_asn(word);
    }
    if (value == NULL && (value = technique(word)) != NULL)
        kind = "attack";
    if (value == NULL && ((kind = tracker(word)) != NULL || is_mac(word))) {
        kind = kind != NULL ? kind : "mac";
        value = g_strdup(word);
    }
    osint_indicator_add(scan, start, end, kind, value);
    return value != NULL;
}

gsize osint_indicator_word_at(OsintIndicatorScan *scan, gsize start, gsize end)
{
    gsize first = start, last = end;
    while (first < last && !g_ascii_isalnum(scan->text[first]))
        first++;
    while (last > first && !g_ascii_isalnum(scan->text[last - 1]))
        last--;
    gsize number = with_blank(scan, first, last);
    if (add_number(scan, first, number))
        return MAX(number, end);
    if (last - first >= MIN_WALLET)
        add_alphanumeric(scan, first, last);
    return end;
}

/* ---- what has colons ---- */

/* An address must be longer than what programmers write with two colons. */
static gboolean is_short_ipv6(const char *word)
{
    if (strcmp(word, "::1") == 0)
        return FALSE;
    guint colons = 0;
    for (const char *at = word; *at != '\0'; at++)
        colons += *at == ':';
    return strpbrk(word, DIGITS) == NULL ||
           (colons < 3 && (strspn(word, HEX) != 4 || g_str_has_suffix(word, ":")));
}

static gsize add_ipv6(OsintIndicatorScan *scan, gsize start, gsize end)
{
    g_autofree char *word = g_strndup(scan->text + start, end - start);
    char *value = is_short_ipv6(word) ? NULL : osint_indicator_ipv6(word);
    if (value == NULL)
        return start;
    gsize digits = scan->text[end] == '/' ? strspn(scan->text + end + 1, DIGITS) : 0;
    if (digits > 0 && digits <= 3 && !g_ascii_isalnum(scan->text[end + 1 + digits])) {
        g_autofree char *network = g_strndup(scan->text + start, end + 1 + digits - start);
        osint_indicator_add(scan, start, end + 1 + digits, "cidr", osint_indicator_cidr(network));
    }
    osint_indicator_add(scan, start, end, "ipv6", value);
    return end;
}

static gboolean is_colon_mac(const char *word, gsize length)
{
    if (length != 17 || strspn(word, DIGITS ":") >= length)
        return FALSE;
    for (gsize i = 0; i < length; i++)
        if (i % 3 == 2 ? word[i] != ':' : !g_ascii_isxdigit(word[i]))
            return FALSE;
    return TRUE;
}

/* A block size of 3 * 2^n, then two digests in base 64 (ssdeep). */
static gsize add_ssdeep(OsintIndicatorScan *scan, gsize start)
{
    const char *text = scan->text + start;
    gsize digits = strspn(text, DIGITS);
    if (digits == 0 || digits > 10 || text[digits] != ':')
        return start;
    guint64 block = g_ascii_strtoull(text, NULL, 10);
    while (block > 3 && block % 2 == 0)
        block /= 2;
    gsize first = strspn(text + digits + 1, BASE64);
    const char *second = text + digits + 1 + first;
    if (block != 3 || first < 6 || first > 128 || *second != ':' ||
        strspn(text + digits + 1, DIGITS) >= first)
        return start;
    gsize length = strspn(second + 1, BASE64);
    if (length < 3 || length > 128)
        return start;
    gsize whole = digits + 2 + first + length;
    osint_indicator_add(scan, start, start + whole, "ssdeep", g_strndup(text, whole));
    return start + whole;
}

gsize osint_indicator_colons_at(OsintIndicatorScan *scan, gsize start)
{
    const char *text = scan->text + start;
    gsize end = start;
    while (end - start < 46 && (g_ascii_isxdigit(scan->text[end]) || strchr(":.", scan->text[end]) != NULL) &&
           scan->text[end] != '\0')
        end++;
    gboolean whole = !g_ascii_isalnum(scan->text[end]) && end - start < 46;
    gsize trimmed = end;
    while (trimmed > start + 2 && strchr(":.", scan->text[trimmed - 1]) != NULL)
        trimmed--;
    if (whole && is_colon_mac(text, trimmed - start)) {
        osint_indicator_add(scan, start, trimmed, "mac", g_strndup(text, trimmed - start));
        return trimmed;
    }
    gsize after = whole ? add_ipv6(scan, start, trimmed) : start;
    if (after == start && whole && trimmed < end)
        after = add_ipv6(scan, start, MIN(trimmed + 2, end));
    return after > start ? after : add_ssdeep(scan, start);
}
