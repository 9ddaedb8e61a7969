/* A piece of a text: a half-open range of bytes, always on character boundaries. */
#ifndef OSINT_TEXT_SPAN_H
#define OSINT_TEXT_SPAN_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    guint32 start;
    guint32 end;
} OsintSpan;

G_END_DECLS

#endif
