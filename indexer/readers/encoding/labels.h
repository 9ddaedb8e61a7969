/* The names of encodings, as documents write them. */
#ifndef OSINT_READERS_ENCODING_LABELS_H
#define OSINT_READERS_ENCODING_LABELS_H

#include <glib.h>

G_BEGIN_DECLS

/* The name under which iconv knows what browsers take for this encoding ("latin1" -> "WINDOWS-1252",
 * "gb2312" -> "GB18030"). Owned by the caller; NULL when the name means nothing. */
char *osint_encoding_real_name(const char *label);

G_END_DECLS

#endif
