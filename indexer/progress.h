/* Progress of a run: one live line on a terminal. */
#ifndef OSINT_PROGRESS_H
#define OSINT_PROGRESS_H

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct OsintProgress OsintProgress;

/* clock gives microseconds that only ever grow. stream NULL shows nothing. */
OsintProgress *osint_progress_new(FILE *stream, gint64 (*clock)(void));
void osint_progress_free(OsintProgress *progress); /* takes the line away */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintProgress, osint_progress_free)

/* A new phase; bytes is the size of all documents, by which the time left is told. */
void osint_progress_begin(OsintProgress *progress, guint documents, guint64 bytes);
void osint_progress_document_done(OsintProgress *progress, guint64 bytes);
void osint_progress_article_done(OsintProgress *progress);
void osint_progress_refused(OsintProgress *progress);
guint64 osint_progress_bytes(const OsintProgress *progress); /* of all documents done, in all phases */
/* Draws the line again when it is old enough. */
void osint_progress_tick(OsintProgress *progress);
/* Takes the line away, so that something else can be printed. */
void osint_progress_clear(OsintProgress *progress);

G_END_DECLS

#endif
