/* Numbers of 7 bits a byte, the least first; all but the last byte have the highest bit set. */
#ifndef OSINT_COPIES_NUMBER_H
#define OSINT_COPIES_NUMBER_H

#include <glib.h>

G_BEGIN_DECLS

void osint_number_append(GByteArray *bytes, guint32 number);
/* Reads one at *at < end and steps over it; FALSE when the bytes are none. */
gboolean osint_number_read(const guint8 **at, const guint8 *end, guint32 *number);

G_END_DECLS

#endif
