/* A passage belongs to the part of fixed size in which it begins, so that a link knows the part without
 * counting, and a part keeps its passages whole. */
#include "web/parts.h"

#include <string.h>

static guint part_at(guint32 byte)
{
    return byte / OSINT_PART_BYTES + 1;
}

static guint32 start_of(const OsintArticle *article, guint place)
{
    return g_array_index(article->passages, OsintSpan, place).start;
}

/* The place of the first passage that begins at a byte or behind it. */
static guint first_from(const OsintArticle *article, guint64 byte)
{
    guint low = 0, high = article->passages->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (start_of(article, middle) < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static guint first_of(const OsintArticle *article, guint64 part)
{
    return first_from(article, (part - 1) * OSINT_PART_BYTES);
}

guint osint_parts_count(const OsintArticle *article)
{
    guint passages = article->passages->len;
    return passages > 0 ? part_at(start_of(article, passages - 1)) : 1;
}

guint osint_part_of_passage(const OsintArticle *article, guint passage)
{
    return passage > 0 && passage <= article->passages->len ? part_at(start_of(article, passage - 1)) : 1;
}

guint osint_passage_at(const OsintArticle *article, guint32 byte)
{
    guint behind = first_from(article, (guint64)byte + 1);
    return behind > 0 ? behind - 1 : 0;
}

OsintSpan osint_part_span(const OsintArticle *article, guint part, guint *first)
{
    guint32 length = (guint32)strlen(article->text);
    guint passages = article->passages->len, end = first_of(article, (guint64)part + 1);
    *first = part > 1 ? first_of(article, part) : 0;
    guint32 from = part == 1 ? 0 : *first < passages ? start_of(article, *first) : length;
    return (OsintSpan){from, end < passages ? start_of(article, end) : length};
}
