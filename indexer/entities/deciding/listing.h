/* Whether two names stand in one list: "Emotet, Tick and APT10", bullets, rows of a table. */
#ifndef OSINT_ENTITIES_DECIDING_LISTING_H
#define OSINT_ENTITIES_DECIDING_LISTING_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether only commas, brackets or words such as "and" stand in text[from, to). */
gboolean osint_listing_joins(const char *text, guint32 from, guint32 to);
/* Whether the names that begin at two bytes begin lines that follow one another. */
gboolean osint_listing_bullets(const char *text, guint32 first, guint32 second);

G_END_DECLS

#endif
