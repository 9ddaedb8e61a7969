/* Any encoding becomes UTF-8. */
#ifndef OSINT_READERS_ENCODING_H
#define OSINT_READERS_ENCODING_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *text; /* valid UTF-8 without byte order mark; may contain NUL bytes; a NUL follows it */
    gsize length;
    char *encoding;       /* what the bytes were read as */
    gboolean guessed;     /* by statistics, not by a mark, a declaration or because it is valid UTF-8 */
    gboolean misdeclared; /* a declared encoding was not believed: the bytes say otherwise */
    gboolean repaired;    /* invalid sequences became U+FFFD */
} OsintDecoded;

/* In this order: byte order mark, valid UTF-8, UTF-16 or UTF-32 by its zero bytes, UTF-8 with a few broken
 * bytes, the declared encoding (any name that documents use; may be NULL), statistics. Never fails. */
void osint_decode(const char *data, gsize length, const char *declared, OsintDecoded *decoded);

/* Whether the bytes are UTF-16 or UTF-32, by mark or by the place of their zero bytes; its name or NULL. */
const char *osint_encoding_of_wide(const char *data, gsize length);

/* The declaration in the document's own first bytes: <?xml encoding="...">, else <meta charset> or
 * <meta http-equiv="Content-Type"> outside comments and scripts. Owned by the caller; NULL when there is
 * none.
 */
char *osint_encoding_declared(const char *data, gsize length);

G_END_DECLS

#endif
