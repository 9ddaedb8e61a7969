/* The days that files carry, and dates that stand alone in a text: for documents whose form has no field for
 * the day of publication. */
#ifndef OSINT_READERS_FILEDATE_H
#define OSINT_READERS_FILEDATE_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

/* A date that a program wrote into a file, in canonical form; NULL when it is none, or cannot be true: before
 * 1981, or after now (Unix seconds; 0 when it is not known). */
char *osint_file_date(const char *written, gint64 now);

/* Sets `published`, if it is not set: to the date that stands alone in one of the first paragraphs of the
 * text, else to the day of `created` (may be NULL), with the warning date-from-file. */
void osint_publish_by_file(OsintArticle *article, const char *created, gint64 now);

G_END_DECLS

#endif
