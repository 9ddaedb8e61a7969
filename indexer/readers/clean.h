/* Characters as they should be stored: line ends are \n, every kind of space is a space, invisible and
 * control characters are gone, and the text is in Unicode normal form C. Control characters that stand where
 * windows-1252 has a quotation mark or the like are that character. */
#ifndef OSINT_READERS_CLEAN_H
#define OSINT_READERS_CLEAN_H

#include <glib.h>

G_BEGIN_DECLS

/* text is valid UTF-8 of `length` bytes; NUL bytes in it are dropped. Line breaks and runs of spaces stay. */
char *osint_clean_text(const char *text, gsize length);

/* Takes NUL bytes, which are no text, out of a string of `length` bytes that has one more at its end. */
void osint_drop_nuls(char *text, gsize length);
/* Whether there is nothing but ASCII white space in it. */
gboolean osint_is_blank(const char *data, gsize length);

/* What U+0080 to U+009F mean to those who write them: the character of windows-1252. Any other is itself. */
gunichar osint_clean_c1(gunichar c);

/* One line: as above, with white space of any kind folded to single spaces and trimmed. NULL for NULL and
 * when nothing is left. */
char *osint_clean_line(const char *text);

/* How many columns a text takes: two for a wide (East Asian) character. */
guint osint_text_columns(const char *text, gsize length);
/* Whether a line break between two characters stands for no space: both are Chinese or Japanese. */
gboolean osint_joins_tight(gunichar before, gunichar after);
/* Whether a text ends as a sentence does: with a full stop, a colon or the like, closing quotes and brackets
 * set aside. An abbreviation such as "U.S." does not close a sentence. */
gboolean osint_ends_closed(const char *text);
/* As above, with a question or exclamation mark counted too. */
gboolean osint_ends_sentence(const char *text);

G_END_DECLS

#endif
