/* One renderer interface: a search in, bytes out; text, JSON and the rest differ only here. */
#ifndef OSINT_SEARCH_RENDER_H
#define OSINT_SEARCH_RENDER_H

#include "search/card.h"
#include "search/entities-view.h"
#include "search/facets.h"
#include "search/network.h"
#include "search/timeline.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_SHOW_PASSAGES,
    OSINT_SHOW_ARTICLES,
    OSINT_SHOW_TIMELINE,
    OSINT_SHOW_ENTITIES,
    OSINT_SHOW_ENTITY,
    OSINT_SHOW_NETWORK,
} OsintShow;

/* Where an Atom feed stands: absolute addresses, each NULL where there is none. */
typedef struct {
    const char *self, *page; /* its own, and that of the page of which it is another form */
    const char *previous, *next;
    /* The stored article, at a passage (0: its beginning); freed by the caller. */
    char *(*article)(gconstpointer site, const OsintArticle *article, guint passage);
    gconstpointer site;
} OsintFeed;

typedef struct {
    OsintShow show;
    gboolean terminal; /* text: laid out for people; else one line a passage */
    gboolean color;
    guint width;               /* terminal columns; 0: not known */
    const char *name;          /* the query's name when there are several, else NULL */
    gboolean wants_facets;     /* they were asked for */
    const OsintFacets *facets; /* NULL when they were not, and when they would mean nothing */
    guint64 rows, first_row;   /* of a table: at most so many, from this one on (from 0) */
    gboolean newest_first;     /* the order of its rows, where it is of time */
    OsintBy by;                /* of a timeline */
    const char *type;          /* the entities that are counted; NULL: all */
    guint most;                /* articles in which they are counted; 0: all */
    OsintCardOptions card;
    OsintNetworkOptions network;
    OsintFeed feed;
    gint64 now;        /* Unix seconds */
    gboolean is_later; /* not the first search of a batch that is answered */
    guint64 before;    /* hits of the searches before this one */
    guint64 given;     /* hits of this search so far; osint_render_hit() counts them */
    gint64 newest;     /* when the newest of them was first indexed, likewise; 0: none */
} OsintRenderOptions;

/* Appends to out; the program writes and empties out whenever it likes. */
typedef struct {
    const char *name;                   /* as in --format= */
    const char *media_type;             /* for HTTP */
    const char *open, *between, *close; /* around and between the searches of a batch */
    gboolean is_joined;  /* several searches make one document: open and close stand around one search, too */
    gboolean is_single;  /* several searches cannot be one document */
    gboolean gives_once; /* an article that several searches find is given once */
    gboolean has_facets; /* there is a place for them, and so below */
    gboolean has_explanations;
    gboolean has_notes;   /* of text, on a terminal only */
    gboolean has_closest; /* articles that do not have all are in place behind those that do; likewise */
    void (*begin)(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
    void (*hit)(GString *out, const OsintSearch *search, const OsintHit *hit,
                const OsintRenderOptions *options);
    void (*end)(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
    /* Each the whole answer of its view; NULL: it has no such form. One that has no hits has no page of them,
     * and neither begin nor end. */
    void (*timeline)(GString *out, const OsintSearch *search, const OsintTimeline *timeline,
                     const OsintRenderOptions *options);
    void (*entities)(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                     const OsintRenderOptions *options);
    void (*card)(GString *out, const OsintSearch *search, const OsintCard *card,
                 const OsintRenderOptions *options);
    void (*network)(GString *out, const OsintSearch *search, const OsintNetwork *network,
                    const OsintRenderOptions *options);
    /* Likewise of a network, as a picture; fails with OSINT_LAYOUT_ERROR. */
    gboolean (*picture)(GString *out, const OsintSearch *search, const OsintNetwork *network, GError **error);
} OsintRenderer;

void osint_render_open(GString *out, const OsintRenderer *renderer, gboolean batch);
void osint_render_hit(GString *out, const OsintRenderer *renderer, const OsintSearch *search,
                      const OsintHit *hit, OsintRenderOptions *options);
void osint_render_close(GString *out, const OsintRenderer *renderer, gboolean batch);

/* The whole answer of a view for which osint_show_counts(). */
gboolean osint_render_counts(GString *out, const OsintRenderer *renderer, OsintSearch *search,
                             const OsintRenderOptions *options, GError **error);

/* What is said, besides the search's notes, when osint_search_is_closest(). */
#define OSINT_NOTE_CLOSEST "no article has all of this; these come closest"

const OsintRenderer *osint_renderer_find(const char *name); /* NULL: no such format */
const OsintRenderer *const *osint_renderers(void);          /* NULL-terminated */
/* The formats that a view has: "text, json, csv". Freed by the caller. */
char *osint_renderers_for(OsintShow show);
gboolean osint_renderer_shows(const OsintRenderer *renderer, OsintShow show);

const char *const *osint_show_names(void); /* NULL-terminated, in the order of OsintShow */
/* Whether a view is of all that matches, and not of a page of hits. */
gboolean osint_show_counts(OsintShow show);
gboolean osint_show_parse(const char *name, OsintShow *show);

/* Facets in lines of text, "language: en 20, ja 5", for where they stand beside an answer that has no place
 * for them. Freed by the caller. */
char *osint_facets_to_lines(const OsintFacets *facets);

/* A copy in which no control character but newline, no bidirectional override and no invalid byte can reach a
 * terminal: U+FFFD stands in their place, a space for tabs. */
char *osint_terminal_safe(const char *text, gssize length);

G_END_DECLS

#endif
