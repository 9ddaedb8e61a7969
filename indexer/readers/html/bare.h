/* Text reduced to what two renderings of it have in common. */
#ifndef OSINT_READERS_HTML_BARE_H
#define OSINT_READERS_HTML_BARE_H

#include <glib.h>

G_BEGIN_DECLS

/* The letters and digits of a text (valid UTF-8), in lower case, without anything between them. */
char *osint_html_bare(const char *text, gsize length);

G_END_DECLS

#endif
