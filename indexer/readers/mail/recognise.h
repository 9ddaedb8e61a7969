/* Whether a text is mail, by its header. */
#ifndef OSINT_READERS_MAIL_RECOGNISE_H
#define OSINT_READERS_MAIL_RECOGNISE_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum { OSINT_HEADER_NONE, OSINT_HEADER_MAIL, OSINT_HEADER_MHTML } OsintHeaderKind;

/* text: NUL-terminated; its beginning is enough. A page saved by a browser (MHTML) is told from mail that has
 * a page in it. "Key: value" lines above a text of ours are no header. */
OsintHeaderKind osint_header_recognise(const char *text);

/* Whether a line is one that stands before each message of a mailbox: "From ", a sender, a date as asctime(3)
 * writes it. */
gboolean osint_is_mbox_line(const char *line, gsize length);

G_END_DECLS

#endif
