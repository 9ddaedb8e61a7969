/* Version 1: URL, IP, date, type, length. Version 2 has result, checksum, location, offset and file name
 * before the length. The IP and the date behind it are the two fields that can be told from all others. */
#include "indexer/readers/archive/arc.h"

#include <string.h>

#define MAX_LINE ((gsize)16384)
#define MIN_FIELDS 5

static gboolean is_ip(const char *field)
{
    gsize width = strspn(field, "0123456789abcdefABCDEF.:");
    return field[width] == '\0' && width > 1 && (strchr(field, '.') != NULL || strchr(field, ':') != NULL);
}

static gboolean is_date(const char *field)
{
    gsize digits = strspn(field, "0123456789");
    return field[digits] == '\0' && digits >= 8 && digits <= 20;
}

/* 20140216050221, or its day alone. */
static char *date_of(const char *digits)
{
    if (strlen(digits) < 14)
        return g_strdup_printf("%.4s-%.2s-%.2s", digits, digits + 4, digits + 6);
    return g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", digits, digits + 4, digits + 6, digits + 8,
                           digits + 10, digits + 12);
}

/* The date's place among the fields: the rightmost behind an IP. 0 when there is none. */
static guint find_date(char **fields, guint count)
{
    for (guint i = count - 2; i >= 2; i--)
        if (is_date(fields[i]) && is_ip(fields[i - 1]))
            return i;
    return 0;
}

static gboolean begins_address(const char *text, gsize length)
{
    const char *space = memchr(text, ' ', length);
    return space != NULL && g_ascii_isalpha(*text) && memchr(text, ':', (gsize)(space - text)) != NULL;
}

gboolean osint_arc_parse(const char *text, gsize length, OsintArcLine *line)
{
    const char *stop = memchr(text, '\n', MIN(length, MAX_LINE));
    if (stop == NULL || !begins_address(text, (gsize)(stop - text)))
        return FALSE;
    g_autofree char *raw = g_strndup(text, (gsize)(stop - text));
    g_autofree char *valid = g_strchomp(g_utf8_make_valid(raw, -1));
    g_auto(GStrv) fields = g_strsplit(valid, " ", 200);
    guint count = g_strv_length(fields), date = count >= MIN_FIELDS ? find_date(fields, count) : 0;
    if (date == 0)
        return FALSE;
    guint64 size;
    gboolean sized = g_ascii_string_to_unsigned(fields[count - 1], 10, 0, G_MAXINT64, &size, NULL);
    *line = (OsintArcLine){.date = date_of(fields[date]),
                           .content_type = date + 1 < count - 1 ? g_strdup(fields[date + 1]) : NULL,
                           .length = sized ? size : 0,
                           .has_length = sized,
                           .width = (gsize)(stop - text) + 1};
    g_free(fields[date - 1]);
    fields[date - 1] = NULL;
    line->uri = g_strjoinv(" ", fields);
    for (guint i = date; i < count; i++)
        g_free(fields[i]);
    return TRUE;
}

void osint_arc_clear(OsintArcLine *line)
{
    g_clear_pointer(&line->uri, g_free);
    g_clear_pointer(&line->date, g_free);
    g_clear_pointer(&line->content_type, g_free);
}
