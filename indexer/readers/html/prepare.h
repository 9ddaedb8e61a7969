/* HTML made ready for libxml2's parser. */
#ifndef OSINT_READERS_HTML_PREPARE_H
#define OSINT_READERS_HTML_PREPARE_H

#include <glib.h>

G_BEGIN_DECLS

/* A copy without what no reader asks for (scripts but JSON, styles, pictures, comments, most attributes),
 * which is most of a page's bytes, and without what the parser is slow with or ends at (NUL bytes, tags with
 * thousands of attributes). With max_depth > 0, tags that are nested deeper are left out and their text
 * stays. */
char *osint_html_prepare(const char *html, gsize length, guint max_depth, gsize *kept);

G_END_DECLS

#endif
