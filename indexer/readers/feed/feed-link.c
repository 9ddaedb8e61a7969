/* Relative links, as RFC 3986 has them. */
#include "indexer/readers/feed/feed-link.h"

#include <string.h>

gboolean osint_feed_link_is_absolute(const char *link)
{
    const char *at = link;
    if (!g_ascii_isalpha(*at))
        return FALSE;
    while (g_ascii_isalnum(*at) || *at == '+' || *at == '-' || *at == '.')
        at++;
    return *at == ':' && at - link > 1;
}

gboolean osint_feed_link_is_web(const char *link)
{
    return g_ascii_strncasecmp(link, "http://", 7) == 0 || g_ascii_strncasecmp(link, "https://", 8) == 0;
}

char *osint_feed_link_resolve(const char *base, const char *link)
{
    if (base == NULL || osint_feed_link_is_absolute(link) || !osint_feed_link_is_absolute(base))
        return g_strdup(link);
    char *resolved =
        g_uri_resolve_relative(base, link, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
    return resolved != NULL ? resolved : g_strdup(link);
}
