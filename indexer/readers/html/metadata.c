/* What a page says of itself: its head, read in one walk over the tree. */
#include "indexer/readers/html/metadata.h"

#include "indexer/article/json.h"
#include "indexer/readers/markup.h"

#include <string.h>

static void set_missing(OsintArticle *article, const char *key, const char *const current, const char *value)
{
    if (current == NULL && value != NULL && *value != '\0')
        osint_article_set_field(article, key, value);
}

static void read_meta(OsintArticle *article, const xmlNode *node)
{
    g_autofree char *property = osint_markup_attribute(node, "property");
    g_autofree char *name = osint_markup_attribute(node, "name");
    g_autofree char *content = osint_markup_attribute(node, "content");
    const char *what = property != NULL ? property : name;
    if (what == NULL || content == NULL)
        return;
    if (strcmp(what, "og:title") == 0)
        set_missing(article, "title", article->title, content);
    else if (strcmp(what, "og:site_name") == 0)
        set_missing(article, "publisher", article->publisher, content);
    else if (strcmp(what, "article:published_time") == 0)
        set_missing(article, "published", article->published, content);
    else if (strcmp(what, "article:modified_time") == 0)
        set_missing(article, "updated", article->updated, content);
    else if (strcmp(what, "author") == 0 && article->authors->len == 0 && !g_str_has_prefix(content, "http"))
        osint_article_set_field(article, "authors", content);
}

void osint_html_metadata(OsintArticle *article, xmlDoc *tree, const char *url, gint64 now)
{
    (void)url;
    (void)now;
    const xmlNode *top = xmlDocGetRootElement(tree);
    g_autofree char *title = NULL;
    for (const xmlNode *node = top; node != NULL; node = osint_markup_next(node, top)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        const char *name = (const char *)node->name;
        g_autofree char *lang = node == top ? osint_markup_attribute(node, "lang") : NULL;
        set_missing(article, "language", article->language, lang);
        if (strcmp(name, "meta") == 0) {
            read_meta(article, node);
        } else if (strcmp(name, "title") == 0 && title == NULL) {
            title = osint_markup_text(node);
        } else if (strcmp(name, "link") == 0) {
            g_autofree char *rel = osint_markup_attribute(node, "rel");
            g_autofree char *href = osint_markup_attribute(node, "href");
            if (rel != NULL && g_ascii_strcasecmp(rel, "canonical") == 0 && href != NULL &&
                g_str_has_prefix(href, "http"))
                set_missing(article, "url", article->url, href);
        }
    }
    set_missing(article, "title", article->title, title);
}
