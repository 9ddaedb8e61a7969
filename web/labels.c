/* Words for people. */
#include "web/labels.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/article/date.h"

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

/* Checked by osint_date_parse before: the fields stand at fixed places, and the local time is the one that
 * people know the event by. */
char *osint_label_date(const char *date)
{
    OsintPeriod period;
    if (!osint_date_parse(date, &period, NULL))
        return g_strdup(date);
    int year = atoi(date);
    if (period.precision == OSINT_DATE_YEAR)
        return g_strdup_printf("%d", year);
    const char *month = months[atoi(date + 5) - 1];
    if (period.precision == OSINT_DATE_MONTH)
        return g_strdup_printf("%s %d", month, year);
    int day = atoi(date + 8);
    if (period.precision == OSINT_DATE_DAY)
        return g_strdup_printf("%d %s %d", day, month, year);
    const char *zone = date + strcspn(date + 11, "Zz+-") + 11;
    gboolean utc = *zone != '+' && *zone != '-';
    return g_strdup_printf("%d %s %d, %.5s (UTC%s)", day, month, year, date + 11, utc ? "" : zone);
}

char *osint_label_number(guint64 number)
{
    char digits[24];
    int length = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, number);
    GString *out = g_string_new(NULL);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            g_string_append_c(out, ',');
        g_string_append_c(out, digits[i]);
    }
    return g_string_free(out, FALSE);
}

char *osint_label_count(guint64 number, const char *one, const char *many)
{
    g_autofree char *digits = osint_label_number(number);
    return g_strdup_printf("%s %s", digits, number == 1 ? one : many);
}

const char *osint_label_language(const char *tag)
{
    static const struct {
        const char *tag;
        const char *name;
    } languages[] = {
        {"ar", "Arabic"},     {"be", "Belarusian"}, {"bg", "Bulgarian"},  {"bn", "Bengali"},
        {"cs", "Czech"},      {"da", "Danish"},     {"de", "German"},     {"el", "Greek"},
        {"en", "English"},    {"es", "Spanish"},    {"et", "Estonian"},   {"fa", "Persian"},
        {"fi", "Finnish"},    {"fr", "French"},     {"he", "Hebrew"},     {"hi", "Hindi"},
        {"hr", "Croatian"},   {"hu", "Hungarian"},  {"id", "Indonesian"}, {"it", "Italian"},
        {"ja", "Japanese"},   {"ka", "Georgian"},   {"ko", "Korean"},     {"lt", "Lithuanian"},
        {"lv", "Latvian"},    {"mn", "Mongolian"},  {"ms", "Malay"},      {"my", "Burmese"},
        {"nb", "Norwegian"},  {"nl", "Dutch"},      {"no", "Norwegian"},  {"pl", "Polish"},
        {"pt", "Portuguese"}, {"ro", "Romanian"},   {"ru", "Russian"},    {"sk", "Slovak"},
        {"sl", "Slovenian"},  {"sr", "Serbian"},    {"sv", "Swedish"},    {"th", "Thai"},
        {"tl", "Tagalog"},    {"tr", "Turkish"},    {"uk", "Ukrainian"},  {"ur", "Urdu"},
        {"vi", "Vietnamese"}, {"zh", "Chinese"},
    };
    gsize length = strcspn(tag, "-");
    for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
        if (strlen(languages[i].tag) == length && g_ascii_strncasecmp(languages[i].tag, tag, length) == 0)
            return languages[i].name;
    }
    return tag;
}

static const OsintKind kinds[] = {
    {"threat actor", "Threat actors", "actor"},
    {"military unit", "Military units", "unit"},
    {"person", "People", "person"},
    {"organization", "Organizations", "org"},
    {"place", "Places", "place"},
    {"malware", "Malware", "malware"},
    {"tool", "Tools", "tool"},
    {"campaign", "Campaigns", "campaign"},
    {"vulnerability", "Vulnerabilities", "cve"},
    {"indicator", "Indicators", "indicator"},
    {"other", "Other", "other"},
};

const OsintKind *osint_label_kinds(guint *count)
{
    *count = G_N_ELEMENTS(kinds);
    return kinds;
}

const OsintKind *osint_label_kind(const char *type)
{
    static const struct {
        const char *type;
        guint kind;
    } types[] = {
        {"threat-actor", 0}, {"military-unit", 1}, {"person", 2},   {"organization", 3},  {"place", 4},
        {"malware", 5},      {"tool", 6},          {"campaign", 7}, {"vulnerability", 8}, {"ipv4", 9},
        {"ipv6", 9},         {"domain", 9},        {"url", 9},      {"email", 9},         {"md5", 9},
        {"sha1", 9},         {"sha256", 9},        {"sha512", 9},   {"asn", 9},
    };
    for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
        if (type != NULL && g_str_equal(types[i].type, type))
            return &kinds[types[i].kind];
    }
    return &kinds[G_N_ELEMENTS(kinds) - 1];
}
