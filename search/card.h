/* The card of one entity: what lists say of it, and what the matching articles do. */
#ifndef OSINT_SEARCH_CARD_H
#define OSINT_SEARCH_CARD_H

#include "search/timeline.h"

G_BEGIN_DECLS

/* Another entity that is mentioned in the same passages. */
typedef struct {
    char *id, *type, *name;
    guint64 passages, articles; /* that mention both */
    double score;               /* log-likelihood ratio: how far that is from chance (Dunning 1993) */
    OsintHit *proof;            /* a passage that mentions both, both highlighted */
} OsintCardRelated;

typedef struct {
    const OsintQueryEntity *asked; /* its names, counted; owned by the search */
    OsintEntity *entity;           /* what lists say of it; NULL when none has it, like an indicator */
    GPtrArray *targets;            /* char *: the names of those its relations are with, or NULL */
    guint64 articles;              /* that mention it, or are tagged with it; benign mentions do not count */
    gboolean exact;                /* these are all that match */
    guint64 read;                  /* the newest of them: what mentions, related and newest are of */
    guint64 mentions;
    guint64 descriptive, undecided; /* of them */
    char *first, *last;             /* dates of publication, as known; NULL when none is */
    OsintTimeline *timeline;
    GPtrArray
        *related;      /* OsintCardRelated *: more often together than by chance, the most surprising first */
    GPtrArray *newest; /* OsintHit *: the newest articles, with the passages that mention it */
} OsintCard;

typedef struct {
    guint64 limit;  /* of related entities and of newest articles */
    guint passages; /* of one article */
    OsintBy by;     /* of the timeline */
    guint most; /* articles that are read: the newest; 0: all. Articles, dates and timeline are of all then,
                   too, and every article that matches counts as one that mentions the entity */
} OsintCardOptions;

/* The query that a card is asked by: text, in which words stand for the filter entity: when it has none. NULL
 * with an OSINT_QUERY_ERROR and *place (may be NULL) when no entity is named. */
char *osint_card_query(OsintIndex *index, const char *text, gint64 now, OsintSpan *place, GError **error);

/* The card of the one entity that the search asks for, over all articles that match. OSINT_QUERY_ERROR when
 * it asks for none or for several. search must outlive the card. */
OsintCard *osint_card_new(OsintSearch *search, const OsintCardOptions *options, GError **error);
void osint_card_free(OsintCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintCard, osint_card_free)

G_END_DECLS

#endif
