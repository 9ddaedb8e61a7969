/* A page as a list of blocks of text, in order, each with its place in the tree and what can be counted of
 * it. */
#ifndef OSINT_READERS_HTML_BLOCKS_H
#define OSINT_READERS_HTML_BLOCKS_H

#include "indexer/readers/html/elements.h"
#include "indexer/readers/html/clues.h"

G_BEGIN_DECLS

#define OSINT_NO_INDEX G_MAXUINT

typedef struct {
    const xmlNode *node;
    guint parent; /* OSINT_NO_INDEX for the root */
    guint block;  /* the block element that it is, or stands in */
    guint end;    /* the first element behind those in it */
    guint first_block, end_block;
    OsintElement element;
    OsintClues clues;
    guint64 inside;  /* bits of OsintElement: it and what it stands in */
    guint signature; /* of its name and class: alike for elements that are styled alike */
    guint link;      /* the <a> it stands in, or is; OSINT_NO_INDEX */
} OsintHtmlNode;

typedef struct {
    guint start, end; /* bytes in the page's text */
    guint node;       /* the block element that holds it */
    guint inner;      /* the element that holds its first character */
    guint columns;    /* width; two for a wide character */
    guint words;      /* a wide character counts as half of one */
    guint link_bytes; /* of its text, in links */
    guint digits, capitals;
    guint stops;     /* sentence ends and commas */
    gboolean broken; /* begins or ends at <br>, not at an element's border */
    gboolean row;    /* of a table */
} OsintHtmlBlock;

typedef struct {
    char *text;         /* blocks separated by empty lines */
    GArray *nodes;      /* OsintHtmlNode, in document order */
    GArray *blocks;     /* OsintHtmlBlock */
    GPtrArray *scripts; /* const char *: of JSON */
} OsintHtmlPage;

/* Of one element with all that it holds, or of several, as if they stood side by side. */
OsintHtmlPage *osint_html_page_new(const xmlNode *const *roots, guint count);
void osint_html_page_free(OsintHtmlPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintHtmlPage, osint_html_page_free)

const OsintHtmlNode *osint_html_page_node(const OsintHtmlPage *page, guint index);
const OsintHtmlBlock *osint_html_page_block(const OsintHtmlPage *page, guint index);

G_END_DECLS

#endif
