/* The frame around every page: head, search box, landmarks, foot; and the page of a failure. */
#ifndef OSINT_WEB_PAGE_H
#define OSINT_WEB_PAGE_H

#include "web/ask.h"
#include "web/html.h"

G_BEGIN_DECLS

typedef struct {
    const char *base; /* the mount point */
    const OsintWords *words;
    const char *title;   /* of the document; NULL: only the program's name */
    const char *css;     /* class of the body */
    const OsintAsk *ask; /* what the search box keeps; NULL: an empty one */
    gboolean no_box;     /* the page has its own search box */
    const char *feed;    /* address of its Atom feed, or NULL */
    const char *feed_title;
    const char *previous, *next; /* addresses of the pages before and behind it, or NULL */
    gboolean has_results;        /* the skip link leads to #results */
} OsintPage;

/* Opens the document up to the main landmark. */
OsintHtml *osint_page_begin(const OsintPage *page);
/* Closes it; frees html. */
GString *osint_page_end(OsintHtml *html, const OsintPage *page);

/* The search form; focus: the cursor is in it when the page opens. */
void osint_page_search_form(OsintHtml *html, const OsintPage *page, gboolean focus);

/* <a href="address">text</a>; address is escaped here. Frees address. */
void osint_page_link(OsintHtml *html, char *address, const char *text);
/* Likewise, to another search: there are more of these than a crawler should ask for. */
void osint_page_search_link(OsintHtml *html, char *address, const char *text);

/* The pages before and behind of a table of so many rows, size on a page; nothing when one page has them all.
 * label: of the links; text: which rows are shown, {1} to {2} of {3}. */
void osint_page_turns(OsintHtml *html, const OsintAsk *ask, guint64 rows, guint size, const char *label,
                      const char *text);

/* One of a few ways to look at the same; the current one is no link. Frees address. */
void osint_page_choice(OsintHtml *html, gboolean current, char *address, const char *label);

typedef struct {
    char *address, *text;
} OsintPageLink;
void osint_page_link_free(gpointer link);

typedef struct {
    guint status;
    const char *heading;
    const char *message; /* one or more sentences */
    gboolean is_english; /* the message is, whatever language the page is in */
    const char *hint;    /* what a page in another language says before it; or NULL */
    const char *detail;  /* preformatted: the query and its caret; or NULL */
    const char *id;
    const GPtrArray *links; /* OsintPageLink *: where else to go; or NULL */
} OsintFailure;
GString *osint_page_failure(const OsintPage *page, const OsintFailure *failure);

G_END_DECLS

#endif
