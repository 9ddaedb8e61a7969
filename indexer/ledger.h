/* The ledger of a run: every document that the walk found or the index knows, and to which of them an article
 * id belongs. */
#ifndef OSINT_LEDGER_H
#define OSINT_LEDGER_H

#include "indexer/source.h"
#include "indexer/walk.h"

G_BEGIN_DECLS

typedef struct OsintLedger OsintLedger;

/* writer and recipes must outlive the ledger. recipes: the mark of those of this run, or NULL. */
OsintLedger *osint_ledger_new(OsintWriter *writer, const OsintWalk *walk, const char *recipes,
                              GError **error);
void osint_ledger_free(OsintLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintLedger, osint_ledger_free)

/* All OsintSource *, owned by the ledger. */
GPtrArray *osint_ledger_present(OsintLedger *ledger); /* found by the walk, in order */
GPtrArray *osint_ledger_hidden(OsintLedger *ledger);  /* known, where the walk could not look */
GPtrArray *osint_ledger_gone(OsintLedger *ledger);    /* known, and not there any more */

typedef struct {
    gboolean exists;      /* an article with the id is in the index */
    const char *taken_by; /* path of the document it belongs to; NULL when the source may have it */
} OsintClaim;

/* Whether a source may give an article this id. taken_by is valid until the next call. */
gboolean osint_ledger_ask(OsintLedger *ledger, const OsintSource *source, const char *id, OsintClaim *claim,
                          GError **error);
/* From now on the id is the source's, and among source->ids. */
void osint_ledger_claim(OsintLedger *ledger, OsintSource *source, const char *id);
void osint_ledger_unclaim_all(OsintLedger *ledger, OsintSource *source);
gboolean osint_ledger_is_claimed(const OsintLedger *ledger, const char *id);

/* Standard input takes the id from whatever document has it, which is read again on the next run. */
gboolean osint_ledger_take_over(OsintLedger *ledger, const char *id, gboolean *existed, GError **error);

G_END_DECLS

#endif
