/* What a page says of itself. One walk over the tree collects what may tell (page.h); then each field is
 * decided. */
#include "indexer/readers/html/metadata.h"

#include <string.h>

#include "indexer/article/json.h"
#include "indexer/article/language.h"
#include "indexer/readers/html/address.h"
#include "indexer/readers/html/dates.h"
#include "indexer/readers/html/headline.h"
#include "indexer/readers/html/jsonld.h"
#include "indexer/readers/html/names.h"
#include "indexer/readers/html/page.h"
#include "indexer/readers/html/unescape.h"
#include "indexer/readers/markup.h"

static void set_missing(OsintArticle *article, const char *key, const char *const current, const char *value)
{
    if (current == NULL && value != NULL && *value != '\0')
        osint_article_set_field(article, key, value);
}

static const char *site_name(const OsintPage *page, const OsintLinkedData *linked)
{
    const char *name = osint_page_meta(page, "og:site_name");
    if (name == NULL && linked != NULL)
        name = linked->publisher;
    if (name == NULL)
        name = osint_page_meta(page, "dc.publisher");
    if (name == NULL)
        name = osint_page_meta(page, "application-name");
    return name;
}

static void set_authors(OsintArticle *article, const OsintPage *page, const OsintLinkedData *linked,
                        const char *site)
{
    if (article->authors->len > 0)
        return;
    const OsintPageHeading *headline = osint_page_headline(page, article->title);
    g_ptr_array_unref(article->authors);
    article->authors = osint_page_authors(page, linked, headline, site);
}

void osint_html_metadata(OsintArticle *article, xmlDoc *tree, const char *url, gint64 now)
{
    g_autoptr(OsintPage) page = osint_page_read(tree);
    g_autofree char *address = osint_page_address(page, url);
    const char *declared = osint_page_meta(page, "og:title");
    if (declared == NULL)
        declared = page->title;
    g_autoptr(OsintLinkedData) linked = osint_linked_data_read(page->scripts, address, declared);
    g_autofree char *site = osint_text_unescape(site_name(page, linked));
    g_autofree char *title = osint_page_title(page, linked, site, address != NULL ? address : url);
    OsintDateEvidence evidence = {page, linked, address != NULL ? address : url, declared, now};
    osint_page_dates(article, &evidence);
    set_missing(article, "title", article->title, title);
    set_missing(article, "publisher", article->publisher, site);
    set_authors(article, page, linked, site);
    set_missing(article, "url", article->url, address);
}

void osint_html_language(OsintArticle *article, xmlDoc *tree)
{
    const xmlNode *top = xmlDocGetRootElement(tree);
    if (article->language == NULL && top != NULL)
        article->language = osint_language_detect(article->text, osint_markup_peek(top, "lang"));
}
