/* What is wrong with a query, with the nearest valid name where there is one; and the query mended by it. */
#include <string.h>

#include "search/query-internal.h"

typedef struct {
    char *nearest;
} OsintQueryErrorPrivate;

static void osint_query_error_private_init(OsintQueryErrorPrivate *private)
{
    private->nearest = NULL;
}

static void osint_query_error_private_copy(const OsintQueryErrorPrivate *from, OsintQueryErrorPrivate *to)
{
    to->nearest = g_strdup(from->nearest);
}

static void osint_query_error_private_clear(OsintQueryErrorPrivate *private)
{
    g_free(private->nearest);
}

G_DEFINE_EXTENDED_ERROR(OsintQueryError, osint_query_error)

void osint_query_error_set_nearest(GError *error, const char *nearest)
{
    OsintQueryErrorPrivate *private = osint_query_error_get_private(error);
    g_free(private->nearest);
    private->nearest = g_strdup(nearest);
}

const char *osint_query_error_nearest(const GError *error)
{
    return error->domain == OSINT_QUERY_ERROR ? osint_query_error_get_private(error)->nearest : NULL;
}

/* Where the value of a leaf begins: behind a field and the sign for a very name. */
static gsize value_start(const char *text, OsintSpan place)
{
    gsize at = place.start;
    while (at < place.end && g_ascii_isalpha(text[at]))
        at++;
    if (at == place.end || text[at] != ':')
        return place.start;
    return at + 1 < place.end && text[at + 1] == '=' ? at + 2 : at + 1;
}

/* Where it ends: before a comparison, ">=3". */
static gsize value_end(const char *text, gsize start, gsize end)
{
    gsize at = end;
    while (at > start && g_ascii_isdigit(text[at - 1]))
        at--;
    gsize digits = at;
    while (at > start && strchr("<>=", text[at - 1]) != NULL)
        at--;
    return at < digits && digits < end ? at : end;
}

static void append_value(GString *out, const GError *error, const char *value)
{
    gboolean plain = value[strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                         "0123456789-_.")] == '\0';
    if (plain || error->code == OSINT_QUERY_ERROR_DATE) {
        g_string_append(out, value);
        return;
    }
    g_string_append_c(out, '"');
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *value);
    }
    g_string_append_c(out, '"');
}

char *osint_query_mended(const char *text, OsintSpan place, const GError *error, gint64 now)
{
    const char *nearest = osint_query_error_nearest(error);
    if (nearest == NULL || place.start > place.end || place.end > strlen(text))
        return NULL;
    gsize start = value_start(text, place), end = value_end(text, start, place.end);
    g_autoptr(GString) mended = g_string_new_len(text, (gssize)start);
    append_value(mended, error, nearest);
    g_string_append(mended, text + end);
    g_autoptr(OsintQuery) parsed = osint_query_parse(mended->str, now, NULL, NULL);
    return parsed != NULL && !g_str_equal(mended->str, text) ? g_strdup(mended->str) : NULL;
}
