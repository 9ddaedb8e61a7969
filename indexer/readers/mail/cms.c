/* Only the way to the content is walked: ContentInfo, SignedData, EncapsulatedContentInfo. */
#include "indexer/readers/mail/cms.h"

#include <string.h>

enum {
    TAG_INTEGER = 0x02,
    TAG_OCTETS = 0x04,
    TAG_OID = 0x06,
    TAG_OCTETS_IN_PIECES = 0x24,
    TAG_SEQUENCE = 0x30,
    TAG_SET = 0x31,
    TAG_FIRST = 0xA0
};

typedef struct {
    const guint8 *at;
    const guint8 *end;
} Cursor;

/* Moves behind the head of the next element if it has this tag. *length: of what follows, up to the end for
 * an element of indefinite length. */
static gboolean enter(Cursor *cursor, guint8 tag, gsize *length)
{
    const guint8 *at = cursor->at;
    if (cursor->end - at < 2 || *at++ != tag)
        return FALSE;
    gsize octets = *at & 0x7F, size = 0;
    gboolean many = (*at & 0x80) != 0;
    at++;
    if (many && (octets > sizeof size || (gsize)(cursor->end - at) < octets))
        return FALSE;
    for (gsize i = 0; many && i < octets; i++)
        size = size << 8 | *at++;
    gsize left = (gsize)(cursor->end - at);
    if (!many)
        size = octets;
    else if (octets == 0)
        size = left;
    if (size > left && tag != TAG_SEQUENCE && tag != TAG_FIRST)
        return FALSE;
    cursor->at = at;
    *length = size;
    return TRUE;
}

static gboolean pass(Cursor *cursor, guint8 tag)
{
    gsize length;
    if (!enter(cursor, tag, &length))
        return FALSE;
    cursor->at += length;
    return TRUE;
}

static gboolean pass_signed_data_id(Cursor *cursor)
{
    static const guint8 id[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02};
    gsize length;
    if (!enter(cursor, TAG_OID, &length) || length != sizeof id || memcmp(cursor->at, id, length) != 0)
        return FALSE;
    cursor->at += length;
    return TRUE;
}

static gboolean enter_any(Cursor *cursor, guint8 tag)
{
    gsize length;
    return enter(cursor, tag, &length);
}

GByteArray *osint_cms_signed_content(const guint8 *data, gsize length)
{
    Cursor cursor = {data, data + length};
    gsize size;
    if (!enter_any(&cursor, TAG_SEQUENCE) || !pass_signed_data_id(&cursor) ||
        !enter_any(&cursor, TAG_FIRST) || !enter_any(&cursor, TAG_SEQUENCE) || !pass(&cursor, TAG_INTEGER) ||
        !pass(&cursor, TAG_SET) || !enter_any(&cursor, TAG_SEQUENCE) || !pass(&cursor, TAG_OID) ||
        !enter_any(&cursor, TAG_FIRST))
        return NULL;
    gboolean pieces = enter(&cursor, TAG_OCTETS_IN_PIECES, &size);
    if (pieces)
        cursor.end = cursor.at + size;
    GByteArray *content = g_byte_array_new();
    while (enter(&cursor, TAG_OCTETS, &size)) {
        g_byte_array_append(content, cursor.at, (guint)size);
        cursor.at += size;
        if (!pieces)
            break;
    }
    if (content->len > 0)
        return content;
    g_byte_array_unref(content);
    return NULL;
}
