/* When the name of a capital stands for a government: "Tokyo denied", "Moscow-backed". */
#ifndef OSINT_ENTITIES_MATCHING_GOVERNMENTS_H
#define OSINT_ENTITIES_MATCHING_GOVERNMENTS_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether what follows the name, NUL-terminated UTF-8, says what governments do and cities do not. English
 * only. */
gboolean osint_government_acts(const char *after);

G_END_DECLS

#endif
