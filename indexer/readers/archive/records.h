/* The records of a web archive, one after the other: WARC (ISO 28500, any version) and ARC (1 and 2). */
#ifndef OSINT_READERS_ARCHIVE_RECORDS_H
#define OSINT_READERS_ARCHIVE_RECORDS_H

#include "indexer/readers/archive/window.h"

G_BEGIN_DECLS

/* Strings are the iterator's and hold until the next step; NULL when missing. */
typedef struct {
    guint64 offset;      /* in the file; of its gzip member when it is compressed */
    const char *code;    /* a place that cannot be read ("archive-damaged", "archive-truncated", "too-large",
                            "gzip-corrupt" ...): the fields below it are empty. Else NULL */
    const char *message; /* why */
    const char *type;    /* "response", "resource", "revisit" ...; ARC: "filedesc" or "response" */
    const char *uri;     /* without angle brackets */
    const char *date;    /* RFC 3339 */
    const char *content_type; /* of the block; ARC: of the payload */
    const char *block;
    gsize length;
    gboolean cut;    /* the record is not whole, or says that what it keeps is not */
    gboolean large;  /* the block is larger than the limit: only its beginning is here */
    gboolean mended; /* it does not end where it says that it does */
} OsintRecord;

typedef struct OsintRecords OsintRecords;

/* window must outlive the records. Of blocks of more than max_block bytes only the beginning is given. */
OsintRecords *osint_records_new(OsintWindow *window, gsize max_block);
void osint_records_free(OsintRecords *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRecords, osint_records_free)

/* FALSE at the end. Behind a place that cannot be read it goes on with the next record that can be found. */
gboolean osint_records_next(OsintRecords *records, OsintRecord *record);

/* Whether text begins a WARC record, or an ARC record (a line of address, IP, date, type and length). */
gboolean osint_records_begin_warc(const char *text, gsize length);
gboolean osint_records_begin_arc(const char *text, gsize length);

G_END_DECLS

#endif
