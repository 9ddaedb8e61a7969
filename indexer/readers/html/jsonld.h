/* What linked data (JSON-LD with the vocabulary of schema.org) says of the article in a page. */
#ifndef OSINT_READERS_HTML_JSONLD_H
#define OSINT_READERS_HTML_JSONLD_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    gboolean article; /* it is said of an article, not of the page or a video in it */
    char *headline;   /* every string may be NULL */
    char *published;
    char *created;
    char *updated;
    GPtrArray *authors;     /* char *, as written */
    gboolean organisations; /* the authors are no persons */
    char *publisher;
    char *url;
    char *language;
} OsintLinkedData;

/* Reads scripts (const char *, UTF-8) and finds what they say of one thing: the article, else the page. Of
 * several articles the one is meant whose address or headline is the page's (either may be NULL), else the
 * first. Text that is no JSON is left out. NULL when nothing is said. */
OsintLinkedData *osint_linked_data_read(const GPtrArray *scripts, const char *address, const char *title);
void osint_linked_data_free(OsintLinkedData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintLinkedData, osint_linked_data_free)

G_END_DECLS

#endif
