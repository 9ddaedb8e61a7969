/* Whether the values of filters can be what they are meant to be: languages, kinds of document, ratings, web
 * sites. */
#ifndef OSINT_SEARCH_VALUES_H
#define OSINT_SEARCH_VALUES_H

#include "indexer/store/index.h"
#include "search/query.h"

G_BEGIN_DECLS

/* Checks the filters of a tree and brings their values into the form that the index has. An unknown one is an
 * error (OSINT_QUERY_ERROR_FIELD) that names the nearest valid one; its place goes to *place (may be NULL).
 * One that is valid but in no article is none. */
gboolean osint_values_check(OsintIndex *index, OsintNode *node, OsintSpan *place, GError **error);

/* Whether a text is a rating by the Admiralty code, "B2", in small letters or capital ones. */
gboolean osint_is_rating(const char *text);

G_END_DECLS

#endif
