/* Lists by what stands between their items. */
#include "indexer/entities/deciding/listing.h"

#include <string.h>

/* How far apart the items of an enumeration, and the lines of a list, may be. */
#define LISTED_BYTES 60
#define BULLET_BYTES 200

gboolean osint_listing_joins(const char *text, guint32 from, guint32 to)
{
    if (to < from || to - from > LISTED_BYTES)
        return FALSE;
    g_autofree char *between = g_ascii_strdown(text + from, (gssize)(to - from));
    static const char *const joins[] = {"also known as", "and",      "or",   "aka", "a.k.a.",
                                        "alias",         "formerly", "like", "'s",  NULL};
    for (guint i = 0; joins[i] != NULL; i++) {
        char *join = strstr(between, joins[i]);
        if (join != NULL)
            memset(join, ' ', strlen(joins[i]));
    }
    return strspn(between, " ,;/&|()[]*\"'_`") == strlen(between) && strchr(between, '\n') == NULL;
}

static gboolean begins_line(const char *text, guint32 start)
{
    while (start > 0 && strchr(" \t*-|#0123456789.[", text[start - 1]) != NULL)
        start--;
    return start == 0 || text[start - 1] == '\n';
}

gboolean osint_listing_bullets(const char *text, guint32 first, guint32 second)
{
    if (second < first || second - first > BULLET_BYTES || !begins_line(text, first) ||
        !begins_line(text, second))
        return FALSE;
    guint breaks = 0;
    for (guint32 at = first; at < second; at++)
        breaks += text[at] == '\n' && text[at + 1] != '\n';
    return breaks == 1;
}
