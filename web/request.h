/* What a client asks: method, path and parameters, whatever carried them (CGI or FastCGI).
 *
 * The clock and the failure id come from the program; only the fields here can be influenced by a client. */
#ifndef OSINT_WEB_REQUEST_H
#define OSINT_WEB_REQUEST_H

#include "web/words.h"

G_BEGIN_DECLS

/* A longer path or query string is answered with 414. */
#define OSINT_REQUEST_MAX_PATH 1024
#define OSINT_REQUEST_MAX_QUERY 6144

typedef struct {
    char *method;
    char *base;              /* where the program is mounted: "" or "/cgi-bin/osint-search.cgi" */
    char *path;              /* below the mount, decoded, always beginning with "/" */
    char *origin;            /* "https://search.example.org", or NULL when the client named no sound host */
    char *if_none_match;     /* or NULL */
    const OsintWords *words; /* of the language that the client likes best */
    char *failure_id;        /* what a failure of this request will be called */
    GHashTable *parameters;  /* decoded; the first of equal names counts */
    gboolean too_long;       /* path or query string: neither has been read */
    const char *malformed;   /* why the query string or path cannot be read, or NULL */
} OsintRequest;

/* Looks up a CGI variable; NULL when it is not set. */
typedef const char *(*OsintRequestVariable)(const char *name, gpointer user_data);

/* A new name for what may go wrong with one request, in the log and on the page. */
char *osint_request_failure_id(void);
OsintRequest *osint_request_new(OsintRequestVariable variable, gpointer user_data, const char *failure_id);
void osint_request_free(OsintRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRequest, osint_request_free)

/* A parameter; NULL when it is not given. */
const char *osint_request_parameter(const OsintRequest *request, const char *name);

G_END_DECLS

#endif
