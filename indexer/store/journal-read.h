/* Reading the record of an index again: whether it is whole, and what it says of each article. */
#ifndef OSINT_STORE_JOURNAL_READ_H
#define OSINT_STORE_JOURNAL_READ_H

#include <jansson.h>

#include "indexer/store/journal.h"

G_BEGIN_DECLS

typedef struct {
    const char *path;   /* of the document */
    const char *sha256; /* of the document */
    char digest[33];    /* osint_journal_digest() */
} OsintJournalState;

typedef struct {
    OsintJournalEnd end;  /* of what is whole */
    guint64 size;         /* of the file */
    char *fault;          /* NULL, or why the record is not whole behind end, with the line */
    gboolean has_gap;     /* articles were indexed of which the record does not tell */
    GHashTable *articles; /* id -> OsintJournalState; NULL when they were not asked for */
    GStringChunk *texts;  /* of the states */
} OsintJournalLog;

/* Follows the record up to `length` bytes, or to the end of the file when that is nearer. A file that is
 * missing is an empty one; fails when it cannot be read. */
OsintJournalLog *osint_journal_read(const char *directory, guint64 length, gboolean articles, GError **error);
void osint_journal_log_free(OsintJournalLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintJournalLog, osint_journal_log_free)

/* The line "commit" of the last run, as an object; NULL when it cannot be read. */
json_t *osint_journal_last(const char *directory, const OsintJournalEnd *end);

G_END_DECLS

#endif
