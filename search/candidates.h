/* The articles that match a plan, in Xapian's order, asked of it and confirmed by reading as far as needed.
 *
 * Reading is limited: a query that finds little among much stops after some megabytes of text. What it costs
 * is counted in text, not in time, so that the same question has the same answer on every machine. */
#ifndef OSINT_SEARCH_CANDIDATES_H
#define OSINT_SEARCH_CANDIDATES_H

#include "search/engine.h"
#include "search/groups.h"
#include "search/plan.h"

G_BEGIN_DECLS

typedef struct {
    guint32 docid;
    guint group;   /* of copies; 0: none, or they are not folded */
    double weight; /* by Xapian */
} OsintCandidate;

typedef struct OsintCandidates OsintCandidates;

#define OSINT_CANDIDATES_LIMITED 1000

/* closest: by the plan's query for the closest. options say how many will be given out at most, on which the
 * limit of reading depends: who asks for more than OSINT_CANDIDATES_LIMITED articles gets all there are.
 * groups: of each only the first article is a candidate; NULL: copies are candidates like others. plan,
 * reading (made for it), groups and options must outlive the candidates. */
OsintCandidates *osint_candidates_new(OsintIndex *index, const OsintPlan *plan, OsintReading *reading,
                                      OsintGroups *groups, const OsintSearchOptions *options,
                                      gboolean closest, GError **error);
void osint_candidates_free(OsintCandidates *candidates);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintCandidates, osint_candidates_free)

/* Finds candidates until there are count, or no more, or reading is stopped. */
gboolean osint_candidates_find(OsintCandidates *candidates, guint64 count, GError **error);
/* Finds at once whatever a search will give as long as reading is limited, so that a stop is known before the
 * first hit, and looks at as many of Xapian's matches as a total is told from. */
gboolean osint_candidates_prepare(OsintCandidates *candidates, GError **error);

/* One of those found, counted from 0; NULL behind the last. */
const OsintCandidate *osint_candidates_get(const OsintCandidates *candidates, guint64 number);
gboolean osint_candidates_at_end(const OsintCandidates *candidates); /* no more will be found */
/* How many articles there are, as far as is known. */
guint64 osint_candidates_total(const OsintCandidates *candidates, gboolean *exact);
/* How many more are copies of a candidate, as far as is known. */
guint64 osint_candidates_folded(const OsintCandidates *candidates);
/* Whether reading was stopped by its limit; how many articles were read, of how many that had to be. */
gboolean osint_candidates_stopped(const OsintCandidates *candidates, guint64 *read, guint64 *of);

/* Appends the numbers (guint32) of all articles that match, in ascending order, and, of those that are to be
 * folded, which are copies of each other (OsintGrouped, likewise). Where reading must confirm, these are the
 * candidates that it found: exact says whether they are all. */
gboolean osint_candidates_docids(OsintCandidates *candidates, GArray *docids, GArray *grouped,
                                 gboolean *exact, GError **error);

/* The candidate's article, read by reading; added: when it was first indexed. */
OsintArticle *osint_candidates_read(OsintCandidates *candidates, const OsintCandidate *candidate,
                                    gint64 *added, GError **error);

G_END_DECLS

#endif
