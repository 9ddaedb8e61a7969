/* What is mended is well-formed, and mending it again changes nothing. */
#include <stdint.h>
#include <string.h>

#include "indexer/readers/mendxml.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gsize once_length, twice_length;
    OsintMending mending;
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)MIN(size, LONGEST));
    g_autofree char *once = osint_mend_xml(text, strlen(text), &once_length, &mending);
    g_assert((once == NULL) == (mending.hostile != NULL));
    osint_mending_clear(&mending);
    if (once == NULL)
        return 0;
    g_assert(g_utf8_validate(once, (gssize)once_length, NULL));
    g_autofree char *twice = osint_mend_xml(once, once_length, &twice_length, &mending);
    g_assert(twice != NULL && !mending.cut_short);
    g_assert_cmpstr(once, ==, twice);
    osint_mending_clear(&mending);
    return 0;
}
