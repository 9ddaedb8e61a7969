/* Answers, with the headers that protect who reads them. */
#include "web/response.h"

#include <string.h>

static const char security_headers[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "X-Robots-Tag: noindex, nofollow\r\n";

OsintResponse *osint_response_new(guint status)
{
    OsintResponse *response = g_new0(OsintResponse, 1);
    response->status = status;
    response->headers = g_string_new(security_headers);
    response->body = g_string_new(NULL);
    return response;
}

void osint_response_free(OsintResponse *response)
{
    if (response == NULL)
        return;
    g_string_free(response->headers, TRUE);
    g_string_free(response->body, TRUE);
    g_free(response->log);
    g_free(response);
}

void osint_response_header(OsintResponse *response, const char *name, const char *value)
{
    g_string_append_printf(response->headers, "%s: ", name);
    for (; *value != '\0'; value++) {
        if (*value >= ' ' && *value <= '~')
            g_string_append_c(response->headers, *value);
    }
    g_string_append(response->headers, "\r\n");
}

void osint_response_body(OsintResponse *response, const char *media_type, GString *body)
{
    gboolean has_charset = !g_str_has_prefix(media_type, "text/") || strstr(media_type, "charset=") != NULL;
    g_autofree char *type = g_strconcat(media_type, has_charset ? "" : "; charset=utf-8", NULL);
    osint_response_header(response, "Content-Type", type);
    g_string_free(response->body, TRUE);
    response->body = body;
}

gboolean osint_etag_matches(const char *if_none_match, const char *etag)
{
    if (if_none_match == NULL)
        return FALSE;
    g_auto(GStrv) tags = g_strsplit(if_none_match, ",", -1);
    for (char **tag = tags; *tag != NULL; tag++) {
        const char *name = g_strstrip(*tag);
        if (g_str_has_prefix(name, "W/"))
            name += 2;
        if (g_str_equal(name, etag))
            return TRUE;
    }
    return FALSE;
}

static const char *reason(guint status)
{
    switch (status) {
    case 200:
        return "OK";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 414:
        return "URI Too Long";
    case 503:
        return "Service Unavailable";
    default:
        g_assert_not_reached();
    }
}

void osint_response_write_cgi(const OsintResponse *response, gboolean head, GString *out)
{
    g_string_append_printf(out, "Status: %u %s\r\n", response->status, reason(response->status));
    g_string_append_len(out, response->headers->str, (gssize)response->headers->len);
    if (response->status != 304)
        g_string_append_printf(out, "Content-Length: %" G_GSIZE_FORMAT "\r\n", response->body->len);
    g_string_append(out, "\r\n");
    if (!head)
        g_string_append_len(out, response->body->str, (gssize)response->body->len);
}
