/* PGP in the text of a message (RFC 4880, 6 and 7). */
#ifndef OSINT_READERS_MAIL_ARMOUR_H
#define OSINT_READERS_MAIL_ARMOUR_H

#include <glib.h>

G_BEGIN_DECLS

/* The text without what signs it, and without what is encrypted in it, which sets *encrypted. */
char *osint_armour_open(const char *text, gboolean *encrypted);

G_END_DECLS

#endif
