/* The replaced index is asked below its format: the term of an id and the slot of the time are in all of
 * them. */
#include "indexer/store/replaced.h"

#include "indexer/store/document.h"
#include "indexer/store/generation.h"
#include "indexer/store/lookup.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"

struct OsintReplaced {
    XapcDb *db;
};

OsintReplaced *osint_replaced_open(const char *directory)
{
    g_autofree char *generation = osint_generation_current(directory, NULL);
    XapcDb *db = generation != NULL ? xapc_db_open(generation, NULL) : NULL;
    if (db == NULL)
        return NULL;
    OsintReplaced *replaced = g_new0(OsintReplaced, 1);
    replaced->db = db;
    return replaced;
}

void osint_replaced_free(OsintReplaced *replaced)
{
    if (replaced == NULL)
        return;
    xapc_db_free(replaced->db);
    g_free(replaced);
}

gint64 osint_replaced_added(OsintReplaced *replaced, const char *id, gint64 now)
{
    g_autofree char *term = osint_id_term(id);
    guint32 docid;
    if (!osint_first_docid(replaced->db, term, &docid, NULL) || docid == 0)
        return now;
    g_autoptr(XapcDoc) document = xapc_db_document(replaced->db, docid, NULL);
    gint64 added = document != NULL ? (gint64)osint_document_number(document, OSINT_SLOT_ADDED) : 0;
    return added > 0 && added < now ? added : now;
}

gboolean osint_replaced_end(OsintReplaced *replaced, OsintJournalEnd *end)
{
    return osint_journal_end(replaced->db, end, NULL);
}
