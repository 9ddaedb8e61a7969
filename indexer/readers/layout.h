/* The paragraphs of plain text, however it marks them: by empty lines, one a line, by indenting, or
 * hard-wrapped at a column. */
#ifndef OSINT_READERS_LAYOUT_H
#define OSINT_READERS_LAYOUT_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *text;           /* one paragraph, without line breaks */
    guint columns;        /* its width */
    guint lines;          /* in the source */
    gboolean after_blank; /* an empty line, or the beginning, stands before it */
} OsintParagraph;

/* Array of OsintParagraph (freed with the array), in order. text: valid UTF-8. */
GArray *osint_layout_paragraphs(const char *text, gsize length);

/* Paragraphs [from, to) as the text of an article; NULL when there is none. */
char *osint_layout_join(const GArray *paragraphs, guint from, guint to);

/* Both steps: text that is known to be an article's, with its paragraphs normalised. NULL when it is empty.
 */
char *osint_layout_text(const char *text, gsize length);

/* The column at which a text is hard-wrapped; 0 when it is not. */
guint osint_layout_wrap_column(const char *text, gsize length);
/* As osint_layout_text(), of a piece of a text that is wrapped at this column: a piece may be too short to
 * show that it is, too. */
char *osint_layout_piece(const char *text, gsize length, guint column);

G_END_DECLS

#endif
