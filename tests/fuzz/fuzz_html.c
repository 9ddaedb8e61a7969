/* Web pages: whole ones, and what feeds, mails and books have of them. */
#include "tests/fuzz/reading.h"

#include "indexer/readers/html/html.h"

#define LONGEST 30000

static void read_fragment(OsintDocument *document, const char *data, gsize length)
{
    OsintArticle *article = osint_document_new_article(document);
    g_autofree char *valid = g_utf8_make_valid(data, (gssize)length);
    osint_html_fill_fragment(article, valid, strlen(valid));
    osint_document_emit(document, article, 0, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size = MIN(size, LONGEST);
    check_reading(data, size, osint_html_read);
    check_reading(data, size, read_fragment);
    return 0;
}
