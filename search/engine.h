/* Asking the index: a checked query becomes a stream of articles with their best passages.
 *
 * Xapian finds the articles; their stored text is read, and every passage scored, by the same matcher that
 * confirms phrases and makes highlights. Hits come one at a time, so that any number can be exported in
 * bounded memory. */
#ifndef OSINT_SEARCH_ENGINE_H
#define OSINT_SEARCH_ENGINE_H

#include "indexer/store/index.h"
#include "search/groups.h"
#include "search/query.h"
#include "search/weights.h"

G_BEGIN_DECLS

typedef enum { OSINT_SORT_RELEVANCE, OSINT_SORT_NEWEST, OSINT_SORT_OLDEST } OsintSort;
/* Of articles that are copies of each other only the one that the order puts first is given; or all of them.
 */
typedef enum { OSINT_COPIES_FOLD, OSINT_COPIES_SHOW } OsintFolding;

typedef struct {
    guint64 limit; /* articles; G_MAXUINT64: all */
    guint64 offset;
    guint passages; /* at most of one article */
    OsintSort sort;
    OsintFolding copies;
    gboolean
        fill; /* a page that articles with all words of a long query do not fill is filled with the closest */
    const OsintWeights *weights; /* NULL: osint_weights; must outlive the search */
    gboolean explain;
    gboolean strict;   /* when no article has all the words: none, not the closest */
    GHashTable *saved; /* saved queries: char * name -> char * text; NULL: none. Not owned */
} OsintSearchOptions;
#define OSINT_SEARCH_OPTIONS_DEFAULT                                                                         \
    {                                                                                                        \
        .limit = 10, .offset = 0, .passages = 3, .sort = OSINT_SORT_RELEVANCE, .explain = FALSE              \
    }

/* A name of an entity that is asked for. */
typedef struct {
    char *name;
    GPtrArray *lists;  /* char *: that have it; none for a name that only articles have */
    GPtrArray *users;  /* char *: the organisations that use it, as far as lists say */
    GPtrArray *also;   /* char *: ids of other entities of this name */
    guint64 articles;  /* that match and mention the entity by it, once osint_asked_count() has counted */
    gboolean is_asked; /* the query used it */
} OsintQueryName;

/* An entity the query asks for, and under which names it was searched. */
typedef struct {
    char *id;
    char *name;
    char *type;               /* NULL when no list has it */
    char *matched_by;         /* what the query said */
    gboolean exact;           /* it is searched under that name only */
    GPtrArray *also_searched; /* char *: the entity's other names */
    GPtrArray *names;         /* OsintQueryName *: those under which it is searched */
    gboolean is_counted;
    guint64 counted;        /* the articles in which names were counted; */
    gboolean counted_exact; /* all that match */
} OsintQueryEntity;

typedef struct {
    guint index;    /* from 1, in the article */
    OsintSpan span; /* in article->text */
    double score;
    GArray *highlights; /* OsintSpan in article->text, in order, not overlapping: what matched, words and
                           asked-for entities */
    char *explanation;  /* with explain: why, one line; else NULL */
} OsintHitPassage;

typedef enum { OSINT_MATCHES_NOT, OSINT_MATCHES, OSINT_MATCHES_UNKNOWN } OsintMatchesQuery;

/* An article that is a copy of another. */
typedef struct {
    OsintArticle *article; /* only id, title, publisher, URL, date, language and path */
    guint32 docid;
    gint64 added;              /* when it was first indexed, Unix seconds */
    OsintMatchesQuery matches; /* UNKNOWN: only reading can tell, and it was not read */
    gboolean earliest;         /* published before all others, the hit included */
} OsintCopy;

typedef struct {
    guint64 rank; /* from 1; 0 when it comes from no search */
    double score;
    gboolean closest;   /* the article does not have all that was asked for */
    GPtrArray *missing; /* char *: words of the query that the article does not have, as typed */
    OsintArticle *article;
    gint64 added;             /* when it was first indexed, Unix seconds */
    GPtrArray *passages;      /* OsintHitPassage *, best first */
    GArray *title_highlights; /* OsintSpan in article->title */
    char *explanation;        /* with explain: why, one line; else NULL */
    guint32 docid;            /* 0 when it comes from no search */
    GPtrArray *copies;        /* OsintCopy *, earliest first; none where copies are not folded */
    guint32 copies_more;      /* how many more it has */
    gboolean earliest;        /* it has copies, and was published before them */
} OsintHit;
/* A hit of the article, which it takes, without passages; a passage of it that is empty. */
OsintHit *osint_hit_new(OsintArticle *article);
OsintHitPassage *osint_hit_passage_new(OsintHit *hit);
void osint_hit_free(OsintHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintHit, osint_hit_free)

typedef struct OsintSearch OsintSearch;

/* Parses, checks and starts a query. On a query error (domain OSINT_QUERY_ERROR) *place (may be NULL) says
 * where. options are copied; index must outlive the search. */
OsintSearch *osint_search_start(OsintIndex *index, const char *text, const OsintSearchOptions *options,
                                gint64 now, OsintSpan *place, GError **error);
/* The next hit of the page asked for; NULL at its end, or with error set: then only free the search. */
OsintHit *osint_search_next(OsintSearch *search, GError **error);
void osint_search_free(OsintSearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintSearch, osint_search_free)

/* The matching articles. Where copies are folded, those of a group are one result, and whatever is counted is
 * the number of results that have an article with it: as many as a search would give that asks for it, too.
 */
typedef struct {
    const GArray *docids;  /* guint32, ascending */
    const GArray *grouped; /* OsintGrouped, ascending: those of them that are folded with others */
    guint64 articles;      /* how many results they are */
    gboolean exact; /* FALSE when they are only the best of more, because reading must confirm each; not
                       so with a limit of G_MAXUINT64 */
} OsintMatching;
/* Counts something over them. */
typedef gboolean (*OsintCountFunc)(OsintIndex *index, const OsintMatching *matching, gpointer user_data,
                                   GError **error);
/* Calls count with all of them, whatever page was asked for; again from the start when commits overtake it.
 * Articles that only come close are none. */
gboolean osint_search_count(OsintSearch *search, OsintCountFunc count, gpointer user_data, GError **error);
/* The same with at most so many of them, the best. */
gboolean osint_search_count_best(OsintSearch *search, guint64 most, OsintCountFunc count, gpointer user_data,
                                 GError **error);

const OsintSearchOptions *osint_search_options(const OsintSearch *search);
const char *osint_search_text(const OsintSearch *search);    /* as asked */
const char *osint_search_read_as(const OsintSearch *search); /* canonical: what was executed */
/* The tree that was executed, entities and saved queries resolved; and what became of it, until the next call
 * of osint_search_next(). */
const OsintNode *osint_search_tree(const OsintSearch *search);
const struct OsintPlan *osint_search_plan(const OsintSearch *search);
const GPtrArray *osint_search_notes(const OsintSearch *search);    /* char * */
const GPtrArray *osint_search_entities(const OsintSearch *search); /* OsintQueryEntity * */
/* Matching articles: results, of which copies are none of their own when they are folded. */
guint64 osint_search_total(const OsintSearch *search, gboolean *exact);
/* How many more articles match that are copies of a result; as exact as the total. Where reading must confirm
 * what matches, copies of what does are not read, and those that may match are counted. */
guint64 osint_search_folded(const OsintSearch *search);
gboolean
osint_search_is_closest(const OsintSearch *search); /* no article has all the words: these are the closest */
/* "Did you mean", or NULL: looked for when first asked for, which takes a while, and kept. NULL, too, when
 * commits overtake it or the index cannot be read. */
const char *osint_search_suggestion(const OsintSearch *search);

G_END_DECLS

#endif
