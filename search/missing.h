/* What of a query an article does not have. */
#ifndef OSINT_SEARCH_MISSING_H
#define OSINT_SEARCH_MISSING_H

#include "search/reading.h"

G_BEGIN_DECLS

/* Appends (char *) what the article read last lacks, as it was typed: words and phrases that it does not
 * have, and where it has all words of a NEAR, ADJ or SAME but not so, that whole. Filters are not wished for
 * but required, and never among it. */
void osint_missing_append(OsintReading *reading, const OsintReadingPlan *plan, GPtrArray *missing);

G_END_DECLS

#endif
