/* Claims: the dates that a page gives, each with what it is said to be and by what. */
#ifndef OSINT_READERS_HTML_CLAIMS_H
#define OSINT_READERS_HTML_CLAIMS_H

#include "indexer/article/date.h"
#include "indexer/readers/html/page.h"

G_BEGIN_DECLS

/* What a date is said to be. */
typedef enum { OSINT_CLAIM_PUBLISHED, OSINT_CLAIM_UPDATED, OSINT_CLAIM_UNSAID } OsintClaimRole;

/* Who says so, in the order in which they are believed. */
typedef enum {
    OSINT_SOURCE_LINKED_DATA, /* of an article */
    OSINT_SOURCE_META,        /* article:published_time and the like */
    OSINT_SOURCE_MICRODATA,   /* itemprop=datePublished */
    OSINT_SOURCE_PAGE_DATA,   /* linked data of the page or a video; weaker metas */
    OSINT_SOURCE_VISIBLE,     /* what a reader sees, and <time> */
    OSINT_SOURCE_ADDRESS,
    OSINT_SOURCE_WEAK_META, /* "date", which may be the server's */
    OSINT_SOURCE_PROGRAM    /* data in a script */
} OsintClaimSource;

typedef struct {
    char *date; /* canonical */
    OsintPeriod period;
    gboolean ambiguous;
    OsintClaimRole role;
    OsintClaimSource source;
    int score; /* among those of one source: higher is better */
    char *written;
} OsintClaim;

typedef struct {
    GArray *claims;             /* OsintClaim */
    gint64 now;                 /* Unix seconds; 0 when it is not known */
    int month_first, day_first; /* evidence of how dates with strokes are written here */
} OsintClaims;

OsintClaims *osint_claims_new(gint64 now);
void osint_claims_free(OsintClaims *claims);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintClaims, osint_claims_free)

/* Adds the date that a text is (a date in any form, Unix time), or else has in it. TRUE when there was a
 * plausible one. */
gboolean osint_claims_add(OsintClaims *claims, OsintClaimSource source, OsintClaimRole role, int score,
                          const char *text);
/* Adds a date found in a line; text is the line. */
gboolean osint_claims_add_found(OsintClaims *claims, OsintClaimRole role, int score, const char *text,
                                const OsintDateFound *found);

/* Whether an article on the web can be of that time: declared dates since 1800, others since 1990, none that
 * computers write for zero, none more than a day after now. */
gboolean osint_claims_are_plausible(const OsintClaims *claims, const char *date, const OsintPeriod *period,
                                    gboolean declared);

G_END_DECLS

#endif
