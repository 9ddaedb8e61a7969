/* Only addresses of web sites become links. */
#include "web/outward.h"

#include "indexer/article/article.h"

gboolean osint_outward_allowed(const char *url)
{
    if (url == NULL || (!g_str_has_prefix(url, "http://") && !g_str_has_prefix(url, "https://")))
        return FALSE;
    g_autofree char *host = osint_url_host(url);
    return host != NULL;
}

void osint_outward_link(OsintHtml *html, const char *url)
{
    if (osint_outward_allowed(url))
        html_format(html, "<a" OSINT_OUTWARD_REL " href=\"%s\">%s</a>", url, url);
    else
        html_format(html, "<bdi>%s</bdi>", url);
}
