/* Chinese characters that are written in several ways: the traditional, the simplified and the Japanese form
 * of one character are found by each other. */
#ifndef OSINT_TEXT_HAN_H
#define OSINT_TEXT_HAN_H

#include <glib.h>

G_BEGIN_DECLS

/* One form for all that are written for the same character; every other character as it is. */
gunichar osint_han_fold(gunichar c);

/* Names the table of forms: it is made when the program is built, from the library that is there. */
const char *osint_han_table_name(void);

G_END_DECLS

#endif
