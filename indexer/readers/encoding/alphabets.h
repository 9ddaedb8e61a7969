/* Which letters beyond ASCII a language writes. */
#ifndef OSINT_READERS_ENCODING_ALPHABETS_H
#define OSINT_READERS_ENCODING_ALPHABETS_H

#include <glib.h>

G_BEGIN_DECLS

/* The lower-case letters, as one UTF-8 string; for a language without an entry (or NULL) those that English
 * texts have in names and loan words. Static. */
const char *osint_alphabet(const char *language);

G_END_DECLS

#endif
