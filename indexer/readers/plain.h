/* Plain text. */
#ifndef OSINT_READERS_PLAIN_H
#define OSINT_READERS_PLAIN_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Reads the whole document (decoded, without NUL bytes) as one article. */
void osint_plain_read(OsintDocument *document, const char *text);

G_END_DECLS

#endif
