/* A query in the words of the page: who does not know the language of queries sees what was searched. */
#ifndef OSINT_WEB_SPOKEN_H
#define OSINT_WEB_SPOKEN_H

#include "web/results.h"

G_BEGIN_DECLS

/* "“tick” and (“server” or words beginning with “host”) and language: not Korean"; NULL when that would say
 * no more than the query itself, a word or a filter. Freed by the caller. */
char *osint_spoken_query(const OsintResults *results);

G_END_DECLS

#endif
