/* Only addresses of web sites become links. */
#include "web/outward.h"

#include "indexer/article/article.h"

void osint_outward_link(OsintHtml *html, const char *url)
{
    g_autofree char *host = osint_url_host(url);
    if (host != NULL && (g_str_has_prefix(url, "http://") || g_str_has_prefix(url, "https://")))
        html_format(html, "<a rel=\"noreferrer noopener nofollow external\" href=\"%s\">%s</a>", url, url);
    else
        html_format(html, "<bdi>%s</bdi>", url);
}
