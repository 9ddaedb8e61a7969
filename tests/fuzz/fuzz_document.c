/* Documents of any form: recognition, compression, encodings, plain text, Markdown, JSON, article XML. */
#include "tests/fuzz/reading.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gboolean ready = FALSE;
    if (!ready)
        osint_readers_init();
    ready = TRUE;
    const OsintReadSink sink = {.article = check_article, .refused = check_refusal, .unknown_key = check_key};
    const OsintReadOptions options = {.max_bytes = 1 << 20};
    g_autoptr(GBytes) bytes = g_bytes_new(data, MIN(size, LONGEST));
    osint_read_document("/fuzz", bytes, &options, &sink);
    return 0;
}
