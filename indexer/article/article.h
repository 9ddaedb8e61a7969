/* The article: one published text, the record that readers make, that is tagged, stored and shown.
 *
 * Strings are UTF-8; a string that is not known is NULL, never empty. Spans are half-open byte ranges in
 * `text`, always on character boundaries; JSON has code points instead (json.h converts at that border). */
#ifndef OSINT_ARTICLE_ARTICLE_H
#define OSINT_ARTICLE_ARTICLE_H

#include <glib.h>

#include "indexer/text/span.h"

G_BEGIN_DECLS

/* Where an article names an entity. type and name are the entity's own; the article's words are text[span].
 */
typedef struct {
    OsintSpan span;
    char *entity; /* the entity's id, or an indicator's normal form such as "ipv4:192.0.2.1" */
    char *type;   /* INTERFACE.md section 5 */
    char *name;
    char *why;            /* what speaks for it, for people; NULL when the name alone does */
    guint8 confidence;    /* percent, 1 to 100 */
    gboolean descriptive; /* by description ("the man"), not by name */
    gboolean by_hand;     /* marked in the document itself */
    gboolean undecided;   /* several entities have the name and nothing decides: this is one of them */
    gboolean benign;      /* an indicator that only refers to something, such as a link to a source */
} OsintMention;

/* A place of which the document itself says what it means. */
typedef struct {
    OsintSpan span;
    char *entity; /* as it is marked: an id, a name or an alias */
} OsintMark;

/* Where an article says whose statement it reports. */
typedef struct {
    OsintSpan span; /* the words that say so: "according to NHK" */
    char *origin;   /* the id of the entity that is cited, or NULL */
    char *name;     /* as the article names it: "NHK"; NULL when it does not */
    gboolean
        unnamed; /* sources whose names the article withholds; origin and name are whose sources they are */
} OsintCitation;

typedef struct {
    char *code;    /* stable, such as "date-ambiguous" */
    char *message; /* for people */
} OsintWarning;

/* In a document of pages, such as a PDF: from byte `start` of text on, it is this page (from 1). */
typedef struct {
    guint32 start;
    guint32 page;
} OsintPageStart;

typedef struct {
    char *id;
    char *title;
    GPtrArray *authors; /* char * */
    char *publisher;
    char *url;
    char *published; /* RFC 3339 to the precision known, see date.h */
    char *updated;
    char *accessed;
    char *language;      /* BCP 47 */
    char *text;          /* paragraphs separated by one empty line; NULL only while a reader is at work */
    GPtrArray *entities; /* char *: hand-given tags, as written */
    GPtrArray *tagged; /* char *: the ids of the entities that these tags stand for, and of those named in the
                          title */
    GPtrArray *tags;   /* char * */
    char *rating;
    char *tlp;
    char *path;       /* absolute; "-" for standard input */
    char *sha256;     /* of the original document, lower-case hex */
    char *media_type; /* of the original, such as "text/plain" */
    guint64 bytes;    /* of the original */

    GArray *headings;    /* OsintSpan: the paragraphs of text that are headings, in order */
    GArray *pages;       /* OsintPageStart, by start; empty where there are no pages */
    GArray *sentences;   /* OsintSpan, in order */
    GArray *passages;    /* OsintSpan, in order; passage index n of the JSON form is element n - 1 */
    GArray *mentions;    /* OsintMention, ordered by start, then by longest */
    GArray *citations;   /* OsintCitation, in order */
    GArray *marks;       /* OsintMark; as readers make it, an article has mentions by hand instead */
    GPtrArray *warnings; /* OsintWarning * */
} OsintArticle;

OsintArticle *osint_article_new(void); /* every array empty, every string NULL */
void osint_article_free(OsintArticle *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintArticle, osint_article_free)

void osint_article_warn(OsintArticle *article, const char *code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* A page begins at a byte at or behind the last one that begins. */
void osint_article_add_page(OsintArticle *article, guint32 start, guint32 page);
/* The page on which a byte of text stands; 0 when there are no pages. */
guint32 osint_article_page_at(const OsintArticle *article, guint32 byte);

/* Appends a mention by name, of full confidence, for the caller to change what differs; copies the strings.
 * It is the article's, and stays where it is until the next one is added. */
OsintMention *osint_article_add_mention(OsintArticle *article, OsintSpan span, const char *entity,
                                        const char *type, const char *name);
/* Brings mentions into their order and drops exact repetitions (same span, same entity; a hand mark wins). */
void osint_article_sort_mentions(OsintArticle *article);

/* Appends a citation, at or behind the last one; copies the strings. */
void osint_article_add_citation(OsintArticle *article, OsintSpan span, const char *origin, const char *name,
                                gboolean unnamed);

/* Appends a mark; copies the string. */
void osint_article_add_mark(OsintArticle *article, OsintSpan span, const char *entity);

/* Gives the article its id when it has none: "u" + hash of the canonical URL, else "p" + hash of path and
 * position (0 for the first article of a document). An id is "u" or "p" and 16 lower-case hex digits: short,
 * URL-safe and stable. */
void osint_article_make_id(OsintArticle *article, guint position);
/* The id by path and position even when the article has a URL: for the second saved copy of one page. */
char *osint_article_path_id(const char *path, guint position);

/* What people see as the headline: the title whole, else the first paragraph of the text cut at a word (at
 * most max_chars characters, the ellipsis among them). Either may be NULL; the result never is. */
char *osint_article_headline(const char *title, const char *text, guint max_chars);

/* The URL in the form that tells two spellings of one address apart from two addresses: scheme and host in
 * lower case, IDN in ASCII, "." and ".." resolved, escapes in one spelling, default port, fragment and
 * tracking parameters (utm_*, fbclid, gclid ...) gone, parameters sorted. NULL when it is not an absolute
 * http or https URL. */
char *osint_url_canonical(const char *url);
char *osint_url_host(const char *url); /* lower case, without "www."; NULL likewise */

G_END_DECLS

#endif
