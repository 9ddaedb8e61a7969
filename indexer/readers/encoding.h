/* Any encoding becomes UTF-8. */
#ifndef OSINT_READERS_ENCODING_H
#define OSINT_READERS_ENCODING_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *text; /* valid UTF-8 without byte order mark; may contain NUL bytes; a NUL follows it */
    gsize length;
    char *encoding;    /* what the bytes were read as */
    gboolean guessed;  /* by statistics, not by a mark, a declaration or because it is valid UTF-8 */
    gboolean repaired; /* invalid sequences became U+FFFD */
} OsintDecoded;

/* In this order: byte order mark, valid UTF-8, UTF-16 by its zero bytes, the declared encoding (may be NULL),
 * UTF-8 with a few broken bytes, the guess of uchardet, windows-1252. Never fails. */
void osint_decode(const char *data, gsize length, const char *declared, OsintDecoded *decoded);

/* Whether the bytes are UTF-16 or UTF-32, by mark or by the place of their zero bytes; its name or NULL. */
const char *osint_encoding_of_wide(const char *data, gsize length);

G_END_DECLS

#endif
