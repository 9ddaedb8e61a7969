/* Character references to characters. */
#ifndef OSINT_READERS_HTML_UNESCAPE_H
#define OSINT_READERS_HTML_UNESCAPE_H

#include <glib.h>

G_BEGIN_DECLS

/* Text with the character references of HTML in it ("&amp;", "&#8217;"), which linked data and metas often
 * have twice, on one line; NULL when nothing is left. */
char *osint_text_unescape(const char *text);

G_END_DECLS

#endif
