/* Finding a place among spans that are in order. */
#include "indexer/text/span.h"

guint osint_spans_from(const GArray *elements, guint32 byte)
{
    gsize size = g_array_get_element_size((GArray *)elements);
    guint low = 0, high = elements->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const OsintSpan *span = (const void *)(elements->data + middle * size);
        if (span->start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
