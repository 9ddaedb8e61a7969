/* HTTP/1 messages. Archives often keep the header as it came and the body as the crawler had decoded it, so a
 * coding is undone only where it is there. */
#include "indexer/readers/archive/http.h"

#include <string.h>

#include "indexer/readers/archive/coding.h"
#include "indexer/readers/archive/fields.h"

#define MAX_HEADER ((gsize)1 << 18)
/* A coding on a coding happens; more of them is an attack. */
#define MAX_CODINGS 3

static gboolean is_response(const char *data, gsize length)
{
    return length > 9 && memcmp(data, "HTTP/", 5) == 0;
}

/* "GET /path HTTP/1.1" */
static gboolean is_request(const char *data, gsize length)
{
    const char *stop = memchr(data, '\n', MIN(length, MAX_HEADER));
    gsize method = 0;
    while (method < length && g_ascii_isupper(data[method]))
        method++;
    if (stop == NULL || method == 0 || method > 20 || data[method] != ' ')
        return FALSE;
    g_autofree char *line = g_strndup(data, (gsize)(stop - data));
    return strstr(line, " HTTP/") != NULL;
}

static guint status_of(const char *data, gsize length)
{
    gsize at = 5;
    while (at < length && data[at] != ' ' && data[at] != '\n')
        at++;
    while (at < length && data[at] == ' ')
        at++;
    guint status = 0;
    for (int digits = 0; digits < 3 && at < length && g_ascii_isdigit(data[at]); digits++)
        status = status * 10 + (guint)(data[at++] - '0');
    return status;
}

/* The size in a chunk's first line; FALSE when it has none. *at is moved behind the line. */
static gboolean chunk_size(const char *data, gsize length, gsize *at, gsize *size)
{
    gsize here = *at, digits = 0;
    *size = 0;
    for (; here < length && g_ascii_isxdigit(data[here]) && digits < 12; here++, digits++)
        *size = *size * 16 + (gsize)g_ascii_xdigit_value(data[here]);
    const char *stop = here < length ? memchr(data + here, '\n', MIN(length - here, 1024)) : NULL;
    if (digits == 0 || stop == NULL || (!g_ascii_isspace(data[here]) && data[here] != ';'))
        return FALSE;
    *at = (gsize)(stop - data) + 1;
    return TRUE;
}

/* Takes chunks apart. FALSE, with nothing taken, when the body is not in chunks at all; where it breaks
 * later, the rest is taken as it is. */
static gboolean dechunk(OsintHttp *http)
{
    gsize at = 0, size;
    if (!chunk_size(http->body, http->length, &at, &size))
        return FALSE;
    GByteArray *whole = g_byte_array_new();
    for (at = 0; at < http->length;) {
        if (!chunk_size(http->body, http->length, &at, &size))
            size = http->length - at;
        if (size == 0)
            break;
        http->cut = http->cut || size > http->length - at;
        size = MIN(size, http->length - at);
        g_byte_array_append(whole, (const guint8 *)http->body + at, (guint)size);
        at += size;
        at += at < http->length && http->body[at] == '\r';
        at += at < http->length && http->body[at] == '\n';
    }
    http->decoded = whole;
    http->body = whole->data != NULL ? (const char *)whole->data : "";
    http->length = whole->len;
    return TRUE;
}

static void undo_coding(OsintHttp *http, const char *name, gsize max_body)
{
    GByteArray *plain = NULL;
    OsintCoding end = osint_coding_undo(name, http->body, http->length, max_body, &plain);
    if (end == OSINT_CODING_UNKNOWN) {
        http->unknown = g_strdup(name);
        return;
    }
    if (end == OSINT_CODING_ABSENT)
        return;
    http->cut = http->cut || end == OSINT_CODING_CUT;
    g_clear_pointer(&http->decoded, g_byte_array_unref);
    http->decoded = plain;
    http->body = plain->data != NULL ? (const char *)plain->data : "";
    http->length = plain->len;
}

/* The last coding that was applied is named last. */
static void undo_codings(OsintHttp *http, const char *list, gsize max_body)
{
    if (list == NULL || http->length == 0)
        return;
    g_auto(GStrv) names = g_strsplit(list, ",", MAX_CODINGS);
    for (guint i = g_strv_length(names); i-- > 0 && http->unknown == NULL;)
        undo_coding(http, g_strstrip(names[i]), max_body);
}

gboolean osint_http_parse(const char *data, gsize length, gsize max_body, OsintHttp *http)
{
    gboolean response = is_response(data, length);
    if (!response && !is_request(data, length))
        return FALSE;
    *http = (OsintHttp){.body = ""};
    gsize header = osint_fields_end(data, MIN(length, MAX_HEADER));
    if (header == 0) {
        header = MIN(length, MAX_HEADER);
        http->cut = TRUE;
    }
    g_autoptr(GHashTable) fields = osint_fields_parse(data, header);
    http->status = response ? status_of(data, length) : 0;
    http->content_type = g_strdup(g_hash_table_lookup(fields, "content-type"));
    http->body = data + header;
    http->length = length - header;
    const char *transfer = g_hash_table_lookup(fields, "transfer-encoding");
    if (transfer != NULL && strcasestr(transfer, "chunked") != NULL)
        dechunk(http);
    undo_codings(http, g_hash_table_lookup(fields, "content-encoding"), max_body);
    return TRUE;
}

void osint_http_clear(OsintHttp *http)
{
    g_clear_pointer(&http->content_type, g_free);
    g_clear_pointer(&http->unknown, g_free);
    g_clear_pointer(&http->decoded, g_byte_array_unref);
}
