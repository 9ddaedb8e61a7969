/* What a search page is asked for, and links to other such pages. */
#ifndef OSINT_WEB_ASK_H
#define OSINT_WEB_ASK_H

#include "search/render.h"
#include "web/request.h"

G_BEGIN_DECLS

#define OSINT_ASK_PAGE_SIZE 10
#define OSINT_ASK_MAX_PAGE 1000

typedef struct {
    const char *base; /* the mount point, of the request */
    const OsintWords *words;
    char *query; /* as typed, without surrounding white space; NULL when none was given */
    OsintShow show;
    OsintSort sort;
    OsintFolding copies;
    OsintBy by;                    /* of a timeline */
    guint page;                    /* from 1 */
    const OsintRenderer *renderer; /* NULL: the HTML page */
} OsintAsk;

/* NULL when a parameter has no such value; *problem then says in one sentence what would be right (free it).
 * request must outlive the result. */
OsintAsk *osint_ask_new(const OsintRequest *request, char **problem);
void osint_ask_free(OsintAsk *ask);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintAsk, osint_ask_free)

/* The views that have a page of results, in the order of their tabs. */
const OsintShow *osint_ask_views(guint *count);
const char *osint_show_name(OsintShow show);
const char *osint_sort_name(OsintSort sort);

/* Addresses, percent-encoded, not yet escaped for HTML. A link that changes anything but the page leads to
 * page 1. */
char *osint_link_search(const OsintAsk *ask, const char *query);
char *osint_link_show(const OsintAsk *ask, OsintShow show);
char *osint_link_by(const OsintAsk *ask, OsintBy by);
char *osint_link_sort(const OsintAsk *ask, OsintSort sort);
char *osint_link_copies(const OsintAsk *ask, OsintFolding copies);
char *osint_link_page(const OsintAsk *ask, guint page);
char *osint_link_format(const OsintAsk *ask, const char *format);
/* A stored article; query (its words are marked there) and passage (0: its beginning) are optional. */
char *osint_link_article(const char *base, const char *id, const char *query, guint passage);

G_END_DECLS

#endif
