/* Whatever pdftotext writes becomes an article whose text is clean, whose headings and pages lie in it. */
#include <stdint.h>
#include <string.h>

#include "indexer/readers/pdf/pdf.h"

#define LONGEST 200000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const OsintArticle *article)
{
    gsize length = strlen(article->text);
    guint32 before = 0;
    g_assert(g_utf8_validate(article->text, -1, NULL));
    for (guint i = 0; i < article->headings->len; i++) {
        OsintSpan span = g_array_index(article->headings, OsintSpan, i);
        g_assert(before <= span.start && span.start < span.end && span.end <= length);
        before = span.end;
    }
    before = 0;
    for (guint i = 0; i < article->pages->len; i++) {
        OsintPageStart page = g_array_index(article->pages, OsintPageStart, i);
        g_assert(before <= page.start && page.start <= length && page.page > 0);
        before = page.start;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    OsintPdfParser *parser = osint_pdf_parser_new();
    osint_pdf_parser_feed(parser, (const char *)data, MIN(size, LONGEST));
    g_autoptr(OsintPdfPages) pages = osint_pdf_parser_finish(parser);
    g_autoptr(OsintArticle) article = osint_article_new();
    if (pages->lines->len > 0) {
        osint_pdf_fill(article, pages, 0);
        check(article);
    }
    return 0;
}
