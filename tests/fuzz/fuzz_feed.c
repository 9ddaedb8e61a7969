/* Feeds: every entry is a sound article or a refusal, however broken the XML. */
#include "tests/fuzz/reading.h"

#include "indexer/readers/feed/feed.h"
#include "indexer/readers/ndjson.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size = MIN(size, LONGEST);
    check_reading(data, size, size > 0 && data[0] == '{' ? osint_json_read : osint_feed_read);
    return 0;
}
