/* Numbers in as few bytes as they need. */
#include "indexer/copies/number.h"

void osint_number_append(GByteArray *bytes, guint32 number)
{
    for (; number >= 0x80; number >>= 7) {
        guint8 byte = (guint8)(number | 0x80);
        g_byte_array_append(bytes, &byte, 1);
    }
    guint8 last = (guint8)number;
    g_byte_array_append(bytes, &last, 1);
}

gboolean osint_number_read(const guint8 **at, const guint8 *end, guint32 *number)
{
    guint64 value = 0;
    for (guint shift = 0; *at < end && shift < 35; shift += 7) {
        guint8 byte = *(*at)++;
        value |= (guint64)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *number = (guint32)value;
            return value <= G_MAXUINT32;
        }
    }
    return FALSE;
}
