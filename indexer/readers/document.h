/* One document at work: what its articles have in common and where they and the refusals go. */
#ifndef OSINT_READERS_DOCUMENT_H
#define OSINT_READERS_DOCUMENT_H

#include <jansson.h>

#include "indexer/readers/encoding/mojibake.h"
#include "indexer/readers/flow.h"
#include "indexer/readers/readers.h"

G_BEGIN_DECLS

#define OSINT_DEFAULT_MAX_BYTES ((gsize)256 << 20)
#define OSINT_MAX_PARTS_DEPTH 8

/* A document inside another (a page in a web archive, an attachment, a chapter), and what the outer one says
 * of it. Every string may be NULL. What the part says of itself comes before what is said of it here. */
typedef struct {
    const char *charset; /* declared, as in a Content-Type field */
    const char *url;
    const char *title;
    const char *publisher;
    const char *published;
    const char *updated;
    const char *accessed; /* when it was fetched */
    const char *name;     /* for messages: a file name, an address */
    const char *damage; /* what is wrong with it, such as "only its beginning was kept"; becomes a warning */
    guint64 offset; /* where it begins in the outermost document, bytes: the place of every refusal in it */
} OsintPart;

typedef struct {
    const char *path;
    const OsintReadSink *sink;
    gsize max_bytes;
    gint64 now;                  /* Unix seconds; 0 when it is not known */
    const OsintRecipes *recipes; /* or NULL */
    const OsintPart *part;       /* at work; NULL for the document itself */
    guint depth;                 /* of parts within parts */
    const char *data;            /* of the document, decompressed, for the places of refusals; or NULL */
    gsize length;
    guint known_line; /* the last line that was looked for in data, and where it begins */
    guint64 known_offset;
    const char *media_type; /* a literal; of the whole document, set once its form is known */
    char *sha256;
    guint64 bytes;
    char *encoding;       /* the encoding that was guessed, NULL when it was certain */
    gboolean misdeclared; /* another one was declared */
    gboolean repaired;    /* invalid bytes were replaced */
    OsintMojibake mojibake;
    json_t *sidecar;                                                        /* an object, or NULL */
    GHashTable *reported;                                                   /* unknown keys */
    GHashTable *message_ids;                                                /* of mail that was read */
    guint articles;                                                         /* given to the sink so far */
    gboolean (*record)(guint64 number, guint64 offset, gpointer user_data); /* of the options, or NULL */
    guint64 records;                                                        /* begun so far */
} OsintDocument;

void osint_document_init(OsintDocument *document, const char *path, const OsintReadOptions *options,
                         const OsintReadSink *sink);
void osint_document_clear(OsintDocument *document);

/* What sha256 and bytes say; sha256 is computed when it is NULL. */
void osint_document_set_original(OsintDocument *document, const void *data, gsize length, const char *sha256);

OsintArticle *osint_document_new_article(const OsintDocument *document);

/* Completes the article (encoding warnings, sidecar, clean fields) and gives it to the sink, or refuses it as
 * `text-empty` when it has no text. Takes the article. */
void osint_document_emit(OsintDocument *document, OsintArticle *article, guint64 offset, guint line);

void osint_document_refuse(OsintDocument *document, guint64 offset, guint line, const char *code,
                           const char *format, ...) G_GNUC_PRINTF(5, 6);
/* An OsintUnknownKeyFunc whose user_data is the document. */
void osint_document_unknown_key(const char *key, gpointer document);

/* Says that a record of the document begins, of many that have nothing to do with each other: when a reader
 * dies of one, the others are still read. FALSE when this one is to be left out. Parts are records by
 * themselves. */
gboolean osint_document_begin_record(OsintDocument *document, guint64 offset);

/* What is declared of the part at work; NULL without a part, or a declaration. */
const char *osint_document_charset(const OsintDocument *document);
/* The address of the part at work, else the one that the sidecar has; NULL without one. */
const char *osint_document_url(const OsintDocument *document);

/* Reads a part of the document, whatever form it has, as if it were a document; its articles and refusals are
 * the document's. Empty parts are refused like empty documents. */
void osint_read_part(OsintDocument *document, const OsintPart *part, const char *data, gsize length);

/* What is decoded next begins another text. */
void osint_document_forget_encoding(OsintDocument *document);
/* Decodes bytes to UTF-8, repairs what was decoded wrongly before it was stored, and notes what was guessed
 * and repaired; declared may be NULL. */
char *osint_document_decode(OsintDocument *document, const char *data, gsize length, const char *declared,
                            gsize *decoded_length);

G_END_DECLS

#endif
