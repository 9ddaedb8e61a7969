/* Lines as they stand on the page, from left to right, into the order in which they are read. */
#ifndef OSINT_READERS_PDF_DIRECTION_H
#define OSINT_READERS_PDF_DIRECTION_H

#include <glib.h>

G_BEGIN_DECLS

/* How many characters of a line, in whatever order, are letters of Hebrew, Arabic and the like, and how many
 * are other letters and digits; added to the counts. */
void osint_pdf_count_directions(const char *line, gsize *right_to_left, gsize *left_to_right);

/* Turns Hebrew, Arabic and the like round; numbers and words of other scripts in them stay as they are. A
 * line without them is left alone. from_right: the text as a whole runs from right to left. */
void osint_pdf_reading_direction(GString *line, gboolean from_right);

G_END_DECLS

#endif
