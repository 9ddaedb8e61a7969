/* The renderers themselves, and what they share; the rest of the project finds them by name (render.h). */
#ifndef OSINT_SEARCH_RENDERERS_H
#define OSINT_SEARCH_RENDERERS_H

#include <jansson.h>

#include "search/render.h"
#include "search/typeset.h"

G_BEGIN_DECLS

extern const OsintRenderer osint_render_text;
extern const OsintRenderer osint_render_json;
extern const OsintRenderer osint_render_ndjson;
extern const OsintRenderer osint_render_csv;
extern const OsintRenderer osint_render_atom;
extern const OsintRenderer osint_render_trec;
extern const OsintRenderer osint_render_markdown;
extern const OsintRenderer osint_render_bibtex;
extern const OsintRenderer osint_render_csl;

/* ---- text ---- */

/* Text as one line a passage: "path:passage-index:text". */
void osint_lines_hit(GString *out, const OsintHit *hit, const OsintRenderOptions *options);
/* Bars on a terminal; in a pipe lines of period, tab, number. What stands around them is the caller's. */
void osint_text_timeline(GString *out, const OsintTimeline *timeline, const OsintRenderOptions *options);
/* The block of facets on a terminal. */
void osint_text_facets(OsintTypeset *set, const OsintFacets *facets);

/* ---- JSON ---- */

/* Takes the value; nothing a terminal would act on is in what is appended. */
void osint_json_append(GString *out, json_t *value);
/* NULL: null. A query comes from outside: what is no UTF-8 in it becomes U+FFFD. */
json_t *osint_json_text(const char *text);
json_t *osint_json_facets(const OsintFacets *facets); /* NULL: null */
json_t *osint_json_row(const OsintTimelineRow *row);

/* ---- for all ---- */

void osint_render_nothing(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
/* Of a hit's passages, how many the view shows. */
guint osint_render_passages(const OsintHit *hit, const OsintRenderOptions *options);
/* The article's URL when it is one for http or https, else NULL. */
const char *osint_render_link(const OsintArticle *article);
/* A link with spaces, controls and the ASCII characters in `also` percent-encoded. */
void osint_render_escaped(GString *out, const char *text, const char *also);
/* Year, month and day as the date itself has them; how many are known. */
guint osint_render_date_parts(const char *date, int parts[3]);
/* When somebody had the article before them: as it says, else the day it was indexed; NULL: not known. */
char *osint_render_accessed(const OsintHit *hit);
char *osint_render_joined(const GPtrArray *texts, const char *separator);
/* Of the rows of a timeline that the options ask for, in their order, the i-th; NULL behind the last. */
const OsintTimelineRow *osint_render_row(const OsintTimeline *timeline, const OsintRenderOptions *options,
                                         guint i);

G_END_DECLS

#endif
