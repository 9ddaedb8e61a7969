/* The stored article: the record as bytes, kept as the data of its Xapian document. */
#ifndef OSINT_STORE_RECORD_H
#define OSINT_STORE_RECORD_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

GBytes *osint_record_encode(const OsintArticle *article);
/* NULL with OSINT_INDEX_ERROR_DAMAGED when the bytes are no article or a span is none of its text: outside
 * it, not on character boundaries or, but for mentions, overlapping the one before. */
OsintArticle *osint_record_decode(GBytes *bytes, GError **error);
/* The same of an article as a reader made it, which may have no id. */
OsintArticle *osint_record_decode_draft(GBytes *bytes, GError **error);
/* Only what tells whether a changed entity list concerns it: id, title, text, hand tags, marks, and a mention
 * of every entity that it mentions, without its place. */
OsintArticle *osint_record_decode_tags(GBytes *bytes, GError **error);
/* Only title, authors, language and text; the article has no id then. */
OsintArticle *osint_record_decode_words(GBytes *bytes, GError **error);
/* Only id, title, text, date of publication, tagged entities, passages and mentions. */
OsintArticle *osint_record_decode_mentions(GBytes *bytes, GError **error);
/* Only id, title, publisher, URL, date of publication, language and path. */
OsintArticle *osint_record_decode_origin(GBytes *bytes, GError **error);

G_END_DECLS

#endif
