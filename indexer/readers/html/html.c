/* HTML: parsed, told apart into blocks, of which those that are the article become its text. */
#include "indexer/readers/html/html.h"

#include "indexer/article/json.h"
#include "indexer/readers/boilerplate.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/html/article-body.h"
#include "indexer/readers/html/content.h"
#include "indexer/readers/html/emit.h"
#include "indexer/readers/html/metadata.h"
#include "indexer/readers/html/parts.h"
#include "indexer/readers/html/recipe.h"
#include "indexer/readers/markup.h"

#include <string.h>

/* The text of elements, all of it that is shown. */
static void fill_whole(OsintArticle *article, const xmlNode *const *roots, guint count, const char *title)
{
    g_autoptr(OsintHtmlPage) page = osint_html_page_new(roots, count);
    g_autofree gboolean *kept = osint_html_content_shown(page);
    osint_html_emit(article, page, kept, title);
}

/* One of several articles of a page, which have in common what the page says of itself. */
static OsintArticle *read_part(const OsintArticle *whole, const OsintHtmlPage *page, const gboolean *kept,
                               const OsintHtmlPart *part)
{
    const OsintHtmlNode *node = osint_html_page_node(page, part->node);
    const OsintHtmlBlock *heading = osint_html_page_block(page, part->heading);
    OsintArticle *article = osint_article_new();
    article->path = g_strdup(whole->path);
    article->sha256 = g_strdup(whole->sha256);
    article->bytes = whole->bytes;
    article->media_type = g_strdup(whole->media_type);
    article->publisher = g_strdup(whole->publisher);
    article->title = g_strndup(page->text + heading->start, heading->end - heading->start);
    article->url = g_strdup(part->url != NULL ? part->url : whole->url);
    if (part->published != NULL)
        osint_article_set_field(article, "published", part->published);
    g_autofree gboolean *own = g_new0(gboolean, page->blocks->len + 1);
    for (guint i = node->first_block; i < node->end_block; i++)
        own[i] = kept[i] && i != part->heading;
    osint_html_emit(article, page, own, article->title);
    osint_boilerplate_trim(article);
    return article;
}

/* parts, which may be NULL, takes the articles (OsintArticle) of a page that holds several. */
static void fill_content(OsintArticle *article, const xmlNode *root, GPtrArray *parts)
{
    g_autoptr(OsintHtmlPage) page = osint_html_page_new(&root, 1);
    g_autofree char *body = osint_html_article_body(page);
    g_autofree gboolean *kept = osint_html_content_choose(page, article->title, body);
    g_autoptr(GArray) found = parts != NULL ? osint_html_parts(page, kept, article->url) : NULL;
    for (guint i = 0; found != NULL && i < found->len; i++)
        g_ptr_array_add(parts, read_part(article, page, kept, &g_array_index(found, OsintHtmlPart, i)));
    osint_html_emit(article, page, kept, article->title);
    if (body != NULL && strlen(body) > 2 * strlen(article->text))
        osint_html_article_body_fill(article, body);
    if (*article->text != '\0')
        osint_boilerplate_trim(article);
}

typedef struct {
    const char *url;
    gint64 now;
    const OsintRecipes *recipes;
} Circumstances;

static xmlDoc *parse(OsintArticle *article, const char *html, gsize length)
{
    gboolean cut_short;
    xmlDoc *tree = osint_markup_parse_html(html, length, &cut_short);
    if (tree != NULL && cut_short)
        osint_article_warn(article, "html-too-deep", "its elements are nested too deep; the end is missing");
    return tree;
}

static void fill(OsintArticle *article, const char *html, gsize length, const Circumstances *where,
                 GPtrArray *parts)
{
    xmlDoc *tree = parse(article, html, length);
    if (tree == NULL)
        return;
    const OsintRecipe *recipe = osint_recipe_for(where->recipes, article, where->url, tree);
    g_autoptr(GPtrArray) chosen = recipe != NULL ? osint_recipe_apply(recipe, tree, article) : NULL;
    osint_html_metadata(article, tree, where->url, where->now);
    const xmlNode *root = xmlDocGetRootElement(tree);
    if (chosen != NULL)
        fill_whole(article, (const xmlNode *const *)chosen->pdata, chosen->len, article->title);
    else if (root != NULL)
        fill_content(article, root, parts);
    osint_html_language(article, tree);
    for (guint i = 0; parts != NULL && i < parts->len; i++)
        osint_html_language(g_ptr_array_index(parts, i), tree);
    xmlFreeDoc(tree);
}

void osint_html_fill(OsintArticle *article, const char *html, gsize length, const char *url, gint64 now,
                     const OsintRecipes *recipes)
{
    const Circumstances where = {url, now, recipes};
    fill(article, html, length, &where, NULL);
}

void osint_html_fill_fragment(OsintArticle *article, const char *html, gsize length)
{
    xmlDoc *tree = parse(article, html, length);
    if (tree == NULL)
        return;
    const xmlNode *root = xmlDocGetRootElement(tree);
    if (root != NULL)
        fill_whole(article, &root, 1, NULL);
    xmlFreeDoc(tree);
}

void osint_html_read(OsintDocument *document, const char *data, gsize length)
{
    g_autofree char *declared = osint_document_charset(document) != NULL
                                    ? g_strdup(osint_document_charset(document))
                                    : osint_encoding_declared(data, length);
    gsize decoded_length;
    g_autofree char *decoded = osint_document_decode(document, data, length, declared, &decoded_length);
    OsintArticle *article = osint_document_new_article(document);
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    const Circumstances where = {osint_document_url(document), document->now, document->recipes};
    fill(article, decoded, decoded_length, &where, parts);
    for (guint i = 0; i < parts->len; i++)
        osint_document_emit(document, g_ptr_array_index(parts, i), 0, 0);
    if (parts->len > 0)
        osint_article_free(article);
    else
        osint_document_emit(document, article, 0, 0);
}
