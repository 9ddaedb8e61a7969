/* When an article was published and updated, of all that its page says. */
#ifndef OSINT_READERS_HTML_DATES_H
#define OSINT_READERS_HTML_DATES_H

#include "indexer/article/article.h"
#include "indexer/readers/html/claims.h"
#include "indexer/readers/html/jsonld.h"
#include "indexer/readers/html/page.h"

G_BEGIN_DECLS

typedef struct {
    const OsintPage *page;
    const OsintLinkedData *linked; /* or NULL */
    const char *address;           /* or NULL */
    const char *title;             /* or NULL: helps to find the headline */
    gint64 now;                    /* Unix seconds; 0 when it is not known */
} OsintDateEvidence;

/* All dates that the evidence gives. */
OsintClaims *osint_claims_collect(const OsintDateEvidence *evidence);

/* Adds what is said in scripts that are no linked data, such as the state of a page that a program builds. */
void osint_claims_collect_programs(OsintClaims *claims, const OsintPage *page);

/* Sets the dates of the article that are not set yet, with the warning `date-ambiguous` when one may be read
 * in two ways and nothing on the page says which. */
void osint_page_dates(OsintArticle *article, const OsintDateEvidence *evidence);

G_END_DECLS

#endif
