/* What reading an article knows, shared by reading.c, which finds places, and truth.c, which judges the tree
 * by them. */
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

/* Each appends OsintPlace. */
void osint_places_of_leaf(const OsintReading *reading, const OsintLeaf *leaf, const OsintRegion *region,
                          GArray *places);
/* positions: with first and last, for distances; mentions without a word are left out then. */
void osint_places_of_mentions(const OsintReading *reading, const OsintNode *node, const OsintRegion *region,
                              gboolean positions, GArray *places);

G_END_DECLS

#endif
