/* Web archives: records, HTTP messages, their codings. */
#include "tests/fuzz/reading.h"

#include "indexer/readers/archive/archive.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(data, MIN(size, LONGEST), osint_archive_read);
    return 0;
}
