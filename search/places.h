/* What reading an article knows, shared by reading.c and window.c, which find places, and truth.c, which
 * judges the tree by them. */
#ifndef OSINT_SEARCH_PLACES_H
#define OSINT_SEARCH_PLACES_H

#include "search/reading.h"

G_BEGIN_DECLS

struct OsintReading {
    const OsintReadingPlan *plan;
    const OsintArticle *article;
    gint64 added;
    GArray *occurrences; /* OsintOccurrence of all zones, in order of position */
    guint32 body;        /* the first position of the body; below it is the title */
    guint32 authors;     /* the first position of the authors' names */
    GPtrArray *by_atom;  /* GArray of guint: indices into occurrences */
    GArray *positions; /* OsintPosition of the body's words; read when a distance to a mention is asked for */
};

/* All of the article, or one sentence or passage of it. */
typedef struct {
    gboolean whole;
    OsintZone zone;
    OsintSpan span;
} OsintRegion;

extern const OsintRegion osint_whole_article;

gboolean osint_region_holds(const OsintRegion *region, const OsintPlace *place);
/* Where a region begins among the article's spans, mentions or citations, which are in order. */
guint osint_region_first(const OsintRegion *region, const GArray *spans);

/* Each appends OsintPlace. */
void osint_places_of_leaf(const OsintReading *reading, const OsintLeaf *leaf, const OsintRegion *region,
                          GArray *places);
/* A word, or words or characters in a row, in the zones of a field; exact: no other forms of the words. */
void osint_places_of_sequence(const OsintReading *reading, const OsintStep *steps, guint count,
                              gboolean exact, OsintField field, const OsintRegion *region, GArray *places);
/* The words of a leaf within its distance of each other, each on its own, in order. */
void osint_places_of_window(const OsintReading *reading, const OsintLeaf *leaf, const OsintRegion *region,
                            GArray *places);
/* Of the mentions or citations that a node asks for. positions: with first and last, for distances; those
 * without a word are left out then. */
void osint_places_of_mentions(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                              gboolean positions, GArray *places);

G_END_DECLS

#endif
