/* The record of what was put into an index and taken out of it: the file `log` in its directory, to which
 * every run that changes the index appends. osint-log(5) has its form.
 *
 * Lines of a run stand between a line "begin" and a line "commit". The latter bears a hash over the hash of
 * the commit before it and all bytes since. Length and hash at the last commit are in the index, too, written
 * in the transaction that they belong to; the file is written out before that. What stands behind that length
 * is of a run that came to nothing: the next one says so in its first line. Nothing is ever taken out of the
 * file. */
#ifndef OSINT_STORE_JOURNAL_H
#define OSINT_STORE_JOURNAL_H

#include "indexer/article/article.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

#define OSINT_JOURNAL_FILE "log"
#define OSINT_JOURNAL_HASH 64 /* hexadecimal digits */

/* Where the record ends: after so many bytes, with this hash ("" before the first commit). */
typedef struct {
    guint64 length;
    char hash[OSINT_JOURNAL_HASH + 1];
} OsintJournalEnd;

/* What the index says; nothing is recorded in an index that does not say. */
gboolean osint_journal_end(XapcDb *db, OsintJournalEnd *end, GError **error);

/* 32 hexadecimal digits: the first half of the SHA-256 of title, date of publication, URL and text, as far as
 * there are any, with a line feed between two. */
char *osint_journal_digest(const OsintArticle *article);

/* ---- writing ---- */
typedef struct OsintJournal OsintJournal;

/* end: what the index says, or NULL when it cannot be asked: then the record ends with the file's last commit
 * that has the right hash. Nothing is written yet. Fails when the file cannot be read. */
OsintJournal *osint_journal_open(const char *directory, const OsintJournalEnd *end, GError **error);
void osint_journal_free(OsintJournal *journal); /* what was not committed is void */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintJournal, osint_journal_free)
/* NULL, or what became of the record that the index says there was. */
const char *osint_journal_loss(const OsintJournal *journal);

/* Of the run that is to be recorded: now, in Unix seconds; full: the index is made from nothing; unknown:
 * articles that the index has and the record does not. */
void osint_journal_set_run(OsintJournal *journal, gint64 now, gboolean full, guint32 unknown);
gboolean osint_journal_put(OsintJournal *journal, const OsintArticle *article, gboolean replaced,
                           GError **error);
gboolean osint_journal_remove(OsintJournal *journal, const char *id, GError **error);
/* Writes the record out, for the transaction of db to be committed next. */
gboolean osint_journal_commit(OsintJournal *journal, XapcDb *db, GError **error);

G_END_DECLS

#endif
