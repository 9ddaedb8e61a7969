/* Comparing the documents below some paths with those that an index was made from. */
#ifndef OSINT_INSPECT_H
#define OSINT_INSPECT_H

#include "indexer/report.h"

G_BEGIN_DECLS

typedef struct {
    guint same;
    guint changed;    /* another content than was indexed */
    guint missing;    /* indexed, and not there any more */
    guint unknown;    /* there, and not indexed */
    guint unreadable; /* documents, and paths below which there may be some */
} OsintInspection;

/* Every difference is a note of the report. Nothing is written. Fails when the index cannot be read. */
gboolean osint_inspect(const char *index, const char *const *paths, OsintReport *report,
                       OsintInspection *inspection, GError **error);

G_END_DECLS

#endif
