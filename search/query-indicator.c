/* Indicators in queries: any spelling, defanged or not, to the normal form that mentions have. */
#include "search/query-internal.h"

#include <string.h>

#include "indexer/entities/indicators/normal.h"

gboolean osint_query_indicator_family(const char *type)
{
    static const char *const pure[] = {"ip", "domain", "url", "email", "hash", NULL};
    return type && g_strv_contains(pure, type);
}

char *osint_query_indicator(const char *family, const char *text)
{
    return osint_indicator_id(g_str_equal(family, "vulnerability") ? "cve" : family, text);
}

char *osint_query_indicator_typed(const char *text)
{
    const char *colon = strchr(text, ':');
    if (!colon)
        return NULL;
    g_autofree char *kind = g_ascii_strdown(text, colon - text);
    return osint_indicator_is_kind(kind) ? osint_indicator_id(kind, colon + 1) : NULL;
}
