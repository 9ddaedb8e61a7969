/* What a page says of itself. One walk over the tree collects what may tell (page.h); then each field is
 * decided. */
#include "indexer/readers/html/metadata.h"

#include <string.h>

#include "indexer/article/json.h"
#include "indexer/readers/html/address.h"
#include "indexer/readers/html/dates.h"
#include "indexer/readers/html/jsonld.h"
#include "indexer/readers/html/page.h"

static void set_missing(OsintArticle *article, const char *key, const char *const current, const char *value)
{
    if (current == NULL && value != NULL && *value != '\0')
        osint_article_set_field(article, key, value);
}

void osint_html_metadata(OsintArticle *article, xmlDoc *tree, const char *url, gint64 now)
{
    g_autoptr(OsintPage) page = osint_page_read(tree);
    g_autofree char *address = osint_page_address(page, url);
    const char *title = osint_page_meta(page, "og:title");
    if (title == NULL)
        title = page->title;
    g_autoptr(OsintLinkedData) linked = osint_linked_data_read(page->scripts, address, title);
    OsintDateEvidence evidence = {page, linked, address != NULL ? address : url, title, now};
    osint_page_dates(article, &evidence);
    set_missing(article, "title", article->title, title);
    set_missing(article, "publisher", article->publisher, osint_page_meta(page, "og:site_name"));
    set_missing(article, "language", article->language, page->language);
    if (article->authors->len == 0)
        set_missing(article, "authors", NULL, osint_page_meta(page, "author"));
    set_missing(article, "url", article->url, address);
}
