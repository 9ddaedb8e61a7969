/* XML that is nearly well-formed, as feeds are: made so that a parser reads it to its end. */
#ifndef OSINT_READERS_MENDXML_H
#define OSINT_READERS_MENDXML_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *hostile; /* the name of an entity that is declared by other entities or another file; else NULL */
    gboolean cut_short; /* the text ended inside a tag, a CDATA section or an element of the third level */
    gboolean goes_on;   /* something stands behind the end of the outermost element */
} OsintMending;

void osint_mending_clear(OsintMending *mending);

/* text: UTF-8 of `length` bytes that begins with its first tag, declaration or comment. Elements are closed
 * in the order in which they were opened, repeated attributes and stray end tags dropped, quotes set, stray
 * "&" and
 * "<" escaped, control characters, comments and declarations left out, and the names of HTML's characters
 * (&nbsp;) and the plain strings that the document declares replaced. Line breaks stay where they are as far
 * as that goes. NULL when the document declares an entity that is not a plain string: nothing of it is read
 * then.
 */
char *osint_mend_xml(const char *text, gsize length, gsize *mended_length, OsintMending *mending);

G_END_DECLS

#endif
