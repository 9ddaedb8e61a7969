/* One renderer interface: a search in, bytes out; text, JSON and the rest differ only here. */
#ifndef OSINT_SEARCH_RENDER_H
#define OSINT_SEARCH_RENDER_H

#include "search/engine.h"

G_BEGIN_DECLS

typedef enum { OSINT_SHOW_PASSAGES, OSINT_SHOW_ARTICLES } OsintShow;

typedef struct {
    OsintShow show;
    gboolean terminal; /* text: laid out for people; else one line a passage */
    gboolean color;
    guint width;      /* terminal columns; 0: not known */
    const char *name; /* the query's name when there are several, else NULL */
    guint64 given;    /* text: hits given so far, counted by the caller for end() */
} OsintRenderOptions;

/* Appends to out; the program writes and empties out whenever it likes. */
typedef struct {
    const char *name;                   /* as in --format= */
    const char *media_type;             /* for HTTP */
    const char *open, *between, *close; /* around and between the searches of a batch */
    void (*begin)(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
    void (*hit)(GString *out, const OsintSearch *search, const OsintHit *hit,
                const OsintRenderOptions *options);
    void (*end)(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
} OsintRenderer;

/* What is said, besides the search's notes, when osint_search_is_closest(). */
#define OSINT_NOTE_CLOSEST "no article has all of this; these come closest"

const OsintRenderer *osint_renderer_find(const char *name); /* NULL: no such format */
const OsintRenderer *const *osint_renderers(void);          /* NULL-terminated */
gboolean osint_show_parse(const char *name, OsintShow *show);

/* A copy in which no control character but newline, no bidirectional override and no invalid byte can reach a
 * terminal: U+FFFD stands in their place, a space for tabs. */
char *osint_terminal_safe(const char *text, gssize length);

G_END_DECLS

#endif
