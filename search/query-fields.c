/* The fields of the query language, and the one that a mistyped name was meant to be. */
#include "search/query-internal.h"

#include <string.h>

#define TEXT(name, field)                                                                                    \
    {                                                                                                        \
        name, field, OSINT_FIELD_CLASS_TEXT, NULL, OSINT_DATE_MODE_RANGE, NULL                               \
    }
#define ENTITY(name, type)                                                                                   \
    {                                                                                                        \
        name, OSINT_FIELD_ENTITY, OSINT_FIELD_CLASS_ENTITY, type, OSINT_DATE_MODE_RANGE, NULL                \
    }
#define FILTER(name, field)                                                                                  \
    {                                                                                                        \
        name, field, OSINT_FIELD_CLASS_FILTER, NULL, OSINT_DATE_MODE_RANGE, NULL                             \
    }
#define DATE(name, field, mode)                                                                              \
    {                                                                                                        \
        name, field, OSINT_FIELD_CLASS_DATE, NULL, mode, NULL                                                \
    }

/* The first name of a field is its canonical one. */
static const OsintFieldName field_names[] = {
    TEXT("title", OSINT_FIELD_TITLE),
    TEXT("intitle", OSINT_FIELD_TITLE),
    TEXT("body", OSINT_FIELD_BODY),
    TEXT("intext", OSINT_FIELD_BODY),
    TEXT("author", OSINT_FIELD_AUTHOR),
    TEXT("from", OSINT_FIELD_AUTHOR),
    ENTITY("entity", NULL),
    ENTITY("e", NULL),
    ENTITY("actor", "threat-actor"),
    ENTITY("unit", "military-unit"),
    ENTITY("person", "person"),
    ENTITY("org", "organization"),
    ENTITY("place", "place"),
    ENTITY("malware", "malware"),
    ENTITY("tool", "tool"),
    ENTITY("campaign", "campaign"),
    ENTITY("cve", "vulnerability"),
    ENTITY("ip", "ip"),
    ENTITY("domain", "domain"),
    ENTITY("url", "url"),
    ENTITY("email", "email"),
    ENTITY("hash", "hash"),
    {"mentions", OSINT_FIELD_MENTIONS, OSINT_FIELD_CLASS_COUNT, NULL, OSINT_DATE_MODE_RANGE, NULL},
    FILTER("source", OSINT_FIELD_SOURCE),
    FILTER("publisher", OSINT_FIELD_SOURCE),
    FILTER("site", OSINT_FIELD_SITE),
    FILTER("cites", OSINT_FIELD_CITES),
    FILTER("tag", OSINT_FIELD_TAG),
    FILTER("is", OSINT_FIELD_TAG),
    FILTER("lang", OSINT_FIELD_LANGUAGE),
    FILTER("type", OSINT_FIELD_MEDIA_TYPE),
    FILTER("mime", OSINT_FIELD_MEDIA_TYPE),
    FILTER("path", OSINT_FIELD_PATH),
    FILTER("file", OSINT_FIELD_PATH),
    {"ext", OSINT_FIELD_PATH, OSINT_FIELD_CLASS_FILTER, NULL, OSINT_DATE_MODE_RANGE, "*."},
    FILTER("id", OSINT_FIELD_ID),
    FILTER("rating", OSINT_FIELD_RATING),
    DATE("date", OSINT_FIELD_DATE, OSINT_DATE_MODE_RANGE),
    DATE("after", OSINT_FIELD_DATE, OSINT_DATE_MODE_AFTER),
    DATE("since", OSINT_FIELD_DATE, OSINT_DATE_MODE_SINCE),
    DATE("before", OSINT_FIELD_DATE, OSINT_DATE_MODE_BEFORE),
    DATE("until", OSINT_FIELD_DATE, OSINT_DATE_MODE_UNTIL),
    DATE("added", OSINT_FIELD_ADDED, OSINT_DATE_MODE_RANGE),
    FILTER("query", OSINT_FIELD_QUERY),
};

const OsintFieldName *osint_query_fields(gsize *count)
{
    *count = G_N_ELEMENTS(field_names);
    return field_names;
}

const OsintFieldName *osint_query_field_find(const char *name, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(field_names); i++)
        if (strlen(field_names[i].name) == length &&
            g_ascii_strncasecmp(field_names[i].name, name, length) == 0)
            return &field_names[i];
    return NULL;
}

const OsintFieldName *osint_query_field_of(OsintField field, const char *type)
{
    for (gsize i = 0; i < G_N_ELEMENTS(field_names); i++)
        if (field_names[i].field == field && g_strcmp0(field_names[i].type, type) == 0)
            return &field_names[i];
    return NULL;
}

#define LONGEST_NAME 16

/* Edits (insert, delete, replace, swap neighbours) between a field's name and what was typed. */
static guint edits_between(const char *name, const char *typed, gsize typed_length)
{
    gsize name_length = strlen(name);
    guint cost[LONGEST_NAME + 1][LONGEST_NAME + 1];
    g_assert(name_length <= LONGEST_NAME && typed_length <= LONGEST_NAME);
    for (guint i = 0; i <= name_length; i++) {
        for (guint j = 0; j <= typed_length; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            char b = g_ascii_tolower(typed[j - 1]);
            guint replace = cost[i - 1][j - 1] + (name[i - 1] != b);
            cost[i][j] = MIN(replace, MIN(cost[i - 1][j], cost[i][j - 1]) + 1);
            if (i > 1 && j > 1 && name[i - 2] == b && name[i - 1] == g_ascii_tolower(typed[j - 2]))
                cost[i][j] = MIN(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[name_length][typed_length];
}

const OsintFieldName *osint_query_field_nearest(const char *name, gsize length)
{
    if (length > LONGEST_NAME)
        return NULL;
    const OsintFieldName *nearest = NULL;
    guint least = (guint)length / 2 + 1;
    for (gsize i = 0; i < G_N_ELEMENTS(field_names); i++) {
        guint edits = edits_between(field_names[i].name, name, length);
        if (edits < least || (edits == least && !nearest)) {
            least = edits;
            nearest = &field_names[i];
        }
    }
    return nearest;
}
