/* News in XML and JSON: the first byte says which form. */
#include "tests/fuzz/reading.h"

#include "indexer/readers/ndjson.h"
#include "indexer/readers/newsxml/newsxml.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[])(OsintDocument *, const char *, gsize) = {
        osint_nitf_read, osint_newsml_read, osint_newsml_g2_read, osint_json_read};
    if (size == 0)
        return 0;
    check_reading(data + 1, MIN(size - 1, LONGEST), readers[data[0] % G_N_ELEMENTS(readers)]);
    return 0;
}
