/* The expressions of a sentence that speak of persons, listed or not. */
#ifndef OSINT_ENTITIES_REFERENCES_SCAN_H
#define OSINT_ENTITIES_REFERENCES_SCAN_H

#include "indexer/entities/matching/reading.h"
#include "indexer/entities/references/rules.h"
#include "indexer/text/span.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_EXPR_LISTED,     /* a name or phrase of the list that counts */
    OSINT_EXPR_PRONOUN,    /* he, they, both, the two */
    OSINT_EXPR_DEFINITE,   /* the man */
    OSINT_EXPR_INDEFINITE, /* a man */
    OSINT_EXPR_DIFFERENT,  /* another man */
    OSINT_EXPR_OTHER,      /* somebody named, or with a role: the spokesperson */
    OSINT_EXPR_CROWD,      /* several who are not listed: officials */
    OSINT_EXPR_FORMER,
    OSINT_EXPR_LATTER
} OsintExprKind;

typedef struct {
    OsintExprKind kind;
    OsintSpan span;
    guint32 flags;       /* of lexicon.h: gender, number and kind of the noun or pronoun */
    OsintSpan noun;      /* empty for those without one */
    OsintSpan modifiers; /* the words before the noun */
    guint match;         /* LISTED: the first match with the span */
    gboolean predicate;  /* says who the expression before it is: "he is a student" */
    gboolean definite;   /* LISTED: after "the" */
    gboolean different;  /* LISTED: after, or beginning with, "another" */
    gboolean passive;    /* what follows is done to things: "they were rented" */
    gboolean object;     /* of the clause whose subject the expression before is: "a friend helped him" */
    gboolean subject;    /* begins its sentence */
} OsintExpr;

typedef struct OsintExprScanner OsintExprScanner;

/* The reading's matches that are to be seen have `counts`; own: OsintLexicon * with further nouns. All must
 * outlive the scanner. */
OsintExprScanner *osint_expr_scanner_new(const OsintReferenceRules *rules, const OsintReading *reading,
                                         const GPtrArray *own);
void osint_expr_scanner_free(OsintExprScanner *scanner);

/* The OsintExpr of a sentence, in order and without overlaps, valid until the next call. Sentences come in
 * order. */
const GArray *osint_expr_scan(OsintExprScanner *scanner, OsintSpan sentence);

G_END_DECLS

#endif
