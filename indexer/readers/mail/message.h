/* One message to articles. */
#ifndef OSINT_READERS_MAIL_MESSAGE_H
#define OSINT_READERS_MAIL_MESSAGE_H

#include <gmime/gmime.h>

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* NULL when it is no message. An endless header is cut. */
GMimeMessage *osint_message_parse(const char *data, gsize length);

/* offset: where it begins in the document. envelope (may be NULL): the date by which a mailbox has it. */
void osint_message_read(OsintDocument *document, GMimeMessage *message, guint64 offset, const char *envelope);

G_END_DECLS

#endif
