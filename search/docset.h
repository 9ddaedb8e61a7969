/* A set of articles, held against the posting lists and values of the index: what facets and timelines are
 * counted by. */
#ifndef OSINT_SEARCH_DOCSET_H
#define OSINT_SEARCH_DOCSET_H

#include "search/engine.h"

G_BEGIN_DECLS

typedef struct OsintDocset OsintDocset;

/* matching must outlive the set. */
OsintDocset *osint_docset_new(const OsintMatching *matching);
void osint_docset_free(OsintDocset *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintDocset, osint_docset_free)

/* For every term with the prefix that articles of the set have: its text behind the prefix, and how many
 * results have it. */
typedef void (*OsintDocsetTermFunc)(const char *text, guint64 articles, gpointer user_data);
gboolean osint_docset_each_term(OsintDocset *set, XapcDb *db, const char *prefix, OsintDocsetTermFunc func,
                                gpointer user_data, GError **error);

/* Whether only the commonest terms were counted, since the lists of others would have to be fetched from
 * other machines. */
gboolean osint_docset_is_partial(const OsintDocset *set);

/* For every article of the set with a value in the slot, in their order: the value, length bytes, and the
 * article's entry in matching->grouped; NULL: it has none. */
typedef void (*OsintDocsetValueFunc)(const char *value, gsize length, const OsintGrouped *grouped,
                                     gpointer user_data);
gboolean osint_docset_each_value(const OsintDocset *set, XapcDb *db, guint32 slot, OsintDocsetValueFunc func,
                                 gpointer user_data, GError **error);

G_END_DECLS

#endif
