/* Random text in many scripts, from a seed: what property tests are run on. */
#ifndef OSINT_TESTS_TEXT_RANDOM_TEXT_H
#define OSINT_TESTS_TEXT_RANDOM_TEXT_H

#include <glib.h>

G_BEGIN_DECLS

/* Up to pieces words and signs of Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai, Han, kana,
 * hangul (composed, decomposed, half-width), digits, quotes, terminators and line breaks. Valid UTF-8. */
char *random_text(GRand *random, guint pieces);

G_END_DECLS

#endif
