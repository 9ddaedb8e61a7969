/* Whatever pdftotext writes becomes an article whose text is clean, whose headings and pages lie in it. */
#include <stdint.h>

#include "indexer/readers/pdf/pdf.h"
#include "tests/fuzz/check_article.h"

#define LONGEST 200000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    OsintPdfParser *parser = osint_pdf_parser_new();
    osint_pdf_parser_feed(parser, (const char *)data, MIN(size, LONGEST));
    g_autoptr(OsintPdfPages) pages = osint_pdf_parser_finish(parser);
    g_autoptr(OsintArticle) article = osint_article_new();
    if (pages->lines->len > 0) {
        osint_pdf_fill(article, pages, 0);
        if (*article->text != '\0')
            check_article(article);
    }
    return 0;
}
