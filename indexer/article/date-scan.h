/* Tokens to a date. */
#ifndef OSINT_ARTICLE_DATE_SCAN_H
#define OSINT_ARTICLE_DATE_SCAN_H

#include "indexer/article/date-tokens.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_DATE_WHOLE,       /* all tokens are the date */
    OSINT_DATE_PREFIX,      /* as many of the first tokens as make one */
    OSINT_DATE_PREFIX_SHORT /* likewise, and 20.04.21 or 4/20/21 is one, too: 1970 to 2069 */
} OsintDateScope;

/* Sets *canonical (owned by the caller) to the date that the tokens are, or begin with, and *ambiguous as
 * osint_date_normalise() does. Gives the number of tokens in it, 0 when there is no date. There is an end
 * behind the last token. */
guint osint_date_scan(const OsintDateToken *tokens, guint count, OsintDateScope scope, char **canonical,
                      gboolean *ambiguous);

G_END_DECLS

#endif
