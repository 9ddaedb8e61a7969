/* Which terms of the index a wildcard or a fuzzy word may stand for.
 *
 * The index holds stems, the query means words: the terms found are a superset, and the matcher decides by
 * reading. */
#ifndef OSINT_SEARCH_EXPAND_H
#define OSINT_SEARCH_EXPAND_H

#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

#define OSINT_EXPAND_MOST 500 /* terms; beyond it *cut is set */

/* Terms of words that begin with folded. prefix: the terms' schema prefix. Appends char * to terms. */
gboolean osint_expand_prefix(XapcDb *db, const char *prefix, const char *folded, GPtrArray *terms,
                             gboolean *cut, GError **error);

/* Terms of words within some edits of folded. stems: the word's own stems. */
gboolean osint_expand_fuzzy(XapcDb *db, const char *prefix, const char *folded, const GPtrArray *stems,
                            guint edits, GPtrArray *terms, gboolean *cut, GError **error);

G_END_DECLS

#endif
