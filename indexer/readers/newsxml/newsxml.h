/* News in XML and JSON, as agencies send it: NITF, NewsML 1, NewsML-G2 and ninjs. */
#ifndef OSINT_READERS_NEWSXML_NEWSXML_H
#define OSINT_READERS_NEWSXML_NEWSXML_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

void osint_nitf_read(OsintDocument *document, const char *data, gsize length);      /* one article */
void osint_newsml_read(OsintDocument *document, const char *data, gsize length);    /* one a story */
void osint_newsml_g2_read(OsintDocument *document, const char *data, gsize length); /* one an item */

/* Whether an object is news in ninjs, and its articles: its own and those that it has beside it. */
gboolean osint_ninjs_is(const json_t *object);
void osint_ninjs_read(OsintDocument *document, const json_t *object, guint64 offset, guint line);

G_END_DECLS

#endif
