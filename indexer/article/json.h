/* The article as JSON, the contract's form: what NDJSON input has and what --dry-run and search results
 * print.
 *
 * Spans are code points in JSON and bytes in the record; the conversion happens here and nowhere else. */
#ifndef OSINT_ARTICLE_JSON_H
#define OSINT_ARTICLE_JSON_H

#include <jansson.h>

#include "indexer/article/article.h"

G_BEGIN_DECLS

#define OSINT_JSON_ERROR (osint_json_error_quark())
GQuark osint_json_error_quark(void);
typedef enum { OSINT_JSON_ERROR_TYPE, OSINT_JSON_ERROR_VALUE } OsintJsonError;

/* Called once for each key that the article form does not have. */
typedef void (*OsintUnknownKeyFunc)(const char *key, gpointer user_data);

/* Sets the article's fields from a JSON object: the input keys of the contract except text and html, which
 * are the reader's. null and "" mean not known and leave the field as it was; white space and control
 * characters become single spaces. A list replaces what the article had ([] empties it); a single string is
 * accepted where a list is expected (separated by ";"), and an object with an "id" or a "name" for an
 * element. An id is taken as it is.
 *
 * What cannot be understood is a warning: date-unreadable, language-unreadable (the field stays as it was),
 * date-ambiguous, rating-unknown, tlp-unknown (the value is kept). Keys that only we write (path, sha256,
 * media_type, bytes, passages, mentions, citations, warnings) are ignored silently: hand marks are
 * "entities".
 *
 * Fails, with the article untouched, on a wrong type (OSINT_JSON_ERROR_TYPE) and on an id of more than 200
 * bytes or with control characters (OSINT_JSON_ERROR_VALUE). unknown may be NULL. */
gboolean osint_article_set_from_json(OsintArticle *article, const json_t *object, OsintUnknownKeyFunc unknown,
                                     gpointer user_data, GError **error);

/* One field as front matter writes it; FALSE when front matter has no such key. Key in any case, lists
 * separated by ";", an empty value means not known. An id that cannot be used is a warning, id-unusable. */
gboolean osint_article_set_field(OsintArticle *article, const char *key, const char *value);
/* Whether front matter may use this key: the input keys except text and html, in any case. */
gboolean osint_article_is_field(const char *key);

/* Every key of the contract in its order, null or [] where not known (bytes: where sha256 is not known); a
 * passage has "page" where that is known. Spans must lie within the text. Strings that are not UTF-8, such as
 * some paths, have U+FFFD in the bad places. */
json_t *osint_article_to_json(const OsintArticle *article);
/* The short form of results: id, title, authors, publisher, url, published, language, path, sha256. */
json_t *osint_article_to_json_brief(const OsintArticle *article);

/* Code points in text[0, byte). */
guint32 osint_text_offset_to_chars(const char *text, guint32 byte);

/* The same for many places in one text, which must outlive it and not change. */
typedef struct OsintCharIndex OsintCharIndex;
OsintCharIndex *osint_char_index_new(const char *text);
void osint_char_index_free(OsintCharIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintCharIndex, osint_char_index_free)
guint32 osint_char_index_at(const OsintCharIndex *index, guint32 byte);

/* {"entity","type","name","text","start","end"}, with spans counted from byte `origin` of text, at or before
 * the mention; "descriptive", "undecided", "benign" when they are true, "confidence" when it is below 100,
 * "why" when there is one. */
json_t *osint_mention_to_json(const OsintMention *mention, const char *text, guint32 origin);
/* {"origin","name","unnamed","start","end"}, likewise. */
json_t *osint_citation_to_json(const OsintCitation *citation, const char *text, guint32 origin);

G_END_DECLS

#endif
