/* The line that an ARC record begins with. */
#ifndef OSINT_READERS_ARCHIVE_ARC_H
#define OSINT_READERS_ARCHIVE_ARC_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *uri;  /* may have spaces in it */
    char *date; /* RFC 3339 */
    char *content_type;
    guint64 length;
    gboolean has_length; /* some writers had none to give */
    gsize width;         /* of the line with its end */
} OsintArcLine;

/* FALSE when text does not begin with such a line. */
gboolean osint_arc_parse(const char *text, gsize length, OsintArcLine *line);
void osint_arc_clear(OsintArcLine *line);

G_END_DECLS

#endif
