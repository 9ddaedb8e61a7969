/* The text of a message in plain text: paragraphs of lines that were wrapped for a terminal, quotations
 * marked, the signature and the footer of a mailing list gone. */
#ifndef OSINT_READERS_MAIL_PLAIN_H
#define OSINT_READERS_MAIL_PLAIN_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    gboolean flowed; /* format=flowed (RFC 3676): a line that ends in a space goes on */
    gboolean delsp;  /* and that space is not part of the text */
} OsintMailFormat;

/* text: valid UTF-8. Every paragraph of a quotation begins with "> ", ">> " and so on. NULL when nothing is
 * left. */
char *osint_mail_plain_text(const char *text, OsintMailFormat format);

/* How many lines of it are quoted. */
guint osint_mail_quoted_lines(const char *text);

G_END_DECLS

#endif
