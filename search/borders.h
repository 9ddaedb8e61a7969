/* Where words of a query end in a script that puts no spaces between them, as a dictionary has it. */
#ifndef OSINT_SEARCH_BORDERS_H
#define OSINT_SEARCH_BORDERS_H

#include <glib.h>

G_BEGIN_DECLS

/* The borders between words within text[start, end), valid UTF-8: bytes as guint32, in order. None where no
 * dictionary is there. */
GArray *osint_word_borders(const char *text, guint32 start, guint32 end);

/* Whether a byte is one of them. */
gboolean osint_is_word_border(const GArray *borders, guint32 at);

G_END_DECLS

#endif
