/* Words for people. */
#include "web/labels.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/article/date.h"

/* Checked by osint_date_parse before: the fields stand at fixed places, and the local time is the one that
 * people know the event by. */
char *osint_label_date(const OsintWords *words, const char *date)
{
    OsintPeriod period;
    if (!osint_date_parse(date, &period, NULL))
        return g_strdup(date);
    g_autofree char *year = g_strdup_printf("%d", atoi(date));
    if (period.precision == OSINT_DATE_YEAR)
        return osint_words_fill(words->label.year, year, NULL);
    const char *month = words->label.months[atoi(date + 5) - 1];
    if (period.precision == OSINT_DATE_MONTH)
        return osint_words_fill(words->label.month, year, month, NULL);
    g_autofree char *day = g_strdup_printf("%d", atoi(date + 8));
    if (period.precision == OSINT_DATE_DAY)
        return osint_words_fill(words->label.day, year, month, day, NULL);
    g_autofree char *time = g_strndup(date + 11, 5);
    const char *zone = date + strcspn(date + 11, "Zz+-") + 11;
    gboolean utc = *zone != '+' && *zone != '-';
    return osint_words_fill(words->label.time, year, month, day, time, utc ? "" : zone, NULL);
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

char *osint_label_count(guint64 number, const OsintPlural *counted)
{
    g_autofree char *digits = osint_label_number(number);
    return osint_words_fill(number == 1 ? counted->one : counted->other, digits, NULL);
}

const char *osint_label_language(const OsintWords *words, const char *tag)
{
    gsize length = strcspn(tag, "-");
    for (guint i = 0; i < words->languages_count; i++) {
        const OsintLanguageWord *language = &words->languages[i];
        if (strlen(language->tag) == length && g_ascii_strncasecmp(language->tag, tag, length) == 0)
            return language->name;
    }
    return tag;
}

const char *osint_label_type(const OsintWords *words, const char *type)
{
    for (guint i = 0; i < words->types_count; i++) {
        if (g_ascii_strcasecmp(words->types[i].tag, type) == 0)
            return words->types[i].name;
    }
    return type;
}

static const OsintKind kinds[] = {
    {"actor", 0}, {"unit", 1},     {"person", 2}, {"org", 3},       {"place", 4},  {"malware", 5},
    {"tool", 6},  {"campaign", 7}, {"cve", 8},    {"indicator", 9}, {"other", 10},
};
G_STATIC_ASSERT(G_N_ELEMENTS(kinds) == OSINT_KINDS);

const char *osint_kind_name(const OsintWords *words, const OsintKind *kind)
{
    return words->label.kinds[kind->number].one;
}

const char *osint_kind_plural(const OsintWords *words, const OsintKind *kind)
{
    return words->label.kinds[kind->number].many;
}

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
