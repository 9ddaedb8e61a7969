/* The elements of HTML as far as reading text needs to tell them apart. */
#ifndef OSINT_READERS_HTML_ELEMENTS_H
#define OSINT_READERS_HTML_ELEMENTS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_ELEMENT_OTHER,   /* unknown ones, and those that are only inline */
    OSINT_ELEMENT_SKIPPED, /* has no text: scripts, forms' fields, pictures */
    OSINT_ELEMENT_A,
    OSINT_ELEMENT_ADDRESS,
    OSINT_ELEMENT_ARTICLE,
    OSINT_ELEMENT_ASIDE,
    OSINT_ELEMENT_BLOCKQUOTE,
    OSINT_ELEMENT_BODY,
    OSINT_ELEMENT_BR,
    OSINT_ELEMENT_BUTTON,
    OSINT_ELEMENT_CAPTION, /* and figcaption */
    OSINT_ELEMENT_CELL,    /* td, th */
    OSINT_ELEMENT_DD,
    OSINT_ELEMENT_DETAILS,
    OSINT_ELEMENT_DIALOG,
    OSINT_ELEMENT_DIV, /* and other blocks without a meaning */
    OSINT_ELEMENT_DL,
    OSINT_ELEMENT_DT,
    OSINT_ELEMENT_FIGURE,
    OSINT_ELEMENT_FOOTER,
    OSINT_ELEMENT_FORM,
    OSINT_ELEMENT_H1,
    OSINT_ELEMENT_H2,
    OSINT_ELEMENT_H3,
    OSINT_ELEMENT_H4,
    OSINT_ELEMENT_H5,
    OSINT_ELEMENT_H6,
    OSINT_ELEMENT_HEADER,
    OSINT_ELEMENT_LABEL, /* and legend, summary */
    OSINT_ELEMENT_LI,
    OSINT_ELEMENT_MAIN,
    OSINT_ELEMENT_NAV,
    OSINT_ELEMENT_NOSCRIPT,
    OSINT_ELEMENT_LIST, /* ul, ol, menu */
    OSINT_ELEMENT_P,
    OSINT_ELEMENT_PRE,
    OSINT_ELEMENT_SECTION,
    OSINT_ELEMENT_TABLE,
    OSINT_ELEMENT_TEMPLATE,
    OSINT_ELEMENT_TIME,
    OSINT_ELEMENT_TR,
    OSINT_ELEMENT_HIDDEN, /* no name: of any element that is not shown */
    OSINT_ELEMENT_COUNT
} OsintElement;

#define OSINT_ELEMENT_BIT(element) ((guint64)1 << (element))

/* name in lower case. */
OsintElement osint_element_find(const char *name);

/* Whether text before it, in it and behind it is three paragraphs. A row is one; its cells are not. */
gboolean osint_element_is_block(OsintElement element);
/* 1 to 6, or 0 for what is no heading. */
guint osint_element_heading(OsintElement element);

G_END_DECLS

#endif
