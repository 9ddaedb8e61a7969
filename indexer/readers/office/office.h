/* Documents of word processors, slides and books, in their XML forms. */
#ifndef OSINT_READERS_OFFICE_OFFICE_H
#define OSINT_READERS_OFFICE_OFFICE_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* A ZIP container: DOCX, ODT, PPTX, ODP, EPUB; all else in ZIP is refused by name. */
void osint_office_read(OsintDocument *document, const char *data, gsize length);
/* An OpenDocument text in one XML file. */
void osint_flat_odf_read(OsintDocument *document, const char *data, gsize length);

G_END_DECLS

#endif
