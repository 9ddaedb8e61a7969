/* The ledger of a run: every document that the walk found or the index knows, and to which of them an article
 * id belongs. Documents that nothing can have happened to have no source: they are only counted. */
#ifndef OSINT_LEDGER_H
#define OSINT_LEDGER_H

#include "indexer/source.h"

G_BEGIN_DECLS

typedef struct OsintLedger OsintLedger;

/* All must outlive the ledger. trust: a document whose files are in the state in which they were seen is
 * unchanged; else each is compared. */
OsintLedger *osint_ledger_new(OsintWriter *writer, const OsintWalk *walk, const OsintSeenList *known,
                              gboolean trust, GError **error);
void osint_ledger_free(OsintLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintLedger, osint_ledger_free)

/* OsintSource *, owned by the ledger. */
GPtrArray *osint_ledger_present(OsintLedger *ledger); /* found by the walk, new or in doubt, in order */
GPtrArray *osint_ledger_gone(OsintLedger *ledger);    /* known, and not there any more */
/* Articles of documents that are taken for unchanged, or are known where the walk could not look. */
guint64 osint_ledger_kept(const OsintLedger *ledger);

/* The ids of the articles that the index has from a source; valid until they are asked for of another. NULL
 * with an error. */
GPtrArray *osint_ledger_known_ids(OsintLedger *ledger, const OsintSource *source, GError **error);

/* Of what must agree for two documents to have one article: words, dates, address and publisher; not 0. */
guint64 osint_ledger_mark(const OsintArticle *article);

typedef struct {
    gboolean exists;      /* an article with the id is in the index */
    const char *taken_by; /* path of the document it belongs to; NULL when the source may have it */
    gboolean same;        /* that other document has it in the same words, with the same date and address */
} OsintClaim;

/* Whether a source may give an article its id. taken_by is valid until the next call. */
gboolean osint_ledger_ask(OsintLedger *ledger, const OsintSource *source, const OsintArticle *article,
                          OsintClaim *claim, GError **error);
/* From now on the id is the source's, and among source->ids. article: what it has; NULL for what it had
 * before. */
void osint_ledger_claim(OsintLedger *ledger, OsintSource *source, const char *id,
                        const OsintArticle *article);
void osint_ledger_unclaim_all(OsintLedger *ledger, OsintSource *source);
gboolean osint_ledger_is_claimed(const OsintLedger *ledger, const char *id);

/* A document that shares an article must be read again: *source is pending; NULL when it is already, or is
 * not there, or is not below the paths of this run, whose next run will read it. *kept: the articles of it
 * that were counted as unchanged. */
gboolean osint_ledger_recall(OsintLedger *ledger, const char *path, OsintSource **source, guint64 *kept,
                             GError **error);

/* Standard input takes the id from whatever document has it, which is read again on the next run. */
gboolean osint_ledger_take_over(OsintLedger *ledger, const char *id, gboolean *existed, GError **error);

/* Whether some document that was compared and is unchanged need not be compared in the next run. now: as
 * below. */
gboolean osint_ledger_has_settled(const OsintLedger *ledger, gint64 now);
/* Writes what is to be known in the next run, when everything has been done and committed. now: when this one
 * began, before the walk, Unix seconds. */
void osint_ledger_write_seen(const OsintLedger *ledger, gint64 now, OsintSeenFile *file);

G_END_DECLS

#endif
