/* What the header of a message says of it as an article. */
#ifndef OSINT_READERS_MAIL_HEADER_H
#define OSINT_READERS_MAIL_HEADER_H

#include <gmime/gmime.h>

#include "indexer/article/article.h"

G_BEGIN_DECLS

/* A field on one line, encoded words decoded, as valid UTF-8; NULL when it is missing or empty. charset (may
 * be NULL) is what raw bytes in it are read by. */
char *osint_mail_field(GMimeObject *object, const char *name, const char *charset);

/* Title, authors, publisher, URL and date of publication. envelope (may be NULL) is the date by which the
 * mailbox has it. */
void osint_mail_set_fields(OsintArticle *article, GMimeMessage *message, const char *charset,
                           const char *envelope);

G_END_DECLS

#endif
