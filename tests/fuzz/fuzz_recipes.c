/* Recipe files: refused with a line, or applied to a page. */
#include "tests/fuzz/reading.h"

#include "indexer/readers/html/html.h"

#define LONGEST 4000

static const char page[] =
    "<html lang=en><head><title>Title</title></head><body><div class='a b' id=c data-d='e f'><h1>Head</h1>"
    "<p class=a>One <b class=b>two</b> three.</p><p>Four <i>five <a href='/x' rel='y z'>six</a></i>.</p>"
    "<ul><li>7<li>8<li title=\"it's\">9</ul></div><time datetime='2021-05-03'>May</time></body></html>";

static const OsintRecipes *recipes;

static void read_page(OsintDocument *document, const char *data, gsize length)
{
    OsintArticle *article = osint_document_new_article(document);
    osint_html_fill(article, data, length, "https://example.org/a/b", 0, recipes);
    osint_document_emit(document, article, 0, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_memdup2(data, MIN(size, LONGEST));
    g_autoptr(OsintRecipes) read =
        osint_recipes_new("file", text != NULL ? text : "", MIN(size, LONGEST), &error);
    g_assert((read == NULL) == (error != NULL));
    g_assert(error == NULL || g_str_has_prefix(error->message, "file:"));
    recipes = read;
    if (read != NULL)
        check_reading((const uint8_t *)page, sizeof page - 1, read_page);
    return 0;
}
