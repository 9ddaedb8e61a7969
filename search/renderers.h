/* The renderers themselves; the rest of the project finds them by name (render.h). */
#ifndef OSINT_SEARCH_RENDERERS_H
#define OSINT_SEARCH_RENDERERS_H

#include "search/render.h"

G_BEGIN_DECLS

extern const OsintRenderer osint_render_text;
extern const OsintRenderer osint_render_json;
extern const OsintRenderer osint_render_ndjson;
extern const OsintRenderer osint_render_trec;

/* Text as one line a passage: "path:passage-index:text". */
void osint_lines_hit(GString *out, const OsintHit *hit, const OsintRenderOptions *options);

/* Of a hit's passages, how many the view shows. */
guint osint_render_passages(const OsintHit *hit, const OsintRenderOptions *options);

G_END_DECLS

#endif
