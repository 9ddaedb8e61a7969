/* From an article to its Xapian document: terms, values and data, as schema.h says. */
#ifndef OSINT_STORE_DOCUMENT_H
#define OSINT_STORE_DOCUMENT_H

#include "indexer/article/article.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

/* Makes documents; remembers stems between articles. Not for several threads at once. */
typedef struct OsintDocumentMaker OsintDocumentMaker;
OsintDocumentMaker *osint_document_maker_new(void);
void osint_document_maker_free(OsintDocumentMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintDocumentMaker, osint_document_maker_free)

/* added: Unix seconds when the article was first indexed. */
XapcDoc *osint_document_make(OsintDocumentMaker *maker, const OsintArticle *article, gint64 added,
                             GError **error);

gboolean osint_document_set_added(XapcDoc *document, gint64 added, GError **error);

/* What osint_document_make() puts in a slot, read back; 0 when unset. */
double osint_document_number(XapcDoc *document, guint32 slot);

G_END_DECLS

#endif
