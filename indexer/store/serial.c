/* Serialised values: where members begin and end. */
#include "indexer/store/serial.h"

#include <string.h>

/* How many bytes an end takes. */
static guint end_width(gsize size)
{
    if (size <= G_MAXUINT8)
        return size > 0 ? 1 : 0;
    if (size <= G_MAXUINT16)
        return 2;
    return size <= G_MAXUINT32 ? 4 : 8;
}

static gsize end_at(OsintSerial value, gsize at, guint width)
{
    guint64 end = 0;
    if (width > 0)
        memcpy(&end, value.data + at, width);
    return (gsize)GUINT64_FROM_LE(end);
}

static gsize aligned(gsize at, guint8 alignment)
{
    return (at + alignment - 1) / alignment * alignment;
}

gboolean osint_serial_members(OsintSerial tuple, const OsintSerialType *types, guint count,
                              OsintSerial *members)
{
    guint width = end_width(tuple.size);
    gsize at = 0, limit = tuple.size;
    for (guint i = 0; i < count; i++) {
        gsize start = aligned(at, types[i].alignment), end = limit;
        if (types[i].size > 0) {
            end = start + types[i].size;
        } else if (i + 1 < count) {
            if (limit < width)
                return FALSE;
            limit -= width;
            end = end_at(tuple, limit, width);
        }
        if (start > end || end > limit)
            return FALSE;
        members[i] = (OsintSerial){tuple.data + start, end - start};
        at = end;
    }
    return TRUE;
}

gboolean osint_serial_array(OsintSerial whole, guint8 alignment, OsintSerialArray *array)
{
    *array = (OsintSerialArray){whole, alignment, end_width(whole.size), 0, 0};
    if (whole.size == 0)
        return TRUE;
    array->ends = end_at(whole, whole.size - array->width, array->width);
    if (array->ends >= whole.size || (whole.size - array->ends) % array->width != 0)
        return FALSE;
    array->length = (whole.size - array->ends) / array->width;
    return TRUE;
}

gboolean osint_serial_element(const OsintSerialArray *array, gsize number, OsintSerial *element)
{
    gsize at = array->ends + number * array->width;
    gsize before = number == 0 ? 0 : end_at(array->array, at - array->width, array->width);
    gsize start = aligned(MIN(before, array->ends), array->alignment);
    gsize end = end_at(array->array, at, array->width);
    if (start > end || end > array->ends)
        return FALSE;
    *element = (OsintSerial){array->array.data + start, end - start};
    return TRUE;
}

const char *osint_serial_string(OsintSerial value)
{
    const char *text = (const char *)value.data;
    return value.size > 0 && text[value.size - 1] == '\0' && g_utf8_validate_len(text, value.size - 1, NULL)
               ? text
               : NULL;
}

gboolean osint_serial_maybe(OsintSerial value, const char **string)
{
    *string = NULL;
    if (value.size == 0)
        return TRUE;
    *string = osint_serial_string((OsintSerial){value.data, value.size - 1});
    return *string != NULL;
}

guint32 osint_serial_number(OsintSerial value, gsize at)
{
    guint32 number;
    memcpy(&number, value.data + at, sizeof number);
    return GUINT32_FROM_LE(number);
}

guint64 osint_serial_long(OsintSerial value, gsize at)
{
    guint64 number;
    memcpy(&number, value.data + at, sizeof number);
    return GUINT64_FROM_LE(number);
}
