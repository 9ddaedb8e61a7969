/* What a search page is asked for, and links to other such pages. */
#ifndef OSINT_WEB_ASK_H
#define OSINT_WEB_ASK_H

#include "search/render.h"
#include "web/request.h"

G_BEGIN_DECLS

#define OSINT_ASK_PAGE_SIZE 10
#define OSINT_ASK_MAX_PAGE 1000
/* Articles that one page takes the time to read, where it counts in them. */
#define OSINT_ASK_MOST_READ 2000
#define OSINT_ASK_MAX_RESULT (OSINT_ASK_MAX_PAGE * OSINT_ASK_PAGE_SIZE)

typedef struct {
    const char *base; /* the mount point, of the request */
    gboolean beside;  /* links to searches stand on such a page themselves, and leave its path out */
    const OsintWords *words;
    char *query; /* as typed, without surrounding white space; NULL when none was given */
    OsintShow show;
    OsintSort sort;
    OsintFolding copies;
    OsintBy by;                    /* of a timeline */
    guint page;                    /* from 1 */
    guint at;                      /* of an article: which result of the query it is, from 1; 0: none */
    guint passage;                 /* of an article: where the reader is, from 1; 0: not told */
    guint match;                   /* likewise, which match of the query, from 1 */
    guint part;                    /* of a long article, from 1; 0: where the reader is */
    const char *type;              /* of entities: only this one; NULL: all */
    const char *card;              /* the id whose card at /entity/ the page is; NULL: another page */
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
char *osint_link_type(const OsintAsk *ask, const char *type);
char *osint_link_page(const OsintAsk *ask, guint page);
char *osint_link_format(const OsintAsk *ask, const char *format);
/* A stored article, where the words of the query are marked; at: as which result of the query it is read, so
 * that there is a way to the next one (0: none); passage (0: none): where to begin reading. */
char *osint_link_article(const OsintAsk *ask, const OsintArticle *article, guint64 at, guint passage);
/* The article that is asked for, at a match or in a part of it. */
char *osint_link_match(const OsintAsk *ask, const OsintArticle *article, guint match);
char *osint_link_part(const OsintAsk *ask, const OsintArticle *article, guint part);
/* The stored article as something else, "json". */
char *osint_link_article_format(const OsintAsk *ask, const OsintArticle *article, const char *format);
/* The card of an entity. */
char *osint_link_entity(const OsintAsk *ask, const char *id);
/* Articles like this one. */
char *osint_link_like(const OsintAsk *ask, const char *article);

G_END_DECLS

#endif
