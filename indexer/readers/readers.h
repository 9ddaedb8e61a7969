/* Documents in: bytes of any form become articles.
 *
 * A document is recognised by its content. Each article it holds goes to the sink; a document, or a part of
 * it, that cannot be read goes to the sink as a refusal with a stable code, the place and the reason, and all
 * the rest of the document is still read. Articles come out with title, text, dates, language, path,
 * media_type, sha256 (of the whole original document), bytes, headings and hand marks; id, passages and
 * mentions by tagging are made later. */
#ifndef OSINT_READERS_READERS_H
#define OSINT_READERS_READERS_H

#include "indexer/article/article.h"
#include "indexer/readers/html/recipes.h"

G_BEGIN_DECLS

typedef struct {
    const char *path;
    guint64 offset;      /* of the refused part in the original document, bytes */
    guint line;          /* from 1; 0 when it has none */
    const char *code;    /* such as "json-syntax", "xml-invalid", "text-empty", "gzip-truncated" */
    const char *message; /* one line: the reason, without path and line */
} OsintRefusal;

typedef struct {
    void (*article)(OsintArticle *article, gpointer user_data); /* takes the article */
    void (*refused)(const OsintRefusal *refusal, gpointer user_data);
    void (*unknown_key)(const char *path, const char *key, gpointer user_data); /* once a document and key */
    gpointer user_data;
} OsintReadSink;

typedef struct {
    GBytes *sidecar;             /* NAME.meta.json beside the document, or NULL */
    const char *sha256;          /* of the document when it is known, lower-case hex; else NULL */
    const OsintRecipes *recipes; /* for web pages, or NULL; must outlive the call */
    gsize max_bytes;             /* after decompression; 0 for the default of 256 MiB */
    gint64 now; /* Unix seconds: a date after it is not plausible, "3 hours ago" is counted from it; 0 when
                   it is not known */
    /* Before each record of a document that has many (a line of NDJSON, a page of a web archive) is read,
     * with the sink's user_data: its number, from 1, and where it begins. FALSE leaves it out. NULL: all are
     * read. */
    gboolean (*record)(guint64 number, guint64 offset, gpointer user_data);
    guint articles; /* that the document gave when its first records were read, before this reading */
} OsintReadOptions;

/* Reads a whole document. path names it in messages and in the articles (absolute, or "-"). */
void osint_read_document(const char *path, GBytes *bytes, const OsintReadOptions *options,
                         const OsintReadSink *sink);

/* Whether a document that begins so (a page of memory is enough) may be larger than max_bytes, because its
 * records are read one by one: web archives and mailboxes. */
gboolean osint_is_unlimited(const void *head, gsize length);

/* Reads whole lines of a stream of NDJSON, such as standard input; offset and line say where the first is in
 * it. Each line counts as a document, with its own sha256 and bytes. */
void osint_read_ndjson_lines(const char *path, GBytes *lines, guint64 offset, guint line,
                             const OsintReadOptions *options, const OsintReadSink *sink);

/* Once a process, before and after the readers are used (libxml2, GMime). */
void osint_readers_init(void);
void osint_readers_cleanup(void);

G_END_DECLS

#endif
