/* A changed entity list applied to what is indexed, from stored texts alone. */
#ifndef OSINT_RETAG_H
#define OSINT_RETAG_H

#include "indexer/entities/tagger.h"
#include "indexer/progress.h"
#include "indexer/report.h"
#include "indexer/store/writer.h"

G_BEGIN_DECLS

typedef struct {
    gboolean list_changed;
    guint64 articles; /* that were stored; counted when the list changed */
    guint64 tagged;   /* of them, those that the change may concern */
} OsintRetagCounts;

typedef struct {
    OsintWriter *writer;
    const OsintEntityList *before; /* what is stored */
    const OsintEntityList *after;
    const OsintTagger *tagger; /* of `after` */
    OsintProgress *progress;
    gboolean (*stop)(void); /* TRUE leaves what is left as it is: nothing may be committed then */
} OsintRetag;

/* Stores the list and tags the articles again that it may concern, so that the index is what a full build
 * would make of it. Does nothing when the lists are equal. Takes effect with the writer's next commit, all
 * at once. */
gboolean osint_retag(const OsintRetag *retag, OsintRetagCounts *counts, GError **error);

/* Reports (`pin-unmatched`) every pin of the list whose article is not in the index, or has no such text. */
gboolean osint_retag_report_pins(OsintWriter *writer, const OsintEntityList *list, const char *index,
                                 OsintReport *report, GError **error);

G_END_DECLS

#endif
