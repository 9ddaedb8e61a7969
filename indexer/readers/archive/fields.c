/* Forgiving: what programs have written into archives for thirty years is not all by the book. */
#include "indexer/readers/archive/fields.h"

#include <string.h>

/* Nothing that is looked at is longer. */
#define MAX_VALUE ((gsize)8192)

gsize osint_fields_end(const char *data, gsize length)
{
    const char *at = data, *end = data + length;
    while (at < end) {
        if (*at == '\n')
            return (gsize)(at - data) + 1;
        if (at + 1 < end && at[0] == '\r' && at[1] == '\n')
            return (gsize)(at - data) + 2;
        const char *next = memchr(at, '\n', (gsize)(end - at));
        if (next == NULL)
            break;
        at = next + 1;
    }
    return 0;
}

static char *value_of(const char *text, gsize length)
{
    g_autofree char *raw = g_strndup(text, MIN(length, MAX_VALUE));
    return g_strstrip(g_utf8_make_valid(raw, -1));
}

static void join(GHashTable *fields, const char *name, const char *text, gsize length)
{
    const char *before = g_hash_table_lookup(fields, name);
    if (before == NULL || strlen(before) >= MAX_VALUE)
        return;
    g_autofree char *more = value_of(text, length);
    g_hash_table_insert(fields, g_strdup(name), g_strconcat(before, " ", more, NULL));
}

GHashTable *osint_fields_parse(const char *data, gsize length)
{
    GHashTable *fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *last = NULL;
    for (const char *at = data, *end = data + length; at < end;) {
        const char *stop = memchr(at, '\n', (gsize)(end - at));
        gsize width = (gsize)((stop != NULL ? stop : end) - at);
        const char *colon = memchr(at, ':', width);
        if (*at == ' ' || *at == '\t') {
            if (last != NULL)
                join(fields, last, at, width);
        } else if (colon != NULL) {
            g_autofree char *name = g_ascii_strdown(at, colon - at);
            g_strstrip(name);
            g_clear_pointer(&last, g_free);
            if (!g_hash_table_contains(fields, name)) {
                last = g_strdup(name);
                g_hash_table_insert(fields, g_steal_pointer(&name),
                                    value_of(colon + 1, width - (gsize)(colon + 1 - at)));
            }
        }
        at += width + 1;
    }
    return fields;
}

char *osint_fields_media_type(const char *value)
{
    if (value == NULL)
        return NULL;
    value += strspn(value, " \t");
    gsize width = strcspn(value, "; \t,");
    return width > 0 ? g_ascii_strdown(value, (gssize)width) : NULL;
}

char *osint_fields_parameter(const char *value, const char *name)
{
    gsize length = strlen(name);
    for (const char *at = value; at != NULL && (at = strchr(at, ';')) != NULL;) {
        at++;
        at += strspn(at, " \t");
        if (g_ascii_strncasecmp(at, name, length) != 0)
            continue;
        const char *equals = at + length + strspn(at + length, " \t");
        if (*equals != '=')
            continue;
        const char *begin = equals + 1 + strspn(equals + 1, " \t\"'");
        gsize width = strcspn(begin, "\"'; \t");
        return width > 0 ? g_strndup(begin, width) : NULL;
    }
    return NULL;
}
