/* HTML: parsed, told apart into blocks, of which those that are the article become its text. */
#include "indexer/readers/html/html.h"

#include "indexer/readers/boilerplate.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/html/article-body.h"
#include "indexer/readers/html/content.h"
#include "indexer/readers/html/emit.h"
#include "indexer/readers/html/metadata.h"
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

static void fill_content(OsintArticle *article, const xmlNode *root)
{
    g_autoptr(OsintHtmlPage) page = osint_html_page_new(&root, 1);
    g_autofree char *body = osint_html_article_body(page);
    g_autofree gboolean *kept = osint_html_content_choose(page, article->title, body);
    osint_html_emit(article, page, kept, article->title);
    if (body != NULL && strlen(body) > 2 * strlen(article->text))
        osint_html_article_body_fill(article, body);
    if (*article->text != '\0')
        osint_boilerplate_trim(article);
}

void osint_html_fill(OsintArticle *article, const char *html, gsize length, const char *url, gint64 now,
                     const OsintRecipes *recipes)
{
    gboolean cut_short;
    xmlDoc *tree = osint_markup_parse_html(html, length, &cut_short);
    if (tree == NULL)
        return;
    if (cut_short)
        osint_article_warn(article, "html-too-deep", "its elements are nested too deep; the end is missing");
    const OsintRecipe *recipe = osint_recipe_for(recipes, article, url, tree);
    g_autoptr(GPtrArray) chosen = recipe != NULL ? osint_recipe_apply(recipe, tree, article) : NULL;
    osint_html_metadata(article, tree, url, now);
    const xmlNode *root = xmlDocGetRootElement(tree);
    if (chosen != NULL)
        fill_whole(article, (const xmlNode *const *)chosen->pdata, chosen->len, article->title);
    else if (root != NULL)
        fill_content(article, root);
    osint_html_language(article, tree);
    xmlFreeDoc(tree);
}

void osint_html_fill_fragment(OsintArticle *article, const char *html, gsize length)
{
    gboolean cut_short;
    xmlDoc *tree = osint_markup_parse_html(html, length, &cut_short);
    if (tree == NULL)
        return;
    if (cut_short)
        osint_article_warn(article, "html-too-deep", "its elements are nested too deep; the end is missing");
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
    osint_html_fill(article, decoded, decoded_length, osint_document_url(document), document->now,
                    document->recipes);
    osint_document_emit(document, article, 0, 0);
}
