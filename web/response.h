/* What a client gets: status, headers, body; and what the log gets about a failure. */
#ifndef OSINT_WEB_RESPONSE_H
#define OSINT_WEB_RESPONSE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    guint status;
    GString *headers; /* "Name: value\r\n" lines, without Status and Content-Length */
    GString *body;
    char *log; /* one line about a failure, without its line end; NULL when there is nothing to say */
} OsintResponse;

/* With the security headers that every answer carries. */
OsintResponse *osint_response_new(guint status);
void osint_response_free(OsintResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintResponse, osint_response_free)

/* A header; bytes of value that could end the line or are not printable ASCII are left out. */
void osint_response_header(OsintResponse *response, const char *name, const char *value);
/* Sets the body (taken) and its media type. */
void osint_response_body(OsintResponse *response, const char *media_type, GString *body);

/* Whether an If-None-Match value (may be NULL) names this entity tag, by weak comparison. */
gboolean osint_etag_matches(const char *if_none_match, const char *etag);

/* Appends the whole answer as CGI/1.1 has it. head: headers only. */
void osint_response_write_cgi(const OsintResponse *response, gboolean head, GString *out);

G_END_DECLS

#endif
