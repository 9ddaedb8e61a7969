/* Mail: messages, mailboxes, and pages that a browser saved as a message (MHTML). */
#ifndef OSINT_READERS_MAIL_MAIL_H
#define OSINT_READERS_MAIL_MAIL_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* An article of the message, one of each message in it, and those of the documents attached to it. */
void osint_mail_read(OsintDocument *document, const char *data, gsize length);
/* The same of each message in a mailbox (mbox in all its dialects) of any size; a message is limited in size.
 */
void osint_mbox_read(OsintDocument *document, const char *data, gsize length);
/* Whether data (its first 4 KiB are enough) begins a mailbox. */
gboolean osint_mbox_is(const char *data, gsize length);
/* The page, with its address and the day it was saved. */
void osint_mhtml_read(OsintDocument *document, const char *data, gsize length);

void osint_mail_init(void);
void osint_mail_cleanup(void);

G_END_DECLS

#endif
