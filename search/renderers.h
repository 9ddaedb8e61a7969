/* The renderers themselves, and what they share; the rest of the project finds them by name (render.h). */
#ifndef OSINT_SEARCH_RENDERERS_H
#define OSINT_SEARCH_RENDERERS_H

#include <jansson.h>

#include "indexer/article/json.h"
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
extern const OsintRenderer osint_render_dot;
extern const OsintRenderer osint_render_graphml;
extern const OsintRenderer osint_render_svg;

/* ---- text ---- */

/* Text as one line a passage: "path:passage-index:text". */
void osint_lines_hit(GString *out, const OsintHit *hit, const OsintRenderOptions *options);
/* Bars on a terminal; in a pipe lines of period, tab, number. What stands around them is the caller's. */
void osint_text_timeline(GString *out, const OsintTimeline *timeline, const OsintRenderOptions *options);
/* The block of facets on a terminal. */
void osint_text_facets(OsintTypeset *set, const OsintFacets *facets);

/* What stands above and below the answer of a view on a terminal, where there is something. */
void osint_text_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
void osint_text_end(GString *out, const OsintSearch *search, const char *total,
                    const OsintRenderOptions *options);
/* Lines that are broken where those of a hit are. */
void osint_text_init(OsintTypeset *set, GString *out, const OsintRenderOptions *options);
void osint_text_labelled(OsintTypeset *set, const char *label, const char *text);
/* The article's headline and origin; a passage of it. */
void osint_text_article(OsintTypeset *set, const OsintHit *hit);
void osint_text_passage(OsintTypeset *set, const OsintSearch *search, const OsintArticle *article,
                        const OsintHitPassage *passage);
void osint_text_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                         const OsintRenderOptions *options);
void osint_text_card(GString *out, const OsintSearch *search, const OsintCard *card,
                     const OsintRenderOptions *options);

void osint_text_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                        const OsintRenderOptions *options);

/* ---- CSV ---- */

/* first: of the row; it is set to FALSE. */
void osint_csv_cell(GString *out, gboolean *first, const char *text);
void osint_csv_number(GString *out, gboolean *first, guint64 number);
void osint_csv_score(GString *out, gboolean *first, double score);
/* Its index, start, end and text; chars: of the article's text. */
void osint_csv_passage(GString *out, gboolean *first, const OsintArticle *article,
                       const OsintCharIndex *chars, const OsintHitPassage *passage);
void osint_csv_end_row(GString *out);
void osint_csv_header(GString *out, const char *columns, const OsintRenderOptions *options);
void osint_csv_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                        const OsintRenderOptions *options);
void osint_csv_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                       const OsintRenderOptions *options);

/* ---- Markdown ---- */

void osint_markdown_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
void osint_markdown_text(GString *out, const char *text); /* behind something else in its line */
void osint_markdown_timeline(GString *out, const OsintTimeline *timeline, const OsintRenderOptions *options);
/* A link to the article, its origin and its passages as quotations. */
void osint_markdown_evidence(GString *out, const OsintHit *hit);
void osint_markdown_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                             const OsintRenderOptions *options);
void osint_markdown_card(GString *out, const OsintSearch *search, const OsintCard *card,
                         const OsintRenderOptions *options);
void osint_markdown_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                            const OsintRenderOptions *options);

/* ---- JSON ---- */

/* The answer up to its total, and from its facets on. */
void osint_json_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
void osint_json_end(GString *out, const OsintSearch *search, const OsintRenderOptions *options);
json_t *osint_json_strings(const GPtrArray *texts);
/* A name of an entity that is asked for. */
json_t *osint_json_name(const OsintQueryEntity *entity, const OsintQueryName *name);
/* {"article", "passages"} */
json_t *osint_json_evidence(const OsintHit *hit);
void osint_ndjson_append(GString *out, json_t *object, const OsintRenderOptions *options); /* takes it */
void osint_json_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                         const OsintRenderOptions *options);
void osint_ndjson_entities(GString *out, const OsintSearch *search, const OsintEntityCounts *counts,
                           const OsintRenderOptions *options);
void osint_json_card(GString *out, const OsintSearch *search, const OsintCard *card,
                     const OsintRenderOptions *options);
void osint_ndjson_card(GString *out, const OsintSearch *search, const OsintCard *card,
                       const OsintRenderOptions *options);
void osint_json_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                        const OsintRenderOptions *options);
void osint_ndjson_network(GString *out, const OsintSearch *search, const OsintNetwork *network,
                          const OsintRenderOptions *options);
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
/* Text of XML, or of an attribute in double quotes. */
void osint_render_xml(GString *out, const char *text);
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
