/* JSON as pages write it, to JSON. */
#ifndef OSINT_READERS_HTML_JSONLD_REPAIR_H
#define OSINT_READERS_HTML_JSONLD_REPAIR_H

#include <glib.h>

G_BEGIN_DECLS

/* Mends what is often wrong with JSON in web pages: comments, wrappers of comments or CDATA around it,
 * control characters and unescaped quotes in strings, escapes that do not exist, commas too many, and a
 * missing end. The result is not always JSON, and its strings may differ from what was meant. */
char *osint_jsonld_repair(const char *text);

G_END_DECLS

#endif
