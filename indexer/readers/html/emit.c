/* Text from blocks: paragraphs, headings, rows of a table on lines of their own. */
#include "indexer/readers/html/emit.h"

#include <string.h>

static guint heading_of(const OsintHtmlPage *page, const OsintHtmlBlock *block)
{
    return osint_element_heading(osint_html_page_node(page, block->node)->element);
}

/* A heading may say the title again: the first one, or the page's own. */
static gboolean says_title(const OsintHtmlPage *page, const OsintHtmlBlock *block, gboolean first,
                           const char *title)
{
    guint heading = heading_of(page, block);
    gsize length = block->end - block->start;
    if (title == NULL || length < 4 || !(heading == 1 || (first && heading > 0)))
        return FALSE;
    return memmem(title, strlen(title), page->text + block->start, length) != NULL;
}

/* Rows of one table belong together. */
static gboolean continues_table(const OsintHtmlPage *page, const OsintHtmlBlock *before,
                                const OsintHtmlBlock *block)
{
    return before != NULL && before->row && block->row &&
           osint_html_page_node(page, before->node)->node->parent->parent ==
               osint_html_page_node(page, block->node)->node->parent->parent;
}

void osint_html_emit(OsintArticle *article, const OsintHtmlPage *page, const gboolean *kept,
                     const char *title)
{
    GString *text = g_string_new(NULL);
    const OsintHtmlBlock *before = NULL;
    g_array_set_size(article->headings, 0);
    for (guint i = 0; i < page->blocks->len; i++) {
        const OsintHtmlBlock *block = osint_html_page_block(page, i);
        if (!kept[i] || says_title(page, block, before == NULL, title))
            continue;
        if (before != NULL)
            g_string_append(text, continues_table(page, before, block) ? "\n" : "\n\n");
        OsintSpan span = {.start = (guint32)text->len};
        g_string_append_len(text, page->text + block->start, block->end - block->start);
        span.end = (guint32)text->len;
        if (heading_of(page, block) > 0)
            g_array_append_val(article->headings, span);
        before = block;
    }
    g_free(article->text);
    article->text = g_string_free(text, FALSE);
}
