/* Numbers for strings: each string that is new has the next one, from 0. For the words and terms of texts, of
 * which nearly all were seen before: one look-up costs about as much as comparing the string. */
#ifndef OSINT_TEXT_NUMBERING_H
#define OSINT_TEXT_NUMBERING_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct OsintNumbering OsintNumbering;

OsintNumbering *osint_numbering_new(void);
void osint_numbering_free(OsintNumbering *numbering);
/* Forgets all strings. */
void osint_numbering_clear(OsintNumbering *numbering);
guint32 osint_numbering_size(const OsintNumbering *numbering);

/* The number of bytes without NUL, which is the size before the call where the string is new. */
guint32 osint_numbering_add(OsintNumbering *numbering, const char *string, gsize length);
/* The number of a string; FALSE where it is not there. */
gboolean osint_numbering_find(const OsintNumbering *numbering, const char *string, gsize length,
                              guint32 *number);
/* The string of a number, with a NUL behind it. Good until all are forgotten. */
const char *osint_numbering_string(const OsintNumbering *numbering, guint32 number);

G_END_DECLS

#endif
