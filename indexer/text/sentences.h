/* Where sentences end. */
#ifndef OSINT_TEXT_SENTENCES_H
#define OSINT_TEXT_SENTENCES_H

#include "indexer/text/span.h"

G_BEGIN_DECLS

/* Appends the sentences of text[start, end), valid UTF-8: OsintSpan without surrounding white space, in
 * order. A "sentence" without an end is cut at a word after about 1,500 bytes. */
void osint_sentences_append(const char *text, guint32 start, guint32 end, GArray *sentences);

G_END_DECLS

#endif
