/* blocks PAGE...: the blocks of HTML pages with their features, for tests/quality/extraction.py --learn: for
 * each page its path, and a line for each block: numbers of features, a tab, its text. */
#include "indexer/readers/html/content.h"
#include "indexer/readers/html/metadata.h"
#include "indexer/readers/markup.h"
#include "indexer/readers/readers.h"
#include "indexer/readers/encoding.h"

#include <stdio.h>
#include <string.h>

static void print_block(const OsintHtmlPage *page, guint index, const GArray *features, float score)
{
    const OsintHtmlBlock *block = osint_html_page_block(page, index);
    g_autofree char *text = g_strndup(page->text + block->start, block->end - block->start);
    for (guint i = 0; i < features->len; i++)
        printf("%s%u", i > 0 ? " " : "", g_array_index(features, guint16, i));
    printf("\t%u\t%.3f\t%s\n", block->columns, (double)score, g_strdelimit(text, "\n\t\r", ' '));
}

static void print_page(const char *path)
{
    gsize length;
    g_autofree char *data = NULL;
    if (!g_file_get_contents(path, &data, &length, NULL))
        return;
    OsintDecoded decoded;
    osint_decode(data, length, NULL, &decoded);
    gboolean cut_short;
    xmlDoc *tree = osint_markup_parse_html(decoded.text, decoded.length, &cut_short);
    g_free(decoded.text);
    g_free(decoded.encoding);
    if (tree == NULL)
        return;
    const xmlNode *root = xmlDocGetRootElement(tree);
    g_autoptr(OsintArticle) article = osint_article_new();
    osint_html_metadata(article, tree, NULL, 0);
    g_autoptr(OsintHtmlPage) page = osint_html_page_new(&root, 1);
    g_autoptr(OsintHtmlFeatures) features = osint_html_features_new(page, article->title);
    g_autofree float *scores = osint_html_content_scores(page, features);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(guint16));
    printf("%s\n", path);
    for (guint i = 0; i < page->blocks->len; i++) {
        g_array_set_size(list, 0);
        osint_html_features_local(features, i, list);
        osint_html_features_around(features, i, list);
        print_block(page, i, list, scores[i]);
    }
    xmlFreeDoc(tree);
}

int main(int argc, char **argv)
{
    osint_readers_init();
    for (int i = 1; i < argc; i++)
        print_page(argv[i]);
    osint_readers_cleanup();
    return 0;
}
