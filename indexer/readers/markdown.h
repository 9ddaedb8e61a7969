/* Markdown (CommonMark with tables and strikethrough). */
#ifndef OSINT_READERS_MARKDOWN_H
#define OSINT_READERS_MARKDOWN_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Reads the whole document (decoded, without NUL bytes) as one article. */
void osint_markdown_read(OsintDocument *document, const char *text);

G_END_DECLS

#endif
