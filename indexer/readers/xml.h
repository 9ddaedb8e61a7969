/* Article XML, checked against its RELAX NG schema. */
#ifndef OSINT_READERS_XML_H
#define OSINT_READERS_XML_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Reads a whole document; one that is not valid is refused as a whole. */
void osint_xml_read(OsintDocument *document, const char *data, gsize length);

/* The schema is compiled once a process. */
void osint_xml_init(void);
void osint_xml_cleanup(void);

G_END_DECLS

#endif
