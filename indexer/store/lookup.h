/* Short questions to a database: which documents have a term, what text stands under a key. */
#ifndef OSINT_STORE_LOOKUP_H
#define OSINT_STORE_LOOKUP_H

#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

/* The first document with the term, or 0 when none has it; "" is the term of all. */
gboolean osint_first_docid(XapcDb *db, const char *term, guint32 *docid, GError **error);
/* All of them, ascending: guint32. */
GArray *osint_all_docids(XapcDb *db, const char *term, GError **error);
/* Metadata as a string, "" where there is none; freed by the caller. */
char *osint_metadata_text(XapcDb *db, const char *key, GError **error);

/* A string that changes with every commit: uuid and revision, for a database of this machine. */
char *osint_database_revision(XapcDb *db, GError **error);

G_END_DECLS

#endif
