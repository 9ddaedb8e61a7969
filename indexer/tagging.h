/* The entity lists of a run: those given, else what is stored. Nothing is parsed, or read from the index,
 * until something is to be tagged. */
#ifndef OSINT_TAGGING_H
#define OSINT_TAGGING_H

#include "indexer/mirror.h"
#include "indexer/seen.h"

G_BEGIN_DECLS

typedef struct OsintTagging OsintTagging;

/* The files are read. A broken one must change nothing, so they are parsed, too, unless these very ones are
 * said to have been parsed before. options must outlive the result. */
OsintTagging *osint_tagging_new(const OsintMirrorOptions *options, GError **error);
void osint_tagging_free(OsintTagging *tagging);

/* Whether the index's list is that of the files given; seen (may be NULL) knows what it was read from. */
gboolean osint_tagging_is_settled(const OsintTagging *tagging, const OsintSeenList *seen);
/* Makes the index's list that of the run, and tags again what a change of it concerns; nothing the second
 * time. */
gboolean osint_tagging_settle(OsintTagging *tagging, OsintWriter *writer, const OsintSeenList *seen,
                              OsintRetagCounts *counts, GError **error);
const OsintTagger *osint_tagging_tagger(const OsintTagging *tagging); /* NULL until it is settled */
/* The list itself, likewise. */
const OsintEntityList *osint_tagging_list(const OsintTagging *tagging);
/* What is to be remembered in `seen`. */
const char *osint_tagging_mark(const OsintTagging *tagging, const OsintSeenList *seen);

G_END_DECLS

#endif
