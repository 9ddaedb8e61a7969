/* Plain text, Markdown and JSON, chosen by the first byte: a sound article or a refusal. */
#include "tests/fuzz/reading.h"

#include "indexer/readers/markdown.h"
#include "indexer/readers/ndjson.h"
#include "indexer/readers/plain.h"

#define LONGEST 20000

static void read_plain(OsintDocument *document, const char *data, gsize length)
{
    gsize decoded_length;
    g_autofree char *text = osint_document_decode(document, data, length, NULL, &decoded_length);
    osint_plain_read(document, text);
}

static void read_markdown(OsintDocument *document, const char *data, gsize length)
{
    gsize decoded_length;
    g_autofree char *text = osint_document_decode(document, data, length, NULL, &decoded_length);
    osint_markdown_read(document, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size = MIN(size, LONGEST);
    char first = size > 0 ? (char)data[0] : '\0';
    if (first == '{' || first == '[')
        check_reading(data, size, first == '{' ? osint_ndjson_read : osint_json_read);
    else
        check_reading(data, size, first == '#' ? read_markdown : read_plain);
    return 0;
}
