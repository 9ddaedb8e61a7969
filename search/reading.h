/* Reading an article for a query: where its words and entities stand, and whether the article truly matches.
 */
#ifndef OSINT_SEARCH_READING_H
#define OSINT_SEARCH_READING_H

#include "indexer/article/article.h"
#include "search/leaf.h"

G_BEGIN_DECLS

typedef enum { OSINT_ZONE_TITLE, OSINT_ZONE_BODY, OSINT_ZONE_AUTHOR } OsintZone;

/* A place where a leaf, a field or a unit matches; positions as the matcher counts them, span in the zone's
 * own text. */
typedef struct {
    guint32 first, last;
    OsintSpan span;
    OsintZone zone;
    gboolean exact; /* the very word */
} OsintPlace;

/* The parts of a plan that reading needs. */
typedef struct {
    const OsintNode *root;
    GHashTable *leaves;   /* OsintNode * -> OsintLeaf * */
    GHashTable *optional; /* OsintNode *: common words that need not be there */
    OsintMatcher *matcher;
    gboolean reads_authors; /* a leaf asks for author: */
} OsintReadingPlan;

typedef struct OsintReading OsintReading;

OsintReading *osint_reading_new(const OsintReadingPlan *plan); /* plan must outlive it */
void osint_reading_free(OsintReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintReading, osint_reading_free)

/* Reads an article; everything below is about the article read last. stems: of its language. added: when it
 * was first indexed. */
void osint_reading_read(OsintReading *reading, const OsintArticle *article, OsintStems *stems, gint64 added);

gboolean osint_reading_matches(OsintReading *reading);
/* Whether the article matches one node of the plan's tree. */
gboolean osint_reading_matches_node(OsintReading *reading, const OsintNode *node);
/* Whether the article passes all that is no wish for words: filters and what is excluded. */
gboolean osint_reading_passes_filters(OsintReading *reading);
/* Appends every place (OsintPlace) that makes the article match; none under NOT. */
void osint_reading_places(OsintReading *reading, GArray *places);
/* Appends the places of one leaf as a whole; of one unit; of the mentions or citations that a
 * field's node asks for. */
void osint_reading_leaf_places(OsintReading *reading, const OsintLeaf *leaf, GArray *places);
void osint_reading_unit_places(OsintReading *reading, const OsintUnit *unit, GArray *places);
void osint_reading_mention_places(OsintReading *reading, const OsintNode *node, GArray *places);

G_END_DECLS

#endif
