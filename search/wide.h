/* Queries of so many words in so many articles that Xapian must not walk through all of their postings. */
#ifndef OSINT_SEARCH_WIDE_H
#define OSINT_SEARCH_WIDE_H

#include "search/plan.h"

G_BEGIN_DECLS

/* Marks the units that the search for the closest articles goes without as light, and counts them. */
void osint_wide_lighten(OsintPlan *plan);
/* FALSE, with the place, when an OR asks for more than can be walked through: every article with one of its
 * words would have to be weighed. */
gboolean osint_wide_check(const OsintPlan *plan, OsintSpan *place, GError **error);

G_END_DECLS

#endif
