/* What may tell of an article in a web page, collected in one walk over its tree: metas, linked data,
 * headings, elements that are marked as dates or authors, and short lines with figures in them. Nothing is
 * decided here. Strings that are const belong to the tree, which must live as long as the page. Everything is
 * bounded, whatever the tree is like. */
#ifndef OSINT_READERS_HTML_PAGE_H
#define OSINT_READERS_HTML_PAGE_H

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

typedef struct {
    guint line;  /* lines of text before it */
    gsize bytes; /* of text before it */
    guint zone;  /* the part beside the article (comments, related articles, footer) it is in; 0 for none */
} OsintPagePlace;

typedef struct {
    const char *name; /* of the property, name, itemprop or http-equiv attribute */
    const char *content;
} OsintPageMeta;

typedef struct {
    char *text;
    guint level;     /* of <h1> to <h3>; 0 for another element that is marked as the headline */
    gboolean marked; /* as the headline, by its itemprop or class */
    OsintPagePlace place;
} OsintPageHeading;

/* What the markup around a line says of it. */
typedef enum {
    OSINT_HINT_DATE = 1 << 0,    /* a class or id such as "entry-date" */
    OSINT_HINT_UPDATE = 1 << 1,  /* ... such as "last-modified" */
    OSINT_HINT_TIME = 1 << 2,    /* <time> */
    OSINT_HINT_PUBLISH = 1 << 3, /* "published", "pubdate" */
    OSINT_HINT_BYLINE = 1 << 4,  /* "byline", "author", "post-meta" */
    OSINT_HINT_LINK = 1 << 5,    /* a link to elsewhere */
    OSINT_HINT_FOOTER = 1 << 6
} OsintPageHints;

typedef struct {
    char *text; /* on one line, in NFKC; the beginning of a long one */
    guint hints;
    OsintPagePlace place;
} OsintPageLine;

/* A value for machines: <time datetime>, itemprop with content, abbr with title. */
typedef struct {
    const char *property; /* of itemprop; NULL without one */
    const char *value;
    guint hints;
    OsintPagePlace place;
} OsintPageMark;

/* Names of authors; the higher the strength, the more certain. */
typedef struct {
    char *text;
    guint strength;
    OsintPagePlace place;
} OsintPageByline;

typedef struct {
    GArray *metas;        /* OsintPageMeta */
    GPtrArray *scripts;   /* const char *: linked data, as written */
    GPtrArray *programs;  /* const char *: other scripts with data */
    GArray *headings;     /* OsintPageHeading */
    GArray *lines;        /* OsintPageLine: those with figures */
    GArray *marks;        /* OsintPageMark */
    GArray *bylines;      /* OsintPageByline */
    GHashTable *articles; /* zones that turned out to hold the headline: they are not beside the article */
    char *title;          /* <title> */
    const char *language; /* <html lang> */
    const char *canonical;
    const char *base; /* <base href> */
} OsintPage;

OsintPage *osint_page_read(xmlDoc *tree);
void osint_page_free(OsintPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintPage, osint_page_free)

/* The content of the first meta of that name, whatever its case; NULL when there is none. */
const char *osint_page_meta(const OsintPage *page, const char *name);
/* Whether a place is beside the article. */
gboolean osint_page_is_aside(const OsintPage *page, OsintPagePlace place);

G_END_DECLS

#endif
