/* The encoding of text that does not say it. */
#ifndef OSINT_READERS_ENCODING_GUESS_H
#define OSINT_READERS_ENCODING_GUESS_H

#include <glib.h>

G_BEGIN_DECLS

/* A name that iconv knows; never NULL. declared (a name that iconv knows, or NULL): what the document says;
 * it stands unless the bytes read so are hardly text and another encoding makes text of them. */
const char *osint_encoding_guess(const char *data, gsize length, const char *declared);

G_END_DECLS

#endif
