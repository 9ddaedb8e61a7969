/* The characters of XML that is being mended: references, entities, what may not stand in it. */
#ifndef OSINT_READERS_MENDXML_CHARACTERS_H
#define OSINT_READERS_MENDXML_CHARACTERS_H

#include <glib.h>

G_BEGIN_DECLS

/* Appends text with references as characters, and everything escaped that is markup. entities: name -> its
 * characters; what they add is taken from *growth, and none is replaced any more when that is used up. */
void osint_mend_characters(GString *out, const char *text, gsize length, GHashTable *entities, gsize *growth);
/* Appends the inside of a CDATA section: without control characters. */
void osint_mend_literal(GString *out, const char *text, gsize length);
/* Reads a document type declaration, which begins at `at`, and gives the place behind it. Entities that are
 * plain strings are added; of any other, *hostile becomes the name. */
const char *osint_mend_doctype(const char *at, const char *end, GHashTable *entities, char **hostile);

G_END_DECLS

#endif
