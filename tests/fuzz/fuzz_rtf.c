/* Whatever stands behind the head of an RTF document, it is read to its end. */
#include <stdint.h>

#include "tests/fuzz/check_article.h"

#define LONGEST 100000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GString) document = g_string_new("{\\rtf1");
    g_string_append_len(document, (const char *)data, (gssize)MIN(size, LONGEST));
    check_document("/fuzz.rtf", document->str, document->len, 1 << 20);
    return 0;
}
