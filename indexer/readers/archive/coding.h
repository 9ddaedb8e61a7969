/* Content codings of HTTP: gzip, deflate and br, undone as far as they go. */
#ifndef OSINT_READERS_ARCHIVE_CODING_H
#define OSINT_READERS_ARCHIVE_CODING_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_CODING_DONE,
    OSINT_CODING_CUT, /* it breaks in the middle, or is larger than the limit: what there was up to there */
    OSINT_CODING_ABSENT,  /* the data is not in this coding */
    OSINT_CODING_UNKNOWN, /* a coding of another name */
} OsintCoding;

/* *plain is set for DONE and CUT. */
OsintCoding osint_coding_undo(const char *name, const char *data, gsize length, gsize max_length,
                              GByteArray **plain);

G_END_DECLS

#endif
