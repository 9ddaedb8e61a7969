/* Feeds: RSS of every version, Atom, JSON Feed and the Channel Definition Format, as one record before it
 * becomes articles. */
#ifndef OSINT_READERS_FEED_FEED_H
#define OSINT_READERS_FEED_FEED_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Text as the feed has it: HTML, or text with its line breaks. value is NULL when there is none. */
typedef struct {
    char *value;
    gboolean markup;
    guint rank; /* how good the element is that it was taken from */
} OsintFeedText;

typedef struct {
    char *name; /* either may be NULL, not both */
    char *email;
    gboolean editor; /* of the whole feed, who need not have written its entries */
} OsintFeedPerson;

typedef enum {
    OSINT_FEED_LINK,
    OSINT_FEED_ORIGINAL, /* the link before a service replaced it by its own */
    OSINT_FEED_SELF,     /* where the feed itself is */
    OSINT_FEED_ID,
    OSINT_FEED_PUBLISHED, /* dates as they are written */
    OSINT_FEED_UPDATED,
    OSINT_FEED_CREATED,
    OSINT_FEED_DATE, /* of dc:date, which does not say what it is the date of */
    OSINT_FEED_LANGUAGE,
    OSINT_FEED_PUBLISHER,
    OSINT_FEED_KIND,   /* of WordPress: "post", "page", "attachment" ... */
    OSINT_FEED_STATUS, /* of WordPress: "publish", "draft" ... */
    OSINT_FEED_VALUES
} OsintFeedValue;

/* The feed itself, or one of its entries. */
typedef struct {
    OsintFeedText title;
    OsintFeedText subtitle;
    OsintFeedText summary;
    GArray *contents; /* OsintFeedText */
    char *values[OSINT_FEED_VALUES];
    guint ranks[OSINT_FEED_VALUES];
    GPtrArray *people; /* OsintFeedPerson: the authors */
    GPtrArray *tags;   /* char * */
    guint line;        /* where it begins; 0 when that is not known */
} OsintFeedItem;

typedef struct {
    const char *media_type; /* a literal */
    OsintFeedItem *about;
    GPtrArray *entries; /* OsintFeedItem */
    char *trouble;      /* why it is not well-formed, NULL when it is */
    guint line;         /* of the trouble */
} OsintFeed;

/* Reads the feed that a document is; NULL when nothing can be read, which has been reported as a refusal.
 * What is missing at its end is reported, too. */
OsintFeed *osint_feed_parse(OsintDocument *document, const char *data, gsize length);
void osint_feed_free(OsintFeed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintFeed, osint_feed_free)

/* An article an entry. */
void osint_feed_read(OsintDocument *document, const char *data, gsize length);

/* JSON Feed: whether an object is one, and its articles. */
gboolean osint_feed_is_json(const json_t *object);
void osint_feed_read_json(OsintDocument *document, const json_t *object);

/* The text without its markup, on one line; NULL when there is none. */
char *osint_feed_text_line(const OsintFeedText *text);

G_END_DECLS

#endif
