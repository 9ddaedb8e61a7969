/* The index, for writing: one writer at a time, everything it does becomes visible in one step when it
 * commits. */
#ifndef OSINT_STORE_WRITER_H
#define OSINT_STORE_WRITER_H

#include "indexer/article/article.h"
#include "indexer/entities/lists/list.h"
#include "indexer/store/index.h"

G_BEGIN_DECLS

typedef struct OsintWriter OsintWriter;

typedef enum {
    OSINT_WRITER_UPDATE, /* change the index there is, or create it */
    OSINT_WRITER_FULL,   /* build a new generation beside it; commit switches to it */
} OsintWriterMode;

/* Takes the lock (waiting up to wait_seconds; 0 gives OSINT_INDEX_ERROR_LOCKED at once), creates the
 * directory when missing. A directory whose `current` is no link gives OSINT_INDEX_ERROR_FORMAT and is left
 * alone; so is, for OSINT_WRITER_UPDATE, an index of another format. */
OsintWriter *osint_writer_open(const char *directory, OsintWriterMode mode, guint wait_seconds,
                               GError **error);
/* Without a commit before it, leaves the index as it was. */
void osint_writer_free(OsintWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintWriter, osint_writer_free)

/* With how many threads, and in how much memory (bytes, for documents that are not written yet), a large
 * number of articles is written. Before anything is put. */
void osint_writer_set_work(OsintWriter *writer, guint threads, gsize memory);

/* Makes everything done so far durable and visible, in one step. The writer can be used on. */
gboolean osint_writer_commit(OsintWriter *writer, GError **error);
/* The database, in a transaction: its metadata are as they are set; documents that are put or removed get
 * there with the commit. It is another one after a commit. */
XapcDb *osint_writer_db(OsintWriter *writer);
const char *osint_writer_directory(const OsintWriter *writer); /* of the index */

/* ---- the record of what was indexed, journal.h ---- */
/* When the run began, Unix seconds: before anything is put or removed. */
void osint_writer_set_now(OsintWriter *writer, gint64 now);
/* NULL, or a message: what became of the record that there should be. The run can go on. */
const char *osint_writer_log_loss(const OsintWriter *writer);

/* ---- articles; an article must have id, text, sentences, passages, sha256 and path ---- */
/* added: Unix seconds when it was first indexed. An article with the same id is replaced (keeping its
 * "added"); so does a full build with what it replaces. */
gboolean osint_writer_put(OsintWriter *writer, const OsintArticle *article, gint64 added, GError **error);
/* The same with the document that osint_document_make() made of the article, which is taken; NULL: made here.
 */
gboolean osint_writer_put_made(OsintWriter *writer, const OsintArticle *article, XapcDoc *made, gint64 added,
                               GError **error);
gboolean osint_writer_remove(OsintWriter *writer, const char *id,
                             GError **error); /* nothing when there is none */
/* The stored article by id; NULL without error when there is none. */
OsintArticle *osint_writer_get(OsintWriter *writer, const char *id, GError **error);

/* ---- the manifest: which documents the index was made from ---- */
typedef struct {
    char *path;     /* absolute, UTF-8 */
    char *sha256;   /* of the document and its sidecar */
    GPtrArray *ids; /* char *: the articles it gave, in order */
} OsintDocument;
void osint_document_free(OsintDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintDocument, osint_document_free)
/* *document: what the manifest says, the caller's; NULL when the path is not known. */
gboolean osint_writer_document(OsintWriter *writer, const char *path, OsintDocument **document,
                               GError **error);
gboolean osint_writer_set_document(OsintWriter *writer, const OsintDocument *document, GError **error);
gboolean osint_writer_forget_document(OsintWriter *writer, const char *path, GError **error);
/* The paths (char *) of the documents that have an article, too, which the index has from another. */
GPtrArray *osint_writer_sharers(OsintWriter *writer, const char *id, GError **error);
gboolean osint_writer_set_sharers(OsintWriter *writer, const char *id, const GPtrArray *paths,
                                  GError **error);

/* ---- recipes ---- */
char *osint_writer_recipes(OsintWriter *writer, GError **error); /* "" when none are stored */
gboolean osint_writer_set_recipes(OsintWriter *writer, const char *recipes, GError **error);

/* ---- entity list ---- */
OsintEntityList *osint_writer_entities(OsintWriter *writer,
                                       GError **error); /* what is stored; empty list when nothing is */
gboolean osint_writer_set_entities(OsintWriter *writer, const OsintEntityList *list, GError **error);
typedef gboolean (*OsintArticleFunc)(OsintArticle *article, gpointer user_data);
/* Calls `choose` with what osint_record_decode_tags() has of every stored article, and `change` with each
 * that was chosen; what is changed (TRUE) is written back. choose may be NULL: all are. */
gboolean osint_writer_update(OsintWriter *writer, OsintArticleFunc choose, OsintArticleFunc change,
                             gpointer user_data, GError **error);

/* Verifies the whole index: Xapian's own check; each stored article agrees with its terms and values, its
 * sentences and passages hold all of its text, no article is there twice, the manifest's articles are
 * there, and the record of what was indexed is whole and agrees. Calls report with each problem; *problems is
 * their number. Fails when the index cannot be read at all. */
typedef void (*OsintProblemFunc)(const char *problem, gpointer user_data);
gboolean osint_index_verify(const char *directory, OsintProblemFunc report, gpointer user_data,
                            guint *problems, GError **error);

G_END_DECLS

#endif
