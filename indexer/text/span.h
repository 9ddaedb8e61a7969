/* A piece of a text: a half-open range of bytes, always on character boundaries. */
#ifndef OSINT_TEXT_SPAN_H
#define OSINT_TEXT_SPAN_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    guint32 start;
    guint32 end;
} OsintSpan;

/* The index of the first element that does not begin before a byte: elements whose first member is their
 * OsintSpan, in order of their beginnings. */
guint osint_spans_from(const GArray *elements, guint32 byte);

G_END_DECLS

#endif
