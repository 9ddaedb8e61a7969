/* The words that stand by dates in pages: what happened then. */
#ifndef OSINT_READERS_HTML_DATE_LABELS_H
#define OSINT_READERS_HTML_DATE_LABELS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_LABEL_NONE,
    OSINT_LABEL_PUBLISHED,
    OSINT_LABEL_UPDATED,
    OSINT_LABEL_OTHER /* the day of something else: of joining, of an event, of a copyright */
} OsintDateLabel;

/* The last label in a text (valid UTF-8), in any of some thirty languages. */
OsintDateLabel osint_date_label_find(const char *text, gsize length);

G_END_DECLS

#endif
