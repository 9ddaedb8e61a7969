/* Pages that hold several whole articles, one below the other. */
#ifndef OSINT_READERS_HTML_PARTS_H
#define OSINT_READERS_HTML_PARTS_H

#include "indexer/readers/html/blocks.h"

G_BEGIN_DECLS

typedef struct {
    guint node;            /* the element that is the article */
    guint heading;         /* the block that is its title */
    char *url;             /* its own address, absolute; NULL for the one that is the page's */
    const char *published; /* as <time datetime> says; belongs to the tree; NULL when it does not */
} OsintHtmlPart;

/* The articles (OsintHtmlPart) of a page whose kept text is mostly that of elements <article>, each with a
 * heading, an address of its own and a text that is long and does not break off; NULL for any other page. url
 * is the page's, or NULL. */
GArray *osint_html_parts(const OsintHtmlPage *page, const gboolean *kept, const char *url);

G_END_DECLS

#endif
