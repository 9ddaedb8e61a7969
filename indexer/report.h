/* The report of a run: what was refused, to people and to the file of rejects, and what was done, in figures.
 */
#ifndef OSINT_REPORT_H
#define OSINT_REPORT_H

#include "indexer/progress.h"

G_BEGIN_DECLS

typedef struct OsintReport OsintReport;

typedef struct {
    guint64 added;
    guint64 replaced;
    guint64 removed;
    guint64 unchanged;
    guint64 refused; /* documents, parts of documents, and paths that could not be read */
} OsintCounts;

/* Messages go to the stream. rejects is a file to append to, or NULL; fails when it cannot be opened. */
OsintReport *osint_report_new(FILE *messages, const char *rejects, OsintProgress *progress, GError **error);
void osint_report_free(OsintReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintReport, osint_report_free)

/* From now on, what was said in the runs before of an index is known; with hush, it is not said again, though
 * it is counted and among the rejects. */
void osint_report_know(OsintReport *report, const char *index, gboolean hush);
/* Keeps what this run said, for the next one; refusals.h says of roots. */
gboolean osint_report_remember(OsintReport *report, const GPtrArray *roots, GError **error);

OsintCounts *osint_report_counts(OsintReport *report);

/* "path:line: reason [code]" (no line when 0), a line of the rejects, and one refused more. */
void osint_report_refusal(OsintReport *report, const char *path, guint64 offset, guint line, const char *code,
                          const char *message);
/* The same form, for what is no refusal: not among the rejects. */
void osint_report_note(OsintReport *report, const char *path, guint line, const char *code,
                       const char *message);
/* A key that the article form does not have: reported once a run. */
void osint_report_unknown_key(OsintReport *report, const char *path, const char *key);
/* Makes sure that the rejects are written. */
gboolean osint_report_flush(OsintReport *report, GError **error);

/* A copy fit for a terminal: invalid UTF-8 replaced, control characters as \xNN. */
char *osint_printable(const char *text);

G_END_DECLS

#endif
