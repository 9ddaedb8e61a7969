/* RTF. */
#ifndef OSINT_READERS_OFFICE_RTF_H
#define OSINT_READERS_OFFICE_RTF_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Reads a whole document as one article. */
void osint_rtf_read(OsintDocument *document, const char *data, gsize length);

G_END_DECLS

#endif
