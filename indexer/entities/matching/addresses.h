/* Addresses in running text: URLs, host names, e-mail addresses, file names and paths, defanged or not. A
 * word that is a part of one is no mention of what it names elsewhere. */
#ifndef OSINT_ENTITIES_MATCHING_ADDRESSES_H
#define OSINT_ENTITIES_MATCHING_ADDRESSES_H

#include <glib.h>

G_BEGIN_DECLS

/* A run of characters that may belong to one address, in bytes. */
typedef struct {
    guint32 start;
    guint32 end;
    guint32 until; /* where to look for the next one: the run's end with its closing punctuation */
    gboolean is_address;
} OsintAddressRun;

/* Whether a mark of punctuation may stand inside an address, `next` being the byte after it. */
gboolean osint_address_mark(char mark, char next);

/* The run round the byte `at`, not beginning before `floor`. Judged by its first bytes. Asked only for marks
 * at or after the last run's `until`, it costs time in proportion to the text. */
OsintAddressRun osint_address_run(const char *text, guint32 length, guint32 at, guint32 floor);

G_END_DECLS

#endif
